"""Signing in: right pair or one error, a rest after failures, and one's own password."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from crm_desktop.data import company_queries, server_users, user_queries
from crm_desktop.data.database import Database
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import MAXIMUM_FAILURES, REST_MINUTES
from crm_desktop.domain.validation import UNKNOWN_VALUE, Problem
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.i18n import LANGUAGES
from crm_desktop.services import passwords, server_sign_in
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, tell_nobody
from crm_desktop.services.passwords import check_new_password

__all__ = [
    "change_password",
    "check_new_password",
    "remember_language",
    "sign_in",
    "sign_in_to_sample",
]


@repeated_after_deadlock
def sign_in(
    database: Database,
    username: str,
    password: str,
    *,
    clock: Clock,
    on_change: Callable[[Change], None] = tell_nobody,
) -> ServiceContext:
    """Return the context of the user who signed in.

    While `actor.must_change_password`, all it is good for is `change_password`.

    Raises:
        WrongCredentials: no such user or another password; which one is not told.
        AccountResting: too many failures; also with the right password.
        AccountDisabled: only after the right password.
        AccountLocked, PasswordExpired, ServerUnreachable …: what a server says
            (`domain.server_errors`).

    """
    context = ServiceContext(database, clock=clock, on_change=on_change)
    if isinstance(database, ServerDatabase):
        return server_sign_in.sign_in(context, database, username, password)
    # One writing transaction around count and check: attempts side by side gain no extra tries.
    with UnitOfWork(context) as work:
        record = user_queries.by_username(work.session, username)
        if record is None:
            passwords.is_right(password, None)
            raise errors.WrongCredentials
        if not _check_password(work, record, password, clock.now()):
            raise errors.WrongCredentials
        if not record.is_active:
            work.commit()
            raise errors.AccountDisabled
        user_queries.note_sign_in(work.session, record.id, clock.now())
        actor = user_queries.actor_of(record)
        work.commit()
    return context.acting_as(actor)


def _check_password(work: UnitOfWork, record: ClientUser, password: str, now: datetime) -> bool:
    """Return whether the password is right; failures are counted (and committed), rests kept."""
    failures = record.failed_attempts
    if record.locked_until is not None:
        rest = (record.locked_until - now).total_seconds()
        if rest > 0:
            raise errors.AccountResting(minutes=math.ceil(rest / 60))
        failures = 0
    if passwords.is_right(password, record.password_hash):
        if passwords.is_outdated(record.password_hash):
            renewed = passwords.hash_password(password)
            user_queries.renew_hash(work.session, record.id, renewed)
        user_queries.note_failures(work.session, record.id, 0, None)
        return True
    failures += 1
    until = now + timedelta(minutes=REST_MINUTES) if failures >= MAXIMUM_FAILURES else None
    user_queries.note_failures(work.session, record.id, failures, until)
    work.commit()
    return False


def sign_in_to_sample(
    database: Database, *, clock: Clock, on_change: Callable[[Change], None] = tell_nobody
) -> ServiceContext:
    """Return the context of the sample company's administrator, without a password.

    Raises:
        NotSignedIn: the database is not marked as the sample.

    """
    context = ServiceContext(database, clock=clock, on_change=on_change)
    with ReadOnlyWork(context) as work:
        record = user_queries.first_administrator(work.session)
        if record is None or not company_queries.is_sample(work.session):
            raise errors.NotSignedIn
        return context.acting_as(user_queries.actor_of(record))


@repeated_after_deadlock
def change_password(context: ServiceContext, old: str, new: str) -> ServiceContext:
    """Change one's own password and return the context to go on with.

    Raises:
        WrongOldPassword: `old` is wrong; such failures count like those of sign-in.
        AccountResting: too many failures.
        WeakPassword: one of the reasons why `new` is refused.

    """
    if isinstance(context.database, ServerDatabase):
        return server_sign_in.change_password(context, context.database, old, new)
    with UnitOfWork(context) as work:
        record = _own_record(context, work)
        if not _check_password(work, record, old, context.clock.now()):
            raise errors.WrongOldPassword
        check_new_password(record.username, old, new)
        record.password_hash = passwords.hash_password(new)
        record.must_change_password = False
        work.flush()
        actor = user_queries.actor_of(record)
        work.commit()
    return context.acting_as(actor)


@repeated_after_deadlock
def remember_language(context: ServiceContext, language: str) -> ServiceContext:
    """Keep the language in which the user wants to see the program.

    Raises ValidationFailed unless it is one of `i18n.LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise errors.ValidationFailed([Problem("language", UNKNOWN_VALUE, {"value": language})])
    with UnitOfWork(context) as work:
        record = _own_record(context, work)
        if context.database.is_embedded:
            record.language = language
        else:
            server_users.save_own_profile(work.session, language)
        work.commit()
    assert context.actor is not None
    return context.acting_as(replace(context.actor, language=language))


def _own_record(context: ServiceContext, work: UnitOfWork) -> ClientUser:
    """Return the acting user's record, also while the password must be changed."""
    record = work.session.get(ClientUser, context.actor.user_id) if context.actor else None
    if record is None:
        raise errors.NotSignedIn
    return record
