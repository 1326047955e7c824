"""Coach against machine, coach against coach: what the ``agreement`` command says, as one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interview_sim.coaching.gathered import Gathered
from interview_sim.coaching.kappa import Agreement, agreement
from interview_sim.coaching.latest import latest
from interview_sim.coaching.pairs import Pair, between_coaches, with_machine
from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import CoachRubric
from interview_sim.reports.words import plural, readable
from scoring.question import Model

FAR = 2
"""Levels apart from which a pair is worth looking at."""

SHOWN = 10
"""Of those, the largest."""

SYSTEMATIC = 0.25
"""Levels of bias below which nobody would notice, whatever the interval says."""

MOST_COACHES = 6
"""Tables of two coaches each; with more, all of them together say more."""


class Row(Model):
    """How two raters agree on one criterion; ``criterion`` is null for all of them together."""

    criterion: str | None
    name: str
    agreement: Agreement

    @property
    def systematic(self) -> bool:
        """Whether the first rater is off in one direction, more than chance and more than a trifle."""
        bias = self.agreement.bias
        return bias.excludes_zero and abs(bias.value) >= SYSTEMATIC


class Versus(Model):
    """Two raters compared: ``what`` they rated, all criteria together first, then one by one."""

    first: str
    second: str
    what: str
    rows: tuple[Row, ...]


class Case(Model):
    """A large difference, and where to look it up: file and turn."""

    link: str
    criterion: str
    first_by: str
    first: int
    second_by: str
    second: int
    note: str | None = None


class Comparison(Model):
    """Everything that can be said of these reports and reviews.

    ``blind``: share of the ratings that were given before the machine's numbers were seen; null without any rating.
    ``remarks``: what was left out and why, a sentence each.
    """

    reports: int
    reviews: int
    blind: float | None
    machine: tuple[Versus, ...]
    coaches: tuple[Versus, ...]
    cases: tuple[Case, ...]
    remarks: tuple[str, ...]


def compare(found: Gathered, rubric: CoachRubric | None = None, *, blind_only: bool = False) -> Comparison:
    """Compare the last review that each coach saved of each interview.

    ``rubric`` names the criteria. ``blind_only``: only what was rated before the machine's numbers were seen.
    """
    reviews = standing(found, blind_only=blind_only)
    names = {one.id: one.name for one in rubric.criteria} if rubric else {}
    machine, coaches = list(with_machine(found, reviews)), list(between_coaches(found, reviews))
    rated = [review.blind for review in reviews for _ in review.ratings]
    far = sorted(
        (pair for pair in (*machine, *coaches) if abs(pair.difference) >= FAR),
        key=lambda pair: (-abs(pair.difference), pair.link, pair.criterion, pair.second_by),
    )
    return Comparison(
        reports=len({id(one.report) for one in found.reports.values()}),
        reviews=len(reviews),
        blind=sum(rated) / len(rated) if rated else None,
        machine=tuple(_versus(machine, "the machine", "the coaches", names)),
        coaches=tuple(_between(coaches, names)),
        cases=tuple(
            Case(
                link=pair.link,
                criterion=names.get(pair.criterion, readable(pair.criterion)),
                first_by=pair.first_by,
                first=pair.first,
                second_by=pair.second_by,
                second=pair.second,
                note=pair.note,
            )
            for pair in far[:SHOWN]
        ),
        remarks=tuple(_remarks(found, reviews, blind_only)),
    )


def standing(found: Gathered, *, blind_only: bool = False) -> list[Review]:
    """The reviews that are compared: the last one of each coach and interview."""
    return [review for review in latest(found.reviews) if review.blind or not blind_only]


def _between(pairs: Sequence[Pair], names: Mapping[str, str]) -> Iterator[Versus]:
    each = sorted({(pair.first_by, pair.second_by) for pair in pairs})
    if len(each) > 1:
        yield from _versus(pairs, "a coach", "another coach", names, either=True)
    compared = (
        _versus([pair for pair in pairs if (pair.first_by, pair.second_by) == both], *both, names) for both in each
    )
    told = [versus for found in compared for versus in found if len(each) == 1 or not versus.rows[0].agreement.few]
    yield from told[:MOST_COACHES]


def _versus(
    pairs: Sequence[Pair], first: str, second: str, names: Mapping[str, str], *, either: bool = False
) -> Iterator[Versus]:
    """Answers and whole interviews apart: a level for a whole is no independent second opinion on its answers."""
    for what, own in (
        ("answers", [pair for pair in pairs if pair.turn is not None]),
        ("whole interviews", [pair for pair in pairs if pair.turn is None]),
    ):
        criteria = [None, *dict.fromkeys([*names, *(pair.criterion for pair in own)])]
        rows = tuple(row for one in criteria if (row := _row(own, one, names, either)) is not None)
        if rows:
            yield Versus(first=first, second=second, what=what, rows=rows)


def _row(pairs: Sequence[Pair], criterion: str | None, names: Mapping[str, str], either: bool) -> Row | None:
    own = [
        (pair.interview, pair.first, pair.second) for pair in pairs if criterion is None or pair.criterion == criterion
    ]
    found = agreement(own, either_order=either)
    name = "All criteria" if criterion is None else names.get(criterion, readable(criterion))
    return Row(criterion=criterion, name=name, agreement=found) if found else None


def _remarks(found: Gathered, reviews: Sequence[Review], blind_only: bool) -> Iterator[str]:
    yield from found.problems
    every = latest(found.reviews)
    if older := len(found.reviews) - len(every):
        yield f"{plural(older, 'review')} left out: the same coach saved a later one of the same interview."
    if blind_only and (seen := len(every) - len(reviews)):
        yield f"{plural(seen, 'review')} left out: the coach had seen the machine's numbers."
    if lost := sum(review.report_sha256 not in found.reports for review in reviews):
        yield (
            f"{plural(lost, 'review')} without its report among the files: compared with other coaches only. The "
            "report must be the very one that was reviewed."
        )
    if len({(review.rubric.id, review.rubric.sha256) for review in reviews}) > 1:
        yield "The reviews were made with different rubrics; criteria of the same name are compared all the same."
