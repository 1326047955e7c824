"""Words that fill rather than say: "like", "you know", "I mean", "sort of", "basically", "actually", "right?".

Each has honest uses, told apart by what stands around it: parts of speech as far as they can be trusted without
punctuation, the words beside it, and silence. Where both readings are open, the use is unsure.
"""
