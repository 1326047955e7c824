import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def recordings(eval_data: Path) -> Path:
    """The folder with the recordings of real people; it is kept apart from the project."""
    folder = eval_data / "speech"
    if not (folder / "labels.json").is_file():
        pytest.skip(f"INTERVIEW_SIM_EVAL_DATA has no speech/labels.json: {eval_data}")
    return folder


@pytest.fixture(scope="session")
def labels(recordings: Path) -> list[dict[str, Any]]:
    return json.loads((recordings / "labels.json").read_text("utf-8"))
