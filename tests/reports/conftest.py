"""Reports made by hand, one for each thing that can happen: no metric runs here, so that every status can be shown."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from typing import Any

import pytest

from interview_sim.interview import (
    Aside,
    Attempt,
    AttemptState,
    Correction,
    Happening,
    Recording,
    Timeline,
    Turn,
    Utterance,
)
from interview_sim.ports import ModelFile, ModelIdentity
from interview_sim.reports.build import identify
from interview_sim.reports.report import (
    AppIdentity,
    BankIdentity,
    CriterionIdentity,
    CriterionScore,
    LeftOut,
    ProfileIdentity,
    Report,
    RoleIdentity,
    RubricIdentity,
    Stretch,
    Summary,
    Term,
    Yardstick,
)
from scoring.answer import Mode, Span, Word, WordKind
from scoring.question import AtMostSeconds, Concept, ExactlyExamples, Kind, Limits, Part, Question
from scoring.question import Term as Surface
from scoring.result import Evidence, Result, Status
from scoring.rubric import rubric_for
from scoring.summary import combine, summarise

HOSTILE = """</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"'&{{ 7*7 }}{% raw %}\u202e<!--"""
"""Everything that could leave its place in HTML, CSS, an attribute, a comment or a template."""

STORY = (
    (
        Part.SITUATION,
        "Last spring I worked with twenty annotators on fifty thousand street images, and, um, our agreement"
        " had dropped to sixty percent in one week.",
    ),
    (Part.TASK, "I was asked to find out why and to bring it back above eighty before the next delivery."),
    (
        Part.ACTION,
        "So first I took two hundred items on which we disagreed and, you know, sorted them by the rule they"
        " touched. Then I wrote a short decision tree for the three worst rules, and I I ran a calibration session with"
        " both teams. After that I added forty golden items to every batch.",
    ),
    (
        Part.RESULT,
        "Agreement rose to eighty seven percent in two weeks, and the client accepted ninety eight percent of"
        " the items.",
    ),
    (
        Part.REFLECTION,
        "What I learned is that most disagreement was in the guideline, not in the people. Since then I"
        " test every guideline on fifty items before anybody labels.",
    ),
)


THOUGHT = Span(start=50.92, end=54.02)
"""The pause of the strong answer, before its result."""


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def question(id: str, text: str, kind: Kind = Kind.BEHAVIOURAL, **more: Any) -> Question:
    return Question(
        id=id,
        role="rlhf_trainer",
        kind=kind,
        text=text,
        limits=Limits(at_least=60, at_most=120),
        parts=tuple(Part) if kind is Kind.BEHAVIOURAL else (),
        concepts=(Concept(id="calibration", name="Calibration", terms=(Surface(text="calibration"),)),),
        **more,
    )


def spoken(text: str, start: float, rate: float = 2.4) -> list[Word]:
    """Words with plausible times: ``rate`` a second, a breath after each sentence, fillers with a little silence."""
    chance = random.Random(text)  # noqa: S311 - the same words have the same times
    words = []
    for piece in text.split():
        filler = piece.strip(",.").lower() in {"um", "uh", "erm"}
        length = (0.3 if filler else 0.4 + 0.06 * len(piece)) / rate * 1.5
        words.append(
            Word(
                text=piece,
                start=round(start, 2),
                end=round(start + length, 2),
                probability=round(chance.uniform(0.6, 0.99), 3),
                kind=WordKind.FILLED_PAUSE if filler else WordKind.LEXICAL,
            )
        )
        start += length + (0.9 if piece.endswith(".") else 0.5 if filler else chance.uniform(0, 0.1))
    return words


def at(words: list[Word], start: int, end: int, **more: Any) -> Evidence:
    return Evidence(
        start=words[start].start,
        end=words[end - 1].end,
        start_word=start,
        end_word=end,
        quote=" ".join(word.text for word in words[start:end]),
        **more,
    )


def strong(id: str = "t1-a2", number: int = 2) -> Attempt:
    words: list[Word] = []
    parts: list[Evidence] = []
    moment = 3.4
    for part, text in STORY:
        said = spoken(text, moment + (2.4 if part is Part.RESULT else 0.0))
        words += said
        moment = (said[-1].end or 0) + 0.7
        parts.append(at(words, len(words) - len(said), len(words), part=part.value))
    texts = [word.text.strip(",.").lower() for word in words]
    um, know, twice = texts.index("um"), texts.index("know"), texts.index("i", texts.index("rules"))
    fillers = (
        at(words, um, um + 1, kind="vocal"),
        at(words, know - 1, know + 1, kind="lexical"),
        at(words, twice, twice + 2, kind="repetition"),
    )
    calibration = texts.index("calibration")
    twenty, rose = texts.index("twenty"), texts.index("rose")
    moment = words[rose].start or 0
    results = (
        Result(
            id="speaking_rate",
            status=Status.OK,
            value=132.4,
            unit="words_per_minute",
            low=131,
            high=135,
            score=100,
            level=5,
            verdict="132 words a minute. 120 to 160 is easy to follow.",
        ),
        Result(
            id="filler_words",
            status=Status.OK,
            value=2.1,
            low=1.4,
            high=2.8,
            unit="per_minute",
            score=100,
            level=5,
            evidence=(*fillers, Evidence(start=moment - 0.6, end=moment - 0.2, kind="possible")),
            verdict="2 to 4 fillers, 2.1 a minute. Up to 5 goes unnoticed.",
        ),
        Result(
            id="pauses",
            status=Status.OK,
            value=0.18,
            unit="ratio",
            score=81.3,
            level=4,
            evidence=(
                Evidence(
                    start=moment - 4.1,
                    end=moment,
                    start_word=rose - 2,
                    end_word=rose,
                    quote="batch. … Agreement",
                    kind="long_pause",
                ),
            ),
            detail={"weighed": 0.22},
            verdict="6 pauses took 18% of your answer. Up to 15% sounds calm.",
            advice="Plan the whole sentence in one pause of 2 or 3 seconds.",
        ),
        Result(
            id="reaction",
            status=Status.OK,
            value=0.9,
            unit="seconds",
            score=100,
            level=5,
            evidence=(at(words, 0, 3, kind="first_words"),),
            detail={"counted": 0.9},
            verdict="You began 0.9 seconds after the question.",
        ),
        Result(
            id="specificity",
            status=Status.OK,
            value=4.2,
            unit="per_100_words",
            score=100,
            level=5,
            evidence=(
                at(words, twenty, twenty + 2, kind="data_point"),
                at(words, texts.index("street"), texts.index("street") + 2, kind="name"),
            ),
            verdict="6 data points and 1 name in 143 words. Two in 100 words make an answer concrete.",
        ),
        Result(
            id="star_structure",
            status=Status.OK,
            value=1.0,
            low=0.7143,
            high=1.0,
            unit="ratio",
            score=100,
            level=5,
            evidence=tuple(parts),
            verdict="All five parts are there, in the usual order.",
        ),
        Result(
            id="concept_coverage",
            status=Status.OK,
            value=0.75,
            unit="ratio",
            score=75,
            level=4,
            evidence=(at(words, calibration, calibration + 2, kind="term"),),
            detail={
                "concepts": [
                    {"name": "Calibration", "said": True, "word": calibration},
                    {"name": "Cohen’s kappa", "said": False},
                    {"name": "Adjudication", "said": False},
                ]
            },
            verdict="3 of 4 points an interviewer listens for.",
            advice="Say how you measured agreement: name Cohen’s kappa and its value.",
        ),
        Result(
            id="time_limit",
            status=Status.OK,
            value=96.4,
            unit="seconds",
            score=57,
            level=3,
            detail={"seconds": 96.4, "limit": 80.0, "floor": 60.0, "outside": 0.205},
            verdict="96 seconds, 16 over the limit of 80.",
            advice="Shorten the beginning: you were 16 seconds over the limit of 80.",
        ),
        Result(
            id="intonation",
            status=Status.NOT_MEASURABLE,
            reason="The recording is too quiet to follow your pitch.",
            remedy="Move the microphone a hand’s width closer, and try again.",
        ),
        Result(id="sentence_count", status=Status.NOT_APPLICABLE, reason="This question sets no number of sentences."),
    )
    last = words[-1].end or 0
    return Attempt(
        id=id,
        number=number,
        state=AttemptState.DONE,
        audio=Recording(sha256=sha(id), seconds=last + 1.2),
        timeline=Timeline(
            question_start=0,
            question_end=2.5,
            first_word=words[0].start,
            last_word=last,
            thinking=(THOUGHT,),
        ),
        signal={"level_dbfs": -24.0},
        words=tuple(words),
        reading=" ".join(text for _, text in STORY).replace(" and, um, our", " and our").replace("I I ran", "I ran"),
        utterances=(Utterance(start=3.4, end=last, text="…", start_word=0, end_word=len(words)),),
        corrections=(
            Correction(start_word=texts.index("golden"), end_word=texts.index("golden") + 1, text="gold-standard"),
        ),
        asides=(Aside(kind="over", start=2.0, end=3.0, text="One thing first"),),
        results=results,
    )


def weak(id: str, number: int, counts: bool) -> Attempt:
    words = spoken(
        "Um, so, uh, I have used ChatGPT a lot and, um, it was, like, good. Um, we had some some problems with, uh, the"
        " labels and then we, you know, talked about it. And, um, it got better I think. Yeah.",
        6.0,
        rate=1.7,
    )
    fillers = tuple(
        at(words, i, i + 1, kind="vocal" if word.kind is WordKind.FILLED_PAUSE else "lexical")
        for i, word in enumerate(words)
        if word.kind is WordKind.FILLED_PAUSE or word.text in {"like,", "so,"}
    )
    return Attempt(
        id=id,
        number=number,
        state=AttemptState.DONE,
        counts=counts,
        audio=Recording(sha256=sha(id), seconds=(words[-1].end or 0) + 1),
        timeline=Timeline(question_start=0, question_end=2.5, first_word=6.0, last_word=words[-1].end),
        words=tuple(words),
        results=(
            Result(
                id="filler_words",
                status=Status.OK,
                value=14.2,
                low=12.4,
                high=16.0,
                unit="per_minute",
                score=9,
                level=1,
                evidence=fillers,
                verdict=f"{len(fillers)} fillers, 14.2 a minute. Up to 5 goes unnoticed; from 12 listeners trust an"
                " answer less.",
                advice="Where an um wants to come, close your lips and breathe: a silence of a second sounds sure.",
            ),
            Result(
                id="speaking_rate",
                status=Status.OK,
                value=84,
                unit="words_per_minute",
                score=45,
                level=2,
                verdict="84 words a minute. 120 to 160 is easy to follow; most people who practise begin near 106.",
            ),
            Result(id="star_structure", status=Status.ERROR, reason="The list of parts could not be read."),
        ),
    )


def typed(id: str) -> Attempt:
    text = "I would name the prompt ambiguous, read the guidelines on intent, and cover both meanings of bank."
    texts = text.split()
    words = tuple(Word(text=text) for text in texts)
    found = Evidence(start_word=2, end_word=6, quote=" ".join(texts[2:6]), kind="paraphrase")
    return Attempt(
        id=id,
        number=1,
        mode=Mode.TYPED,
        state=AttemptState.DONE,
        words=words,
        results=(
            Result(
                id="concept_coverage",
                status=Status.OK,
                value=1.0,
                unit="ratio",
                score=100,
                level=5,
                evidence=(found,),
                verdict="2 of 2 points an interviewer listens for.",
            ),
            Result(id="speaking_rate", status=Status.NOT_APPLICABLE, reason="A typed answer has no pace."),
        ),
    )


def silence(id: str) -> Attempt:
    why = {"reason": "No words were heard in 34 seconds.", "remedy": "Check that the right microphone is chosen."}
    return Attempt(
        id=id,
        number=1,
        state=AttemptState.DONE,
        audio=Recording(sha256=sha(id), seconds=34.2),
        timeline=Timeline(question_start=0, question_end=2.5),
        results=tuple(
            Result(id=one, status=Status.NOT_MEASURABLE, **why)
            for one in ("speaking_rate", "filler_words", "star_structure")
        ),
    )


def unfinished(id: str, state: AttemptState, failure: str | None = None, number: int = 1) -> Attempt:
    return Attempt(id=id, number=number, state=state, counts=False, failure=failure)


def report(turns: tuple[Turn, ...], summary: Summary | None = None, **more: Any) -> Report:
    fields: dict[str, Any] = {
        "id": "8f14e45f",
        "app": AppIdentity(name="interview-sim", version="0.1.0"),
        "rubrics": RUBRICS,
        "bank": BankIdentity(role="rlhf_trainer", version="1", sha256=sha("bank")),
        "models": (
            ModelIdentity(
                engine="faster-whisper",
                name="base",
                version="1.2.0",
                files=(ModelFile(name="model.bin", sha256=sha("model")),),
            ),
        ),
        "profile": ProfileIdentity(id="practice", name="Practice", version="1"),
        "role": RoleIdentity(id="rlhf_trainer", name="RLHF / LLM trainer"),
        "started_at": "2026-03-01T09:00:00+00:00",
        "ended_at": "2026-03-01T09:12:20+00:00",
        "summary": summary or summed(turns),
        "events": (
            Happening(at=0.0, kind="started"),
            Happening(at=110.5, kind="connection_lost", attempt="t1-a2", detail={"position": 20.0}),
            Happening(at=113.0, kind="connection_restored", attempt="t1-a2"),
        ),
        "turns": turns,
    }
    return Report(**{**fields, **more})


CRITERIA = (
    ("structure", "Structure", 0.35, {"star_structure": 0.8, "conciseness": 0.2}),
    ("concepts", "Concepts", 0.3, {"concept_coverage": 0.6, "specificity": 0.4}),
    ("delivery", "Delivery", 0.2, {"filler_words": 0.4, "speaking_rate": 0.3, "pauses": 0.2, "intonation": 0.1}),
    ("instruction_adherence", "Instruction adherence", 0.15, {"time_limit": 1.0}),
)
KINDS = {
    "filler_words": {
        "vocal": "Filler sound",
        "lexical": "Filler word",
        "repetition": "Repeated words",
        "possible": "Perhaps a filler",
    },
    "concept_coverage": {"term": "In the field’s own words", "paraphrase": "In other words"},
    "specificity": {"data_point": "Data point", "name": "Name", "generic": "General phrase"},
    "speaking_rate": {"fastest": "Fastest", "slowest": "Slowest"},
    "pauses": {"long_pause": "A pause longer than 3 seconds"},
    "reaction": {"first_words": "Your first words"},
}


def rubric(kind: Kind) -> RubricIdentity:
    """The packaged scales, so that they are shown in truth, under weights and names of evidence that stay."""
    found = identify(rubric_for(kind))
    return found.model_copy(
        update={
            "levels": (20.0, 40.0, 60.0, 90.0),
            "criteria": tuple(
                CriterionIdentity(id=id, name=name, weight=weight, metrics=metrics)
                for id, name, weight, metrics in CRITERIA
            ),
            "yardsticks": tuple(
                one.model_copy(update={"kinds": KINDS.get(one.metric, {})}) for one in found.yardsticks
            ),
        }
    )


RUBRICS = tuple(rubric(kind) for kind in Kind)


def summed(turns: tuple[Turn, ...]) -> Summary:
    """The sum of the attempts that count, each answer with a score weighing the same."""
    found = [
        (turn.id, attempt.id, summarise(attempt.results, RUBRICS[0]))
        for turn in turns
        for attempt in turn.attempts
        if attempt.counts and attempt.results
    ]
    whole = combine([summary for _, _, summary in found])
    answers = sum(bool(summary.terms) for _, _, summary in found)
    return Summary(
        score=whole.score,
        left_out=tuple(
            LeftOut(turn=turn, attempt=attempt, metric=one.metric, status=one.status, reason=one.reason)
            for turn, attempt, summary in found
            for one in summary.left_out
        ),
        terms=tuple(
            Term(turn=turn, attempt=attempt, **{**one.model_dump(), "weight": one.weight / answers})
            for turn, attempt, summary in found
            for one in summary.terms
        ),
        criteria=tuple(CriterionScore(**one.model_dump()) for one in whole.criteria),
    )


def full() -> Report:
    """A strong answer after a weak one, a probe, silence, a typed answer, a failure, and a question left out."""
    return report(
        (
            Turn(
                id="t1",
                question=question(
                    "agreement",
                    "Tell me about a time when annotators disagreed. What did you do?",
                    constraints=(
                        AtMostSeconds(type="at_most_seconds", seconds=90),
                        ExactlyExamples(type="exactly_examples", count=1),
                    ),
                ),
                events=(
                    Happening(at=12.5, kind="repeat", attempt="t1-a1", detail={"position": 7.5, "said": "Again?"}),
                    Happening(at=90, kind="retake", attempt="t1-a2"),
                    Happening(at=93, kind="spoken_over", attempt="t1-a2", detail={"position": 2.0}),
                    Happening(at=101, kind="moment", attempt="t1-a2", detail={"position": THOUGHT.start}),
                    Happening(at=130, kind="done", attempt="t1-a2", detail={"position": 41.0, "reason": "interjected"}),
                ),
                attempts=(weak("t1-a1", 1, False), strong()),
            ),
            Turn(
                id="t2",
                kind="probe",
                parent="t1",
                trigger="strong_claim",
                question=question("agreement", "Can you dive deeper into the trade-offs of that decision tree?"),
                attempts=(weak("t2-a1", 1, True),),
            ),
            Turn(
                id="t3",
                question=question("bank", "A user asks for a story about a bank. What do you do?", Kind.SCENARIO),
                attempts=(typed("t3-a1"),),
            ),
            Turn(
                id="t4",
                question=question("kappa", "What does Cohen’s kappa tell you?", Kind.TECHNICAL),
                attempts=(silence("t4-a1"),),
            ),
            Turn(
                id="t5",
                question=question("self", "Please introduce yourself.", Kind.SELF_INTRODUCTION),
                attempts=(
                    unfinished("t5-a1", AttemptState.ABANDONED),
                    unfinished(
                        "t5-a2", AttemptState.FAILED, "The recogniser’s weights are damaged. Install them again.", 2
                    ),
                ),
            ),
            Turn(
                id="t6",
                question=question("left", "Why do you want this work?"),
                events=(Happening(at=700, kind="skipped"),),
            ),
        )
    )


def empty() -> Report:
    return report((), ended_at=None)


def unscored() -> Report:
    return report((Turn(id="t1", question=question("kappa", "What is kappa?"), attempts=(silence("t1-a1"),)),))


def hostile() -> Report:
    """Every text that a candidate, a bank, a model or a metric can choose is an attack."""
    words = (*spoken("One two three", 1), Word(text=HOSTILE, start=9, end=10), *spoken("four five six seven", 11))
    evidence = Evidence(start=9, end=10, start_word=3, end_word=4, quote=HOSTILE, kind=HOSTILE)
    parts = Evidence(start=1, end=2, start_word=0, end_word=2, quote=HOSTILE, part=HOSTILE)
    texts = {"verdict": HOSTILE, "advice": HOSTILE, "reason": HOSTILE, "remedy": HOSTILE}
    results = tuple(
        Result(
            id=f"{HOSTILE}{n}",
            status=status,
            evidence=(evidence, parts) * 4,
            unit=HOSTILE,
            detail={
                HOSTILE: HOSTILE,
                "concepts": [{"name": HOSTILE, "said": said, "word": 3} for said in (True, False)],
            },
            **({"value": 3.0, "score": 20, "level": 1} if status is Status.OK else {}),
            **texts,
        )
        for n, status in enumerate(Status)
    )
    attempt = Attempt(
        id=HOSTILE,
        number=1,
        state=AttemptState.FAILED,
        words=words,
        corrections=(Correction(start_word=4, end_word=6, text=HOSTILE),),
        results=results,
        failure=HOSTILE,
    )
    other = Attempt(id="b", number=2, counts=False, state=AttemptState.DONE, words=words, results=results)
    turn = Turn(
        id=HOSTILE,
        trigger=HOSTILE,
        question=question("q", HOSTILE),
        events=(Happening(at=1, kind=HOSTILE, detail={"text": HOSTILE}),),
        attempts=(attempt, other),
    )
    probe = turn.model_copy(update={"id": "probe", "kind": "probe", "parent": HOSTILE})
    where = {"turn": HOSTILE, "attempt": HOSTILE, "metric": f"{HOSTILE}0"}
    return report(
        (turn, probe),
        Summary(
            score=20,
            terms=(Term(**where, criterion=HOSTILE, score=20, weight=1),),
            left_out=(LeftOut(**where, status=Status.ERROR, reason=HOSTILE),),
            criteria=(CriterionScore(id=HOSTILE, name=HOSTILE, score=20, level=1),),
        ),
        id=HOSTILE,
        app=AppIdentity(name=HOSTILE, version=HOSTILE),
        rubrics=(
            RubricIdentity(
                id=HOSTILE,
                version=HOSTILE,
                sha256=sha(""),
                yardsticks=tuple(
                    Yardstick(
                        metric=f"{HOSTILE}{n}",
                        name=HOSTILE,
                        unit=HOSTILE,
                        source=HOSTILE,
                        anchors=((0, 0), (5, 100)),
                        bands=(Stretch(below=None, label=HOSTILE),),
                    )
                    for n in range(4)
                ),
            ),
        ),
        bank=BankIdentity(role=HOSTILE, version=HOSTILE, sha256=sha("")),
        models=(
            ModelIdentity(
                engine=HOSTILE, name=HOSTILE, version=HOSTILE, files=(ModelFile(name=HOSTILE, sha256=HOSTILE),)
            ),
        ),
        profile=ProfileIdentity(id=HOSTILE, name=HOSTILE, version=HOSTILE),
        role=RoleIdentity(id=HOSTILE, name=HOSTILE),
        started_at=HOSTILE,
        ended_at=HOSTILE,
    )


SAMPLES: dict[str, Callable[[], Report]] = {"full": full, "empty": empty, "unscored": unscored, "hostile": hostile}


@pytest.fixture(params=sorted(SAMPLES))
def any_report(request: pytest.FixtureRequest) -> Report:
    return SAMPLES[request.param]()


@pytest.fixture(scope="session")
def full_report() -> Report:
    return full()


@pytest.fixture
def empty_report() -> Report:
    return empty()


@pytest.fixture
def unscored_report() -> Report:
    return unscored()


@pytest.fixture
def hostile_report() -> Report:
    return hostile()


@pytest.fixture
def attack() -> str:
    return HOSTILE
