"""JSON blocks of a report's HTML file. Only these are ever read of it: nothing in the file is run or believed else."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from interview_sim.errors import InterviewSimError

REPORT = "report-data"
REVIEWS = "reviews-data"


class BadPageError(InterviewSimError):
    """An HTML file is no report of ours, or was cut short or changed."""

    status = 422


def blocks(html: str, name: str = "The file") -> dict[str, Any]:
    """What stands in the inert JSON blocks ``report-data`` and ``reviews-data``, by their id.

    Raises BadPageError that begins with ``name`` where neither is there, one stands twice, or it is no JSON.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    remedy = "Ask for the file again, as it was saved from the report's page."
    if reader.open is not None:
        raise BadPageError(f"{name} is not complete: it ends inside its data.", remedy)
    if not reader.found:
        raise BadPageError(f"{name} is no report of interview-sim: it has no data inside.", remedy)
    read = {}
    for identity, texts in reader.found.items():
        if len(texts) > 1:
            raise BadPageError(f"{name} was changed: its block {identity!r} stands there twice.", remedy)
        try:
            read[identity] = json.loads(texts[0])
        except (ValueError, RecursionError):
            raise BadPageError(f"{name} was changed: its block {identity!r} is not valid JSON.", remedy) from None
    return read


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {}
        self.open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        identity = given.get("id")
        if tag == "script" and given.get("type") == "application/json" and identity in {REPORT, REVIEWS}:
            assert identity is not None  # noqa: S101 - it is one of the two
            self.open = identity
            self.found.setdefault(identity, []).append("")

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            self.found[self.open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.open = None
