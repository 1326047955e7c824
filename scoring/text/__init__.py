"""Plain text work: tokens, numbers, syllables, lemmas and the words that fill pauses."""
