"""The week counts what was done and never what was not."""

from __future__ import annotations

from datetime import date, timedelta

from interview_sim.progress.week import week

MONDAY = date(2026, 3, 2)
BLAME = ("lost", "broken", "missed", "only", "streak", "yet", "don't", "failed", "0 days")


def test_days_of_this_week_are_counted_once_and_in_order() -> None:
    practised = [MONDAY + timedelta(days=day) for day in (3, 0, 3, -1, 7)]
    made = week(practised, MONDAY + timedelta(days=4))
    assert made.monday == MONDAY
    assert made.days == (MONDAY, MONDAY + timedelta(days=3))
    assert made.text == "You practised on Monday and Thursday this week."


def test_no_week_is_held_against_anybody() -> None:
    for count in range(8):
        text = week([MONDAY + timedelta(days=day) for day in range(count)], MONDAY + timedelta(days=6)).text.lower()
        assert not any(word in text for word in BLAME)
