"""Counts and lengths as people say them, so that a sentence never says "1 seconds" or "5 of 6 = 83.33333"."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """``1 word``, ``3 words``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def number(value: float) -> str:
    """At most one decimal, and none that says nothing: ``60``, ``0.4``."""
    return f"{value:.1f}".removesuffix(".0")


def seconds(length: float) -> str:
    """``75 seconds``, ``1 second``, ``0.4 seconds``."""
    shown = number(length)
    return f"{shown} second{'' if shown == '1' else 's'}"


def listed(names: Sequence[str]) -> str:
    """``situation, task and action``; empty for none."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
