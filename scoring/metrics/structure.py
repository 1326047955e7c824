"""Structure of an answer that is no story: an opening, a body of marked points, a close.

*Opening*: it answers the question at once (a statement about what was asked, a side taken) or says what comes ("There
are three reasons"). *Body*: points with signposts of order, contrast, cause or example, one for each forty words or so;
words so common in speech that they signal little ("so", "but", "then") count a third, and half a point in all.
*Close*: the last words sum up, name the consequence or return to the question; an answer of under 80 words needs none.
Greetings and placeholders ("Let me think") come before the opening, "that's all" after the close.

``value`` is the weighted share, 0 to 1: opening 0.35, body 0.45, close 0.2. Where no close is needed, opening 0.65 and
body 0.35: a direct definition of two sentences is a fine answer.

Source: "beginning, middle, end; literal, direct, no rambling" as avatar interviewers ask for it; signposts help
listeners to follow a talk and to remember it (Flowerdew & Tauroza 1995, Studies in Second Language Acquisition 17:4;
Jung 2003, The Modern Language Journal 87:4). The weights are our own.
"""

from __future__ import annotations

from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.metrics._prose import require_prose
from scoring.plain import counted, listed
from scoring.question import Kind
from scoring.text.discourse import outline

_FEWEST = 40
"""Words below which an answer needs no signposts."""

_CLOSED = 80
"""Words from which an answer needs a close."""

_PER_POINT = 40
"""Words to a point."""

_MOST_POINTS = 4

_ADVICE = {
    "opening": "Answer in your first sentence, or say what comes: “There are two reasons.”",
    "body": "Mark your points as you go: “First, …”, “because …”, “for example, …”.",
    "close": "End with one sentence that returns to the question: “So, in short, …”.",
}


def measure(derived: Derived) -> Measurement:
    """Weighted share of opening, body and close; Evidence of kind ``opening``, ``point`` and ``close``."""
    asked = derived.answer.question
    if asked.parts:
        raise NotApplicable("This question asks for a story, whose parts are judged instead.")
    require_prose(derived, _FEWEST, "Nothing is lost: a short, direct answer needs no signposts.")
    said = derived.once(outline.answer)
    opening = outline.opening(said, asked)
    long = len(derived.lexical) >= _CLOSED
    close = outline.close(said, asked, after=opening.end if opening else 0) if long else None
    points, credit = outline.points(said, close)
    wanted = max(1, min(_MOST_POINTS, len(derived.lexical) // _PER_POINT))
    earned = {"opening": float(opening is not None), "body": min(1.0, credit / wanted)}
    weights = {"opening": 0.35, "body": 0.45, "close": 0.2} if long else {"opening": 0.65, "body": 0.35}
    if long:
        earned["close"] = float(close is not None)
    cited = [(opening, "opening"), *((point, "point") for point in points), (close, "close")]
    return Measurement(
        value=sum(weight * earned[part] for part, weight in weights.items()),
        evidence=tuple(
            derived.evidence(*said.words(one.start, one.end), kind=kind) for one, kind in cited if one is not None
        ),
        detail={
            "opening": opening is not None,
            "points": len(points),
            "points_wanted": wanted,
            "signposts": sorted({point.form for point in points}),
            "close": close is not None,
            "close_wanted": long,
            "said": _in_words(opening is not None, len(points), close is not None if long else None),
        },
        advice=_advice({part: weight * (1 - earned[part]) for part, weight in weights.items()}),
    )


def _in_words(opening: bool, points: int, close: bool | None) -> str:
    heard = ["an opening"] * opening + [counted(points, "signposted point")] * bool(points) + ["a close"] * bool(close)
    missed = ["no clear opening"] * (not opening) + ["no signposts"] * (not points) + ["no close"] * (close is False)
    return "; ".join(listed(names) for names in (heard, missed) if names).capitalize()


def _advice(lost: dict[str, float]) -> str | None:
    part = max(lost, key=lambda name: lost[name])
    return _ADVICE[part] if lost[part] > 0 else None


_INDEX = question(
    kind=Kind.TECHNICAL, text="Explain what a database index does, and how you decide whether a slow query needs one."
)
_QUEUE = question(
    kind=Kind.TECHNICAL, text="When would you put a message queue between two services instead of a direct call?"
)
_LEAK = question(
    kind=Kind.SCENARIO, text="A colleague pushed the password of the database to a public repository. What do you do?"
)
_INTRO = question(
    kind=Kind.SELF_INTRODUCTION, text="Please introduce yourself as a backend engineer, in sixty seconds."
)

_DEFINED = (
    "An index is a sorted copy of one or more columns that points at the rows of a table. The database can find a "
    "value in it without reading every row, because it is sorted, so a search takes a few steps rather than millions."
)
_PLANNED = (
    "There are three things I would do. First, I would change the password at once, because from that moment on "
    "anybody may have it. Second, I would look at the access logs, so that we know whether somebody has used it. If "
    "they have, I would call the security team. Finally, I would add a check to the repository that stops a commit "
    "with a password in it. For example, there are hooks that look for keys. That way the database is safe today, and "
    "it does not happen again."
)
_PLAIN = (
    "An index keeps the values of a column in order and points at their rows. The database walks down a tree to the "
    "value and reads that one row. I add one to columns that people search in every day."
)
_LEARNER = (
    "in my opinion i would put queue when service is slow because the user should not wait for it for example sending "
    "of emails is slow the queue keeps message and worker takes it later it is not lost when worker is down"
)
_INTRODUCED = (
    "Hello, I am Ines and I have built payment services for six years. For example, I wrote the refunds of a shop with "
    "two million users, in Go and PostgreSQL, and I looked after it on call for three years with two colleagues."
)
_UNOPENED = (
    "Many people talk about them. For example, my friend has a shop. However, the shop was slow, because all the rows "
    "had to be read for each and every customer of it, and nobody had looked at that before him."
)
_RAMBLED = (
    "Yeah it's a thing that happens you know and I mean we had something with some server and there was this guy he "
    "was really into it and everybody was talking for weeks and the coffee machine was broken too and people came and "
    "went and it was all a bit of a mess and the manager had many meetings and we were sitting there and looking at "
    "the screens and it went on and on and people said many things about it and that is how it goes I don't know"
)
_CHAINED = (
    "we had it and then we had it again but so what and then it came and so we went home and then it was late but the "
    "other people were there and then they had it and so on and on all day long in the office"
)
_STRAYED = (
    "Well, poetry. My grandmother read poems to us in the evening and we all loved it. She had this big brown book, I "
    "still have it somewhere. Everybody likes other ones. There was a teacher who was very strict, and some were long."
)
_ASKED_BACK = (
    "I don't know, hard to say, people are different and things happen and you look at them and it is like that in "
    "every project and everybody has something to say and the time goes by and then it is late again"
)


def _bare(text: str) -> str:
    return text.lower().replace(".", "").replace(",", "")


METRIC = Metric(
    id="structure",
    name="Structure",
    unit="share",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        Example("a plan that is announced, numbered and rounded off", typed(_PLANNED, _LEAK), 1.0),
        Example("the same as a recogniser writes it", spoken(_bare(_PLANNED), _LEAK), 1.0),
        Example("a short definition needs no close", typed(_DEFINED, _INDEX), 1.0),
        Example("the same definition, unpunctuated", spoken(_bare(_DEFINED), _INDEX), 1.0),
        Example(
            "a placeholder before the opening is no ramble",
            typed(f"That's a good question. Let me think for a moment. {_DEFINED}", _INDEX),
            1.0,
        ),
        Example("the close is missing", typed(_PLANNED.split(" That way")[0] + " There are others.", _LEAK), 0.8),
        Example(
            "“that's all” is no close",
            typed(_PLANNED.split(" That way")[0] + " There are others. I think that's all, thank you.", _LEAK),
            0.8,
        ),
        Example("a learner's answer", spoken(_LEARNER, _QUEUE), 1.0),
        Example("an introduction begins with oneself", typed(_INTRODUCED, _INTRO), 1.0),
        Example("a direct statement without signposts is a fine answer", typed(_PLAIN, _INDEX), 0.65),
        Example("points without an opening", typed(_UNOPENED, _INDEX), 0.35),
    ),
    silent=(
        Example("a ramble", spoken(_RAMBLED, _LEAK), 0.0, 0.15),
        Example("the same ramble, twice as long", spoken(f"{_RAMBLED} {_RAMBLED}", _LEAK), 0.0, 0.15),
        Example("so, and, but and then are hardly signposts", spoken(_CHAINED, _QUEUE), 0.0, 0.2),
        Example("an answer to something else", typed(_STRAYED, _INDEX), 0.0, 0.2),
        Example("not knowing is no opening", spoken(_ASKED_BACK, _QUEUE), 0.0, 0.2),
        Example("nor is it one with punctuation", typed(_ASKED_BACK.replace(" and", ". And"), _QUEUE), 0.0, 0.2),
    ),
    kinds={
        "opening": "Opening",
        "point": "Point",
        "close": "Close",
    },
)
