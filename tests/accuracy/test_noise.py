"""What of degraded recordings is counted, and what the gate is credited with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.accuracy.degraded import CLEAN, Degradation
from tests.accuracy.filler_events import Tally
from tests.accuracy.noise import Reading, section

LOUD = Degradation("pink", 0)
AS_RECORDED = Reading(
    recording="a.flac",
    degradation=CLEAN,
    fillers=Tally(right=20),
    pace=0.0,
    said=(0.0, 100.0),
    changed=(0.0, 100.0),
    snr=40.0,
    values={"pauses": 0.2},
    refused=frozenset(),
)
SPOILT = replace(
    AS_RECORDED,
    degradation=LOUD,
    fillers=Tally(right=10, missed=10),
    pace=0.5,
    changed=(40.0, 100.0),
    snr=2.0,
    values={"pauses": 0.5},
)
REFUSED = replace(SPOILT, refused=frozenset({"filler_words", "speaking_rate", "pauses"}))


def figures(*found: Reading) -> dict[str, float]:
    return {one.id: one.value for one in section([], found).figures if one.rows}


def test_what_is_spoilt_and_let_through_counts_against_the_gate() -> None:
    found = figures(AS_RECORDED, SPOILT)
    assert found["noise.fillers.loss"] == pytest.approx(1 - 2 / 3)
    assert found["noise.pace.ninth"] == found["noise.pace.worst"] == 0.5


def test_what_is_refused_does_not_and_is_told_apart() -> None:
    other = replace(AS_RECORDED, degradation=Degradation("pink", 20), pace=0.01)
    found = figures(AS_RECORDED, other, REFUSED)
    assert found["noise.fillers.loss"] == 0
    assert found["noise.pace.worst"] == 0.01
    assert found["noise.pace.all"] == 0.5
    assert found["noise.refused"] == 0.5
    assert found["noise.refused.clean"] == 0


def test_every_metric_has_a_curve_of_how_far_it_moved_and_of_what_was_refused() -> None:
    other = replace(SPOILT, recording="b.flac")
    table = section([], [AS_RECORDED, replace(AS_RECORDED, recording="b.flac"), REFUSED, other]).tables[0]
    assert table.head == ("", "as recorded", "0 dB")
    assert ("fillers, F1", "1.00", "0.67 → 0.67 (1)") in table.rows
    assert ("Pauses", "0.20", "0.30 → 0.30 (1)") in table.rows


def test_few_fillers_say_nothing_about_a_loss() -> None:
    few = replace(SPOILT, fillers=Tally(right=1, missed=2))
    enough = replace(AS_RECORDED, degradation=Degradation("pink", 20))
    assert figures(AS_RECORDED, few, enough)["noise.fillers.loss"] == 0
