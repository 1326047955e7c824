"""What was said before: words that tell the same thing a second time.

Two signs. A run of at least five tokens, with three words of substance or more, that stood in the answer already, word
for word. And a sentence of at least four words of substance (nouns, verbs, adjectives, numbers, as dictionary forms)
of which three quarters stood in one earlier sentence. A sentence that announces a correction or a summary may repeat.
A term that comes back ("inter-annotator agreement") is no repetition, nor is a short phrase.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scoring.derived import Derived
from scoring.text.language import grammar
from scoring.text.sentences import clean
from scoring.text.sentences.clean import Sentence, kept_texts, kept_tokens
from scoring.text.wording.occurrences import occurrences

_RUN = 5
_RUN_SUBSTANCE = 3
_SENTENCE_SUBSTANCE = 4
_SAME = 0.75
_COMMON = 40
"""Sentences in which a word stands beyond which it no longer helps to find a twin; it also bounds the work."""

_SUBSTANCE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT = frozenset({"be", "have", "do", "go", "get", "make", "say", "thing", "lot", "time", "very", "more", "other"})


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words said again (indexes of kept words, in order)."""

    words: tuple[int, ...]


def repeats(derived: Derived) -> tuple[Repeat, ...]:
    """Every stretch that says something again, in order; no word is in two of them."""
    allowed = _allowed(derived)
    again = (_runs(derived) | _twins(derived)) - allowed
    found: list[Repeat] = []
    run: list[int] = []
    for i in derived.once(clean.kept):
        if i in again:
            run.append(i)
        elif run:
            found.append(Repeat(tuple(run)))
            run = []
    return (*found, Repeat(tuple(run))) if run else tuple(found)


def _allowed(derived: Derived) -> set[int]:
    """Words of sentences that correct or close."""
    begins = {start for start, _ in occurrences(derived, "content/repetition", "again")}
    return {i for sentence in derived.once(clean.sentences) if sentence.start_word in begins for i in sentence.words}


def _substance(derived: Derived) -> dict[int, str]:
    """The dictionary form of each word that says something."""
    nodes, by_word = derived.once(grammar.parse), derived.once(grammar.by_word)
    found = {}
    for i in derived.once(clean.kept):
        forms = [nodes[at].lemma.casefold() for at in by_word.get(i, ()) if nodes[at].pos in _SUBSTANCE]
        if forms and forms[0] not in _LIGHT:
            found[i] = forms[0]
    return found


def _runs(derived: Derived) -> set[int]:
    """The words of every run that stood in the answer before and says something."""
    stream, texts = derived.once(kept_tokens), derived.once(kept_texts)
    substance = derived.once(_substance)
    first: dict[tuple[str, ...], int] = {}
    again: set[int] = set()
    run: set[int] = set()
    for at in range(len(stream) - _RUN + 1):
        if first.setdefault(texts[at : at + _RUN], at) + _RUN <= at:
            run.update(token.start_word for token in stream[at : at + _RUN])
            if len(run & substance.keys()) >= _RUN_SUBSTANCE:
                again |= run
        else:
            run = set()
    return again


def _twins(derived: Derived) -> set[int]:
    substance = derived.once(_substance)
    seen: dict[str, list[int]] = defaultdict(list)
    again: set[int] = set()
    for number, sentence in enumerate(derived.once(clean.sentences)):
        forms = {substance[i] for i in sentence.words if i in substance}
        if len(forms) >= _SENTENCE_SUBSTANCE and _has_twin(forms, seen):
            again.update(_from_first(sentence, substance))
        for form in forms:
            if len(seen[form]) < _COMMON:
                seen[form].append(number)
    return again


def _has_twin(forms: set[str], seen: dict[str, list[int]]) -> bool:
    shared: dict[int, int] = defaultdict(int)
    for form in forms:
        for number in seen.get(form, ()):
            shared[number] += 1
    return any(count >= _SAME * len(forms) for count in shared.values())


def _from_first(sentence: Sentence, substance: dict[int, str]) -> list[int]:
    """The words of a sentence from its first of substance to its last."""
    places = [place for place, i in enumerate(sentence.words) if i in substance]
    return list(sentence.words[places[0] : places[-1] + 1])
