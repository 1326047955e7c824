"""How likely an answer is over: a small linear model of what was told so far and how the last statement is worded.

Whether somebody has finished cannot be read from one sentence alone: a result may be followed by the next one, a
reflection by its example. So the model sees the parts told before, how long the answer is, and the last words. It was
trained (``training/turn_end``) on every place in written answers where somebody could pause; ``turn_end.json`` holds
the weights and how they did on answers that they had not seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from interview_sim.conversation.statement import parsed
from scoring.derived import Derived
from scoring.star import cues
from scoring.star.reading import read
from scoring.star.tagger import Tag
from scoring.text.language.grammar import Node

LENGTHS = (15, 30, 45, 60, 80, 100, 130, 160, 200)
"""Words from which an answer counts as a step longer."""

_SHORT, _LONG = 7, 14
_MOST_RUN = 3

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})

Features = Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """A weight for each feature that was learned; ``bias`` is what a place scores without any."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Features) -> float:
        """Above 0, the answer is more likely over than not."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())


def log_odds(derived: Derived, model: Model | None = None) -> float:
    """How likely the answer is over after its last word; ``model``: weights other than the packaged ones."""
    told = derived.once(read)
    found = features([segment.text for segment, _ in told], [tag for _, tag in told]) if told else {}
    return (model or packaged()).log_odds(found)


def features(texts: Sequence[str], tags: Sequence[Tag]) -> Features:
    """What is seen of an answer cut into statements (lower case, at least one), each with its tag."""
    found = dict.fromkeys([*_names(texts, tags), *_grammar(parsed(texts[-1]))], 1.0)
    found[f"margin:{_name(tags[-1])}"] = round(tags[-1].margin, 3)
    return found


def _names(texts: Sequence[str], tags: Sequence[Tag]) -> Iterator[str]:
    length = sum(len(text.split()) for text in texts)
    yield from (f"words>={step}" for step in LENGTHS if length >= step)
    names = [_name(tag) for tag in tags]
    last = names[-1]
    yield f"last:{last}"
    yield f"step:{names[-2] if len(names) > 1 else 'start'}>{last}"
    yield from (f"had:{part}" for part in {"action", "result", "reflection"}.intersection(names[:-1]))
    run = next((count for count, name in enumerate(reversed(names)) if name != last), len(names))
    yield f"run:{last}:{min(run, _MOST_RUN)}"
    if tags[-1].evident:
        yield f"evident:{last}"
    yield from (f"cue:{family.name}" for family in cues.found(texts[-1]))
    yield from (f"cue before:{family.name}" for family in (cues.found(texts[-2]) if len(texts) > 1 else ()))
    words = texts[-1].split()
    yield "length:" + ("short" if len(words) < _SHORT else "middle" if len(words) < _LONG else "long")
    yield f"first:{words[0]}"
    yield f"first two:{' '.join(words[:2])}"
    yield f"final:{words[-1]}"
    yield f"final two:{' '.join(words[-2:])}"
    yield from (f"word:{word}" for word in words)
    yield from (f"pair:{one} {other}" for one, other in pairwise(words))


def _grammar(nodes: Sequence[Node]) -> Iterator[str]:
    """How the last statement is built, and what its last word is in it."""
    if not nodes:
        return
    last = nodes[-1]
    yield f"relation:{last.dep}"
    yield f"relation:{last.dep} {nodes[last.head].pos}"
    yield f"tag:{last.tag}"
    yield f"tags:{' '.join(node.tag for node in nodes[-2:])}"
    yield f"tags:{' '.join(node.tag for node in nodes[-3:])}"
    verbs = sum(node.tag in _FINITE for node in nodes)
    subjects = sum(node.dep in _SUBJECTS for node in nodes)
    yield f"clauses:{min(verbs, subjects, 2)}"
    yield f"opens with:{nodes[0].dep}"


def _name(tag: Tag) -> str:
    return tag.part.value if tag.part else "other"


@cache
def packaged() -> Model:
    """The weights that are shipped."""
    data = json.loads(resources.files("interview_sim.conversation").joinpath("turn_end.json").read_text("utf-8"))
    return Model(data["bias"], data["weights"])
