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

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import Example, Measurement, Metric, NotApplicable
from scoring.metrics._prose import require_prose
from scoring.question import Kind, Question
from scoring.text import lemmas, placeholders, tokens
from scoring.text.patterns import Hit, patterns
from scoring.text.plain import counted, listed
from scoring.text.wording import STOP, Line, line

_FEWEST = 40
"""Words below which an answer needs no signposts."""

_CLOSED = 80
"""Words from which an answer needs a close."""

_PER_POINT = 40
"""Words to a point."""

_MOST_POINTS = 4

_OPENING = 30
"""Tokens in which an opening shows; the first two sentences of them."""

_TOPIC = 14
"""Tokens in which a direct answer names what was asked."""

_CLOSING = 35
"""Tokens in which a close shows; the last two sentences of them."""

_LAST = 25
"""Tokens in the last words that return to the question."""

_OFTEN = 2
"""How often the same signpost counts."""

_LITTLE = 1 / 3
"""What a very common signpost counts."""

_AT_MOST = 0.5
"""What all of them count together, in points."""

_GUIDES = ("order", "contrast", "cause", "example")

_ADVICE = {
    "opening": "Answer in your first sentence, or say what comes: “There are two reasons.”",
    "body": "Mark your points as you go: “First, …”, “because …”, “for example, …”.",
    "close": "End with one sentence that returns to the question: “So, in short, …”.",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """Tokens (end exclusive) and what they do."""

    start: int
    end: int
    form: str


def measure(derived: Derived) -> Measurement:
    """Weighted share of opening, body and close; Evidence of kind ``opening``, ``point`` and ``close``."""
    asked = derived.answer.question
    if asked.parts:
        raise NotApplicable("This question asks for a story, whose parts are judged instead.")
    require_prose(derived, _FEWEST, "Nothing is lost: a short, direct answer needs no signposts.")
    said = derived.once(_answer)
    opening = _opening(said, asked)
    long = len(derived.lexical) >= _CLOSED
    close = _close(said, asked, after=opening.end if opening else 0) if long else None
    points, credit = _points(said, close)
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


def _answer(derived: Derived) -> Line:
    """The answer itself: without placeholders, what is said before the opening, and what is said after the close."""
    whole = derived.once(line)
    held = {i for one in derived.once(placeholders.find) for i in range(one.start_word, one.end_word)}
    kept = [i for i, owner in enumerate(whole.owners) if owner not in held]
    start, end = 0, len(kept)
    while lead := _at_start("lead", [whole.texts[i] for i in kept[start : start + 10]]):
        start += lead.end
    while start < end and whole.texts[kept[start]] == STOP:
        start += 1
    while end > start and (last := _at_end([whole.texts[i] for i in kept[max(start, end - 14) : end]])):
        end -= last
    picked = kept[start:end] or kept
    return Line(tuple(whole.texts[i] for i in picked), tuple(whole.owners[i] for i in picked))


def _at_start(family: str, texts: Sequence[str]) -> Hit | None:
    return next((hit for hit in patterns("structure", family).find(texts) if hit.start == 0), None)


def _at_end(texts: Sequence[str]) -> int:
    """How many tokens at the end only say that it is over."""
    if texts and texts[-1] == STOP:
        return 1
    return next(
        (hit.end - hit.start for hit in patterns("structure", "trailer").find(texts) if hit.end == len(texts)), 0
    )


def _opening(said: Line, asked: Question) -> _Found | None:
    first = _sentences(said.texts[:_OPENING], 2)
    announced = next(patterns("structure", "announce").find(first), None)
    if announced and announced.start <= _TOPIC:
        return _Found(0, _sentence_end(first, announced.end), "announced")
    if any(hit.start < _TOPIC for hit in patterns("structure", "unsure").find(first)):
        return None
    sided = _at_start("stance", first) or (_at_start("introduce", first) if _is_personal(asked) else None)
    on_topic = [i for i, text in enumerate(first[:_TOPIC]) if _topics(asked.text) & _forms(text)]
    claimed = on_topic and any(hit.end > on_topic[0] for hit in patterns("structure", "claim").find(first))
    if sided or claimed:
        return _Found(
            0, _sentence_end(first, max(sided.end if sided else 0, on_topic[0] + 1 if on_topic else 0)), "answered"
        )
    return None


def _is_personal(asked: Question) -> bool:
    return asked.kind in {Kind.SELF_INTRODUCTION, Kind.BEHAVIOURAL}


def _close(said: Line, asked: Question, after: int) -> _Found | None:
    begin = max(after, len(said.texts) - _CLOSING)
    tail = said.texts[begin:]
    stops = [i for i, text in enumerate(tail) if text == STOP]
    if len(stops) > 1:
        begin += stops[-2] + 1
        tail = tail[stops[-2] + 1 :]
    if summed := list(patterns("structure", "sum").find(tail)):
        return _Found(begin + summed[-1].start, len(said.texts), "summed")
    for hit in patterns("structure", "resume").find(tail):
        rest = tail[hit.end :]
        begins = hit.start == 0 or tail[hit.start - 1] == STOP or hit.text.endswith("so")
        if begins and 2 < len(rest) <= _LAST and any(_topics(asked.text) & _forms(text) for text in rest):
            return _Found(begin + hit.start, len(said.texts), "returned")
    return None


def _points(said: Line, close: _Found | None) -> tuple[list[_Found], float]:
    """Signposted points in order, and what they count together; what closes the answer is none."""
    used = set(range(close.start, close.end)) if close else set[int]()
    seen: Counter[str] = Counter()
    points = []
    for found in sorted(
        (hit.start, hit.end, hit.text) for guide in _GUIDES for hit in patterns("structure", guide).find(said.texts)
    ):
        start, end, form = found
        if used.isdisjoint(range(start, end)) and seen[form] < _OFTEN:
            used.update(range(start, end))
            seen[form] += 1
            points.append(_Found(start, _clause_end(said.texts, end), form))
    common = {hit.text for hit in patterns("structure", "weak").find(said.texts) if hit.start not in used}
    return points, len(points) + min(_AT_MOST, _LITTLE * len(common))


def _sentences(texts: Sequence[str], most: int) -> Sequence[str]:
    stops = [i for i, text in enumerate(texts) if text == STOP]
    return texts[: stops[most - 1]] if len(stops) >= most else texts


def _sentence_end(texts: Sequence[str], after: int) -> int:
    """Where the sentence ends that goes on after a token, or a few words on where nothing shows it."""
    return next((i for i in range(after, len(texts)) if texts[i] == STOP), min(len(texts), after + 8))


def _clause_end(texts: Sequence[str], after: int) -> int:
    """A few words of what a signpost points at."""
    return next((i for i in range(after, min(len(texts), after + 6)) if texts[i] == STOP), min(len(texts), after + 6))


_ASKING = frozenset(
    [
        "explain",
        "describe",
        "tell",
        "talk",
        "give",
        "name",
        "say",
        "take",
        "make",
        "do",
        "use",
        "need",
        "go",
        "time",
        "second",
        "minute",
        "sentence",
        "example",
        "step",
        "word",
        "thing",
        "question",
        "answer",
        "way",
        "work",
        "know",
        "think",
        "want",
        "mean",
        "exactly",
        "two",
        "three",
        "please",
        "first",
        "last",
        "one",
        "each",
        "would",
        "how",
        "what",
        "why",
    ]
)
"""Words that questions have in common: they name nothing that an answer could be about."""


@lru_cache(maxsize=200)
def _topics(asked: str) -> frozenset[str]:
    """The dictionary forms of what a question is about."""
    vocabulary = lemmas.pipeline().vocab
    content = [text for text in tokens.split(asked) if not vocabulary[text].is_stop and not text.isdigit()]
    named = [form for text in content if not _forms(text) & _ASKING for form in _forms(text)]
    return frozenset(named)


def _forms(text: str) -> frozenset[str]:
    return lemmas.lemmas(tokens.possessive_stem(text))


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
