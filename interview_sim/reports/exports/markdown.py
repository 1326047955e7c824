"""The report as Markdown (CommonMark with tables): readable as plain text, too. No text of it is ever markup."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from interview_sim.reports.exports.sheet import sheet
from interview_sim.reports.report import Report

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&!@]|://|(?<=\bwww)\.")
_OPENING = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def to_markdown(report: Report) -> str:
    """The whole report; drawings are left out, everything else is there."""
    return _environment().get_template("report.md.j2").render(sheet(report))


def escape(value: Any) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link, all in one line."""
    if isinstance(value, Markup):
        return str(value)
    text = " ".join(str(value).split())
    text = _SPECIAL.sub(lambda found: "".join(f"\\{sign}" if not sign.isalnum() else sign for sign in found[0]), text)
    # A number or a sign that begins a line would begin a list, a rule or a heading.
    return _OPENING.sub(lambda found: f"{found[1]}{_harmless(found[2])}", text)


def _harmless(sign: str) -> str:
    return f"&#{ord(sign)};" if len(sign) == 1 and not sign.isdigit() else f"{sign}\u2060"


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701 - what is escaped is Markdown, by ``finalize``
        loader=PackageLoader("interview_sim.reports"),
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
