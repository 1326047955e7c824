"""Whether the overall tells a strong answer from a weak one of about the same length."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from interview_sim.banks import Library
from interview_sim.meaning.minilm import MiniLM
from interview_sim.meaning.remembered import RememberedMeaning
from scoring.examples import STORY, question, typed
from scoring.meaning import Meaning
from scoring.question import Question
from scoring.rubric import rubric_for
from scoring.score import score
from scoring.summary import Summary, summarise
from tests.accuracy.figures import Figure
from tests.accuracy.page import Section, Table

OWN = Path(__file__).parent / "data" / "quality_pairs.jsonl"
FROM_LABELS = 20
"""Pairs made from the `quality` labels: each weak answer with the unused strong one of the nearest length."""


@dataclass(frozen=True)
class Pair:
    """Two answers to one question; ``why`` is what makes the weak one weak."""

    id: str
    question: Question
    strong: str
    weak: str
    why: str


@dataclass(frozen=True)
class Ranked:
    """What the overall made of a pair."""

    pair: Pair
    strong: Summary
    weak: Summary

    @property
    def lead(self) -> float:
        """Points by which the strong one is ahead; what cannot be scored has none."""
        return (self.strong.score or 0.0) - (self.weak.score or 0.0)


def own_pairs() -> list[Pair]:
    """The pairs written for the purpose, before any weight was set."""
    library = Library(None)
    lines = map(json.loads, OWN.read_text(encoding="utf-8").splitlines())
    return [
        Pair(one["id"], library.question(one["question"])[1], one["strong"], one["weak"], one["why"]) for one in lines
    ]


def labelled_pairs(folder: Path) -> list[Pair]:
    """Pairs from the answers that their authors called strong or weak; every one tells a story."""
    answers = [json.loads(line) for line in (folder / "star" / "answers.jsonl").read_text("utf-8").splitlines()]
    told = [(one, " ".join(sentence["text"] for sentence in one["sentences"])) for one in answers]
    strong, weak = (
        sorted((len(text.split()), one["id"], text) for one, text in told if one["quality"] == quality)
        for quality in ("strong", "weak")
    )
    pairs = []
    for length, name, text in weak:
        nearest = min(strong, key=lambda other, length=length: (abs(other[0] - length), other[1]))
        strong.remove(nearest)
        ratio = max(nearest[0], length) / min(nearest[0], length)
        asked = question(parts=STORY, at_most=600)
        pairs.append((ratio, Pair(f"{nearest[1]}/{name}", asked, nearest[2], text, "labelled weak")))
    return [pair for _, pair in sorted(pairs, key=lambda found: (found[0], found[1].id))[:FROM_LABELS]]


def rank(pair: Pair, meaning: Meaning | None) -> Ranked:
    """Score both as written answers: what was said, not how."""
    return Ranked(pair, *(overall(pair.question, text, meaning) for text in (pair.strong, pair.weak)))


def overall(asked: Question, text: str, meaning: Meaning | None) -> Summary:
    """How a written answer adds up."""
    rubric = rubric_for(asked.kind)
    return summarise(score(typed(text, asked), rubric, meaning), rubric)


def measure(folder: Path) -> Section:
    """Both sets, and every pair that is ranked the wrong way round."""
    meaning = RememberedMeaning(MiniLM())
    sets = {"own": own_pairs(), "labelled": labelled_pairs(folder)}
    ranked = {name: [rank(pair, meaning) for pair in pairs] for name, pairs in sets.items()}
    every = [one for found in ranked.values() for one in found]
    return Section(
        id="pairs",
        title="Strong answers above weak ones",
        about=(
            "Pairs of answers of about the same length, scored as text, so that only what was said counts. "
            f"{len(ranked['own'])} pairs were written for the purpose before any weight was set "
            "(`tests/accuracy/data/quality_pairs.jsonl`); "
            f"{len(ranked['labelled'])} come from labels of quality: each weak answer with the unused strong one of "
            "the nearest length, the most alike first. The figure is the share of pairs in which the strong answer has "
            "the higher overall."
        ),
        figures=(
            _share("pairs.all", "all pairs", every, aim=0.9),
            _share("pairs.own", "written for the purpose", ranked["own"]),
            _share("pairs.labelled", "from labels of quality", ranked["labelled"]),
        ),
        tables=(
            Table(
                "Points by which the strong answer leads:",
                ("set", "smallest", "quarter below", "median"),
                tuple(_leads(name, found) for name, found in ranked.items()),
            ),
        ),
        worst=tuple(
            f"{one.pair.id}: {one.lead:+.1f} points ({one.pair.why})"
            for one in sorted(every, key=lambda one: one.lead)
            if one.lead <= 0
        ),
    )


def _share(name: str, label: str, ranked: list[Ranked], aim: float | None = None) -> Figure:
    return Figure(name, label, "share", {one.pair.id: (float(one.lead > 0), 1.0) for one in ranked}, aim)


def _leads(name: str, ranked: list[Ranked]) -> tuple[str, ...]:
    leads = sorted(one.lead for one in ranked)
    return (name, *(f"{leads[place]:.1f}" for place in (0, len(leads) // 4, len(leads) // 2)))
