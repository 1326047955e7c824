"""Whether an answer can carry a metric at all: what each metric needs, and what to mend where it is not there."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.derived import Derived
from scoring.faults import recognition, sound, words
from scoring.faults.fault import SOUND, Fault
from scoring.metric import Need, NotApplicable, NotMeasurable


def require(needs: frozenset[Need], derived: Derived) -> None:
    """Raise what `refusal` finds."""
    if (why := refusal(needs, derived)) is not None:
        raise why


def refusal(needs: frozenset[Need], derived: Derived) -> NotApplicable | NotMeasurable | None:
    """Why a metric with these needs cannot have this answer; null where it can."""
    if not derived.spoken and needs & SOUND:
        return NotApplicable("This answer was typed, so there is nothing to time.")
    for fault in derived.once(faults):
        if fault.bars & needs:
            return NotMeasurable(fault.reason, fault.remedy)
    if "timeline" in needs and derived.answer.question_end is None:
        return NotApplicable("It is not known when the interviewer stopped speaking: this was a recording.")
    return None


def faults(derived: Derived) -> tuple[Fault, ...]:
    """All that is wrong with an answer, the plainest first."""
    return tuple(_faults(derived))


def _faults(derived: Derived) -> Iterator[Fault]:
    audio = derived.answer.audio
    if not any(derived.word_tokens[i] for i in range(len(derived.words)) if i not in derived.vocal):
        yield words.nothing(derived)
    yield from words.circles(derived)
    yield from words.language(derived)
    if audio is not None:
        yield from sound.song(audio)
        yield from sound.clipping(audio)
        yield from sound.noise(audio)
        yield from sound.unheard(audio)
        yield from recognition.unrecognised(audio)
        yield from recognition.sparse(derived, audio)
        yield from recognition.invented(derived, audio)
        yield from recognition.probability(derived)
        yield from sound.second_voice(audio)
        yield from sound.melody(audio)
