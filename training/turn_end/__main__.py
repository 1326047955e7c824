"""``python -m training.turn_end``: writes ``interview_sim/conversation/turn_end.json``.

Learns from every place in the written answers of ``training/star`` where somebody could pause (after each sentence,
and at some gaps inside), written down as a recogniser does, without punctuation; and where
INTERVIEW_SIM_EVAL_DATA names their folder, also from the development answers. Only the last place of an answer is an
ending. The parts are read by taggers that never saw the answer, since that is how well they will be read in an
interview; the figures come from refits that never saw the file, or source, either. Needs scikit-learn and
python-crfsuite.
"""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from interview_sim.conversation import ending
from interview_sim.conversation.ending import Features, Model
from scoring.derived import Derived
from scoring.examples import spoken
from scoring.star.segments import Segment, cut, segment
from scoring.star.tagger import tag
from scoring.star.weights import Chain
from scoring.text import boundaries
from training.star.answers import WRITTEN, Labelled, development, hashes, written
from training.star.fit import fit_chain

PLACE = Path(ending.__file__).with_name("turn_end.json")
FEWEST = 6
"""Answers in which a feature must have been seen, so that no answer's own words are learned."""

INSIDE = 5
"""Gaps inside the sentences of each answer that are learned from as well."""

PAUSED = 0.7
"""Share of the sentence ends at which people pause."""

STRENGTH = 0.005
"""Inverse of the regularisation; the figures are flat around it."""

SMALLEST = 0.01
FOLDS = 5
FALSE = (0.03, 0.05, 0.08, 0.12)
"""Shares of the inner sentence ends at which the share of endings that is told is given."""

Kind = Literal["sentence", "inside", "end"]


@dataclass(frozen=True)
class Place:
    """Somewhere in an answer, and what is seen there; ``fold`` is held out as a whole."""

    answer: str
    fold: str
    kind: Kind
    features: Features


def main() -> None:
    """Measure refits, then train on all there is."""
    given = os.environ.get("INTERVIEW_SIM_EVAL_DATA")
    folder = Path(given) if given else None
    ours, theirs = written(), development(folder) if folder else []
    places = list(_places(ours, theirs))
    figures = _figures(places, _scores(places))
    model = fit(places)
    content = {
        "trained_on": hashes(folder),
        "answers": len(ours) + len(theirs),
        "endings_told_at_false_share_of_inner_sentence_ends": figures,
        "bias": model.bias,
        "weights": model.weights,
    }
    PLACE.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, row in figures.items():
        print(name, row)
    print(f"{len(places)} places, {len(model.weights)} features")


def fit(places: Sequence[Place]) -> Model:
    """A logistic regression on these places."""
    allowed = _allowed(places)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([_kept(place.features, allowed) for place in places])
    ends = [place.kind == "end" for place in places]
    regression = LogisticRegression(C=STRENGTH, max_iter=500).fit(table, ends)
    weights = zip(vectorizer.feature_names_, regression.coef_[0].tolist(), strict=True)
    return Model(
        round(float(regression.intercept_[0]), 3),
        {name: round(weight, 3) for name, weight in sorted(weights) if abs(weight) >= SMALLEST},
    )


def _places(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[Place]:
    weights = boundaries.packaged()
    for name in WRITTEN:
        chain = fit_chain([one for one in ours if one.file != name], weights)
        for answer in ours:
            if answer.file == name:
                yield from _of(answer, name, chain)
    chain = fit_chain(ours, weights)
    sources = sorted({one.repository for one in theirs})
    for answer in theirs:
        yield from _of(answer, f"development {sources.index(answer.repository) % FOLDS}", chain)


def _of(answer: Labelled, fold: str, chain: Chain) -> Iterator[Place]:
    plain: list[list[str]] = [[] for _ in answer.sentences]
    for word, sentence in answer.words:
        plain[sentence].append(word)
    chance = random.Random(answer.id)  # noqa: S311 - the same at every run
    # As a recogniser writes it down: no punctuation, but a short pause at seven in ten sentence ends.
    spaced = (" ".join(words) + (" [0.4]" if chance.random() < PAUSED else "") for words in plain)
    yield from _in(answer, fold, chain, Derived(spoken(" ".join(spaced))), plain, chance)


def _in(
    answer: Labelled,
    fold: str,
    chain: Chain,
    derived: Derived,
    sentences: Sequence[Sequence[str]],
    chance: random.Random,
) -> Iterator[Place]:
    found = cut(derived, boundaries.packaged())
    ends = list(accumulate(map(len, sentences)))
    gaps = [gap for gap in range(INSIDE, len(derived.words)) if gap not in ends]
    inside = chance.sample(gaps, min(INSIDE, len(gaps)))
    kinds: dict[int, Kind] = {**dict.fromkeys(inside, "inside"), **dict.fromkeys(ends, "sentence"), ends[-1]: "end"}
    for place, kind in kinds.items():
        told = _told(derived, found, place)
        if told:
            yield Place(answer.id, fold, kind, ending.features([one.text for one in told], tag(told, chain)))


def _told(derived: Derived, found: Sequence[Segment], place: int) -> list[Segment]:
    """The segments up to a word, the last one cut there."""
    whole = [one for one in found if one.end_word <= place]
    begun = whole[-1].end_word if whole else 0
    rest = [index for index in derived.lexical if begun <= index < place]
    return [*whole, segment(derived, rest)] if rest else whole


def _allowed(places: Sequence[Place]) -> set[str]:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        for name in place.features:
            seen[name].add(place.answer)
    return {name for name, answers in seen.items() if len(answers) >= FEWEST}


def _kept(features: Features, allowed: Collection[str]) -> dict[str, float]:
    return {name: value for name, value in features.items() if name in allowed}


def _scores(places: Sequence[Place]) -> NDArray[np.float64]:
    """The log-odds of each place by a model that saw nothing of its fold."""
    scores = np.zeros(len(places))
    for fold in sorted({place.fold for place in places}):
        model = fit([place for place in places if place.fold != fold])
        for number, place in enumerate(places):
            if place.fold == fold:
                scores[number] = model.log_odds(place.features)
    return scores


def _figures(places: Sequence[Place], scores: NDArray[np.float64]) -> dict[str, dict[str, float]]:
    def row(fold: str) -> dict[str, float]:
        mine = np.array([place.fold.startswith(fold) for place in places])
        inner, last = (scores[mine & np.array([p.kind == kind for p in places])] for kind in ("sentence", "end"))
        told = {str(false): round(float(np.mean(last >= np.quantile(inner, 1 - false))), 2) for false in FALSE}
        return {"answers": len(last), **told}

    return {fold: row(fold) for fold in [*WRITTEN, *sorted({"development"} & {p.fold.split()[0] for p in places})]}


if __name__ == "__main__":
    main()
