"""Whose words they are: those of the answer, those of an aside, and those that belong to an earlier answer."""

from __future__ import annotations

from collections.abc import Sequence

from interview_sim.engine.session import Session
from interview_sim.interview import Addition, Aside, AttemptState, Utterance
from scoring.answer import Word


def set_apart(words: Sequence[Word], asides: Sequence[Aside]) -> tuple[tuple[Word, ...], tuple[Aside, ...]]:
    """The words of the answer, and the asides with theirs."""
    whole = [_whole(aside, words) for aside in asides]
    mine = [tuple(word for word in words if aside.holds(word)) for aside in whole]
    return (
        tuple(word for word in words if not any(aside.holds(word) for aside in whole)),
        tuple(
            aside.model_copy(update={"words": own, "text": aside.text or " ".join(word.text for word in own)})
            for aside, own in zip(whole, mine, strict=True)
        ),
    )


def utterances_over(found: tuple[Utterance, ...], heard: Sequence[Word], kept: Sequence[Word]) -> tuple[Utterance, ...]:
    """The utterances over the words that are kept; those without any are left out."""
    if len(heard) == len(kept):
        return found
    places = {id(word): place for place, word in enumerate(kept)}
    again = []
    for one in found:
        mine = [places[id(word)] for word in heard[one.start_word : one.end_word] if id(word) in places]
        if mine:
            text = " ".join(word.text for word in kept[mine[0] : mine[-1] + 1])
            again.append(one.model_copy(update={"text": text, "start_word": mine[0], "end_word": mine[-1] + 1}))
    return tuple(again)


def give_to_others(session: Session, attempt_id: str, asides: Sequence[Aside]) -> tuple[Session, tuple[str, ...]]:
    """Give what was said in ``attempt_id`` to correct earlier answers to them; ids of those to be scored once more."""
    after, completed = session, tuple[str, ...]()
    for aside in asides:
        turn = next((turn for turn in after.turns if turn.id == aside.corrects), None)
        done = [one for one in turn.attempts if one.state is AttemptState.DONE] if turn else []
        if done and aside.words:
            additions = (*done[-1].additions, Addition(attempt=attempt_id, words=aside.words))
            after = after.with_attempt(done[-1].id, state=AttemptState.SCORING, additions=additions)
            completed = (*completed, done[-1].id)
    return after, completed


_AT_ONCE = 0.6
"""Seconds within which a "please" follows what was wished."""


def _whole(aside: Aside, words: Sequence[Word]) -> Aside:
    """The same aside, up to the end of a "please" that follows it; a correction is part of an answer and has none."""
    if aside.kind == "correction":
        return aside
    after = next((word for word in words if word.start is not None and _middle(word) > aside.end), None)
    if after is None or after.text.strip(" .,!?").lower() != "please" or (after.start or 0.0) - aside.end > _AT_ONCE:
        return aside
    return aside.model_copy(update={"end": after.end})


def _middle(word: Word) -> float:
    start = word.start or 0.0
    return (start + (start if word.end is None else word.end)) / 2
