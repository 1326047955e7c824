"""The clean text: the words that were meant, in sentences, as they are read."""
