"""Conciseness: the share of the words that a listener could do without, 0 to 1.

Counted on the clean text (fillers and restarts are another metric's), each word once:

- hedges, which take back what is said: "maybe", "I guess", "to be honest", "more or less";
- empty phrases: "as I said before", "at the end of the day", "so yeah" (both: ``scoring/text/wording/hedges.toml``);
- what was said already: the same words or the same content again (`scoring.text.content.repetition`), and the question
  where ten words or more of it are read back;
- what comes after the 35th word of one sentence. A silence of 0.35 s or more ends a spoken sentence: the full stops
  are the recogniser's.

Placeholders ("let me structure my thoughts") are good practice and never counted.

Source: hedges lower the impression of authority (Hosman & Wright 1987, 10.1080/10570318709374263; Hosman 1989); a good
average is 15 to 20 words a sentence (Plain English Campaign), 25 are the limit of GOV.UK, from 29 on a sentence is very
difficult, and sentences over 40 weary a reader (Oxford Guide to Plain English). That the four make one share is our
own definition.

Evidence kinds: ``hedge``, ``empty_phrase``, ``repetition``, ``question_again``, ``long_sentence``.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from scoring.derived import Derived
from scoring.examples import question, spoken, typed
from scoring.metric import Example, Measurement, Metric
from scoring.metrics._prose import require_prose
from scoring.plain import counted, listed
from scoring.text.content.repetition import repeats
from scoring.text.discourse import placeholders
from scoring.text.language import tokens
from scoring.text.sentences import clean
from scoring.text.sentences.clean import kept_texts, kept_tokens
from scoring.text.wording.occurrences import occurrences

FEWEST_WORDS = 20
LONGEST = 35
"""Words of one sentence that a listener can follow; what comes after is counted."""

READ_BACK = 10
"""Words of the question in a row that are no longer a way into the answer but the question read back."""

_QUOTED = 3
_NAMES = {
    "hedge": "hedge",
    "empty_phrase": "empty phrase",
    "repetition": "repeated thought",
    "question_again": "stretch of the question",
    "long_sentence": "sentence over 35 words",
}
_ADVICE = {
    "hedge": "Leave out {quotes}: say it, or say what you would check.",
    "empty_phrase": "Leave out {quotes}: begin with the next word.",
    "repetition": "Say each thing once. You came back to {quotes}.",
    "question_again": "Do not read the question back: begin with your answer.",
    "long_sentence": "Stop after one thought. After {quotes} a new sentence would have helped.",
}

Span = tuple[int, int, str]
"""First word, last word (exclusive), kind."""


def measure(derived: Derived) -> Measurement:
    """Share of words that could go; evidence is each place, in order."""
    require_prose(derived, FEWEST_WORDS, "Answer in three or four full sentences.")
    kept = derived.once(clean.kept)
    spans, spare = _counted(derived)
    evidence = tuple(derived.evidence(start, end, kind=kind) for start, end, kind in sorted(spans))
    lengths = [len(sentence.words) for sentence in derived.once(clean.sentences)]
    counts = {kind: sum(one.kind == kind for one in evidence) for kind in _NAMES}
    return Measurement(
        value=len(spare) / len(kept),
        evidence=evidence,
        detail={
            "words": len(kept),
            "spare": len(spare),
            "counts": counts,
            "hedges_per_100": round(counts["hedge"] * 100 / len(kept), 1),
            "sentence_words": round(fmean(lengths), 1),
            "longest_sentence": max(lengths),
            "said": listed([counted(n, _NAMES[kind]) for kind, n in counts.items() if n]) or "nothing",
        },
        advice=_advice(derived, spans),
    )


def _counted(derived: Derived) -> tuple[list[Span], set[int]]:
    """The places to show and the words to count; no word belongs to two places."""
    kept = frozenset(derived.once(clean.kept))
    held = {i for one in derived.once(placeholders.find) for i in range(one.start_word, one.end_word)}
    spans: list[Span] = []
    spare: set[int] = set()
    for start, end, kind in (*_phrases(derived), *_read_back(derived), *_repeated(derived), *_beyond(derived)):
        words = {i for i in range(start, end) if i in kept}
        if words - spare and not words & held:
            spare |= words
            spans.append((start, end, kind))
    return spans, spare


def _phrases(derived: Derived) -> Iterator[Span]:
    for key, kind in (("hedges", "hedge"), ("empty", "empty_phrase")):
        yield from ((start, end, kind) for start, end in occurrences(derived, "wording/hedges", key))


def _repeated(derived: Derived) -> Iterator[Span]:
    for one in derived.once(repeats):
        yield one.words[0], one.words[-1] + 1, "repetition"


def _read_back(derived: Derived) -> Iterator[Span]:
    asked = tokens.split(derived.answer.question.text)
    runs = {asked[at : at + READ_BACK] for at in range(len(asked) - READ_BACK + 1)}
    stream, texts = derived.once(kept_tokens), derived.once(kept_texts)
    begin, end = None, 0
    for at in range(len(texts) - READ_BACK + 1):
        if texts[at : at + READ_BACK] in runs:
            begin, end = at if begin is None else begin, at + READ_BACK
        elif begin is not None and at >= end:
            yield stream[begin].start_word, stream[end - 1].end_word, "question_again"
            begin = None
    if begin is not None:
        yield stream[begin].start_word, stream[end - 1].end_word, "question_again"


def _beyond(derived: Derived) -> Iterator[Span]:
    """The words of each sentence after its 35th, counted from the last silence on."""
    silences = sorted(pause.before_word for pause in derived.pauses)
    for sentence in derived.once(clean.sentences):
        inside = [i for i in silences if sentence.start_word < i < sentence.end_word]
        for start, end in zip((sentence.start_word, *inside), (*inside, sentence.end_word), strict=True):
            words = [i for i in sentence.words if start <= i < end]
            if len(words) > LONGEST:
                yield words[LONGEST], words[-1] + 1, "long_sentence"


def _advice(derived: Derived, spans: list[Span]) -> str | None:
    """What to do about the kind that took most words."""
    if not spans:
        return None
    weights = {kind: sum(end - start for start, end, one in spans if one == kind) for kind in _NAMES}
    worst = max(weights, key=lambda kind: weights[kind])
    places = [(start, end) for start, end, kind in sorted(spans) if kind == worst]
    if worst == "long_sentence":
        places = [(max(0, start - 4), start) for start, _ in places[:1]]
    quotes = dict.fromkeys(_short(derived.quote(start, end)) for start, end in places)
    return _ADVICE[worst].format(quotes=listed([f"“{quote}”" for quote in list(quotes)[:_QUOTED]]))


def _short(quote: str) -> str:
    words = quote.split()
    return " ".join(words[:8]).strip(".,;:!?") + ("…" if len(words) > 8 else "")


_CLEAR = "I checked forty labels with Anna, found two rules that clashed, and wrote a shorter rule for both of them."
"""19 words."""
_ASKED = question(text="Tell me about a time when the guidelines were not clear and what you did about it then.")

METRIC = Metric(
    id="conciseness",
    name="Conciseness",
    unit="ratio",
    needs=frozenset({"words"}),
    measure=measure,
    fires=(
        Example("two hedges: 3 of 22 words", typed(f"Maybe, I guess, {_CLEAR}"), 3 / 22),
        Example(
            "hedges in unpunctuated speech",
            spoken(
                "i probably checked ten labels and found more or less two rules that clashed and then i wrote one rule"
            ),
            4 / 20,
            0.02,
        ),
        Example("an empty phrase: 4 of 23 words", typed(f"As I already said, {_CLEAR}"), 4 / 23),
        Example("so yeah at the end: 2 of 21", typed(f"{_CLEAR} So yeah."), 2 / 21),
        Example("the same sentence twice: half", typed(f"{_CLEAR} {_CLEAR}"), 0.5, 0.01),
        Example(
            "the same content in nearly the same words",
            typed(
                "The annotators marked the wrong entities in the medical reports. We talked about that for a while. "
                "In the medical reports the annotators had marked wrong entities."
            ),
            10 / 27,
            0.08,
        ),
        Example(
            "the question read back",
            typed(
                f"You want me to tell you about a time when the guidelines were not clear and what I did. {_CLEAR}",
                _ASKED,
            ),
            12 / 38,
            0.06,
        ),
        Example(
            "a sentence of 50 words: what comes after the 35th",
            typed(
                "I checked forty labels with Anna and found two rules that clashed and wrote one shorter rule for "
                "both and then we went on to the next file which was a lot longer than the first and took the whole "
                "team until late on Friday because nobody had read it."
            ),
            0.3,
        ),
    ),
    silent=(
        Example("nothing to leave out", typed(f"{_CLEAR} After that the team agreed in nine of ten cases."), 0.0),
        Example(
            "the words of hedges in honest use",
            typed(
                "We had more or less than ten cases a day, it was most probably measured twice, and I had to be honest "
                "about the risk with the client."
            ),
            0.0,
        ),
        Example(
            "a placeholder is good practice",
            typed(f"That's an interesting question. Let me structure my thoughts on that for a moment. {_CLEAR}"),
            0.0,
        ),
        Example(
            "a term that comes back",
            spoken(
                "we measured inter annotator agreement every week and when inter annotator agreement fell we looked at "
                "the edge cases again"
            ),
            0.0,
        ),
        Example(
            "a correction says something again",
            typed(
                "The annotators marked the wrong entities in the medical reports. To clarify, the annotators marked "
                "the wrong entities in the old medical reports only."
            ),
            0.0,
        ),
        Example(
            "a long sentence in two breaths",
            spoken(
                "i checked forty labels with anna and found two rules that clashed and wrote a shorter one for both "
                "[0.8] and then we tried it on the next file which took us until late on friday but it worked and "
                "nobody had to guess any more."
            ),
            0.0,
        ),
        Example(
            "a learner's plain sentences",
            typed(
                "I check the label. The label was wrong. I ask the lead. He say yes. Then I change the rule for all."
            ),
            0.0,
        ),
        Example(
            "taking up the question's words",
            typed(f"The guidelines were not clear in my last project. {_CLEAR}", _ASKED),
            0.0,
        ),
    ),
    kinds={
        "hedge": "Hedge",
        "empty_phrase": "Says nothing",
        "repetition": "Said before",
        "question_again": "The question again",
        "long_sentence": "A very long sentence",
    },
)
