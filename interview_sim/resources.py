"""Where the page and the banks are: inside an installed wheel, else at the top of the repository."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_BUNDLE = _HERE / "_bundle"
_ROOT = _BUNDLE if _BUNDLE.is_dir() else _HERE.parent

WEB = _ROOT / "web"
QUESTION_BANKS = _ROOT / "question_banks"
