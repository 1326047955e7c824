"""How the page begins: what was measured, with which models, and what its figures are worth."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from interview_sim import __version__
from interview_sim.meaning.minilm import MiniLM
from interview_sim.ports import ModelIdentity
from interview_sim.speech.faster import FasterWhisperTranscriber

_TEXT = """# How right the numbers are

Written by `make accuracy`; the counts behind every figure, source by source, are in [accuracy.json](accuracy.json).
The recordings and answers are kept beside the project and never in it: `INTERVIEW_SIM_EVAL_DATA` names their folder
(`speech/` with `labels.json`, `star/` with labelled answers). What was written for the purpose lies in
`tests/accuracy/data` and `training/star`.

How to read it:

- A *source* is one recording, one answer, or one author's collection; it is held out whole. The 95 % interval comes
  from drawing as many sources with replacement {resamples:,} times (bootstrap). Where it is wide, the data are few:
  then the value says little, and the interval says so.
- Figures of a trained part come from models that never saw the source they are measured on, not from the shipped
  weights, unless a line says otherwise.
- “Aim” is what we set out to reach; what missed it says so.
- CI measures a fixed sample on every change and fails where a figure has fallen below these counts by more than its
  noise: worse in 97.5 of 100 paired draws of sources.

interview-sim {version}, with

{models}
"""


def head() -> str:
    """Filled in with the models that are installed."""
    from tests.accuracy.figures import RESAMPLES

    with TemporaryDirectory() as folder:
        models = [FasterWhisperTranscriber(None, Path(folder)).identity(), MiniLM().identity()]
    return _TEXT.format(resamples=RESAMPLES, version=__version__, models="\n".join(map(_line, models)))


def _line(model: ModelIdentity) -> str:
    files = ", ".join(f"{one.name} `{one.sha256[:16]}…`" for one in model.files)
    return f"- {model.engine} {model.name}, {model.version}: {files}"
