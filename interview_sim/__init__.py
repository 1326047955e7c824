"""A local mock interview: an avatar asks, you answer aloud, and every score shows its evidence."""

__version__ = "0.1.0"
