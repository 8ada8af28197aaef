"""How users' accounts are kept: in an embedded database by us, on a server by the server.

Callers have checked rights and values. On a server the procedures check both again, so that no
other tool gets round them.
"""

from abc import ABC, abstractmethod

from crm_desktop.data import server_users, user_queries
from crm_desktop.data.dialect import ForeignKeyViolation, UniqueViolation
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.user import User
from crm_desktop.services import passwords
from crm_desktop.services.context import ServiceContext


class Accounts(ABC):
    """The accounts of a database, changed inside a unit of work that the caller commits."""

    def __init__(self, context: ServiceContext, work: UnitOfWork) -> None:
        self._context = context
        self._work = work

    @abstractmethod
    def add(self, user: User, password: str) -> ClientUser:
        """Add a user who must change the password first; raises DuplicateName."""

    @abstractmethod
    def save(self, user: User) -> ClientUser:
        """Store a changed user; raises what `users.save_user` does."""

    @abstractmethod
    def set_active(self, user_id: int, active: bool) -> ClientUser:
        """Shut a user out or let him in again."""

    @abstractmethod
    def delete(self, user_id: int) -> None:
        """Delete a user without records."""

    @abstractmethod
    def reset_password(self, user_id: int, password: str) -> ClientUser:
        """Give a user another password, to be changed at the next sign-in."""


def accounts(context: ServiceContext, work: UnitOfWork) -> Accounts:
    """Return the accounts of the context's database."""
    kind = EmbeddedAccounts if context.database.is_embedded else ServerAccounts
    return kind(context, work)


class EmbeddedAccounts(Accounts):
    """Accounts with a password hash in the database itself."""

    def add(self, user: User, password: str) -> ClientUser:
        """Add a user who must change the password first; raises DuplicateName."""
        password_hash = passwords.hash_password(password)
        record = ClientUser(password_hash=password_hash, must_change_password=True)
        _apply(record, user)
        self._work.session.add(record)
        self._store(user)
        return record

    def save(self, user: User) -> ClientUser:
        """Store a changed user; raises what `users.save_user` does."""
        record = self._record(user.id)
        if record.version != user.version:
            raise errors.LostEdit
        loses_rights = record.pop == 1 and user.pop != 1
        loses_access = record.is_active and not user.is_active
        if loses_rights or loses_access:
            self._require_dispensable(record)
        _apply(record, user)
        self._store(user)
        return record

    def set_active(self, user_id: int, active: bool) -> ClientUser:
        """Shut a user out or let him in again, who then does not rest any longer."""
        record = self._record(user_id)
        if not active:
            self._require_dispensable(record)
        elif not record.is_active:
            user_queries.note_failures(self._work.session, record.id, 0, None)
        record.is_active = active
        return record

    def delete(self, user_id: int) -> None:
        """Delete a user without records."""
        record = self._record(user_id)
        self._require_dispensable(record)
        self._work.session.delete(record)
        try:
            self._work.flush()
        except ForeignKeyViolation as error:
            raise errors.UserHasRecords from error

    def reset_password(self, user_id: int, password: str) -> ClientUser:
        """Give a user another password, to be changed at the next sign-in; a rest ends."""
        record = self._record(user_id)
        record.password_hash = passwords.hash_password(password)
        record.must_change_password = True
        self._work.flush()
        user_queries.note_failures(self._work.session, record.id, 0, None)
        return record

    def _record(self, user_id: int | None) -> ClientUser:
        return _found(self._work.session.get(ClientUser, user_id) if user_id is not None else None)

    def _require_dispensable(self, record: ClientUser) -> None:
        """Raise unless the database can do without this user's rights or access.

        Inside the writing transaction: two administrators cannot demote each other at once.
        """
        is_administrator = record.pop == 1 and record.is_active
        others = user_queries.other_administrators(self._work.session, record.id)
        if is_administrator and others == 0:
            raise errors.LastAdministrator
        actor = self._context.actor
        if actor is not None and record.id == actor.user_id:
            raise errors.OwnAccount

    def _store(self, user: User) -> None:
        try:
            self._work.flush()
        except UniqueViolation as error:
            raise errors.DuplicateName(name=user.username) from error


class ServerAccounts(Accounts):
    """Accounts that are principals of the server, changed by its procedures."""

    def add(self, user: User, password: str) -> ClientUser:
        """Add a user who must change the password first; raises DuplicateName."""
        session = self._work.session
        return self._record(server_users.add_user(session, user, password, must_change=True))

    def save(self, user: User) -> ClientUser:
        """Store a changed user; raises what `users.save_user` does."""
        if user.id is None:
            raise errors.NotFound
        server_users.save_user(self._work.session, user)
        return self._record(user.id)

    def set_active(self, user_id: int, active: bool) -> ClientUser:
        """Shut a user out or let him in again."""
        server_users.set_active(self._work.session, user_id, active)
        return self._record(user_id)

    def delete(self, user_id: int) -> None:
        """Delete a user without records, and his account."""
        server_users.delete_user(self._work.session, user_id)

    def reset_password(self, user_id: int, password: str) -> ClientUser:
        """Give a user another password, to be changed at the next sign-in."""
        server_users.reset_password(self._work.session, user_id, password)
        return self._record(user_id)

    def _record(self, user_id: int) -> ClientUser:
        return _found(server_users.find_user(self._work.session, user_id))


def _found(record: ClientUser | None) -> ClientUser:
    if record is None:
        raise errors.NotFound
    return record


def _apply(record: ClientUser, user: User) -> None:
    record.username = user.username
    record.display_name = user.display_name
    record.pop = user.pop
    record.email = user.email
    record.phone = user.phone
    record.is_active = user.is_active
    record.language = user.language
