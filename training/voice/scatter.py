"""Measure how much one voice scatters, and write ``interview_sim/speech/other_voice.json``.

Give recordings of single speakers, each as ``FILE`` or ``NAME=FILE``: ``python training/voice/scatter.py *.flac``. A
recording counts in proportion to its length. With ``--left-out`` it also says how far apart the two halves of each
recording seem when the speaker with its name is left out: that is what `other_voice.APART` must lie above.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interview_sim.ports import SAMPLE_RATE, Pcm
from interview_sim.speech import other_voice
from interview_sim.speech.audio import read_audio
from interview_sim.speech.cutter import Cutter
from interview_sim.speech.frames import frames_of
from interview_sim.speech.other_voice import Points, furthest_apart, points_of, whitening

WRITTEN = Path(other_voice.__file__).with_name("other_voice.json")


def points(pcm: Pcm) -> Points:
    """The points of a whole recording."""
    cutter = Cutter()
    for start in range(0, len(pcm), SAMPLE_RATE):
        for _ in cutter.feed(pcm[start : start + SAMPLE_RATE]):
            pass
    for _ in cutter.finish():
        pass
    return points_of(frames_of(pcm), cutter.speech)


def within(values: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Pooled covariance of the points around their own recording's mean."""
    several = [one for one in values if len(one) > 1]
    scatter = sum((one - one.mean(axis=0)).T @ (one - one.mean(axis=0)) for one in several)
    covariance: NDArray[np.float64] = np.asarray(scatter) / sum(len(one) - 1 for one in several)
    return covariance


def main(arguments: list[str]) -> None:
    """Measure and write."""
    left_out = "--left-out" in arguments
    named = [one.partition("=") for one in arguments if one != "--left-out"]
    speakers = [name if file else Path(name).stem for name, _, file in named]
    found = [points(read_audio(Path(file or name), max_seconds=3600, max_bytes=10**9)) for name, _, file in named]
    if left_out:
        for speaker, one in zip(speakers, found, strict=True):
            others = [other.values for who, other in zip(speakers, found, strict=True) if who != speaker]
            distance, theirs = furthest_apart(one.values @ whitening(within(others)), one.lengths)
            sys.stdout.write(f"{speaker:40} {len(one.spans):4} points, apart {distance:.2f} ({theirs.sum()} points)\n")
    measured = within([one.values for one in found])
    written = {
        "points": sum(len(one.spans) for one in found),
        "recordings": len(found),
        "within": measured.round(4).tolist(),
    }
    WRITTEN.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
