"""Set-up shared by all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.data.database import Database
from crm_desktop.devtools.build import ensure_built
from crm_desktop.services import databases, passwords
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sample import create_sample_company
from tests.databases import (
    ADMINISTRATOR,
    CHEAP,
    CLERK,
    TODAY,
    FixedClock,
    acting,
    build_database,
    copy_database,
)

ensure_built()


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash passwords at a cost that suits tests, not attackers."""
    usual, passwords.cost = passwords.cost, CHEAP
    yield
    passwords.cost = usual


@pytest.fixture(scope="session")
def database_template(cheap_passwords: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with an administrator and a clerk, to be copied."""
    return build_database(tmp_path_factory.mktemp("template") / "template.db")


@pytest.fixture(scope="session")
def sample_template(cheap_passwords: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database with the sample company up to the day of `tests.databases`."""
    path = tmp_path_factory.mktemp("sample") / "template.db"
    opened = databases.create_database(path)
    create_sample_company(opened, TODAY)
    opened.close()
    return path


@pytest.fixture
def sample_database(sample_template: Path, tmp_path: Path) -> Iterator[Database]:
    """The sample company, for the test alone."""
    opened = copy_database(sample_template, tmp_path / "sample.db")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FixedClock:
    """10 March 2026, unless a test lets time pass."""
    return FixedClock()


@pytest.fixture
def database(database_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An embedded database of the test's own, with the users of `tests.databases`."""
    opened = copy_database(database_template, tmp_path / "crm.db")
    yield opened
    opened.close()


@pytest.fixture
def administrator(database: Database, clock: FixedClock) -> ServiceContext:
    """The administrator, signed in."""
    return acting(database, ADMINISTRATOR, clock)


@pytest.fixture
def clerk(database: Database, clock: FixedClock) -> ServiceContext:
    """The clerk, signed in."""
    return acting(database, CLERK, clock)
