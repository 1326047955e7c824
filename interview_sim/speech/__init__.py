"""Hearing and speaking: recognisers, voices and the sound between them."""
