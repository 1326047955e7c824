"""Scoring ahead saves time and can cost nothing else."""

from __future__ import annotations

import logging

import pytest

from interview_sim.judging.judge import Judge
from scoring.examples import question
from tests.fakes import FakeMeaning, said


def test_an_answer_that_cannot_be_scored_ahead_goes_on_and_its_words_stay_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    backwards = tuple(reversed(said("secrets that nobody may read")))

    with caplog.at_level(logging.WARNING):
        Judge(FakeMeaning()).foresee(question(), backwards, 3.0)

    assert "could not be scored ahead (ValidationError)" in caplog.text
    assert "secrets" not in caplog.text
