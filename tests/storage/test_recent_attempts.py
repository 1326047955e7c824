"""The latest answers, for what is usual for the candidate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, event
from sqlalchemy.dialects import postgresql

from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.ports import InterviewRecord
from interview_sim.storage import SqlStore
from scoring.answer import Mode

Make = Callable[..., InterviewRecord]


def keep(store: SqlStore, make_record: Make, day: int, *turns: tuple[Attempt, ...]) -> None:
    """Save an interview of that day with these attempts, turn by turn."""
    record = make_record(f"day{day}", started_at=f"2026-03-{day:02}T09:00:00Z")
    asked = record.turns[0].question
    made = tuple(Turn(id=f"t{place}", question=asked, attempts=attempts) for place, attempts in enumerate(turns, 1))
    store.save(record.model_copy(update={"turns": made}))


def attempt(identity: str, **changes: Any) -> Attempt:
    return Attempt.model_validate({"id": identity, "number": 1, "state": AttemptState.DONE, **changes})


def test_they_come_newest_first_interview_by_interview_turn_by_turn(store: SqlStore, make_record: Make) -> None:
    keep(store, make_record, 2, (attempt("c"), attempt("d")), (attempt("e"),))
    keep(store, make_record, 1, (attempt("a"),), (attempt("b"),))
    keep(store, make_record, 3, (attempt("f"),))

    assert [one.id for one in store.recent_attempts(20)] == ["f", "e", "d", "c", "b", "a"]
    assert [one.id for one in store.recent_attempts(2)] == ["f", "e"]


def test_they_come_back_exactly_as_they_were_saved(store: SqlStore, make_record: Make) -> None:
    whole = make_record().turns[0].attempts[0].model_copy(update={"counts": True})
    keep(store, make_record, 1, (whole,))

    assert store.recent_attempts(20) == (whole,)


@pytest.mark.parametrize(
    "changes",
    [{"mode": Mode.TYPED}, {"counts": False}, *({"state": state} for state in AttemptState if state != "done")],
    ids=str,
)
def test_only_spoken_attempts_that_are_done_and_count_are_given(
    store: SqlStore, make_record: Make, changes: dict[str, Any]
) -> None:
    keep(store, make_record, 1, (attempt("a"), attempt("b", **changes)))

    assert [one.id for one in store.recent_attempts(20)] == ["a"]


def test_an_empty_store_has_none(store: SqlStore) -> None:
    assert store.recent_attempts(20) == ()


def test_no_more_interviews_are_opened_than_it_takes(store: SqlStore, make_record: Make) -> None:
    for day in range(1, 29):
        keep(store, make_record, day, (attempt("a"),), (attempt("b"),))
    asked: list[str] = []
    event.listen(store.database._open(), "before_cursor_execute", lambda *given: asked.append(given[2]))

    assert len(store.recent_attempts(6)) == 6
    assert sum("FROM attempts" in one for one in asked) == 3


def test_interviews_without_a_spoken_answer_are_passed_over(store: SqlStore, make_record: Make) -> None:
    keep(store, make_record, 1, (attempt("a"),))
    keep(store, make_record, 2, (attempt("b", mode=Mode.TYPED),))
    keep(store, make_record, 3)

    assert [one.id for one in store.recent_attempts(1)] == ["a"]


def test_the_question_to_the_database_can_be_put_to_postgresql(store: SqlStore, make_record: Make) -> None:
    keep(store, make_record, 1, (attempt("a"),))
    asked: list[str] = []

    def note(connection: object, statement: Select[tuple[object]], *rest: object) -> None:
        asked.append(str(statement.compile(dialect=postgresql.dialect())))

    event.listen(store.database._open(), "before_execute", note)
    store.recent_attempts(1)

    assert any("->> " in one and "AS BOOLEAN" in one for one in asked)
