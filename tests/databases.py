"""Databases and people for tests: real SQLite files, cheap passwords, a clock that stands."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crm_desktop.data import user_queries
from crm_desktop.data.database import Database
from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.infra.clock import Clock
from crm_desktop.services import databases, passwords
from crm_desktop.services.context import ServiceContext

ADMINISTRATOR = "admin"
ADMINISTRATOR_PASSWORD = "winter-Garten-7"
CLERK = "clerk"
CLERK_PASSWORD = "sommer-Wiese-8"
NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
TODAY = date(2026, 3, 10)
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


def add_clerk(context: ServiceContext, username: str, password: str = CLERK_PASSWORD) -> int:
    """Add a clerk who need not change the password, and return the id."""
    with UnitOfWork(context) as work:
        record = ClientUser(
            username=username,
            display_name=username.title(),
            password_hash=passwords.hash_password(password),
        )
        work.session.add(record)
        work.commit()
        return record.id


def copy_database(template: Path, path: Path) -> Database:
    """Open a copy of a closed database."""
    shutil.copyfile(template, path)
    return databases.open_database(path)


def acting(database: Database, username: str, clock: Clock) -> ServiceContext:
    """Return the context of a user without going through sign-in."""
    context = ServiceContext(database, clock=clock)
    with ReadOnlyWork(context) as work:
        record = user_queries.by_username(work.session, username)
        assert record is not None
        return context.acting_as(user_queries.actor_of(record))
