"""Trains how likely an answer is over after its last word: ``python -m training.turn_end``."""
