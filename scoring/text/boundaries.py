"""Where sentences end in text that has no punctuation: a small linear model over words, grammar and silence.

The clean text is cut by it, and `scoring.star.segments` cuts a story into statements by it: a model of their own for
those, made of words alone, was no better there and worse here.

Trained by ``training/sentences/train.py`` (`python -m training.star` runs it first) on written answers stripped of
punctuation and case; the weights stand in
``boundaries.json`` with what they scored on answers that they were not trained on. What silence says is not trained but
set by hand: people pause at seven in ten sentence ends and at one in ten other places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from scoring.derived import PAUSE, Derived
from scoring.text.language import grammar
from scoring.text.language.grammar import Node

_PAUSED, _LONG_PAUSED, _RAN_ON = 1.9, 2.6, -1.0
_ENOUGH = -0.5
"""Log-odds from which a gap is a boundary: where the F1 of files not trained on is highest, and flat around it."""

_LONG = 0.8
_LONGEST = 40
_LEAST_AT_LENGTH = -2.5
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NEVER_LAST = frozenset(
    {"the", "a", "an", "every", "my", "our", "your", "their", "its", "to", "and", "or", "but", "of"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


@dataclass(frozen=True)
class Model:
    """A weight for each feature that was learned; ``bias`` is what a gap scores without any."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Iterable[str]) -> float:
        """Above 0, a sentence more likely ends in this gap than not."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in features)


def cuts(derived: Derived, words: Sequence[int], model: Model | None = None) -> tuple[int, ...]:
    """Positions in ``words`` (indexes of ``answer.words``) at which a new sentence begins, the first left out.

    ``model``: weights other than the packaged ones.
    """
    used = model or packaged()
    scores = [used.log_odds(names) for names in features(derived, words)]
    paused = _silence(derived, words)
    scores = [score + extra for score, extra in zip(scores, paused, strict=True)]
    found = [position + 1 for position, score in enumerate(scores) if score > _ENOUGH]
    return tuple(_with_verbs(derived, words, _shortened(found, scores, len(words)), scores))


def features(derived: Derived, words: Sequence[int]) -> Iterator[list[str]]:
    """For each gap between two of the words, the names of what holds there."""
    nodes, spans = derived.once(grammar.parse), derived.once(grammar.by_word)
    heads = [_head(nodes, spans[word]) for word in words]
    texts = [_text(derived, word) for word in words]
    tags = [_tags(nodes, spans[word]) for word in words]
    crossing = _crossing(nodes, spans, words)
    finite = [any(nodes[i].tag in _FINITE for i in spans[word]) for word in words]
    since = 0
    for gap in range(len(words) - 1):
        since = since + 1 if finite[gap] or since else 0
        left, right = gap, gap + 1
        around = {k: texts[right + k] if 0 <= right + k < len(words) else "" for k in range(-3, 4)}
        tag = {k: tags[right + k] if 0 <= right + k < len(words) else "" for k in range(-3, 4)}
        node = heads[right]
        verb_after = next((k for k in range(5) if right + k < len(words) and finite[right + k]), None)
        opens = nodes[spans[words[right]].start].opens
        subject = node.dep in _SUBJECTS
        yield [
            *(f"w{k}={around[k]}" for k in range(-2, 4)),
            *(f"t{k}={tag[k]}" for k in range(-3, 4)),
            f"w-1,w0={around[-1]},{around[0]}",
            f"w0,w1={around[0]},{around[1]}",
            f"t-1,w0={tag[-1]},{around[0]}",
            f"t-1,t0={tag[-1]},{tag[0]}",
            f"t0,t1={tag[0]},{tag[1]}",
            f"t-2,t-1={tag[-2]},{tag[-1]}",
            f"w0,t1={around[0]},{tag[1]}",
            f"w0,w1,t2={around[0]},{around[1]},{tag[2]}",
            f"t-1,t0,t1={tag[-1]},{tag[0]},{tag[1]}",
            f"opens={opens}",
            f"cross={min(crossing[left], 4)}",
            f"cross,opens={min(crossing[left], 2)},{opens}",
            f"subject={subject}",
            f"subject,cross={subject},{min(crossing[left], 3)}",
            f"dep={node.dep}",
            f"left={heads[left].dep}",
            f"verb={verb_after}",
            f"since={min(since, 12) // 3}",
            f"verb,since={verb_after is not None},{min(since, 6) // 2},{subject}",
        ]


def _text(derived: Derived, word: int) -> str:
    return " ".join(derived.word_tokens[word])


def _tags(nodes: Sequence[Node], span: range) -> str:
    return "+".join(nodes[i].tag for i in span if nodes[i].pos != "PUNCT")


def _head(nodes: Sequence[Node], span: range) -> Node:
    """The node of a word whose head lies outside it; its first, where there is none."""
    return next((nodes[i] for i in span if nodes[i].head not in span), nodes[span.start])


def _crossing(nodes: Sequence[Node], spans: grammar.Words, words: Sequence[int]) -> list[int]:
    """For each gap, how many dependencies reach over it."""
    change = [0] * (len(nodes) + 1)
    for position, node in enumerate(nodes):
        change[min(position, node.head)] += 1
        change[max(position, node.head)] -= 1
    open_arcs, over = [], 0
    for step in change:
        over += step
        open_arcs.append(over)
    return [open_arcs[spans[word].stop - 1] for word in words]


def _silence(derived: Derived, words: Sequence[int]) -> list[float]:
    """What each gap's silence says, as log-odds; nothing where the answer has no pause to compare with."""
    lengths = {pause.before_word: pause.seconds for pause in derived.pauses}
    if not lengths:
        return [0.0] * max(0, len(words) - 1)
    silent = [
        max((lengths.get(i, 0.0) for i in range(before + 1, after + 1)), default=0.0)
        for before, after in pairwise(words)
    ]
    return [_LONG_PAUSED if one >= _LONG else _PAUSED if one >= PAUSE else _RAN_ON for one in silent]


def _shortened(found: Sequence[int], scores: Sequence[float], length: int) -> list[int]:
    """The same cuts, and one more in every stretch that is too long for a sentence, at its best place."""
    cut = set(found)
    pending = list(zip([0, *found], [*found, length], strict=True))
    while pending:
        start, end = pending.pop()
        if end - start <= _LONGEST:
            continue
        best = max(range(start + 4, end - 3), key=lambda position: scores[position - 1])
        if scores[best - 1] > _LEAST_AT_LENGTH or end - start > 2 * _LONGEST:
            cut.add(best)
            pending += [(start, best), (best, end)]
    return sorted(cut)


def _with_verbs(derived: Derived, words: Sequence[int], found: Sequence[int], scores: Sequence[float]) -> list[int]:
    """The same cuts without those that would end a sentence on "the", or leave one without a finite verb."""
    nodes, spans = derived.once(grammar.parse), derived.once(grammar.by_word)
    cut = [place for place in found if derived.word_tokens[words[place - 1]][-1] not in _NEVER_LAST]
    has_verb = [any(nodes[i].tag in _FINITE for i in spans[word]) for word in words]
    kept: list[int] = []
    start = 0
    for number, place in enumerate(cut):
        following = cut[number + 1] if number + 1 < len(cut) else len(words)
        better = following < len(words) and scores[place - 1] > scores[following - 1]
        if any(has_verb[start:place]) and (better or any(has_verb[place:following])):
            kept.append(place)
            start = place
    return kept


@cache
def packaged() -> Model:
    """The model that is shipped."""
    data = json.loads(resources.files("scoring.text").joinpath("boundaries.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"])
