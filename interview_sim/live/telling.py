"""What is told of a session: where it stands, what is being asked, what came of an answer."""

from __future__ import annotations

from interview_sim.engine.commands import Why
from interview_sim.engine.session import Session, State
from interview_sim.interview import Attempt, AttemptState, Turn
from interview_sim.judging.judge import advise, summed
from interview_sim.library.drills import Goal
from interview_sim.library.plan import Plan
from interview_sim.live.messages import Asked, AttemptScored, Shown, StateChanged
from interview_sim.ports import Speech


def standing(session: Session, next_sample: int, spoken: float) -> StateChanged:
    """Where it stands; ``spoken``: seconds of the open answer that count so far."""
    return StateChanged(
        state=session.state.value,
        turn=session.turn.id if session.turns else None,
        number=session.asked,
        of=len(session.questions),
        attempt=session.attempt.id if session.turns else None,
        attempts_left=session.attempts_left,
        microphone=session.microphone,
        recording=session.recording,
        next_sample=next_sample,
        spoken=round(spoken, 2),
        moment=session.is_moment,
    )


def asking(
    session: Session, why: Why, text: str, lead: str = "", speech: Speech | None = None, key: str | None = None
) -> Asked:
    """What the interviewer says in the open turn; ``key`` is what the page fetches the speech by."""
    return Asked(
        recording=session.recording,
        why=why,
        text=text,
        question=session.turn.question,
        parent=session.turn.parent,
        number=session.asked,
        of=len(session.questions),
        speech=speech,
        speech_key=key,
        lead=lead,
        hands_free=session.manner.hands_free,
    )


def results(session: Session, plan: Plan) -> AttemptScored:
    """What came of the open question: its tries, and the replies to its probes."""
    root, *probes = session.family(session.root.id)
    *earlier, latest = root.attempts
    replies = [(turn, turn.attempts[-1]) for turn in probes]
    replied = [attempt for _, attempt in replies]
    return AttemptScored(
        answer=_shown(plan, root, latest, plan.goal(latest, replied)),
        earlier=tuple(
            _shown(plan, root, one, plan.goal(one, replied)) for one in earlier if one.state is AttemptState.DONE
        ),
        replies=tuple(_shown(plan, turn, one) for turn, one in replies if one.state is not AttemptState.ABANDONED),
        attempts_left=session.attempts_left,
        last=session.is_last,
    )


def farewell(session: Session, plan: Plan) -> str:
    """The interviewer's last word; empty where the interview was left early."""
    left = any(happening.kind == "left" for happening in session.happenings)
    return plan.closing if session.state is State.DONE and not left else ""


def _shown(plan: Plan, turn: Turn, attempt: Attempt, goal: Goal | None = None) -> Shown:
    built_in = advise(turn.question, attempt, plan.profile) if attempt.results else None
    worded = attempt.advice
    return Shown(
        turn=turn,
        attempt=attempt,
        summary=summed(turn.question, attempt, plan.profile),
        advice=worded.text if worded else built_in,
        advice_by=worded.worded_by if worded else None,
        goal=goal,
    )
