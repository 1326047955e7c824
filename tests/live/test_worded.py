"""Advice in the words of a language model is shown as such, and nothing waits for one that is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from interview_sim.engine import events as e
from interview_sim.interview import Probe
from interview_sim.library.banks import Library
from interview_sim.library.plan import whole_interview
from interview_sim.live.messages import AttemptScored, Finished
from interview_sim.live.runner import Runner
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from interview_sim.service import wire
from interview_sim.wording import Wording
from tests.seat import Seat, play


class Kindly(Wording):
    """An endpoint that words advice; ``says`` null for one that is at fault."""

    def __init__(self, says: str | None) -> None:
        super().__init__("http://127.0.0.1:9/v1", "small")
        self._says = says

    def warm(self) -> None:
        """It has no client."""

    async def probe(self, probe: Probe, answer: str, asked: str) -> Probe:
        return probe

    async def advice(self, advice: str) -> tuple[str, str | None]:
        return (self._says, self.name) if self._says else (advice, None)


async def answered(tmp_path: Path, library: Library, seat: Seat, says: str | None) -> tuple[AttemptScored, Any]:
    plan = whole_interview(library, "backend_engineer", "practice", 1, seed=1)
    plan = replace(
        plan, profile=plan.profile.model_copy(update={"manner": plan.profile.manner.model_copy(update={"probes": 0})})
    )
    seat.runner = Runner("seat", plan, replace(seat.parts, wording=Kindly(says)))
    await seat.sit_down(microphone=False)
    await seat.runner.dispatch(e.Typed(1, "I measured the slow query and added an index."))
    scored = await seat.until(AttemptScored)
    await seat.runner.dispatch(e.NextAsked(2))
    await seat.until(Finished)
    return scored, seat.runner.record().report


def test_worded_advice_is_shown_with_who_worded_it_on_the_page_and_in_the_report(
    tmp_path: Path, library: Library
) -> None:
    seat = Seat(tmp_path, library)

    async def scene() -> None:
        scored, report = await answered(tmp_path, library, seat, "Say what came of it, kindly.")
        told = wire.write_message(scored, "seat")
        assert (told["advice"], told["advice_by"]) == ("Say what came of it, kindly.", "small at 127.0.0.1")
        page = render_html(Report.model_validate(report))
        assert "Say what came of it, kindly." in page
        assert "Worded by small at 127.0.0.1." in page

    play(seat, scene)


@pytest.mark.parametrize("says", [None])
def test_where_it_has_no_words_the_built_in_advice_stands_unmarked(
    tmp_path: Path, library: Library, says: str | None
) -> None:
    seat = Seat(tmp_path, library)

    async def scene() -> None:
        scored, report = await answered(tmp_path, library, seat, says)
        told = wire.write_message(scored, "seat")
        assert told["advice"]
        assert told["advice_by"] is None
        assert "Worded by" not in render_html(Report.model_validate(report))

    play(seat, scene)
