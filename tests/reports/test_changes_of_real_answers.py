"""Changes where meanings can be compared, and of the answers that are kept for measuring."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.judging.judge import Judge
from interview_sim.library.banks import Library
from interview_sim.meaning.choose import meaning
from interview_sim.reports.changes.choose import changes
from interview_sim.settings import Settings
from interview_sim.written import words
from scoring.answer import Mode
from scoring.question import Question
from tests.reports.answers import summary_of

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(meaning(Settings()))


@pytest.fixture(scope="module")
def question() -> Question:
    return Library().question("backend_outage")[1]


def answered(judge: Judge, question: Question, text: str) -> Turn:
    attempt = Attempt(id="a", number=1, mode=Mode.TYPED, state=AttemptState.DONE, words=words(text))
    return Turn(
        id="t1",
        question=question,
        attempts=(attempt.model_copy(update={"results": judge.judge(question, attempt).results}),),
    )


def test_a_concept_is_asked_for_beside_what_comes_closest_to_it(judge: Judge, question: Question) -> None:
    near = "I put the old version back first so that people could pay again."
    turn = answered(
        judge,
        question,
        f"Last spring our shop stopped working on a Sunday evening. I was on call that week. {near} Then I read the "
        "code until I understood it. My manager was pleased with me the next day.",
    )
    found, _ = changes([turn], summary_of([turn]), judge.meaning())
    change = next(one for one in found if one.metric == "concept_coverage")

    assert change.said.quote == near
    assert [piece.kind for piece in change.instead] == ["said", "gap"]


def test_every_real_answer_that_has_a_score_gets_changes_in_its_own_words(judge: Judge, question: Question) -> None:
    folder = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    if not folder:
        pytest.skip("INTERVIEW_SIM_EVAL_DATA names no folder with answers to measure with")
    lines = (Path(folder) / "star" / "answers.jsonl").read_text(encoding="utf-8").splitlines()[::4]
    for line in lines:
        turn = answered(judge, question, " ".join(one["text"] for one in json.loads(line)["sentences"]))
        said = [word.text for word in turn.attempts[0].words]
        found, reason = changes([turn], summary_of([turn]), judge.meaning())
        assert found or reason
        for piece in (piece for change in found for piece in change.instead):
            if piece.kind not in {"gap", "pause"}:
                assert piece.text == " ".join(said[piece.start_word : piece.end_word])
