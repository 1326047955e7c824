"""Text, paper, table and captions: right for every report there can be, and no text of it is ever more than text."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from interview_sim.interview import Attempt, AttemptState, Correction
from interview_sim.reports.exports.captions import captions, to_srt, to_vtt
from interview_sim.reports.exports.cells import cell, to_csv
from interview_sim.reports.exports.markdown import escape, to_markdown
from interview_sim.reports.exports.pdf import to_pdf
from interview_sim.reports.exports.table import HEADING, to_table
from interview_sim.reports.html import render_html
from interview_sim.reports.report import Report
from scoring.answer import Word
from tests.reports.conftest import spoken, strong
from tests.reports.readers import csv_rows, markdown_html, pdf_text

MARKUP = "# *a* _b_ `c` [d](javascript:e) ![f](g) <b>h</b> <!-- i --> | j | ~~k~~ $l$ &lt; \\ https://m.example @n"
TYPST = '#panic("a") *b* _c_ $d$ `e` <f> @g #import "h" \\ [i] // j /* k */ #read("/etc/passwd") {l}'


def with_question(report: Report, text: str) -> Report:
    turn = report.turns[0]
    changed = turn.model_copy(update={"question": turn.question.model_copy(update={"text": text})})
    return report.model_copy(update={"turns": (changed, *report.turns[1:]), "candidate": text[:100]})


def test_every_report_can_be_written(any_report: Report) -> None:
    assert to_markdown(any_report).startswith("# Interview report")
    assert to_pdf(any_report).startswith(b"%PDF-")
    assert to_table(any_report).startswith("\ufeff" + HEADING[0])


def test_no_text_becomes_markup_in_markdown(hostile_report: Report) -> None:
    page = markdown_html(to_markdown(hostile_report))
    assert not any(one in page for one in ("<script", "<img", "<a ", "<title", "<!--"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_markdown_shows_a_text_full_of_signs_as_it_is(full_report: Report) -> None:
    page = markdown_html(to_markdown(with_question(full_report, MARKUP)))
    shown = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<h2>Question 1: {shown}</h2>" in page


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "2) a", "=== a", "# a", "> a", "    a", "a\n\nb", "***", "---"])
def test_no_text_begins_a_list_a_rule_or_another_paragraph(text: str) -> None:
    page = markdown_html(f"{escape(text)}\n")
    assert page.startswith("<p>")
    assert page.count("<") == 2


@pytest.mark.slow
def test_paper_shows_a_text_full_of_signs_as_it_is(full_report: Report) -> None:
    assert TYPST.replace(" ", "") in pdf_text(to_pdf(with_question(full_report, TYPST))).replace(" ", "")


@pytest.mark.slow
def test_paper_calculates_nothing(hostile_report: Report) -> None:
    text = pdf_text(to_pdf(hostile_report))
    assert "{{ 7*7 }}" in text


def test_the_same_report_gives_the_same_paper(full_report: Report) -> None:
    assert to_pdf(full_report) == to_pdf(full_report)


def test_paper_shows_a_name_in_any_script(full_report: Report) -> None:
    assert to_pdf(full_report.model_copy(update={"candidate": "李明 · Øyvind Żółć · محمد"}))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "＝1+1", " =1", "\u200b=1", "|cmd", "%0A=1"]
)
def test_a_cell_never_begins_as_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["\x00=1", "\x0b=1", "\x1f+1", "\u202e=1", "\ufeff@sum", "\u00a0-1", "\u2003=1"])
def test_a_sign_that_nobody_sees_hides_no_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["a;=1+1", 'a";=1', "a; +1", "a\t@sum", "a\n-1", "a;|cmd"])
def test_no_formula_begins_where_a_semicolon_ends_a_cell(text: str) -> None:
    """As it does for Excel where a comma is the decimal point."""
    assert not re.search(r"[;\t\n]\"?\s*[=+\-@|%]", cell(text))


@pytest.mark.parametrize("text", ["a=1", "", "Cohen’s kappa", "1 + 1", "你好", "yes; and so on", "a | =b"])
def test_a_harmless_cell_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_numbers_stay_numbers() -> None:
    assert to_csv(("a", "b", "c", "d"), [(-1.5, 3, None, True)]) == "\ufeffa,b,c,d\r\n-1.5,3,,yes\r\n"


def test_no_cell_of_a_hostile_report_begins_as_a_formula(full_report: Report) -> None:
    report = with_question(full_report, '=cmd|"/c calc"!A1')
    rows = csv_rows(to_table(report))
    assert rows
    assert all(row["question"].startswith("'=cmd") for row in rows[:2])
    numbers = {"value", "low", "high", "score", "level", "weight", "total"}
    for row in rows:
        assert not any(text[:1] in "=+-@" for name, text in row.items() if text and name not in numbers)


def test_captions_hold_every_word_in_its_time() -> None:
    attempt = strong()
    found = captions(attempt)
    said = " ".join(" ".join(one.lines) for one in found)
    assert said == " ".join(word.text for word in attempt.words).replace("golden", "gold-standard")
    for one, following in pairwise(found):
        assert one.start < one.end <= following.start
    assert found[0].start == attempt.words[0].start


def test_captions_are_short_enough_to_be_read() -> None:
    for one in captions(strong()):
        assert len(one.lines) <= 2
        assert all(len(line) <= 42 for line in one.lines)
        assert one.end - one.start <= 7


def test_both_kinds_of_captions_are_well_formed() -> None:
    vtt, srt = to_vtt(strong()), to_srt(strong())
    assert vtt.startswith("WEBVTT\n\n00:00:03.400 --> 00:00:")
    assert srt.startswith("1\n00:00:03,400 --> 00:00:")
    count = len(captions(strong()))
    assert vtt.count("-->") == srt.count("-->") == count
    assert len(vtt.split("\n\n")) == count + 1


def test_no_word_ends_a_caption_or_begins_a_tag() -> None:
    words = (*spoken("one two", 1), Word(text="-->", start=3, end=3.2), Word(text="<script>x", start=3.3, end=3.5))
    attempt = Attempt(id="a", number=1, state=AttemptState.DONE, words=words)
    assert to_vtt(attempt).count("-->") == to_srt(attempt).count("-->") == len(captions(attempt))
    assert "<s" not in to_vtt(attempt)
    assert "<s" not in to_srt(attempt)


@pytest.mark.parametrize(
    "text",
    ["NOTE", "STYLE", "REGION", "WEBVTT", "1", "a\n\nb", "a\r\n\r\n2\r\n0:00:00,0 --> 9", "\u2028\u2028x", "{\\an8}"],
)
def test_no_word_begins_a_caption_or_a_note_of_its_own(text: str) -> None:
    words = (Word(text=text, start=1, end=2), *spoken("one two", 3))
    attempt = Attempt(id="a", number=1, state=AttemptState.DONE, words=words)
    count = len(captions(attempt))
    for written in (to_vtt(attempt).partition("\n\n")[2], to_srt(attempt)):
        cues = written.strip("\n").split("\n\n")
        assert len(cues) == count == written.count(" --> ")
        assert all(" --> " in "".join(cue.split("\n")[:2]) for cue in cues)
        assert "{\\" not in written or written.startswith("00")


def test_words_at_the_very_same_time_and_an_empty_correction_make_captions_too() -> None:
    words = tuple(Word(text=f"w{n}", start=1.0, end=1.0) for n in range(40))
    attempt = Attempt(id="a", number=1, words=words, corrections=(Correction(start_word=0, end_word=2, text=""),))
    for one in captions(attempt):
        assert one.end > one.start


def test_no_words_make_no_captions() -> None:
    attempt = Attempt(id="a", number=1)
    assert to_vtt(attempt) == "WEBVTT\n"
    assert to_srt(attempt) == ""


@pytest.fixture(scope="module")
def long_attempt() -> Attempt:
    """Three hours, 5,000 words."""
    text = "This is a sentence of nine words, said slowly. " * 556
    words = [
        word.model_copy(update={"start": n * 2.16, "end": n * 2.16 + 0.4}) for n, word in enumerate(spoken(text, 0))
    ]
    return strong().model_copy(update={"words": tuple(words), "corrections": ()})


@pytest.mark.slow
def test_three_hours_and_five_thousand_words_are_written_in_time(full_report: Report, long_attempt: Attempt) -> None:
    turn = full_report.turns[0].model_copy(update={"attempts": (long_attempt,)})
    report = full_report.model_copy(update={"turns": (turn,)})
    began = time.process_time()
    assert "said slowly" in to_markdown(report)
    assert to_pdf(report)
    assert to_table(report)
    assert "02:59:" in to_vtt(long_attempt)
    assert "02:59:" in to_srt(long_attempt)
    assert render_html(report).count("data-word=") >= 5000
    assert time.process_time() - began < 8
