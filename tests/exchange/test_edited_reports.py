"""Whatever somebody writes into a report by hand: it is refused in words, or every view of it can be made."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from interview_sim.errors import InterviewSimError
from interview_sim.exchange.formats import FORMATS
from interview_sim.exchange.importing import read_bundle
from interview_sim.exchange.outgoing import Outgoing
from interview_sim.reports.canonical import to_json
from interview_sim.reports.schema import validate
from tests.exchange.conftest import packed, resealed

NUMBERS = (0, -1, -0.5, 5, 100, 1e8, -1e9, 1e15, 1e308, -1e308, 1e-300, 2**63, 10**30)
TEXTS = ("", "=1|'!A0", "</script><script>x</script>", "\u202ea\u2066", "\x00\x1b[2J", "-->\n\nNOTE x", "a" * 9999)
VIEWS = ("html", "markdown", "csv", "json", "vtt", "srt")
EDITS = 60


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*path, key))


def edited(document: Any, path: tuple[str | int, ...], chance: random.Random) -> None:
    for key in path[:-1]:
        document = document[key]
    match document[path[-1]]:
        case bool(value):
            document[path[-1]] = not value
        case int() | float() | None:
            document[path[-1]] = chance.choice(NUMBERS)
        case str():
            document[path[-1]] = chance.choice(TEXTS)
        case list(value):
            document[path[-1]] = chance.choice(([], value * 2, value[::-1]))
        case dict(value):
            document[path[-1]] = {key: chance.choice((None, "x", 1e9, [], {})) for key in value}


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.3", "1.4"])
def test_an_edited_report_is_refused_or_every_view_of_it_can_be_made(
    good: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, version: str
) -> None:
    chance = random.Random(version)  # noqa: S311
    path = tmp_path_factory.mktemp("edited") / "b.zip"
    bare = {name: content for name, content in good.items() if not name.startswith("audio/")}
    written = json.loads(good["report.json"])
    everywhere = [place for place in places(written) if place]
    shown = 0
    for _ in range(EDITS):
        document = {**json.loads(good["report.json"]), "schema_version": version}
        edited(document, chance.choice(everywhere), chance)
        try:
            content = json.dumps(document) if version == "1.3" else to_json(validate(document))
            report = read_bundle(packed(resealed({**bare, "report.json": content.encode()}), path)).report
        except InterviewSimError:
            continue
        shown += 1
        for view in VIEWS:
            assert FORMATS[view].write(Outgoing(report=report, audio={}), None)
    assert shown > EDITS / 10
