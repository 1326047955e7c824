"""What the question asked for in so many words, and the time for it."""

from __future__ import annotations

from interview_sim.reports.changes.pieces import Draft, gap
from interview_sim.reports.changes.told import Span, Told
from interview_sim.reports.report import Piece
from scoring.plain import counted, seconds
from scoring.question import ExactlyExamples, SentenceRange
from scoring.text.discourse import instances
from scoring.text.sentences import clean

_STEPS = "First I [your first step], then I [your second step]."
_MORE = "[One more step, one reason or one number.]"
_WORTH = {"specificity": ("data_point", "name"), "concept_coverage": (), "ownership": ("own",)}
"""Evidence of what should stay: figures, names, concepts and own deeds."""

_SHORTEST = 3
"""Words below which what stands between two full stops is no sentence; see the metric."""

_MOST_CUT = 3
"""Sentences that are struck out at most: the rest is the candidate's choice."""

_IDLE = 0.25
"""Share of a sentence's words that should stay below which it may go with the one before it."""

_FEW = 5.0
"""Seconds below which a tenth of one is worth saying."""

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth")


def time(told: Told) -> Draft | None:
    """Over the limit: a sentence that could go; far below it: where there is room for more."""
    detail = told.results["time_limit"].detail
    if detail["over"]:
        return _shortened(told, float(detail["over"]))
    if not detail["short"]:
        return None
    last = told.saying[-1]
    span = told.around(last[1] - 1, last[1] - 1)
    headline = f"Say more: {_rounded(detail['short'])} more were asked for"
    return Draft(headline, told.evidence(span), (*told.said(*span), gap(_MORE)))


def instructions(told: Told) -> Draft | None:
    """The first demand that was missed, where words can mend it; what is about time is told by `time`."""
    demands = zip(told.question.constraints, told.results["instruction_adherence"].detail["constraints"], strict=False)
    for demand, checked in demands:
        if checked["kept"] is not False:
            continue
        if isinstance(demand, ExactlyExamples):
            return _examples(told, demand.count)
        if isinstance(demand, SentenceRange):
            return _sentences(told, demand.low, demand.high)
        if demand.type == "steps_first":
            return _steps(told)
    return None


def _shortened(told: Told, over: float) -> Draft | None:
    """The sentences in a row with the least in them, of those inside: no detail, no concept, no deed."""
    if len(told.saying) < 3:
        return None
    inner = told.saying[1:-1]
    worth = {i for metric in _WORTH if metric in told.results for i in _words(told, metric)}
    story = told.results.get("star_structure")
    parts = [one for one in story.evidence if one.part in {"task", "action", "result", "reflection"}] if story else []
    needed = worth | {i for one in parts for i in range(one.start_word or 0, one.end_word or 0)}
    spent = told.derived.seconds / len(told.saying)
    most = min(_MOST_CUT, max(1, round(over / spent)))

    def use(span: Span) -> float:
        return len(needed.intersection(range(*span))) / (span[1] - span[0])

    first = last = min(range(len(inner)), key=lambda at: (use(inner[at]), inner[at][0] - inner[at][1]))
    while last + 1 < len(inner) and last + 1 - first < most and use(inner[last + 1]) < _IDLE:
        last += 1
    out = (inner[first][0], inner[last][1])
    pieces = (*told.said(*told.saying[first]), *told.cut(*out))
    headline = f"Leave something out: you ran over by {_rounded(over)}"
    return Draft(headline, told.evidence(out), pieces)


def _rounded(length: float) -> str:
    """Seconds, with a decimal only where that is much of them."""
    return seconds(length if length < _FEW else round(length))


def _words(told: Told, metric: str) -> set[int]:
    return {i for start, end in told.spans(metric, *_WORTH[metric]) for i in range(start, end)}


def _examples(told: Told, wanted: int) -> Draft | None:
    """What comes after the last example that was asked for; or a gap for the next one."""
    marks = told.derived.once(instances.count).marks
    asked = f"Give exactly {counted(wanted, 'example')}"
    if len(marks) > wanted:
        extra = told.sentence(marks[wanted][0])
        start = max(extra[0], marks[wanted - 1][1])
        shown = (start, extra[1])
        before = told.sentence(marks[wanted - 1][0])
        pieces = (*(told.said(before[0], min(before[1], start))), *told.cut(*shown))
        return Draft(f"{asked}, and stop", told.evidence(shown), pieces)
    last = told.sentence(marks[-1][0]) if marks else told.saying[-1]
    nth = _NTH[min(len(marks), len(_NTH) - 1)]
    return Draft(asked, told.evidence(last), (*told.said(*last), gap(f"My {nth} example is [which?].")))


def _sentences(told: Told, low: int, high: int) -> Draft | None:
    kept = set(told.derived.once(clean.kept))
    said = [span for span in told.sentences if len(kept.intersection(range(*span))) >= _SHORTEST] or told.sentences
    asked = f"{low} to {high} sentences" if low < high else counted(high, "sentence")
    if len(said) > high:
        pieces = (*told.said(*said[high - 1]), *told.cut(*said[high]))
        return Draft(f"Stop after {asked}", told.evidence(said[high]), pieces)
    last = said[-1]
    return Draft(f"Say {asked}", told.evidence(last), (*told.said(*last), gap("[And why? One more sentence.]")))


def _steps(told: Told) -> Draft | None:
    """The steps before the solution: moved there where they were told, else a gap."""
    found = [told.sentence(start) for start, _ in told.spans("instruction_adherence", "not_kept")]
    order: list[Span] = list(dict.fromkeys(found))
    if not order:
        return None
    solution, later = order[0], [span for span in order[1:] if span[0] > order[0][0]]
    if later:
        pieces: tuple[Piece, ...] = (*told.moved(*later[0]), *told.said(*solution))
    else:
        pieces = (gap(_STEPS), *told.said(*solution))
    return Draft("Say your steps first, then the solution", told.evidence(solution), pieces)
