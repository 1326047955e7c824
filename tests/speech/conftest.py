from pathlib import Path

import pytest

from interview_sim.ports import Pcm


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of models that all tests of a run share."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def sentence() -> Pcm:
    """A sentence spoken by the built-in voice, about 5 s."""
    from interview_sim.speech.voices.candidate import say
    from interview_sim.speech.voices.hibari import HibariSpeaker

    return say(HibariSpeaker(), "Last year I measured the slow query, and then I added an index to the table.")
