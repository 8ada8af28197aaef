"""How users sign in to a database that was filled from an archive."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.data import portable, server_users, user_queries
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import DuplicateName
from crm_desktop.services import passwords


def let_in(work: UnitOfWork, secrets: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Give the users of an archive their passwords back, or one-time passwords.

    Password hashes are of no use to a server: there each user gets an account of his own with a
    one-time password; a Windows account needs none. Returns the one-time passwords of those who
    may sign in, by user name.
    """
    if work.is_embedded:
        portable.write_secrets(work.session, secrets)
        known = {row["id"] for row in secrets if row["password_hash"]}
        return _hashes(work, known)
    return _accounts(work)


def _hashes(work: UnitOfWork, known: set[Any]) -> dict[str, str]:
    given: dict[str, str] = {}
    rows = []
    for user in user_queries.all_users(work.session):
        if user.id in known:
            continue
        password = passwords.one_time_password()
        rows.append(
            {
                "id": user.id,
                "password_hash": passwords.hash_password(password),
                "recovery_hash": "",
                "must_change_password": True,
            }
        )
        if user.is_active:
            given[user.username] = password
    portable.write_secrets(work.session, rows)
    return given


def _accounts(work: UnitOfWork) -> dict[str, str]:
    given: dict[str, str] = {}
    for user in user_queries.all_users(work.session):
        principal = server_users.principal_for(user.username)
        password = None if "\\" in principal else passwords.one_time_password()
        try:
            server_users.make_account(work.session, user, principal, password)
        except DuplicateName as error:
            raise type(error)(name=user.username) from error
        if user.is_active and password is not None:
            given[user.username] = password
    return given
