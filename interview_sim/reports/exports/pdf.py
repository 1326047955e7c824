"""The report on paper: set by typst from a template, with every text given to it as data, never as markup."""

from __future__ import annotations

import json
import re
from importlib.resources import as_file, files
from typing import Any

from interview_sim.errors import InterviewSimError
from interview_sim.reports.exports.sheet import sheet
from interview_sim.reports.report import Report

_FONT = "IBM Plex Sans"
_WIDE, _NARROW, _MARGIN = 620, 440, 8
"""Pixels that a drawing is wide, on its own and under a result, and what it may reach beyond at each side."""

_OPENING = re.compile(r'^<svg [^>]*?width="100%" height="([\d.]+)" [^>]*?font-family="[^"]*"')


class PaperError(InterviewSimError):
    """The report could not be set on paper."""

    exit_code = 1
    status = 500


def to_pdf(report: Report) -> bytes:
    """PDF, A4, tagged for screen readers; the same report gives the same bytes on the same machine."""
    import typst

    data = json.dumps(_drawn(sheet(report)), ensure_ascii=False)
    template = files("interview_sim.reports") / "templates" / "report.typ"
    with as_file(files("fontpkg_ibm_plex_sans") / "files") as fonts:
        found = typst.Fonts(font_paths=[str(fonts)])  # with the system's, for names in other scripts
        compiler = typst.Compiler(template.read_bytes(), font_paths=found, sys_inputs={"report": data})
        try:
            pages = compiler.compile(format="pdf", timestamp=0)
        except typst.TypstError as error:  # its message could quote what was said
            raise PaperError("The PDF could not be made.", "Export the report as HTML, and print that.") from error
    assert isinstance(pages, bytes)  # noqa: S101 - only pictures come as a list
    return pages


def _drawn(value: Any, width: int = _WIDE) -> Any:
    """Every drawing in a fixed width, which typst needs, and in the font of the page."""
    if isinstance(value, dict):
        return {
            key: _fixed(one, _NARROW if key == "band" else width) if key in {"band", "drawing"} else _drawn(one, width)
            for key, one in value.items()
        }
    return [_drawn(one, width) for one in value] if isinstance(value, list) else value


def _fixed(svg: str, width: int) -> str:
    """The drawing within a larger one: its own percentages stay those of ``width``."""
    found = _OPENING.match(svg)
    if found is None:
        return ""
    height, family = found[1], f'font-family="{_FONT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 2 * _MARGIN}" height="{height}" {family}>'
        f'<svg x="{_MARGIN}" y="0" width="{width}" height="{height}" overflow="visible" font-size="12">'
        f"{svg[found.end() :].partition('>')[2]}</svg>"
    )
