"""What each event does to a session: the next session, and the commands that follow from it.

A spoken answer is over before its transcript is there. Where the conversation can go on at once it does, and the
attempt is finished behind it; the results are shown, and the report is made, when everything they need is finished.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interview_sim import written
from interview_sim.engine import events as e
from interview_sim.engine.apart import give_to_others, set_apart, utterances_over
from interview_sim.engine.commands import (
    Abandon,
    Ask,
    Command,
    Encourage,
    Hush,
    MakeReport,
    Score,
    Show,
    Transcribe,
    Why,
)
from interview_sim.engine.session import UNFINISHED, Session, State
from interview_sim.interview import Aside, Attempt, AttemptState, Happening, Probe, Turn
from scoring.answer import Mode, Span

Step = tuple[Session, tuple[Command, ...]]

_CLOSED = frozenset({AttemptState.DONE, AttemptState.FAILED, AttemptState.ABANDONED})


_UNNOTICED = 1.0
"""Seconds before a voice was noticed over the interviewer's in which its first word may have begun."""


class IllegalEvent(Exception):  # noqa: N818 - it names the event, as the table does
    """An event that makes no sense in this state. The session is as it was."""

    def __init__(self, state: State, event: e.Event, why: str = "") -> None:
        super().__init__(f"{type(event).__name__} is not possible while {state.value}{why and ': ' + why}")


def start(session: Session, event: e.Started) -> Step:
    """The interview is open; the microphone is checked first."""
    return replace(_note(session, event), state=State.CHECKING), ()


def check(session: Session, event: e.Checked) -> Step:
    """The first question, after a greeting."""
    after = _note(replace(session, microphone=event.microphone), event, microphone=event.microphone)
    return _ask_next(after, lead=session.greeting)


def playback_started(session: Session, event: e.PlaybackStarted) -> Step:
    """The open attempt's clock knows now when the question began."""
    timeline = session.attempt.timeline
    if timeline.question_start is None:
        timeline = timeline.model_copy(update={"question_start": event.position})
    after = session.with_attempt(session.attempt.id, timeline=timeline)
    return replace(after, voice_since=event.position), ()


def playback_ended(session: Session, event: e.PlaybackEnded) -> Step:
    """The candidate has the floor, unless they took it before."""
    if session.voice_since is None:
        raise IllegalEvent(session.state, event, "the interviewer has not begun to speak")
    if event.position < session.voice_since:
        raise IllegalEvent(session.state, event, "it would end before it began")
    after = session.voice_ended(event.position)
    return replace(after, state=State.THINKING if session.state is State.ASKING else session.state), ()


def speech_heard(session: Session, event: e.SpeechHeard) -> Step:
    """The answer begins."""
    return replace(session, state=State.LISTENING), ()


def spoken_over(session: Session, event: e.SpokenOver) -> Step:
    """The interviewer stops and listens."""
    if session.voice_since is None:
        raise IllegalEvent(session.state, event, "the interviewer is not speaking")
    return replace(_note_turn(session, event, position=event.position), state=State.LISTENING), (Hush(),)


def floor_returned(session: Session, event: e.FloorReturned) -> Step:
    """The interviewer goes on with what was left to say; what was said meanwhile is no part of the answer."""
    began = [one.detail["position"] for one in session.turn.events if one.kind == NAMES[e.SpokenOver]]
    if not began:
        raise IllegalEvent(session.state, event, "nobody spoke over the interviewer")
    start = max(0.0, began[-1] - _UNNOTICED)
    over = Aside(kind="over", start=start, end=max(began[-1], event.position), text="")
    after = _note_turn(session.voice_ended(event.position), event, position=event.position)
    after = replace(after, asides=(*after.asides, over))
    return _say(after, "resume", event.text)


def moment(session: Session, event: e.MomentAsked) -> Step:
    """Time to think, which counts against nobody."""
    after = replace(session, state=State.THINKING, moments=(*session.moments, event.position))
    return _wish(after, event, event.aside), ()


def encouraged(session: Session, event: e.Encouraged) -> Step:
    """A calm word, which takes nobody the floor."""
    return _note_turn(session, event, position=event.position), (Encourage(event.text),)


def repeat(session: Session, event: e.RepeatAsked) -> Step:
    """The same question again."""
    after = _wish(session.voice_ended(event.position), event, event.aside)
    return _say(after, "repeat", session.turn.question.text)


def rephrase(session: Session, event: e.RephraseAsked) -> Step:
    """The question in the bank's other wordings, one after the other, then as it was."""
    wordings = (*session.turn.question.rephrasings, session.turn.question.text)
    text = wordings[session.rephrased % len(wordings)]
    after = _wish(session.voice_ended(event.position), event, event.aside, text=text)
    return _say(replace(after, rephrased=session.rephrased + 1), "rephrasing", text)


def answer(session: Session, event: e.Answered) -> Step:
    """The candidate's own question is answered; then the candidate goes on."""
    after = _wish(session.voice_ended(event.position), event, event.aside, text=event.answer)
    return _say(after, "time" if isinstance(event, e.TimeAsked) else "clarification", event.answer)


def correct(session: Session, event: e.Corrected) -> Step:
    """What is being said belongs to an earlier answer."""
    target = event.aside.corrects
    if target == session.open or not any(turn.id == target for turn in session.turns):
        raise IllegalEvent(session.state, event, "there is no such earlier answer")
    return _wish(session, event, event.aside, turn=target), ()


def done_speaking(session: Session, event: e.DoneSpeaking) -> Step:
    """The answer is over: it is finished behind whatever can follow at once, or waited for."""
    if session.attempt.mode is not Mode.SPOKEN:
        raise IllegalEvent(session.state, event, "this answer is typed")
    after = session.voice_ended(event.position).with_attempt(session.attempt.id, state=AttemptState.TRANSCRIBING)
    why = {"because": list(event.because)} if event.because else {}
    after = _wish(after, event, event.aside, reason=event.reason, **why)
    commands: tuple[Command, ...] = (Transcribe(session.attempt.id),)
    after = _with_asides(after)
    if event.probe is not None and _may_probe(after, event.probe):
        after, more = _ask_probe(after, event.probe)
    elif event.decided and session.manner.feedback == "at_end":
        after, more = _ask_next(after)
    else:
        after, more = replace(after, state=State.FINISHING), ()
    return after, (*commands, *more)


def typed(session: Session, event: e.Typed) -> Step:
    """A typed answer takes the place of a spoken one."""
    words = written.words(event.text)
    if not words:
        raise IllegalEvent(session.state, event, "the answer is empty")
    commands: tuple[Command, ...] = ()
    after = session
    if session.attempt.mode is Mode.SPOKEN:
        commands = (Abandon(session.attempt.id),)
        after = session.with_attempt(session.attempt.id, state=AttemptState.ABANDONED, counts=False)
        after = after.with_new_attempt(Mode.TYPED)
    after = replace(after, voice_since=None).with_attempt(after.attempt.id, state=AttemptState.SCORING, words=words)
    return replace(_note_turn(after, event), state=State.FINISHING), (*commands, Score(after.attempt.id))


def transcribed(session: Session, event: e.Transcribed) -> Step:
    """The words are there: asides are set apart, corrections given to the answers they belong to."""
    attempt = _unfinished(session, event, AttemptState.TRANSCRIBING)
    words, asides = set_apart(event.transcript.words, attempt.asides)
    end = event.transcript.features.seconds
    starts = [word.start for word in words if word.start is not None]
    # A moment, and what is said to the interviewer, last until the candidate speaks again.
    since = sorted([*(span.start for span in attempt.timeline.thinking), *(aside.start for aside in asides)])
    thinking = tuple(
        Span(start=min(moment, end), end=next((start for start in starts if start >= moment), max(moment, end)))
        for moment in since
    )
    timeline = attempt.timeline.model_copy(
        update={
            "first_word": starts[0] if starts else None,
            "last_word": words[-1].end if words else None,
            "thinking": thinking,
        }
    )
    after = session.with_attempt(
        attempt.id,
        state=AttemptState.SCORING,
        audio=event.recording,
        timeline=timeline,
        signal=event.transcript.features.model_dump(mode="json"),
        words=words,
        utterances=utterances_over(event.transcript.utterances, event.transcript.words, words),
        asides=asides,
    )
    after, completed = give_to_others(after, attempt.id, asides)
    return after, tuple(map(Score, (attempt.id, *completed)))


def scored(session: Session, event: e.Scored) -> Step:
    """The results are there; what follows waits for them only where nothing else is being said."""
    attempt = _unfinished(session, event, AttemptState.SCORING)
    after = session.with_attempt(
        attempt.id,
        state=AttemptState.DONE,
        results=event.results,
        reading=event.reading,
        baseline=event.baseline,
        advice=event.advice,
    )
    # The latest finished try is the one that counts, as on the platforms that allow retakes.
    turn = next(turn for turn, one in after.attempts() if one.id == attempt.id)
    latest = next(one.id for one in reversed(turn.attempts) if one.state is AttemptState.DONE)
    for one in turn.attempts:
        after = after.with_attempt(one.id, counts=one.id == latest)
    if session.state is not State.FINISHING:
        return after, ()
    if not session.ending and turn.id == session.open and event.probe and _may_probe(after, event.probe):
        return _ask_probe(after, event.probe)
    return _settle(after)


def failed(session: Session, event: e.Failed) -> Step:
    """The attempt cannot be finished; it costs no try."""
    attempt = session.find(event.attempt)
    if attempt is None or attempt.state not in UNFINISHED:
        raise IllegalEvent(session.state, event, "nothing is being finished")
    after = session.with_attempt(attempt.id, state=AttemptState.FAILED, counts=False, failure=event.message)
    turn = next(turn for turn, one in after.attempts() if one.id == attempt.id)
    after = after.noted_in_turn(turn, _happening(event, attempt.id, {}))
    return _settle(after) if session.state is State.FINISHING else (after, ())


def retake(session: Session, event: e.RetakeAsked) -> Step:
    """The question once more, and not its probes."""
    if session.attempts_left < 1:
        raise IllegalEvent(session.state, event, "no tries are left for this question")
    after = _note_turn(replace(session, open=session.root.id).with_new_attempt(_mode(session)), event)
    return _say(after, "question", after.turn.question.text)


def next_asked(session: Session, event: e.NextAsked) -> Step:
    """The next question."""
    return _ask_next(_note_turn(session, event))


def skip(session: Session, event: e.Skipped) -> Step:
    """The open question is left out."""
    after, commands = _abandon_open(_note_turn(session, event))
    # After a probe that is left out, its question's results are still to be seen.
    if session.turn.kind == "probe" and session.state is not State.SCORED and session.manner.feedback == "after_answer":
        after, more = _settle(replace(after, state=State.FINISHING))
    else:
        after, more = _ask_next(after)
    return after, (*commands, *more)


def leave(session: Session, event: e.Left) -> Step:
    """The interview ends; what is being finished is waited for, unless leaving is asked twice."""
    after, commands = _abandon_open(_note(session, event))
    if session.ending:  # asked a second time: now without what is not finished
        for _, attempt in after.attempts():
            if attempt.state in UNFINISHED:
                after = after.with_attempt(attempt.id, state=AttemptState.ABANDONED, counts=False)
                commands = (*commands, Abandon(attempt.id))
    after, more = _end(after)
    return after, (*commands, *more)


def lose(session: Session, event: e.ConnectionLost) -> Step:
    """The interview waits for the page."""
    after = _note(session, event, position=event.position)
    return replace(after, state=State.PAUSED, paused_from=session.state, voice_since=None), ()


def stay(session: Session, event: e.Event) -> Step:
    """Nothing changes."""
    return session, ()


def restore(session: Session, event: e.ConnectionRestored) -> Step:
    """The interview goes on where it stood."""
    before = session.paused_from or State.ASKING
    after = replace(_note(session, event), state=before, paused_from=None)
    if before is State.ASKING:
        # How much of the question was heard is not known, so it is asked once more.
        return _say(after, "resume", session.turn.question.text)
    return after, ()


def _ask_next(session: Session, lead: str = "") -> Step:
    if session.is_last:
        return _end(session)
    number = session.asked + 1
    turn = Turn(id=f"t{number}", question=session.questions[number - 1])
    after = session.with_new_turn(turn).with_new_attempt(_mode(session))
    return _say(after, "question", turn.question.text, lead)


def _may_probe(session: Session, probe: Probe) -> bool:
    asked = {turn.question.text for turn in session.turns}
    return session.microphone and session.has_probes_left and probe.question.text not in asked


def _ask_probe(session: Session, probe: Probe) -> Step:
    root = session.root
    number = sum(turn.parent == root.id for turn in session.probes) + 1
    turn = Turn(
        id=f"{root.id}p{number}",
        kind="probe",
        parent=root.id,
        trigger=probe.trigger,
        worded_by=probe.worded_by,
        question=probe.question,
    )
    after = session.with_new_turn(turn).with_new_attempt(_mode(session))
    return _say(after, "probe", turn.question.text, probe.lead)


def _say(session: Session, why: Why, text: str, lead: str = "") -> Step:
    ask = Ask(session.turn.id, session.attempt.id, session.recording, why, text, lead)
    return replace(session, state=State.ASKING), (ask,)


def _settle(session: Session) -> Step:
    """Nothing is being asked: go on as soon as everything that is needed is finished."""
    if session.ending:
        return _end(session)
    shown = session.manner.feedback == "after_answer"
    needed = session.family(session.root.id) if shown else (session.turn,)
    if any(attempt.state in UNFINISHED for turn in needed for attempt in turn.attempts):
        return session, ()
    if shown or session.attempt.state is AttemptState.FAILED:
        return replace(session, state=State.SCORED), (Show(session.root.id),)
    return _ask_next(session)


def _end(session: Session) -> Step:
    attempts = [attempt for _, attempt in session.attempts()]
    if any(attempt.state in UNFINISHED for attempt in attempts):
        return replace(session, state=State.FINISHING, ending=True), ()
    anything = any(attempt.state is AttemptState.DONE for attempt in attempts)
    state = State.DONE if anything or session.is_last else State.ABORTED
    return replace(session, state=state, ending=True), (MakeReport(),)


def _abandon_open(session: Session) -> Step:
    if not session.turns or session.attempt.state in _CLOSED | UNFINISHED:
        return session, ()
    after = session.with_attempt(session.attempt.id, state=AttemptState.ABANDONED, counts=False)
    return replace(after, voice_since=None), (Abandon(session.attempt.id),)


def _unfinished(session: Session, event: e.Transcribed | e.Scored, state: AttemptState) -> Attempt:
    attempt = session.find(event.attempt)
    if attempt is None or attempt.state is not state:
        raise IllegalEvent(session.state, event, f"{event.attempt} is not {state.value}")
    return attempt


def _with_asides(session: Session) -> Session:
    """What the open attempt's transcript will need: moments as open windows, and the asides."""
    attempt = session.attempt
    thinking = tuple(Span(start=moment, end=moment) for moment in sorted(session.moments))
    timeline = attempt.timeline.model_copy(update={"thinking": thinking})
    return session.with_attempt(attempt.id, timeline=timeline, asides=session.asides)


def _mode(session: Session) -> Mode:
    return Mode.SPOKEN if session.microphone else Mode.TYPED


def _wish(session: Session, event: e.Event, aside: Aside | None, **detail: Any) -> Session:
    """Note what the candidate asked for, at its position and in their words."""
    position = getattr(event, "position", None)
    if aside is None:
        return _note_turn(session, event, position=position, **detail)
    after = replace(session, asides=(*session.asides, aside))
    return _note_turn(after, event, position=position, said=aside.text, **detail)


def _note(session: Session, event: e.Event, **detail: Any) -> Session:
    return session.noted(_happening(event, session.attempt.id if session.turns else None, detail))


def _note_turn(session: Session, event: e.Event, **detail: Any) -> Session:
    return session.noted_in_turn(session.turn, _happening(event, session.attempt.id, detail))


NAMES: dict[type[e.Event], str] = {
    e.Started: "started",
    e.Checked: "checked",
    e.SpokenOver: "spoken_over",
    e.FloorReturned: "floor_returned",
    e.MomentAsked: "moment",
    e.Encouraged: "encouraged",
    e.RepeatAsked: "repeat",
    e.RephraseAsked: "rephrase",
    e.ClarificationAsked: "clarification",
    e.TimeAsked: "time",
    e.Corrected: "correction",
    e.DoneSpeaking: "done",
    e.Typed: "typed",
    e.Failed: "failed",
    e.RetakeAsked: "retake",
    e.NextAsked: "next",
    e.Skipped: "skipped",
    e.ConnectionLost: "connection_lost",
    e.ConnectionRestored: "connection_restored",
    e.Left: "left",
}
"""What a report calls each event that it shows."""


def _happening(event: e.Event, attempt: str | None, detail: dict[str, Any]) -> Happening:
    return Happening(at=event.at, kind=NAMES[type(event)], attempt=attempt, detail=detail)
