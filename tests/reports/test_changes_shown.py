"""What a change shows: a quote that is part of a sentence says so, and the same words are not quoted twice."""

from __future__ import annotations

import pytest

from interview_sim.reports.exports.markdown import to_markdown
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Change, Piece, Report
from interview_sim.reports.views.whole import ReportView
from scoring.result import Evidence
from tests.reports.conftest import full

ATTEMPT = "t1-a2"


@pytest.fixture(scope="module")
def report() -> Report:
    return full()


def showing(report: Report, *spans: tuple[int, int]) -> Report:
    """The report with a change to each of these stretches of one answer, nothing of it changed."""
    turn, attempt = next((turn, one) for turn in report.turns for one in turn.attempts if one.id == ATTEMPT)

    def change(start: int, end: int) -> Change:
        text = " ".join(word.text for word in attempt.words[start:end])
        return Change(
            metric="conciseness",
            turn=turn.id,
            attempt=attempt.id,
            gain=2.0,
            headline="Say it once",
            said=Evidence(start_word=start, end_word=end, quote=text),
            instead=(Piece(kind="said", text=text, start_word=start, end_word=end),),
        )

    return report.model_copy(update={"changes": tuple(change(*span) for span in spans)})


def punctuated(report: Report, *texts: str) -> Report:
    """The report with other words at the beginning of that answer."""
    changed = report.model_dump(mode="json")
    words = next(one["words"] for turn in changed["turns"] for one in turn["attempts"] if one["id"] == ATTEMPT)
    for word, text in zip(words, texts, strict=False):
        word["text"] = text
    return Report.model_validate(changed)


@pytest.mark.parametrize(
    ("span", "quote"),
    [
        ((0, 3), "I saw it."),
        ((0, 2), "I saw …"),
        ((3, 5), "Then he … "),
        ((4, 6), "… he “left.”"),
        ((4, 5), "… he …"),
    ],
)
def test_dots_stand_where_the_sentence_goes_on(report: Report, span: tuple[int, int], quote: str) -> None:
    told = punctuated(report, "I", "saw", "it.", "Then", "he", "“left.”", "Nothing")
    (change,) = ReportView(showing(told, span)).changes
    assert change.quote == quote.strip()
    assert (change.lead, change.tail) == ("…" * quote.startswith("…"), "…" * quote.strip().endswith("…"))


def test_the_same_words_are_quoted_once(report: Report) -> None:
    told = showing(punctuated(report, "I", "saw", "it.", "Then", "he", "left."), (0, 3), (3, 6), (0, 3))
    assert [one.same_as for one in ReportView(told).changes] == [None, None, 1]
    assert "The same words as in 1." in render_html(told)
    text = to_markdown(told)
    assert text.count("**You said:** I saw it.") == 1
    assert "**You said:** the same words as in “Say it once”." in text
