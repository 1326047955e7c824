"""Comparing meanings: models that turn a text into a vector, behind ``scoring.meaning.Meaning``."""
