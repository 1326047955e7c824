"""What is said while looking for words: sounds and words that fill, and beginnings said again."""
