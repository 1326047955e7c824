"""A report as plain texts and lists, in reading order: what Markdown and paper are set from.

Every figure is worded by the views that the page is made of, so that all of them show the same.
"""

from __future__ import annotations

from typing import Any

from interview_sim.reports import charts, words
from interview_sim.reports.report import Report
from interview_sim.reports.views.attempt import AttemptView
from interview_sim.reports.views.course import Chart
from interview_sim.reports.views.happenings import Moment
from interview_sim.reports.views.rows import Quote, Row, Unmeasured
from interview_sim.reports.views.total import TotalView
from interview_sim.reports.views.turn import TurnView
from interview_sim.reports.views.whole import ReportView

Sheet = dict[str, Any]


def sheet(report: Report) -> Sheet:
    """The whole report; drawings are SVG, everything else is text, numbers only where they are levels."""
    view = ReportView(report)
    summary = report.summary
    return {
        "id": report.id,
        "role": report.role.name,
        "candidate": report.candidate,
        "meta": [one for one in (view.led, view.day, view.length, view.asked) if one],
        "changes": _changes(view),
        "no_changes": report.no_changes if view.looked_for_changes and view.turns else None,
        "score": None if summary.score is None else charts.figure(summary.score),
        "based_on": _based_on(view),
        "criteria": [
            {"name": one.name, "level": one.level, "score": None if one.score is None else charts.figure(one.score)}
            for one in summary.criteria
        ],
        "goal": report.drill.goal if report.drill else None,
        "goals": [list(one) for one in view.goals],
        "advice": None if report.changes else view.advice,
        "total": _total(view.total),
        "charts": [_chart(one) for one in view.charts],
        "turns": [_turn(turn, view) for turn in view.turns],
        "sources": [[one.name, one.source] for one in view.yardsticks.values() if one.source],
        "made": _made(report),
    }


def _changes(view: ReportView) -> list[Sheet]:
    return [
        {
            "headline": one.change.headline,
            "place": " · ".join(filter(None, (one.answer, one.metric, one.when))),
            "gain": one.gain,
            "said": None if one.same_as else one.quote,
            "same_as": one.same_as,
            "instead": [
                *_rest(one.lead),
                *({"kind": piece.kind, "text": piece.text} for piece in one.change.instead),
                *_rest(one.tail),
            ],
            "why": one.change.why,
        }
        for one in view.changes
    ]


def _rest(ellipsis: str) -> list[Sheet]:
    return [{"kind": "said", "text": ellipsis}] if ellipsis else []


def _based_on(view: ReportView) -> str:
    summary, unmeasured = view.report.summary, view.total.count_not_measured
    if summary.score is not None:
        left = f"; {unmeasured} could not be measured" if unmeasured else ""
        return f"From {words.plural(len(summary.terms), 'result')} of {view.answers}{left}."
    if not view.turns:
        return "No question was asked in this interview."
    if unmeasured:
        return "Nothing could be measured that a score could rest on."
    return "There is no finished answer that a score could rest on."


def _total(total: TotalView) -> Sheet:
    left_out = (
        ("Left out, because it could not be measured", total.not_measured),
        ("Left out, because it was not called for", total.not_called_for),
    )
    return {
        "levels": [[str(number), name, span] for number, name, span in total.levels],
        "criteria": [
            [one.name, "" if one.score is None else f"{one.score:.1f}", _percent(one.weight), f"{one.points:.2f}"]
            for one in total.by_criterion
        ],
        "points": f"{total.points:.2f}",
        "answers": [
            {
                "place": answer.place,
                "lines": [
                    [line.name, line.criterion, f"{line.score:.1f}", _percent(line.weight), f"{line.points:.2f}"]
                    for line in answer.lines
                ],
                "weight": _percent(answer.weight),
                "points": f"{answer.points:.2f}",
            }
            for answer in total.by_answer
        ],
        "left_out": [
            {
                "heading": heading,
                "lines": [{"names": one.names, "place": one.place, "why": one.reason} for one in missing],
            }
            for heading, missing in left_out
            if missing
        ],
    }


def _turn(turn: TurnView, view: ReportView) -> Sheet:
    table = turn.comparison
    return {
        "number": turn.number,
        "kind": turn.kind,
        "question": turn.turn.question.text,
        "limit": turn.limit,
        "score": None if turn.score is None else charts.figure(turn.score),
        "happenings": _moments(turn.happenings),
        "compared": table
        and {
            "columns": list(table.columns),
            "lines": [
                {"name": line.name, "head": line.head, "cells": [_cell(one.text, one.level) for one in line.cells]}
                for line in table.lines
            ],
        },
        "attempts": [_attempt(one, with_advice=not view.is_one_answer) for one in turn.attempts],
    }


def _attempt(view: AttemptView, *, with_advice: bool) -> Sheet:
    attempt = view.attempt
    return {
        "heading": view.heading,
        "counts": view.counts,
        "how": view.how,
        "notice": " ".join(filter(None, (view.unfinished, attempt.failure if view.unfinished else None))),
        "silent": not attempt.words and attempt.state == "done",
        "advice": view.advice if with_advice else None,
        "advice_by": view.advice_by,
        "charts": [_chart(one) for one in view.charts],
        "passages": [
            {
                "part": charts.PART_NAMES[one.part] if one.part else None,
                "when": one.title,
                "pieces": [{"text": piece.text, "kind": piece.kind} for piece in one.pieces],
            }
            for one in view.passages
        ],
        "marks": [list(one) for one in view.marks],
        "reading": view.reading,
        "happenings": _moments(view.happenings),
        "groups": [
            {
                "name": group.name,
                "level": group.level,
                "note": group.note,
                "rows": [_row(one, view.advice if with_advice else None) for one in group.rows],
            }
            for group in view.groups
        ],
        "unmeasured": [_unmeasured(one) for one in view.unmeasured],
        "uncalled": [_unmeasured(one) for one in view.uncalled],
    }


def _row(row: Row, said: str | None) -> Sheet:
    result = row.result
    return {
        "name": row.name,
        "level": result.level,
        "score": None if result.score is None else charts.figure(result.score),
        "value": None if result.value is None else words.quantity(result.value, result.unit),
        "verdict": row.verdict,
        "doubt": row.doubt,
        "band": str(row.band),
        "advice": None if result.advice == said else result.advice,
        "quotes": [_quote(one) for one in row.quotes],
        "heard": [" ".join(filter(None, (one.name, one.when))) for one in row.heard],
        "missed": list(row.missed),
        "source": row.source,
    }


def _made(report: Report) -> list[list[str]]:
    return [
        ["Program", f"{report.app.name} {report.app.version}"],
        ["Interview", f"{report.id}, profile {report.profile.id} {report.profile.version}"],
        ["Question bank", f"{report.bank.role} {report.bank.version}"],
        *(["Rubric", f"{one.id} {one.version}"] for one in report.rubrics),
        *(["Model", f"{one.engine}: {one.name} {one.version}"] for one in report.models),
    ]


def _quote(quote: Quote) -> Sheet:
    return {"when": quote.when, "kind": quote.kind, "text": quote.text}


def _unmeasured(one: Unmeasured) -> Sheet:
    return {"names": ", ".join(one.names), "reason": one.reason, "remedy": one.remedy}


def _moments(moments: tuple[Moment, ...]) -> list[list[str]]:
    return [[one.when, one.text] for one in moments]


def _chart(chart: Chart) -> Sheet:
    return {"caption": chart.caption, "note": chart.note, "drawing": str(chart.drawing)}


def _cell(text: str, level: int | None) -> str:
    return text if level is None else f"{text} (level {level})"


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %"
