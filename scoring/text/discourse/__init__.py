"""How an answer is laid out for a listener: opening and close, examples, steps, words that hold the floor."""
