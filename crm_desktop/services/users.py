"""Users: administrators add, change, disable and delete them and reset their passwords."""

from dataclasses import replace

from crm_desktop.data import user_queries
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.rules import check_user, tidy
from crm_desktop.domain.user import OneTimePassword, User
from crm_desktop.services import passwords
from crm_desktop.services.accounts import accounts
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
)


def users(context: ServiceContext) -> tuple[User, ...]:
    """Return all users by name, disabled ones included (administrators)."""
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        return tuple(
            user_queries.user_of(record) for record in user_queries.all_users(work.session)
        )


def find_user(context: ServiceContext, username: str) -> User:
    """Return the user of that name, whatever its case (administrators); raises UserNotFound."""
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        record = user_queries.by_username(work.session, username)
        if record is None:
            raise errors.UserNotFound(name=username.strip())
        return user_queries.user_of(record)


@repeated_after_deadlock
def add_user(context: ServiceContext, user: User, password: str | None = None) -> OneTimePassword:
    """Add a user, who must change the password at the first sign-in (administrators).

    Without `password` a one-time password is made and returned, never to be seen again.

    Raises:
        DuplicateName: the user name is taken.
        ValidationFailed, WeakPassword: as they say.

    """
    require_administrator(context)
    user = _checked(user)
    given = _first_password(user.username, password)
    with UnitOfWork(context) as work:
        record = accounts(context, work).add(user, given)
        work.commit()
        return OneTimePassword(user_queries.user_of(record), None if password else given)


@repeated_after_deadlock
def save_user(context: ServiceContext, user: User) -> User:
    """Store what an administrator changed about a user: names, rights, reach, active or not.

    Raises:
        LostEdit: somebody else changed the user meanwhile.
        LastAdministrator, OwnAccount: rules about administrators.
        DuplicateName, ValidationFailed, NotFound: as they say.

    """
    require_administrator(context)
    user = _checked(user)
    with UnitOfWork(context) as work:
        record = accounts(context, work).save(user)
        work.commit()
        return user_queries.user_of(record)


@repeated_after_deadlock
def set_active(context: ServiceContext, user_id: int, active: bool) -> User:
    """Disable a user, or let him sign in again (administrators); raises as `save_user` does.

    Whoever is let in again does not rest any longer.
    """
    require_administrator(context)
    with UnitOfWork(context) as work:
        record = accounts(context, work).set_active(user_id, active)
        work.commit()
        return user_queries.user_of(record)


@repeated_after_deadlock
def delete_user(context: ServiceContext, user_id: int) -> None:
    """Delete a user who has no records (administrators).

    Raises:
        UserHasRecords: the user owns, made or changed something, or the history names him.
        LastAdministrator, OwnAccount, NotFound: as they say.

    """
    require_administrator(context)
    with UnitOfWork(context) as work:
        accounts(context, work).delete(user_id)
        work.commit()


@repeated_after_deadlock
def reset_password(
    context: ServiceContext, user_id: int, password: str | None = None
) -> OneTimePassword:
    """Give a user another password, to be changed at the next sign-in; a rest ends.

    Administrators only. Without `password` a one-time password is made and returned.
    """
    require_administrator(context)
    with UnitOfWork(context) as work:
        given = _first_password(_username(work, user_id), password)
        record = accounts(context, work).reset_password(user_id, given)
        work.commit()
        return OneTimePassword(user_queries.user_of(record), None if password else given)


def _first_password(username: str, password: str | None) -> str:
    if password is None:
        return passwords.one_time_password()
    passwords.check_new_password(username, "", password)
    return password


def _checked(user: User) -> User:
    user = tidy(user)
    user = replace(user, display_name=user.display_name or user.username)
    problems = check_user(user)
    if problems:
        raise errors.ValidationFailed(problems)
    return user


def _username(work: UnitOfWork, user_id: int) -> str:
    record = work.session.get(ClientUser, user_id)
    if record is None:
        raise errors.NotFound
    return record.username
