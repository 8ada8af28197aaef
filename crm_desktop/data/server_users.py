"""Users on a server: what its procedures and its view of one's own profile do for us."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import domain_error
from crm_desktop.data.tables import ClientUser, SchemaInfo
from crm_desktop.domain.errors import DuplicateName
from crm_desktop.domain.folding import fold
from crm_desktop.domain.user import Actor, User

_PROFILE = (
    "SELECT id, username, display_name, language, is_admin, is_clerk, is_new FROM crm.my_profile"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Who the server says has signed in; None where the account is no user, or in no role."""

    actor: Actor | None
    is_known: bool


def principal_for(username: str) -> str:
    """Return the account that signs in for what was typed, whatever its case and width."""
    return username.strip() if "\\" in username else fold(username)


def my_profile(session: Session) -> Profile:
    """Return the profile of whoever signed in; rights follow from the role."""
    row = session.execute(text(_PROFILE)).first()
    if row is None:
        return Profile(None, is_known=False)
    if not (row.is_admin or row.is_clerk or row.is_new):
        return Profile(None, is_known=True)
    actor = Actor(
        user_id=row.id,
        username=row.username,
        display_name=row.display_name or row.username,
        pop=1 if row.is_admin else 0,
        must_change_password=not (row.is_admin or row.is_clerk),
        language=row.language,
    )
    return Profile(actor, is_known=True)


def oldest_client(session: Session) -> str:
    """Return the oldest version of the program that may write, "" where nothing is said."""
    info = session.get(SchemaInfo, "min_client_version")
    return info.value if info else ""


def note_sign_in(session: Session) -> None:
    """Keep when the signed-in user did so."""
    _call(session, "note_sign_in")


def add_user(session: Session, user: User, password: str | None, *, must_change: bool) -> int:
    """Add a user with an account of his own, and return the id."""
    values = _values(user) | {
        "is_active": user.is_active,
        "password": password,
        "must_change": must_change,
    }
    user_id = int(_call(session, "add_user", **values).scalar_one())
    _changed(session)
    return user_id


def save_user(session: Session, user: User) -> None:
    """Store what an administrator changed about a user; the server checks the version."""
    values = _values(user) | {"is_active": user.is_active}
    _call(session, "save_user", id=user.id, version=user.version, **values)
    _changed(session)


def set_active(session: Session, user_id: int, active: bool) -> None:
    """Shut a user out, or let him in again."""
    _call(session, "set_user_active", id=user_id, is_active=active)
    _changed(session)


def delete_user(session: Session, user_id: int) -> None:
    """Delete a user without records, and his account."""
    _call(session, "delete_user", id=user_id)
    _changed(session)


def reset_password(session: Session, user_id: int, password: str) -> None:
    """Give a user another password, to be changed at once."""
    _call(session, "reset_password", id=user_id, password=password)
    _changed(session)


def change_own_password(session: Session, old: str, new: str) -> None:
    """Change the password of whoever signed in; the server checks the old one."""
    _call(session, "change_own_password", old=old, new=new)
    _changed(session)


def save_own_profile(session: Session, language: str) -> None:
    """Keep the language of whoever signed in."""
    _call(session, "save_own_profile", language=language)
    _changed(session)


def find_user(session: Session, user_id: int) -> ClientUser | None:
    """Return the user as he is stored now."""
    return session.get(ClientUser, user_id, populate_existing=True)


def _values(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "username_key": fold(user.username),
        "display_name": user.display_name,
        "pop": user.pop,
        "email": user.email,
        "phone": user.phone,
        "language": user.language,
    }


def _call(session: Session, procedure: str, **values: Any) -> Any:
    given = ", ".join(f"@{name} = :{name}" for name in values)
    try:
        return session.execute(text(f"EXEC crm.{procedure} {given}"), values)
    except DBAPIError as error:
        found = domain_error(error, "")
        if isinstance(found, DuplicateName):
            raise type(found)(name=values.get("username", "")) from error
        raise found from error


def _changed(session: Session) -> None:
    """Let the unit of work announce that users changed."""
    session.info["changed"].append((ClientUser.__tablename__, None))


def make_account(session: Session, user: ClientUser, principal: str, password: str | None) -> None:
    """Give a user whose profile is stored an account of his own, in the role of his `pop`.

    With a password the user must change it first; without one it is a Windows account. For the
    owner of the database. The caller expires what it has read of the user.
    """
    role = "crm_new" if password is not None else "crm_admin" if user.pop else "crm_clerk"
    _account(session, "create_principal", principal=principal, password=password)
    if user.is_active:
        _account(session, "set_role", principal=principal, role=role)
    else:
        _account(session, "set_access", principal=principal, is_active=False)
    session.execute(
        update(ClientUser)
        .where(ClientUser.id == user.id)
        .values(principal=principal, must_change_password=password is not None)
        .execution_options(synchronize_session=False)
    )


def _account(session: Session, procedure: str, **values: Any) -> None:
    given = ", ".join(f"@{name} = :{name}" for name in values)
    session.execute(text(f"EXEC crm_account.{procedure} {given}"), values)
