"""The changes that would help most: the candidate's own words, reordered or tightened, with gaps only they can fill."""
