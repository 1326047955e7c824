"""English as such: tokens, numbers, dictionary forms, grammar, and wordings to look for."""
