"""The best path through a chain of labels, and how sure each step of it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

Scores = Sequence[Sequence[float]]
"""Shape (steps, labels), natural logarithms up to a constant."""


def best_path(emissions: Scores, transitions: Scores) -> list[int]:
    """Viterbi: the label of each step on the most likely path; ties go to the earlier label."""
    labels = range(len(transitions))
    total = list(emissions[0])
    came_from: list[list[int]] = []
    for step in emissions[1:]:
        pointers = [max(labels, key=lambda before, now=now: total[before] + transitions[before][now]) for now in labels]  # type: ignore[misc]
        total = [total[before] + transitions[before][now] + step[now] for now, before in enumerate(pointers)]
        came_from.append(pointers)
    path = [max(labels, key=lambda label: total[label])]
    for pointers in reversed(came_from):
        path.append(pointers[path[-1]])
    return path[::-1]


def posteriors(emissions: Scores, transitions: Scores) -> list[list[float]]:
    """Forward-backward: the probability of each label at each step; every row sums to 1."""
    labels = range(len(transitions))
    forward = [list(emissions[0])]
    for step in emissions[1:]:
        before = forward[-1]
        forward.append([step[now] + _log_sum([before[b] + transitions[b][now] for b in labels]) for now in labels])
    backward = [[0.0] * len(transitions)]
    for step in reversed(emissions[1:]):
        after = backward[-1]
        backward.append([_log_sum([transitions[now][a] + step[a] + after[a] for a in labels]) for now in labels])
    rows = []
    for ahead, behind in zip(forward, reversed(backward), strict=True):
        joint = [a + b for a, b in zip(ahead, behind, strict=True)]
        whole = _log_sum(joint)
        rows.append([math.exp(value - whole) for value in joint])
    return rows


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
