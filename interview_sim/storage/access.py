"""Access tokens and what was shared with whom, as they are kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from interview_sim.access.tokens import LONGEST_SECRET, BadNameError, Kind, Token, checked_name, hashed, new_secret
from interview_sim.clock import now
from interview_sim.errors import IncompleteError, NotFoundError
from interview_sim.storage.database import Database
from interview_sim.storage.ids import checked
from interview_sim.storage.tables import GrantRow, InterviewRow, ReportRow, TokenRow
from scoring.question import Model


class Shared(Model):
    """An interview as a coach's list shows it."""

    id: str
    role: str
    candidate: str | None
    started_at: str
    score: float | None
    granted_at: str


class AccessStore:
    """Tokens and grants in the database. Every method raises StorageError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, kind: Kind) -> tuple[Token, str]:
        """Make a token; gives it with its secret, which is kept nowhere. Raises BadNameError; a name is used once."""
        secret = new_secret()
        token = Token(id=secrets.token_hex(8), name=checked_name(name), kind=kind, created_at=now())
        with self._database.transaction(writes=True) as session:
            if _named(session, token.name) is not None:
                raise BadNameError(
                    f"There is a token named {token.name} already.",
                    f"Choose another name, or first revoke the old one: interview-sim token revoke {token.name!r}",
                )
            session.add(TokenRow(**token.model_dump(), sha256=hashed(secret)))
        return token, secret

    def tokens(self) -> tuple[Token, ...]:
        """All tokens, also revoked ones, the oldest first."""
        with self._database.transaction() as session:
            rows = session.scalars(select(TokenRow).order_by(TokenRow.created_at, TokenRow.name, TokenRow.id))
            return tuple(map(_token, rows))

    def revoke(self, name: str) -> Token:
        """Let nobody in by this token any more, and end all that was shared with it. Raises NotFoundError."""
        with self._database.transaction(writes=True) as session:
            row = _must_be_named(session, name)
            row.revoked_at = now()
            session.execute(delete(GrantRow).where(GrantRow.token_id == row.id))
            return _token(row)

    def bearer(self, secret: str) -> Token | None:
        """Whose token this is; null where it is none, or was revoked."""
        if len(secret) > LONGEST_SECRET:
            return None
        return self._valid(TokenRow.sha256 == hashed(secret))

    def valid(self, token_id: str) -> Token | None:
        """The token with that id; null where there is none, or it was revoked."""
        return self._valid(TokenRow.id == token_id)

    def share(self, interview_id: str, name: str) -> Token:
        """Let a coach see an interview. Raises NotFoundError, and IncompleteError for a token that is no coach's."""
        with self._database.transaction(writes=True) as session:
            _must_be_kept(session, interview_id)
            row = _must_be_coach(session, name)
            if session.get(GrantRow, (row.id, interview_id)) is None:
                session.add(GrantRow(token_id=row.id, interview_id=interview_id, granted_at=now()))
            return _token(row)

    def unshare(self, interview_id: str, name: str) -> Token:
        """Let a coach see an interview no more. Raises NotFoundError, also where they could not see it."""
        with self._database.transaction(writes=True) as session:
            row = _must_be_named(session, name)
            grant = session.get(GrantRow, (row.id, checked(interview_id)))
            if grant is None:
                raise NotFoundError(f"This interview is not shared with {row.name}.", "There is nothing to take back.")
            session.delete(grant)
            return _token(row)

    def share_with(self, interview_id: str, names: Sequence[str]) -> None:
        """Let these coaches see an interview, and no others. Raises as ``share`` does; then nothing has changed."""
        with self._database.transaction(writes=True) as session:
            _must_be_kept(session, interview_id)
            wanted = {_must_be_coach(session, name).id for name in names}
            seeing = {row.token_id: row for row in session.scalars(_grants(interview_id))}
            for token_id in seeing.keys() - wanted:
                session.delete(seeing[token_id])
            for token_id in wanted - seeing.keys():
                session.add(GrantRow(token_id=token_id, interview_id=interview_id, granted_at=now()))

    def shared_with(self, interview_id: str) -> tuple[str, ...]:
        """The names of the coaches who may see an interview, in the order of the alphabet."""
        names = (
            select(TokenRow.name)
            .join(GrantRow, GrantRow.token_id == TokenRow.id)
            .where(GrantRow.interview_id == checked(interview_id), TokenRow.revoked_at.is_(None))
            .order_by(func.lower(TokenRow.name))
        )
        with self._database.transaction() as session:
            return tuple(session.scalars(names))

    def may_see(self, token_id: str, interview_id: str) -> bool:
        """Whether an interview was shared with that token."""
        with self._database.transaction() as session:
            return session.get(GrantRow, (token_id, interview_id)) is not None

    def shared(self, token_id: str) -> Sequence[Shared]:
        """What was shared with that token, the newest interview first."""
        kept = InterviewRow
        columns = (kept.id, kept.role, kept.candidate, kept.started_at, ReportRow.score, GrantRow.granted_at)
        lines = (
            select(*columns)
            .join_from(GrantRow, kept, kept.id == GrantRow.interview_id)
            .outerjoin(ReportRow, ReportRow.interview_id == kept.id)
            .where(GrantRow.token_id == token_id)
            .order_by(kept.started_at.desc(), kept.id.desc())
        )
        with self._database.transaction() as session:
            return tuple(Shared.model_validate(dict(line)) for line in session.execute(lines).mappings())

    def _valid(self, condition: ColumnElement[bool]) -> Token | None:
        with self._database.transaction() as session:
            row = session.scalars(select(TokenRow).where(condition, TokenRow.revoked_at.is_(None))).first()
            return None if row is None else _token(row)


def _named(session: Session, name: str) -> TokenRow | None:
    wanted = " ".join(name.split()).casefold()
    rows = session.scalars(select(TokenRow).where(TokenRow.revoked_at.is_(None)))
    return next((row for row in rows if row.name.casefold() == wanted), None)


def _must_be_named(session: Session, name: str) -> TokenRow:
    row = _named(session, name)
    if row is None:
        raise NotFoundError(f"There is no token named {name}.", "See what there is: interview-sim token list")
    return row


def _must_be_coach(session: Session, name: str) -> TokenRow:
    row = _must_be_named(session, name)
    if row.kind != "coach":
        raise IncompleteError(
            f"{row.name} sees every interview already: that token is not a coach's.",
            "Make one for a coach: interview-sim token new NAME --coach",
        )
    return row


def _must_be_kept(session: Session, interview_id: str) -> None:
    kept = select(InterviewRow.id).where(InterviewRow.id == checked(interview_id))
    if session.scalars(kept).first() is None:
        raise NotFoundError("There is no interview with that id.", "The history lists the ones that are kept.")


def _grants(interview_id: str) -> Select[GrantRow]:
    return select(GrantRow).where(GrantRow.interview_id == interview_id)


def _token(row: TokenRow) -> Token:
    return Token.model_validate({name: getattr(row, name) for name in Token.model_fields})
