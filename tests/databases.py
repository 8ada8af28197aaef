"""Databases and people for tests: real SQLite files, cheap passwords, a clock that stands."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crm_desktop.data import server_users, user_queries
from crm_desktop.data.database import Database, EmbeddedDatabase
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.folding import fold
from crm_desktop.domain.user import Actor, User
from crm_desktop.infra.clock import Clock
from crm_desktop.services import databases, passwords
from crm_desktop.services.context import ServiceContext
from tests.server import PASSWORDS, ServerRun

ADMINISTRATOR = "admin"
ADMINISTRATOR_PASSWORD = "winter-Garten-7"
CLERK = "clerk"
CLERK_PASSWORD = "sommer-Wiese-8"
NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
TODAY = date(2026, 3, 10)
PASSWORDS.update({ADMINISTRATOR: ADMINISTRATOR_PASSWORD, CLERK: CLERK_PASSWORD})
CHEAP = passwords.Cost(passes=1, memory_kib=8, lanes=1)


class FixedClock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = NOW, today: date = TODAY) -> None:
        self._now, self._today = now, today

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._today

    def advance(self, step: timedelta) -> None:
        """Let time pass; the day follows in whole days."""
        self._now += step
        self._today = TODAY + timedelta(days=(self._now.date() - NOW.date()).days)


def build_database(path: Path) -> Path:
    """Write a database with an administrator and a clerk, whose passwords are above."""
    clock = FixedClock()
    database = databases.create_database(path)
    databases.initialise(database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, clock)
    add_clerk(acting(database, ADMINISTRATOR, clock), CLERK, CLERK_PASSWORD)
    database.close()
    return path


def first_users(context: ServiceContext) -> None:
    """Give a server's new database the same two users; the context is its owner's."""
    databases.initialise(context.database, ADMINISTRATOR, ADMINISTRATOR_PASSWORD, context.clock)
    add_clerk(context, CLERK)


def add_clerk(context: ServiceContext, username: str, password: str = CLERK_PASSWORD) -> int:
    """Add a clerk who need not change the password, and return the id."""
    with UnitOfWork(context) as work:
        if context.database.is_embedded:
            record = ClientUser(
                username=username,
                display_name=username.title(),
                password_hash=passwords.hash_password(password),
            )
            work.session.add(record)
            work.commit()
            return record.id
        user = User(username=username, display_name=username.title())
        user_id = server_users.add_user(work.session, user, password, must_change=False)
        work.commit()
    PASSWORDS[username] = password
    return user_id


def copy_database(template: Path, path: Path) -> Database:
    """Open a copy of a closed database."""
    shutil.copyfile(template, path)
    return databases.open_database(path)


def acting(database: Database, username: str, clock: Clock) -> ServiceContext:
    """Return the context of a user without going through sign-in.

    On a server that takes a connection of his own; whose password the test does not know gets one.
    """
    with ReadOnlyWork(ServiceContext(database, clock=clock)) as work:
        record = user_queries.by_username(work.session, username)
        assert record is not None
        actor = user_queries.actor_of(record)
    if isinstance(database, ServerDatabase):
        database = RUN[0].open_as(*_known_account(actor))
    return ServiceContext(database, actor=actor, clock=clock)


def on_another_computer(context: ServiceContext) -> ServiceContext:
    """Return the same user's context with a database opened anew; the caller closes that."""
    database = context.database
    if isinstance(database, EmbeddedDatabase):
        return replace(context, database=databases.open_database(database.path))
    assert isinstance(database, ServerDatabase) and context.actor is not None
    again = ServerDatabase(database.server)
    again.sign_on(*_known_account(context.actor))
    return replace(context, database=again)


# The run's database on a server, where one is named.
RUN: list[ServerRun] = []


def _known_account(actor: Actor) -> tuple[str, str]:
    principal, name = server_users.principal_for(actor.username), fold(actor.username)
    if name not in PASSWORDS:
        run, role = RUN[0], "crm_admin" if actor.is_administrator else "crm_clerk"
        run.account("set_password", principal=principal, password=CLERK_PASSWORD)
        run.account("set_role", principal=principal, role=role)
        return principal, CLERK_PASSWORD
    return principal, PASSWORDS[name]
