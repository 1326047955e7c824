"""Training of the STAR-R tagger: ``python -m training.star``."""
