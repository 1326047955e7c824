"""Words that could go: hedges, repetitions, fillers, apologies, and sentences that should be two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from interview_sim.reports.changes.pieces import Draft, gap, merged, pause
from interview_sim.reports.changes.told import LONGEST, Span, Told
from interview_sim.reports.report import Piece
from scoring.plain import listed
from scoring.star.segments import segments
from scoring.text.disfluency import fillers
from scoring.text.sentences import clean

_LONG, _AGAIN = "long_sentence", "repetition"
_PHRASES = ("hedge", "empty_phrase")

_MOSTLY = 0.6
"""Share of a sentence's words that were said before from which the sentence can go."""

_SHORTEST_HALF, _LONGEST_HALF = 10, 25
"""Words of what is made of a long sentence: no scrap, and no more than reads easily."""

_JOINING = frozenset({"and", "but", "so", "then"})
"""Words with which what follows can stand by itself; "and" only joins."""

_QUOTED = 2
_MOMENT = gap("“Let me think about that for a moment.”")


def concise(told: Told) -> Draft | None:
    """The sentence in which most words could go, down to its core; one that was said before; a long one in two."""
    spans = {kind: told.spans("conciseness", kind) for kind in _CONCISE}
    weights = {kind: sum(end - start for start, end in found) for kind, found in spans.items()}
    for kind in sorted((kind for kind in weights if weights[kind]), key=lambda kind: (-weights[kind], kind)):
        if kind == _LONG:
            draft = _split(told, spans[_LONG])
        elif kind == _AGAIN:
            draft = _once(told, spans[_AGAIN])
        else:
            draft = _shortest(told, kind, [span for one in (*_PHRASES, kind) for span in spans[one]], spans[kind])
        if draft is not None:
            return draft
    return None


def without_fillers(told: Told) -> Draft | None:
    """The sentence with the most fillers, without them."""
    found = told.spans("filler_words", "vocal", "lexical", "repetition")
    if not found:
        return None
    span = _fullest(told, found)
    pieces = told.without(span, _inside(found, span))
    instead = told.results["filler_words"].detail["instead_of"] or "fillers"
    return Draft(f"Breathe instead of {instead}", told.evidence(span), pieces)


def composed(told: Told) -> Draft | None:
    """An apology or a sigh left out; a moment to think in place of giving up."""
    for kind, headline, instead in (
        ("apology", "Leave out the apology: none is needed", ()),
        ("giving_up", "Ask for a moment instead of giving up", (_MOMENT,)),
        ("frustration", "Take a breath in place of the sigh", (pause(),)),
        ("raised", "Let your voice sink again", None),
    ):
        for place in told.spans("composure", kind)[:1]:
            span = told.around(place[0], place[1] - 1)
            if instead is None:
                pieces: tuple[Piece, ...] = (pause("breathe out, and begin lower"), *told.said(*span))
            else:
                pieces = told.changed(span, {place: instead})
                if not any(piece.kind == "said" for piece in pieces):  # nothing is left: what comes next
                    following = [one for one in told.sentences if one[0] >= span[1]][:1]
                    pieces = (*pieces, *(piece for one in following for piece in told.said(*one)))
            return Draft(headline, told.evidence(span), pieces)
    return None


_CONCISE = {
    "hedge": "Say it without {quotes}",
    "empty_phrase": "Leave out {quotes}: it carries nothing",
    _AGAIN: "Say it once",
    "question_again": "Begin with your answer, not with the question",
    _LONG: "Make two sentences of one",
}


def _shortest(told: Told, kind: str, out: list[Span], places: list[Span]) -> Draft | None:
    """The sentence with most of these, without them and without its fillers."""
    span = _fullest(told, places)
    fillings = [(one.start_word, one.end_word) for one in told.derived.once(fillers.find) if one.counts]
    pieces = told.without(span, merged(_inside([*out, *fillings], span)))
    quotes = Counter(told.phrase(*place) for place in _inside(places, span))
    named = listed([f"“{quote}”" for quote in list(quotes)[:_QUOTED]])
    return Draft(_CONCISE[kind].format(quotes=named), told.evidence(span), pieces)


def _once(told: Told, places: list[Span]) -> Draft | None:
    """A sentence that says little but what an earlier one said, after that one."""
    again = {i for place in places for i in range(*place)}
    kept = set(told.derived.once(clean.kept))

    def share(span: Span) -> float:
        words = kept.intersection(range(*span))
        return len(words & again) / len(words) if words else 0.0

    for span in sorted(told.saying[1:], key=lambda one: (-share(one), one[0])):
        if share(span) < _MOSTLY or span[1] - span[0] > LONGEST:
            return None
        first = max((one for one in told.saying if one[1] <= span[0]), key=lambda one: _shared(told, one, span))
        if first[1] - first[0] <= LONGEST:
            return Draft(_CONCISE[_AGAIN], told.evidence(span), (*told.said(*first), *told.cut(*span)))
    return None


def _shared(told: Told, left: Span, right: Span) -> int:
    """How many words of substance two sentences have in common."""
    words = [{token for i in range(*span) for token in told.derived.word_tokens[i]} for span in (left, right)]
    return sum(len(token) for token in words[0] & words[1])


def _split(told: Told, beyond: list[Span]) -> Draft | None:
    """The sentence that runs on, with a full stop where a new thought begins."""
    span = told.sentence(max(beyond, key=lambda one: one[1] - one[0])[0])
    starts = [one.start_word for one in told.derived.once(segments) if span[0] < one.start_word < span[1]]
    joined = [at for at in starts if told.derived.word_tokens[at][:1] and told.derived.word_tokens[at][0] in _JOINING]
    places: dict[Span, tuple[Piece, ...]] = {}
    left = span[0]
    for at in joined:
        if at - left >= _SHORTEST_HALF and span[1] - at >= _SHORTEST_HALF // 2:
            places[(at, at)] = (pause("full stop"),)
            if told.derived.word_tokens[at] == ("and",):
                places[(at, at + 1)] = ()
            left = at
    if not places:
        return None
    first = min(places)[0]
    shown = told.around(max(span[0], first - 1), min(span[1] - 1, first + 1))
    wider = (max(span[0], min(shown[0], first - _LONGEST_HALF)), min(span[1], max(shown[1], first + _LONGEST_HALF)))
    kept = {place: new for place, new in places.items() if wider[0] < place[0] < wider[1]}
    return Draft(_CONCISE[_LONG], told.evidence(wider), told.changed(wider, kept))


def _fullest(told: Told, places: Iterable[Span]) -> Span:
    """The sentence that holds most words of these, the first of equals; of a very long one, what is near them."""
    weights: Counter[Span] = Counter()
    held: dict[Span, list[Span]] = {}
    for start, end in places:
        sentence = told.sentence(start)
        weights[sentence] += min(end, sentence[1]) - start
        held.setdefault(sentence, []).append((start, min(end, sentence[1])))
    best = max(weights, key=lambda span: (weights[span], -span[0]))
    first, last = held[best][0][0], max(held[best][0][0], max(end for _, end in held[best]) - 1)
    shown = told.around(first, last)
    return shown if shown[1] - shown[0] <= 2 * (best[1] - best[0]) else best


def _inside(places: Iterable[Span], span: Span) -> list[Span]:
    return [(max(start, span[0]), min(end, span[1])) for start, end in places if start < span[1] and end > span[0]]
