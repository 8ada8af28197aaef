"""Databases with the company, built once and kept in a cache outside the source tree."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from bench.company import OWNERS, VERSION, Company
from bench.loading import load_company
from bench.words import CATEGORIES
from crm_desktop.data import migrate, user_queries
from crm_desktop.data.database import Database, EmbeddedDatabase
from crm_desktop.data.tables import ClientUser, ProductCategoryRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.infra.clock import SystemClock
from crm_desktop.services import databases, passwords
from crm_desktop.services.context import ServiceContext

CACHE_VARIABLE = "CRM_BENCH_CACHE"
USERNAME = "bench"
PASSWORD = "a benchmark has no secrets"


def cache_folder() -> Path:
    """Return the folder of databases built earlier, made if it is missing."""
    named = os.environ.get(CACHE_VARIABLE)
    folder = Path(named) if named else user_cache_path("crm-desktop-bench", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def company_file(customers: int) -> Path:
    """Return the database file with the company of that many customers; build it where missing."""
    beginning = f"company-{customers}-"
    path = cache_folder() / f"{beginning}{migrate.CURRENT_REVISION}-{VERSION}.crm"
    if path.exists():
        return path
    unfinished = path.with_suffix(".unfinished")
    older = sorted(cache_folder().glob(f"{beginning}*-{VERSION}.crm"))
    unfinished.unlink(missing_ok=True)  # of a build that was broken off
    if older:
        older.pop().replace(unfinished)
    for old in cache_folder().glob(f"{beginning}*"):
        if old != unfinished and old.is_file():
            old.unlink()
    began = time.perf_counter()
    _make(unfinished, customers)
    unfinished.replace(path)
    say(f"done in {time.perf_counter() - began:.0f} s: {path.stat().st_size / 1e6:,.0f} MB")
    return path


def _make(path: Path, customers: int) -> None:
    """Build a database, or bring the one that is there to the present schema."""
    is_there = path.exists()
    does = "upgrading the" if is_there else "building a"
    say(f"{does} database of {customers:,} customers, once …")
    database = EmbeddedDatabase(path) if is_there else databases.create_database(path)
    with closing(database):
        hurry(database)
        if isinstance(database, EmbeddedDatabase) and is_there:
            migrate.upgrade(database)
        else:
            fill(database, Company(customers))


def new_database(path: Path) -> Path:
    """Return an empty database with its administrator and what rows refer to."""
    database = databases.create_database(path)
    try:
        prepare(database)
    finally:
        database.close()
    return path


def fill(database: Database, company: Company) -> None:
    """Put the company into a new database."""
    prepare(database)
    load_company(signed_in(database), company, say)


def hurry(database: Database) -> None:
    """Give up safety for the building alone: an unfinished file is thrown away anyhow."""
    with closing(database.writing_engine.raw_connection()) as connection:  # the one that writes
        cursor = connection.cursor()
        for setting in ("synchronous=OFF", "cache_size=-500000", "temp_store=MEMORY"):
            cursor.execute(f"PRAGMA {setting}")


def prepare(database: Database) -> None:
    """Add users and product categories to a new database, with ids from 1 on."""
    databases.initialise(database, USERNAME, PASSWORD, SystemClock())
    hashed = passwords.hash_password(PASSWORD)
    with UnitOfWork(signed_in(database)) as work:
        for number in range(2, OWNERS + 1):
            name = f"clerk{number}"
            user = ClientUser(username=name, display_name=f"业务员{number}", password_hash=hashed)
            work.session.add(user)
            work.flush()
        work.commit()
    add_categories(signed_in(database))


def add_categories(context: ServiceContext) -> None:
    """Add the product categories, in their order."""
    with UnitOfWork(context) as work:
        for position, name in enumerate(CATEGORIES):
            work.session.add(ProductCategoryRecord(name=name, position=position))
            work.flush()
        work.commit()


def signed_in(database: Database) -> ServiceContext:
    """Return the administrator's context without the deliberate slowness of signing in."""
    context = ServiceContext(database)
    with ReadOnlyWork(context) as work:
        record = user_queries.by_username(work.session, USERNAME)
        if record is None:
            raise RuntimeError(f"{database.location} is no database of the benchmarks")
        return context.acting_as(user_queries.actor_of(record))


@contextmanager
def opened(path: Path) -> Iterator[ServiceContext]:
    """Yield the administrator's context of a database file."""
    database = databases.open_database(path)
    try:
        yield signed_in(database)
    finally:
        database.close()


def say(text: str) -> None:
    """Tell whoever waits at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)
