"""Users: who there is, and what sign-in keeps about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crm_desktop.data.prepared import Prepared, reader_of
from crm_desktop.data.tables import ClientUser
from crm_desktop.domain.folding import fold
from crm_desktop.domain.user import Actor, User

_NAMES = Prepared(select(ClientUser.id, ClientUser.display_name, ClientUser.username))


def all_users(session: Session) -> list[ClientUser]:
    """Return all users by name."""
    return list(session.scalars(select(ClientUser).order_by(ClientUser.username_key)))


def by_username(session: Session, username: str) -> ClientUser | None:
    """Return the user of that name, whatever its case and width."""
    query = select(ClientUser).where(ClientUser.username_key == fold(username))
    return session.scalars(query).first()


def first_administrator(session: Session) -> ClientUser | None:
    """Return the administrator who came first and is active, if any."""
    query = select(ClientUser).where(ClientUser.pop == 1, ClientUser.is_active)
    return session.scalars(query.order_by(ClientUser.id).limit(1)).first()


def other_administrators(session: Session, user_id: int) -> int:
    """Return how many active administrators there are besides `user_id`."""
    query = select(func.count()).where(
        ClientUser.pop == 1, ClientUser.is_active, ClientUser.id != user_id
    )
    return session.scalar(query) or 0


def names(session: Session) -> dict[int, str]:
    """Return what people call each user, by id; disabled users included."""
    found = reader_of(session).listed(_NAMES, ())
    return {user_id: display or username for user_id, display, username in found}


def disabled_names(session: Session) -> dict[int, str]:
    """Return what people call each user who is disabled, by id."""
    query = select(ClientUser.id, ClientUser.display_name, ClientUser.username)
    found = session.execute(query.where(~ClientUser.is_active))
    return {user_id: display or username for user_id, display, username in found}


def names_by_username(session: Session) -> dict[str, str]:
    """Return what people call each user, by the name he signs in with."""
    query = select(ClientUser.username, ClientUser.display_name)
    return {username: display or username for username, display in session.execute(query)}


def note_sign_in(session: Session, user_id: int, now: datetime) -> None:
    """Keep that a user signed in; failures are forgotten."""
    _note(session, user_id, failed_attempts=0, locked_until=None, last_sign_in_at=now)


def note_failures(session: Session, user_id: int, count: int, until: datetime | None) -> None:
    """Keep how many attempts failed in a row, and until when the account rests."""
    _note(session, user_id, failed_attempts=count, locked_until=until)


def renew_hash(session: Session, user_id: int, password_hash: str) -> None:
    """Store another hash of the same password."""
    _note(session, user_id, password_hash=password_hash)


def _note(session: Session, user_id: int, **values: Any) -> None:
    """Store what no person edits: past history and version, so that nobody's edit is lost by it."""
    session.execute(update(ClientUser).where(ClientUser.id == user_id).values(**values))


def user_of(record: ClientUser) -> User:
    """Return a stored user as services answer it."""
    return User(
        id=record.id,
        version=record.version,
        username=record.username,
        display_name=record.display_name,
        pop=record.pop,
        email=record.email,
        phone=record.phone,
        is_active=record.is_active,
        must_change_password=record.must_change_password,
        locked_until=record.locked_until,
        last_sign_in_at=record.last_sign_in_at,
        language=record.language,
    )


def actor_of(record: ClientUser) -> Actor:
    """Return a stored user as the one who acts."""
    return Actor(
        user_id=record.id,
        username=record.username,
        display_name=record.display_name or record.username,
        pop=record.pop,
        must_change_password=record.must_change_password,
        language=record.language,
    )
