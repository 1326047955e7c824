"""The formats that an interview can leave in: for each its file's ending, its media type, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interview_sim.errors import NotFoundError
from interview_sim.exchange.bundle import bundle
from interview_sim.exchange.outgoing import Outgoing
from interview_sim.interview import Attempt
from interview_sim.reports.canonical import to_json
from interview_sim.reports.exports.captions import to_srt, to_vtt
from interview_sim.reports.exports.markdown import to_markdown
from interview_sim.reports.exports.pdf import to_pdf
from interview_sim.reports.exports.table import to_table
from interview_sim.reports.html import render_html
from interview_sim.storage import opus

Rubric = Mapping[str, Any] | None
"""A coach's rubric, as the HTML page carries it."""


@dataclass(frozen=True)
class Written:
    """A file to be written; ``part`` is what tells it from others of its format, empty where it is the only one."""

    content: bytes
    part: str = ""


@dataclass(frozen=True)
class Format:
    """A way to write an interview. ``sound``, ``reviews``: whether these go into it."""

    id: str
    name: str
    suffix: str
    media_type: str
    write: Callable[[Outgoing, Rubric], tuple[Written, ...]]
    sound: bool = False
    reviews: bool = False


def _text(render: Callable[[Outgoing], str]) -> Callable[[Outgoing, Rubric], tuple[Written, ...]]:
    return lambda content, _: (Written(render(content).encode()),)


def _html(content: Outgoing, rubric: Rubric) -> tuple[Written, ...]:
    reviews = [one.model_dump(mode="json") for one in content.reviews]
    page = render_html(content.report, audio=content.audio, reviews=reviews, rubric=rubric, known=content.known)
    return (Written(page.encode()),)


def _each(render: Callable[[Attempt], str]) -> Callable[[Outgoing, Rubric], tuple[Written, ...]]:
    """One file for each spoken answer: captions belong to one recording."""

    def write(content: Outgoing, _: Rubric) -> tuple[Written, ...]:
        spoken = list(_spoken(content))
        if not spoken:
            raise NotFoundError("No answer in this interview was spoken, so there are no captions.", "Export the text.")
        several = len(spoken) > 1
        return tuple(Written(render(attempt).encode(), name if several else "") for name, attempt in spoken)

    return write


def _spoken(content: Outgoing) -> Iterator[tuple[str, Attempt]]:
    for number, turn in enumerate(content.report.turns, 1):
        for attempt in turn.attempts:
            if any(word.start is not None for word in attempt.words):
                yield f"{number}-{attempt.number}", attempt


def _audio(content: Outgoing, _: Rubric) -> tuple[Written, ...]:
    if not content.audio:
        raise NotFoundError("There is no recording in this export.", "The answers were typed, or audio was left out.")
    names = {
        attempt.id: f"{number}-{attempt.number}"
        for number, turn in enumerate(content.report.turns, 1)
        for attempt in turn.attempts
    }
    several = len(content.audio) > 1
    return tuple(Written(sound.data, names[id] if several else "") for id, sound in content.audio.items())


FORMATS = {
    one.id: one
    for one in (
        Format("html", "Report as one HTML file", ".html", "text/html; charset=utf-8", _html, sound=True, reviews=True),
        Format(
            "pdf", "Report on paper (PDF)", ".pdf", "application/pdf", lambda one, _: (Written(to_pdf(one.report)),)
        ),
        Format(
            *("markdown", "Report as text (Markdown)", ".md", "text/markdown; charset=utf-8"),
            _text(lambda one: to_markdown(one.report)),
        ),
        Format(
            *("csv", "Results as a table (CSV)", ".csv", "text/csv; charset=utf-8"),
            _text(lambda one: to_table(one.report)),
        ),
        Format(*("json", "Report as data (JSON)", ".json", "application/json"), _text(lambda one: to_json(one.report))),
        Format("vtt", "Captions (WebVTT)", ".vtt", "text/vtt; charset=utf-8", _each(to_vtt)),
        Format("srt", "Captions (SRT)", ".srt", "application/x-subrip; charset=utf-8", _each(to_srt)),
        Format("audio", "Recordings", opus.SUFFIX, opus.MEDIA_TYPE, _audio, sound=True),
        Format(
            *("bundle", "Everything, to import elsewhere", ".zip", "application/zip"),
            lambda one, rubric: (Written(bundle(one, rubric)),),
            sound=True,
            reviews=True,
        ),
    )
}
"""Every format by its id, the one that most people want first."""
