"""The report as one HTML file: readable without scripts and on paper, alive with them, nothing loaded from anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from interview_sim.reports import charts
from interview_sim.reports.canonical import to_json
from interview_sim.reports.html.blocks import inert, json_block, sound_blocks
from interview_sim.reports.html.policy import policy
from interview_sim.reports.html.scripts import scripts
from interview_sim.reports.report import Report
from interview_sim.reports.sound import Sound
from interview_sim.reports.views.whole import ReportView

_NO_SOUND: Mapping[str, Sound] = {}


@dataclass(frozen=True)
class Page:
    """A page and its Content-Security-Policy, which it holds as well: a service sends it as a header too."""

    html: str
    policy: str


def render_html(
    report: Report,
    *,
    audio: Mapping[str, Sound] = _NO_SOUND,
    reviews: Sequence[Mapping[str, Any]] = (),
    rubric: Mapping[str, Any] | None = None,
    known: Collection[str] = (),
    service: str | None = None,
) -> str:
    """The report as a self-contained page; what the arguments mean: see ``render_page``."""
    return render_page(report, audio=audio, reviews=reviews, rubric=rubric, known=known, service=service).html


def render_page(
    report: Report,
    *,
    audio: Mapping[str, Sound] = _NO_SOUND,
    reviews: Sequence[Mapping[str, Any]] = (),
    rubric: Mapping[str, Any] | None = None,
    known: Collection[str] = (),
    service: str | None = None,
) -> Page:
    """The report as a page, with its policy.

    ``audio``: sound by attempt, to lie inside. ``reviews`` of coaches, as in ``review.json``; ``rubric``: what a coach
    rates by. ``known``: SHA-256 of other states of this very report, such as before a name was put on it: reviews of
    these are shown, too. ``service``: the path of the interview in a running service (``/api/interviews/<id>``), from
    which sound is fetched and to which reviews are saved; null in a file.

    All text from the report is escaped; the policy forbids requests, and every script and style but the page's own.
    """
    environment = _environment()
    style = environment.get_template("style.css.j2").render().strip()
    allowed = policy(scripts(), style, service=service is not None)
    document = to_json(report)
    html = environment.get_template("report.html.j2").render(
        view=ReportView(report),
        report=report,
        css=Markup(style),  # noqa: S704 - our own file, with nothing from a report in it
        scripts=[Markup(one) for one in scripts()],  # noqa: S704 - likewise
        policy=allowed,
        part_names=charts.PART_NAMES,
        digest=hashlib.sha256(document.encode()).hexdigest(),
        known=" ".join(sorted(known)),
        report_data=inert(document),
        reviews_data=json_block(list(reviews)),
        rubric_data=json_block(rubric),
        sounds=sound_blocks(report, audio),
        service=service,
    )
    return Page(html, allowed)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("interview_sim.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["figure"] = charts.figure
    return environment
