"""What is about to leave: the report as it will be handed on, its sound and its reviews, and a word on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from interview_sim.coaching.review import Review
from interview_sim.errors import NotFoundError
from interview_sim.exchange.manifest import LeftOutPart
from interview_sim.exchange.masking import mask
from interview_sim.ports import InterviewRecord
from interview_sim.reports.canonical import to_json
from interview_sim.reports.report import Report
from interview_sim.reports.sound import Sound
from interview_sim.storage import opus


class Recordings(Protocol):
    """Where small recordings are found."""

    def small_recording(self, interview_id: str, attempt_id: str) -> Path:
        """A closed recording as Opus in MP4; raises NotFoundError."""
        ...


@dataclass(frozen=True)
class Outgoing:
    """All that a file may hold. ``masked``: how many words were taken out; ``left_out`` says why something is not here.

    ``missing``: attempts whose recording is not here any more. ``unsent``: how many reviews stay behind.
    """

    report: Report
    audio: Mapping[str, Sound]
    reviews: tuple[Review, ...] = ()
    left_out: tuple[LeftOutPart, ...] = ()
    masked: int = 0
    missing: tuple[str, ...] = ()
    unsent: int = 0

    @property
    def known(self) -> frozenset[str]:
        """SHA-256 of the states of this report that its reviews are of: each was checked when it was kept."""
        return frozenset(review.report_sha256 for review in self.reviews)


def outgoing(
    record: InterviewRecord,
    store: Recordings,
    *,
    names: bool = True,
    audio: bool = True,
    reviews: Sequence[Review] = (),
) -> Outgoing:
    """What leaves of this interview, with or without ``names`` and ``audio``; raises NotFoundError without a report.

    Without names, the voice still tells who speaks, and reviews stay behind: they speak of a report with names.
    """
    report = report_of(record)
    found, missing = sounds(report, store) if audio else ({}, ())
    masked = None if names else mask(report)
    return Outgoing(
        report=masked.report if masked else report,
        audio=found,
        reviews=tuple(reviews) if names else (),
        left_out=(*(() if names else ("names",)), *(() if audio else ("audio",))),
        masked=masked.count if masked else 0,
        missing=missing,
        unsent=0 if names else len(reviews),
    )


def sounds(report: Report, store: Recordings) -> tuple[dict[str, Sound], tuple[str, ...]]:
    """The small recordings of a report by attempt, and the attempts whose recording is not there any more."""
    found: dict[str, Sound] = {}
    missing: list[str] = []
    for attempt in (attempt for turn in report.turns for attempt in turn.attempts):
        if attempt.audio is not None:
            try:
                found[attempt.id] = Sound(store.small_recording(report.id, attempt.id).read_bytes(), opus.MEDIA_TYPE)
            except NotFoundError:
                missing.append(attempt.id)
    return found, tuple(missing)


def report_of(record: InterviewRecord) -> Report:
    """The report of an interview, as its JSON holds it and with the name of whose it is.

    Its numbers are rounded as they are in JSON, so that every view, here and where it is imported, shows the same.
    Raises NotFoundError where there is none.
    """
    if record.report is None:
        raise NotFoundError("This interview has no report yet.", "Finish the interview first.")
    report = Report.model_validate(record.report)
    if record.candidate and report.candidate is None:
        report = report.model_copy(update={"candidate": record.candidate})
    return Report.model_validate_json(to_json(report))
