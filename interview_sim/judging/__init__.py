"""From an attempt to its results."""
