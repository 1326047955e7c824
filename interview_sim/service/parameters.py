"""Parameters that several routes take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

InterviewId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
