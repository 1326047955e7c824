"""Where to breathe, where to wait, and where to let the voice move."""

from __future__ import annotations

from interview_sim.reports.changes.pieces import Draft, gap, pause
from interview_sim.reports.changes.told import Span, Told
from interview_sim.reports.report import Piece
from scoring.star.segments import segments
from scoring.text.language.tokens import ends_clause

_GROUP = 5
"""Words that a group said in one breath has at the least."""

_EASY = 120.0
"""Words a minute above which a pace is too fast rather than too slow, where it is not easy to follow."""

_THINK = gap("“Let me think about that for a moment.”")


def rate(told: Told) -> Draft | None:
    """The fastest or slowest stretch, in groups of words with a breath between them."""
    fast = (told.results["speaking_rate"].value or 0.0) > _EASY
    places = told.spans("speaking_rate", "fastest" if fast else "slowest", "steady")
    if not places:
        return None
    span = told.around(places[0][0], min(places[0][1], places[0][0] + 12) - 1)
    pieces = _grouped(told, span)
    headline = "Breathe here: this was your fastest stretch" if fast else "Say each group of words in one breath"
    return Draft(headline, told.evidence(span), pieces)


def silences(told: Told) -> Draft | None:
    """A long silence before a sentence, announced, rather than inside it; else pauses only where a thought ends."""
    pauses = told.derived.pauses
    longest = max(pauses, key=lambda one: one.seconds, default=None)
    if longest is None:
        return None
    at = longest.before_word
    if told.spans("pauses", "long_pause"):
        span = told.around(at, at)
        if told.sentence(at)[0] < at:
            pieces: tuple[Piece, ...] = (pause("plan the whole sentence"), *told.said(*span))
            return Draft("Pause before the sentence, not inside it", told.evidence(span), pieces)
        return Draft("Say that you are thinking, then think", told.evidence(span), (_THINK, *told.said(*span)))
    places = told.spans("pauses", "pause")
    if not places:
        return None
    counts = {span: sum(span[0] < end - 1 < span[1] for _, end in places) for span in told.sentences}
    sentence = max(counts, key=lambda span: (counts[span], -span[0]))
    span = told.around(sentence[0], sentence[0]) if counts[sentence] else told.around(at, at)
    return Draft("Pause only where a thought ends", told.evidence(span), _grouped(told, span))


def reaction(told: Told) -> Draft | None:
    """The first words: after a breath, or after saying that one is thinking."""
    first = told.sentences[0]
    span = told.around(first[0], first[0])
    if (told.results["reaction"].detail.get("counted") or 0.0) < 0:
        pieces: tuple[Piece, ...] = (pause("wait for the end of the question"), *told.said(*span))
        return Draft("Let the interviewer finish, then breathe in once", told.evidence(span), pieces)
    return Draft("Say that you are thinking, then think", told.evidence(span), (_THINK, *told.said(*span)))


def melody(told: Told) -> Draft | None:
    """The flattest stretch, in which one word should stand out."""
    places = told.spans("intonation", "flat")
    if not places:
        return None
    span = told.around(places[0][0], min(places[0][1] - 1, places[0][0] + 12))
    ask = gap("[Which word matters most? Say it higher and slower.]")
    return Draft("Let your voice rise on the word that matters", told.evidence(span), (*told.said(*span), ask))


def _grouped(told: Told, span: Span) -> tuple[Piece, ...]:
    """A stretch in groups of words, a breath after each but none after a scrap."""
    starts = {one.start_word for one in told.derived.once(segments)}
    pieces: list[Piece] = []
    left = span[0]
    for at in range(span[0] + 1, span[1]):
        ends = at in starts or (at - 1 not in told.derived.vocal and ends_clause(told.derived.words[at - 1].text))
        if ends and at - left >= _GROUP and span[1] - at >= _GROUP - 1:
            pieces += [*told.said(left, at), pause()]
            left = at
    return (*pieces, *told.said(left, span[1]), pause())
