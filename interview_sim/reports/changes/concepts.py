"""A concept that an interviewer listens for: where in the answer it could stand."""

from __future__ import annotations

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Span, Told
from scoring.question import Concept, Kind
from scoring.text.content import closeness
from scoring.text.content.mentions import mentions, words_of
from scoring.text.language import tokens
from scoring.text.language.lemmas import lemmas

_ASKED = {
    Kind.BEHAVIOURAL: "did it play a part here? If so, how?",
    Kind.SELF_INTRODUCTION: "have you worked with it? Where?",
    Kind.SCENARIO: "what would you do about it?",
    Kind.TECHNICAL: "does it matter here? How?",
    Kind.FOLLOW_UP: "does it matter here? How?",
}
_LISTED = "what is it for, and when did you use it?"
_NAMED = "[Is this “{term}”? Then say the word.]"

_SHORT = 4
"""Letters of a word that says nothing of a subject."""

_NEAR = 0.1
"""How close a sentence must be for the gap to stand beside it; see `closeness.close`."""


def change(told: Told) -> Draft | None:
    """A term that stood bare, else the name of what was meant, else the concept that comes closest of those missed."""
    result = told.results["concept_coverage"]
    by_id = {one.id: one for one in told.question.concepts}
    bare = [by_id[one] for one in result.detail["bare"] if one in by_id]
    graded = [(by_id.get(one["id"]), one) for one in result.detail["concepts"]]
    if bare:
        return _listed(told, bare[0])
    for concept, shown in graded:
        if concept is not None and shown["grade"] == "close" and shown["word"] is not None:
            return _called(told, concept, shown["word"])
    missed = [concept for concept, one in graded if concept is not None and one["grade"] == "none"]
    if not missed:
        return None
    near = {one.id: _nearest(told, one) for one in missed}
    best = max(missed, key=lambda one: near[one.id][1])
    return _asked(told, best, _ASKED[told.question.kind], near[best.id][0])


def _called(told: Told, concept: Concept, word: int) -> Draft | None:
    """The name of what came across in other words."""
    places = [span for span in told.spans("concept_coverage", "close") if span[0] == word]
    if not places:
        return None
    span = told.around(places[0][1] - 1, places[0][1] - 1)
    term = _term(concept)
    pieces = (*told.said(*span), gap(_NAMED.format(term=term)))
    return Draft(f"Call it by its name: “{term}”", told.evidence(span), pieces)


def _listed(told: Told, concept: Concept) -> Draft:
    """A term that was said and not used: more about it, where it was said."""
    places = [words_of(told.derived, one.match) for one in told.derived.once(mentions) if one.concept == concept.id]
    start, end = places[0] if places else _usual(told)
    span = told.around(start, end - 1)
    term = told.text(start, end).strip(" .,;:!?…") if places else _term(concept)
    pieces = (*told.said(*span), gap(f"[“{term}”: {_LISTED}]"))
    return Draft(f"Say more than the word “{term}”", told.evidence(span), pieces)


def _asked(told: Told, concept: Concept, ask: str, span: Span) -> Draft:
    term = _term(concept)
    word = "" if term.casefold() in concept.name.casefold() else f" A word for it: “{term}”."
    pieces = (*told.said(*span), gap(f"[{concept.name}: {ask}{word}]"))
    return Draft(f"Bring in “{_name(concept)}”", told.evidence(span), pieces)


def _nearest(told: Told, concept: Concept) -> tuple[Span, float]:
    """The sentence that comes closest to a concept, by meaning, else by its words, and how close; else `_usual`."""
    if (found := told.derived.once(closeness.close).get(concept.id)) is not None:
        span = told.around(found.end_word - 1, found.end_word - 1)
        return (span if found.value >= _NEAR else _usual(told)), found.value
    texts = (concept.name, *(term.text for term in concept.terms), *concept.paraphrases, *concept.meanings)
    wanted = {form for text in texts for token in tokens.split(text) if len(token) > _SHORT for form in lemmas(token)}
    shares = []
    for span in told.saying:
        forms = [lemmas(token) for i in range(*span) for token in told.derived.word_tokens[i] if len(token) > _SHORT]
        shares.append((sum(bool(one & wanted) for one in forms), -span[0], span))
    count, _, span = max(shares)
    return (told.around(span[1] - 1, span[1] - 1) if count else _usual(told)), count / 100


def _usual(told: Told) -> Span:
    """Where a term fits most often: after what was done, in a story; else after the first sentence."""
    story = told.results.get("star_structure")
    acted = (
        [one for one in story.evidence if one.part == "action" and one.end_word and not one.attempt] if story else []
    )
    word = (acted[0].end_word or 1) - 1 if acted else told.saying[0][1] - 1
    return told.around(word, word)


def _term(concept: Concept) -> str:
    """What to say."""
    return concept.terms[0].text


def _name(concept: Concept) -> str:
    """A concept's name inside a sentence: in the spelling of its terms, else without its capital."""
    name = concept.name
    spelled = next((one.text for one in concept.terms if one.text.casefold() == name.casefold()), None)
    return spelled or (name if name[1:2].isupper() or name[1:2] == "-" else name[:1].lower() + name[1:])
