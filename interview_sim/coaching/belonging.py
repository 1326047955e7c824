"""Whether a review belongs to a report: the same document, by its SHA-256, and places that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from interview_sim.coaching.review import Comment, Review, WordCorrection
from interview_sim.coaching.schema import BadReviewError
from interview_sim.reports.report import Report


def check(review: Review, report: Report, shared: Collection[str]) -> None:
    """Raise BadReviewError unless ``review`` is of ``report``.

    ``shared``: every SHA-256 that this report has had when it was handed on, with names or without, and its present
    one.
    """
    if review.interview != report.id or review.report_sha256 not in shared:
        raise BadReviewError(
            f"The review by {review.reviewer} is of another report, or this report was changed after it was handed on.",
            "Import it where the report came from; a report that was edited by hand cannot be matched any more.",
        )
    for problem in _misplaced(review, report):
        raise BadReviewError(
            f"The review by {review.reviewer} speaks of {problem}, which this report does not have.",
            "Save the review again in the report's page, unedited.",
        )


def _misplaced(review: Review, report: Report) -> Iterator[str]:
    attempts = {(turn.id, attempt.id): attempt for turn in report.turns for attempt in turn.attempts}
    said: list[Comment | WordCorrection] = [*review.comments, *review.corrections]
    named = [(one.turn, one.attempt) for one in (*said, *review.overrides)]
    rated = [(one.turn, one.attempt) for one in review.ratings if one.turn is not None and one.attempt is not None]
    for turn, attempt in (*named, *rated):
        if (turn, attempt) not in attempts:
            yield f"the answer {turn}/{attempt}"
    for passage in said:
        words = attempts[passage.turn, passage.attempt].words
        if passage.end_word is not None and passage.end_word > len(words):
            yield f"word {passage.end_word} of {passage.turn}/{passage.attempt}"
    for override in review.overrides:
        results = attempts[override.turn, override.attempt].results
        if all(result.id != override.metric for result in results):
            yield f"a result {override.metric!r} of {override.turn}/{override.attempt}"
