"""The tables. Columns hold what is searched or joined; a document holds the rest, shaped like its pydantic model."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Double, ForeignKey, ForeignKeyConstraint, MetaData, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

_Document = dict[str, Any]


class Table(DeclarativeBase):
    """Base of all tables; constraints have names, so that every database can alter them later."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {_Document: JSON, list[_Document]: JSON, str: String(64)}  # noqa: RUF012 - SQLAlchemy's own declaration


class AttemptRow(Table):
    """One try at a question; ``document`` is an ``Attempt``."""

    __tablename__ = "attempts"
    __table_args__ = (
        ForeignKeyConstraint(["interview_id", "turn_id"], ["turns.interview_id", "turns.id"], ondelete="CASCADE"),
        UniqueConstraint("interview_id", "turn_id", "position"),
    )

    interview_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    turn_id: Mapped[str]
    position: Mapped[int]
    document: Mapped[_Document]


class TurnRow(Table):
    """One question asked; ``document`` is a ``Turn`` without its attempts."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("interview_id", "position"),)

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    document: Mapped[_Document]
    attempts: Mapped[list[AttemptRow]] = relationship(order_by=AttemptRow.position, lazy="selectin")


class ReportRow(Table):
    """The report of an interview; ``score`` repeats its summary's, for the history."""

    __tablename__ = "reports"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    score: Mapped[float | None] = mapped_column(Double)
    document: Mapped[_Document]


class FigureRow(Table):
    """What a report came to; ``document`` is a ``Figures``, ``searchable`` the words to find it by, in small letters.

    It goes with the report that it was read from, and is read again from the next one.
    """

    __tablename__ = "figures"

    interview_id: Mapped[str] = mapped_column(ForeignKey("reports.interview_id", ondelete="CASCADE"), primary_key=True)
    searchable: Mapped[str] = mapped_column(Text)
    document: Mapped[_Document]


class InterviewRow(Table):
    """One sitting; ``events`` are its ``Happening``s, ``standing`` is a ``Standing`` while it can go on.

    ``chosen`` is a ``Chosen``, absent where an earlier version kept none. ``imported`` interviews came from another
    installation.
    """

    __tablename__ = "interviews"

    id: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    profile: Mapped[str]
    started_at: Mapped[str] = mapped_column(index=True)
    ended_at: Mapped[str | None]
    state: Mapped[str]
    events: Mapped[list[_Document]]
    standing: Mapped[_Document | None] = mapped_column(JSON(none_as_null=True))
    chosen: Mapped[_Document | None]
    candidate: Mapped[str | None] = mapped_column(String(200))
    imported: Mapped[bool] = mapped_column(default=False, server_default=false())
    turns: Mapped[list[TurnRow]] = relationship(order_by=TurnRow.position, lazy="selectin")
    report: Mapped[ReportRow | None] = relationship(lazy="selectin")


class SharedRow(Table):
    """A report as it was handed on: by its SHA-256 a review that comes back is known to belong to this interview."""

    __tablename__ = "shared"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), index=True)
    shared_at: Mapped[str]


class ReviewRow(Table):
    """A coach's review of an interview; ``document`` is a ``Review``."""

    __tablename__ = "reviews"

    id: Mapped[str] = mapped_column(primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), index=True)
    reviewer: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[str]
    document: Mapped[_Document]


class TokenRow(Table):
    """Who may talk to this service from another machine; the token itself is kept nowhere, only its SHA-256."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[str]
    revoked_at: Mapped[str | None]


class GrantRow(Table):
    """An interview that the bearer of a coach's token may see."""

    __tablename__ = "grants"

    token_id: Mapped[str] = mapped_column(ForeignKey("tokens.id", ondelete="CASCADE"), primary_key=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    granted_at: Mapped[str]
