"""Where interviews, reports and recordings are kept: one database and one folder of sound."""

from interview_sim.storage.store import SqlStore

__all__ = ["SqlStore"]
