"""Telling the parts of a STAR-R answer apart: segments, cues, and a smooth path through them."""
