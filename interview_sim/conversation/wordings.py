"""The wordings of wishes, ``wishes.toml``, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from scoring.text.language.lists import word_set
from scoring.text.language.patterns import filled

Kind = Literal["repeat", "rephrase", "clarify", "time", "moment", "skip", "done", "placeholder", "correction"]


@dataclass(frozen=True)
class Wordings:
    """``wishes.toml``, compiled."""

    soft: frozenset[str]
    leads: frozenset[str]
    courtesies: frozenset[str]
    leaving: frozenset[str]
    thanks: re.Pattern[str]
    said: frozenset[str]
    copulas: frozenset[str]
    otherwise: frozenset[str]
    after: re.Pattern[str]
    markers: re.Pattern[str]
    marked: re.Pattern[str]
    wishes: dict[Kind, re.Pattern[str]]
    telling: re.Pattern[str]
    requests: tuple[tuple[re.Pattern[str], dict[Kind, re.Pattern[str]]], ...]
    plainly: re.Pattern[str]
    not_understood: re.Pattern[str]
    alone: dict[Kind, re.Pattern[str]]
    hints: dict[Kind, re.Pattern[str]]
    to_you: re.Pattern[str]
    of_me: re.Pattern[str]
    surely: re.Pattern[str]
    directed: re.Pattern[str]
    about_time: re.Pattern[str]
    undirected: re.Pattern[str]
    corrections: re.Pattern[str]


@cache
def wordings() -> Wordings:
    """What people say to the interviewer; read once."""
    path = resources.files("interview_sim.conversation").joinpath("wishes.toml")
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    slots: dict[str, str] = content["slots"]

    def either(texts: Sequence[str]) -> str:
        return f"(?:{'|'.join(_named(filled(text, slots), number) for number, text in enumerate(texts))})"

    preface = f"(?:{content['preface']} )?"
    hints = preface + either([wording for texts in content["hints"].values() for wording in texts])
    after = f"(?: (?:{either(content['after'])}|{hints})){{0,3}}"

    def closing(texts: Sequence[str]) -> re.Pattern[str]:
        return re.compile(f"(?:{hints} )?{preface}{either(texts)}{after}")

    def meant(key: str) -> dict[Kind, re.Pattern[str]]:
        return {kind: re.compile(rf"(?<!\S)(?:{filled(text, slots)})(?!\S)") for kind, text in content[key].items()}

    clarify = content["clarify"]
    markers = either(content["markers"])
    return Wordings(
        soft=word_set(content["soft"]),
        leads=word_set(content["leads"]) | word_set(content["begun"]),
        courtesies=word_set(content["leads"]) | word_set(content["soft"]),
        said=word_set(content["said"]),
        copulas=word_set(content["copulas"]),
        otherwise=word_set(content["otherwise"]) | word_set(content["said"]) | word_set(content["copulas"]),
        leaving=word_set(content["leaving"]),
        thanks=re.compile(either(content["thanks"])),
        after=re.compile(after),
        markers=re.compile(markers + r"(?!\S)"),
        marked=re.compile(r"(?<!\S)" + markers + "$"),
        wishes={kind: closing(texts) for kind, texts in content["wishes"].items()},
        telling=re.compile(rf"(?<!\S){either(content['telling'])}(?!\S)"),
        requests=tuple(
            (re.compile(filled(content["requests"][whom], slots) + r"(?!\S)"), meant(f"meant_{whom}"))
            for whom in ("of_you", "of_us", "of_oneself")
        ),
        plainly=re.compile(filled(content["requests"]["plainly"], slots) + r"(?!\S)"),
        not_understood=re.compile(f"(?:{either(content['leads'].split())} )*{hints}(?: {hints})?"),
        alone={kind: closing(texts) for kind, texts in content["alone"].items()},
        hints={kind: re.compile(preface + closing(texts).pattern) for kind, texts in content["hints"].items()},
        to_you=closing(clarify["to_you"]),
        of_me=closing(clarify["of_me"]),
        surely=closing(clarify["surely"]),
        directed=re.compile(rf"(?<!\S)(?:{clarify['directed']})(?!\S)"),
        about_time=re.compile(filled(clarify["time"], slots)),
        undirected=closing(clarify["undirected"]),
        corrections=re.compile(either(content["corrections"]["openings"]) + r"(?!\S)"),
    )


def _named(text: str, number: int) -> str:
    """A group name is wanted once in a pattern: each wording numbers its own."""
    return text.replace("(?P<topic>", f"(?P<topic{number}>")
