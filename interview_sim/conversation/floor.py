"""Who has the floor: from what is heard in an attempt to the engine's events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from interview_sim.conversation import wishes
from interview_sim.conversation.answer_so_far import (
    away,
    floor_since,
    own_words,
    seconds_spoken,
    spoken_over,
)
from interview_sim.conversation.clarifications import UP_TO_YOU, time_left
from interview_sim.conversation.corrections import corrected
from interview_sim.conversation.findings import NOTHING
from interview_sim.conversation.heard import Heard
from interview_sim.conversation.interruption import Said, murmured, rest
from interview_sim.conversation.probing import choose, decide
from interview_sim.conversation.turn_end import FEWEST, LONGEST, OPEN, THINKING, Patience, patience
from interview_sim.conversation.wishes import Wish, aside
from interview_sim.engine import events as e
from interview_sim.engine.session import Session, State
from interview_sim.interview import Aside, Probe
from scoring.answer import Answer, AudioFeatures, Mode, Word
from scoring.derived import Derived
from scoring.meaning import Meaning

UNDERSTOOD = 0.5
"""Seconds of quiet after which what was said is taken as a wish, if it is one."""

JUDGED = 1.0
"""Seconds of quiet after which it is thought about whether the answer is over, and what to ask then."""

GIVEN_BACK = 1.0
"""Seconds of quiet after which who spoke over the interviewer has finished."""

CORRECTED = 1.5
"""Seconds of quiet after which a correction that was not closed by the next sentence is over as well."""

UNHEARD = 2.0
"""Seconds beyond the longest patience that are waited for words that a slow recogniser owes."""

ENCOURAGED = 4.5
"""Seconds of quiet in the middle of an answer after which a calm word is shown, where the turn will not end soon."""

AWAITED = 12.0
"""Seconds of quiet before an answer after which it is."""

PHRASE = 0.3
"""Seconds of quiet that end a phrase: an interviewer who interjects does it there."""

BREATH = 2.0
"""Seconds that an interjection waits for the end of a phrase."""

MANY = 12
"""Words from which what was spoken over the interviewer is the answer."""

CALM = (
    "Take your time.",
    "There is no hurry. Go on when you are ready.",
    "Take the time you need.",
    "No rush. A pause to think is fine.",
)
"""What is shown, one after the other, while a candidate thinks."""

Ends = Literal["said", "silence", "time", "interjected"]


@dataclass
class _Ear:
    """What is remembered of the attempt that is open."""

    attempt: str
    heard: Heard = field(default_factory=lambda: Heard(position=0.0))
    voice: float | None = None
    """Where the latest voice began."""
    longest_pause: float = 0.0
    understood: _Understood | None = None
    granted: float = -1.0
    """The end of the last words that something was done about."""
    encouraged: list[float] = field(default_factory=list)
    """Where the silences began in which a calm word was shown."""
    rambling: float | None = None
    """Where the answer had become too long."""
    settled: float = -1.0
    """Where the candidate spoke over the interviewer and kept the floor."""
    over: bool = False


@dataclass(frozen=True)
class _Understood:
    """What these words of an attempt mean, looked at ``deeply`` or for wishes alone."""

    words: tuple[Word, ...]
    asides: tuple[Aside, ...]
    fall: float | None
    deeply: bool
    wish: Wish | None
    corrects: str | None
    answer: tuple[Word, ...]
    patience: Patience | None = None
    probe: Probe | None = None


class Floor:
    """Notices what happens in one attempt after the other; told again and again what has been heard so far.

    `prepare` does the thinking, up to a tenth of a second of it, and may run in a thread beforehand; `notice` does what
    has not been prepared. ``meaning`` gives a model that helps to understand questions about the question and to choose
    a follow-up, null where there is none.
    """

    def __init__(self, meaning: Callable[[], Meaning | None] = lambda: None) -> None:
        self._meaning = meaning
        self._ear = _Ear("")
        self._said: Said | None = None

    def asks(self, said: Said | None) -> None:
        """What the interviewer is saying now, so that the rest of it can follow if the candidate speaks over it."""
        self._said = said

    def wants(self, session: Session, heard: Heard) -> bool:
        """Whether there is something to think about before `notice` is called."""
        if session.state is not State.LISTENING or not heard.complete or not heard.words:
            return False
        deeply = heard.silence >= JUDGED
        return heard.silence >= UNDERSTOOD and not self._knows(session, heard, deeply=deeply)

    def prepare(self, session: Session, heard: Heard) -> None:
        """Think about what was said; nothing is decided yet."""
        ear = self._of(session)
        ear.understood = self._understand(session, heard, deeply=heard.silence >= JUDGED)

    def notice(self, session: Session, heard: Heard, at: float) -> tuple[e.Event, ...]:
        """What follows from what was heard, ``at`` seconds after the interview began. Each thing is told once."""
        ear = self._of(session)
        self._listen(ear, session, heard)
        if ear.over:
            return ()
        if session.state is State.THINKING:
            return tuple(self._thinking(ear, session, heard, at))
        if session.state is not State.LISTENING:
            return ()
        if self.wants(session, heard):
            self.prepare(session, heard)
        event = next(self._listening(ear, session, heard, at), None)
        ear.over = isinstance(event, e.DoneSpeaking | e.Skipped)
        return (event,) if event is not None else ()

    def _of(self, session: Session) -> _Ear:
        if self._ear.attempt != session.attempt.id:
            self._ear = _Ear(session.attempt.id)
        return self._ear

    def _listen(self, ear: _Ear, session: Session, heard: Heard) -> None:
        """Where the latest voice began, and how long the silence before it was."""
        before, ear.heard = ear.heard, heard
        if heard.speaking and not before.speaking:
            ear.voice = before.position if before.quiet_since is not None else heard.speech_started
            if session.state is State.LISTENING and before.quiet_since is not None and ear.voice is not None:
                ear.longest_pause = max(ear.longest_pause, ear.voice - max(before.quiet_since, floor_since(session)))

    def _thinking(self, ear: _Ear, session: Session, heard: Heard, at: float) -> Iterator[e.Event]:
        since = floor_since(session)
        if heard.speech_started is not None and heard.speech_started >= since:
            yield e.SpeechHeard(at, heard.speech_started)
        elif heard.speaking:
            yield e.SpeechHeard(at, max(since, ear.voice or since))
        elif heard.quiet_since is not None and heard.quiet_since > since:
            yield e.SpeechHeard(at, max(since, min(ear.voice or since, heard.quiet_since)))
        else:
            yield from self._silent_thinking(ear, session, heard, at, since)

    def _silent_thinking(self, ear: _Ear, session: Session, heard: Heard, at: float, since: float) -> Iterator[e.Event]:
        silence = heard.position - since
        answer = own_words(heard.words, session.asides)
        if silence >= AWAITED and (calm := self._calm(ear, heard, at, since)):
            yield calm
        offered = max(THINKING, session.manner.thinking or session.turn.question.limits.thinking)
        if len(answer) >= FEWEST and session.manner.hands_free and silence >= offered and heard.complete:
            yield self._done(session, heard, at, "silence", because=("the moment to think had passed",))
            ear.over = True

    def _listening(self, ear: _Ear, session: Session, heard: Heard, at: float) -> Iterator[e.Event]:
        """What is noticed while the candidate has the floor, the most urgent first."""
        spoken = seconds_spoken(session, heard)
        known = ear.understood if self._knows(session, heard, deeply=False) else None
        if known is not None and known.wish is not None:
            yield from self._wished(ear, session, heard, at, known, spoken)
        yield from self._too_long(ear, session, heard, at, spoken)
        if heard.quiet_since is None or heard.speaking:
            return
        over = spoken_over(session)
        if over is not None and over > ear.settled:
            yield from self._interrupted(ear, session, heard, at, over)
            if over > ear.settled:
                return
        silence = heard.position - max(heard.quiet_since, floor_since(session))
        patient = known.patience if known is not None and known.deeply else None
        hands_free = session.manner.hands_free
        if patient is not None and hands_free and silence >= patient.seconds:
            yield self._done(session, heard, at, "silence", because=patient.because)
        most = LONGEST * session.manner.patience + UNHEARD
        if known is None and hands_free and len(heard.words) >= FEWEST and silence >= most:
            yield self._done(session, heard, at, "silence", because=("nothing more was heard",))
        soon = patient is not None and patient.seconds < OPEN and hands_free
        if silence >= ENCOURAGED and not soon and (calm := self._calm(ear, heard, at, heard.quiet_since)):
            yield calm

    def _calm(self, ear: _Ear, heard: Heard, at: float, since: float) -> e.Encouraged | None:
        """A calm word, once in a silence."""
        if since in ear.encouraged:
            return None
        ear.encouraged.append(since)
        return e.Encouraged(at, heard.position, CALM[(len(ear.encouraged) - 1) % len(CALM)])

    def _wished(
        self, ear: _Ear, session: Session, heard: Heard, at: float, known: _Understood, spoken: float
    ) -> Iterator[e.Event]:
        wish = known.wish
        assert wish is not None  # noqa: S101 - the caller's condition, for the type checker
        end = known.words[wish.end_word - 1].end or 0.0
        if end <= ear.granted:
            return
        if wish.kind == "correction":
            if known.corrects is None or not (wish.closed or heard.silence >= CORRECTED):
                return
            ear.granted = end
            apart = aside(wish, known.words).model_copy(update={"corrects": known.corrects})
            yield e.Corrected(at, heard.position, apart)
            return
        ear.granted = end
        # A voice fades after its last word: that is no new beginning.
        faded = end if heard.speaking else max(end, heard.quiet_since or end)
        if wish.kind == "placeholder":
            yield e.MomentAsked(at, faded)
            return
        apart = aside(wish, known.words)
        match wish.kind:
            case "repeat":
                yield e.RepeatAsked(at, heard.position, apart)
            case "rephrase":
                yield e.RephraseAsked(at, heard.position, apart)
            case "clarify":
                yield e.ClarificationAsked(at, heard.position, wish.answer or UP_TO_YOU, apart)
            case "time":
                before = any(word.end is not None and word.end <= apart.start for word in known.answer)
                until = spoken - (heard.position - apart.start) if before else 0.0
                yield e.TimeAsked(at, heard.position, time_left(session.turn.question, max(0.0, until)), apart)
            case "moment":
                yield e.MomentAsked(at, faded, apart)
            case "skip":
                yield e.Skipped(at)
            case "done":
                yield self._done(session, heard, at, "said", apart=apart)

    def _too_long(
        self, ear: _Ear, session: Session, heard: Heard, at: float, spoken: float
    ) -> Iterator[e.DoneSpeaking]:
        manner, most = session.manner, session.turn.question.limits.at_most
        if manner.interjects_after is not None and spoken > manner.interjects_after * most and session.has_probes_left:
            ear.rambling = heard.position if ear.rambling is None else ear.rambling
            pausing = not heard.speaking and heard.silence >= PHRASE
            if pausing or heard.position - ear.rambling >= BREATH:
                probe = self._probe(session, (), heard.position, interjected=True)
                if probe is not None:
                    yield e.DoneSpeaking(at, heard.position, "interjected", decided=True, probe=probe)
        if manner.strict and spoken > most:
            yield self._done(session, heard, at, "time")

    def _interrupted(
        self, ear: _Ear, session: Session, heard: Heard, at: float, over: float
    ) -> Iterator[e.FloorReturned]:
        """Who spoke over the interviewer has stopped: was it the answer?"""
        if session.voice_since is None and murmured(heard, over):
            ear.settled = over
            left = rest(self._said, session, over, lead="")
            if left is not None:
                yield e.FloorReturned(at, heard.position, left)
            return
        if heard.silence < GIVEN_BACK or not (heard.complete or heard.silence >= GIVEN_BACK + UNHEARD):
            return
        if session.voice_since is not None:
            return  # the page has not told yet where the voice stopped
        ear.settled = over
        left = rest(self._said, session, over)
        words = [word for word in own_words(heard.words, session.asides) if (word.end or 0.0) > over]
        if left is not None and len(words) < MANY:
            yield e.FloorReturned(at, heard.position, left)

    def _done(
        self,
        session: Session,
        heard: Heard,
        at: float,
        reason: Ends,
        *,
        apart: Aside | None = None,
        because: tuple[str, ...] = (),
    ) -> e.DoneSpeaking:
        known = self._ear.understood
        fits = known is not None and heard.complete and known.words == heard.words
        if known is None or not fits:
            return e.DoneSpeaking(at, heard.position, reason, apart, because=because)
        probe = known.probe
        if not known.deeply:
            asides = (*session.asides, *([apart] if apart else []))
            probe = self._probe(session, own_words(heard.words, asides), heard.position)
        return e.DoneSpeaking(at, heard.position, reason, apart, decided=True, probe=probe, because=because)

    def _knows(self, session: Session, heard: Heard, *, deeply: bool) -> bool:
        known = self._ear.understood
        return (
            known is not None
            and self._ear.attempt == session.attempt.id
            and known.words == heard.words
            and known.asides == session.asides
            and (known.deeply or not deeply)
        )

    def _understand(self, session: Session, heard: Heard, *, deeply: bool) -> _Understood:
        words, question = heard.words, session.turn.question
        shallow = self._ear.understood if self._knows(session, heard, deeply=False) else None
        if shallow is None:
            wish = wishes.wish(words, question, self._meaning(), session.asides)
            corrects = None
            if wish is not None and wish.kind == "correction":
                corrects = corrected(session.turns, session.open, words, wish, self._meaning())
            answer = own_words(words, session.asides)
            shallow = _Understood(words, session.asides, heard.fall, False, wish, corrects, answer)
        if not deeply:
            return shallow
        seconds = max(heard.position, words[-1].end or 0.0)
        said = Answer(
            question=question,
            mode=Mode.SPOKEN,
            words=shallow.answer,
            audio=AudioFeatures(seconds=seconds),
            thinking=away(session, heard),
        )
        patient = patience(
            Derived(said), fall=heard.fall, longest_pause=self._ear.longest_pause, factor=session.manner.patience
        )
        probe = self._probe(session, shallow.answer, heard.position)
        return replace(shallow, deeply=True, patience=patient, probe=probe)

    def _probe(
        self, session: Session, words: tuple[Word, ...], seconds: float, *, interjected: bool = False
    ) -> Probe | None:
        """The follow-up that comes next, null where none may come, or is worth asking."""
        if not session.has_probes_left:
            return None
        asked = tuple(turn.question for turn in session.turns)
        question, place = session.turn.question, session.attempt.id
        if interjected:  # nothing has to be found in an answer that is too long
            return choose(question, NOTHING, asked, place=place, interjected=True)
        return decide(question, words, seconds, asked, place=place, meaning=self._meaning())


__all__ = ["CALM", "Floor", "Said"]
