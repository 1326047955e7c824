"""The days of this week on which something was practised: what was done is counted, never what was not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from scoring.plain import listed
from scoring.question import Model

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Week(Model):
    """The week of ``monday``, the ``days`` on which something was practised, and a sentence that says so."""

    monday: date
    days: tuple[date, ...]
    text: str


def week(practised: Iterable[date], today: date) -> Week:
    """The week that today is in."""
    monday = today - timedelta(days=today.weekday())
    days = tuple(sorted({day for day in practised if monday <= day <= monday + timedelta(days=6)}))
    return Week(monday=monday, days=days, text=_text(days))


def _text(days: tuple[date, ...]) -> str:
    if not days:
        return "A new week. One short drill takes about three minutes."
    names = listed([_NAMES[day.weekday()] for day in days])
    return f"You practised on {names} this week."
