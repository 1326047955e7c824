"""What coaches say about an interview, and the rubrics they rate by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from interview_sim.access.tokens import Token
from interview_sim.coaching.review import Review
from interview_sim.coaching.rubric import rubrics
from interview_sim.coaching.schema import BadReviewError, validate
from interview_sim.parts import Parts
from interview_sim.service.parameters import InterviewId
from interview_sim.storage.reviews import Reviews
from scoring.question import Model

router = APIRouter(prefix="/api")

ReviewId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class KeptReview(Model):
    """A review and the id under which it is kept."""

    id: str
    review: Review


class Kept(Model):
    """Under which id a review was kept."""

    id: str


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


def _reviews(parts: Annotated[Parts, Depends(_parts)]) -> Reviews:
    return Reviews(parts.database)


def _coach(request: Request) -> str | None:
    """The name of the coach who asks, by their token; null for the candidate, who sees everything."""
    visitor: Token | None = getattr(request.state, "visitor", None)
    return visitor.name if visitor is not None and visitor.kind == "coach" else None


Here = Annotated[Reviews, Depends(_reviews)]
Coach = Annotated[str | None, Depends(_coach)]


@router.get("/rubrics")
def coach_rubrics(parts: Annotated[Parts, Depends(_parts)]) -> list[dict[str, Any]]:
    """What a coach can rate by: the built-in rubric and one's own, each with its SHA-256."""
    return [rubric.document() for rubric in rubrics(parts.settings.banks).values()]


@router.get("/interviews/{interview_id}/reviews")
def reviews_of(interview_id: InterviewId, here: Here, coach: Coach) -> list[KeptReview]:
    """Every review of an interview, in the order of saving.

    A coach sees those of others once they have saved their own: a second opinion is only worth that name without the
    first one in view.
    """
    return [KeptReview(id=review.id, review=review) for review in seen_by(coach, here.of(interview_id))]


def seen_by(coach: str | None, found: Sequence[Review]) -> Sequence[Review]:
    """What of these reviews somebody may see: a coach, none before there is one of theirs."""
    return () if coach is not None and all(review.reviewer != coach for review in found) else found


@router.post("/interviews/{interview_id}/reviews", status_code=201)
def keep_review(
    interview_id: InterviewId,
    document: dict[str, Any],
    here: Here,
    coach: Coach,
    instead_of: Annotated[str | None, Query(pattern=r"^[0-9a-f]{32}$")] = None,
) -> Kept:
    """Keep a review (review.schema.json), in place of an earlier one by the same reviewer where that is named."""
    review = validate(document)
    if review.interview != interview_id:
        raise BadReviewError("The review is of another interview.", "Open the report that it was made for.")
    if coach is not None and review.reviewer != coach:
        raise BadReviewError(
            f"The review is signed by {review.reviewer}, and you are here as {coach}.", f"Sign it as {coach}."
        )
    return Kept(id=here.keep(review, instead_of=instead_of))


@router.delete("/interviews/{interview_id}/reviews/{review_id}", status_code=204)
def remove_review(interview_id: InterviewId, review_id: ReviewId, here: Here, coach: Coach) -> None:
    """Remove one review; a coach, one of their own."""
    here.remove(interview_id, review_id, by=coach)
