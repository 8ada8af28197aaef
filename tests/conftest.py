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
    RUN,
    TODAY,
    FixedClock,
    acting,
    build_database,
    copy_database,
    first_users,
)
from tests.server import VARIABLE, ServerRun, is_named

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
def database_kind() -> str:
    """Which kind of database a test runs on; service tests run on both."""
    return "sqlite"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let every service test run on an embedded database and on a SQL Server."""
    folder = metafunc.definition.path.parent.name
    if folder not in ("data", "unit") or "database" not in metafunc.fixturenames:
        return
    marked = [metafunc.definition.get_closest_marker(name) for name in ("embedded", "mssql")]
    if marked == [None, None]:
        missing = pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server")
        on_server = pytest.param("mssql", marks=[pytest.mark.mssql, missing])
        metafunc.parametrize("database_kind", ["sqlite", on_server])


@pytest.fixture(scope="session")
def server_run(cheap_passwords: None) -> Iterator[ServerRun]:
    """A database on the server, with the users of `tests.databases`, dropped after the run."""
    run = ServerRun(first_users, FixedClock())
    RUN.append(run)
    yield run
    RUN.clear()
    run.close()


@pytest.fixture
def database(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Database]:
    """A database of the test's own, with the users of `tests.databases`."""
    if database_kind == "mssql":
        run: ServerRun = request.getfixturevalue("server_run")
        if run.is_stand_in and (marker := request.node.get_closest_marker("real_server")):
            pytest.skip(f"only a real SQL Server proves it: {marker.args[0]}")
        yield run.open()
        run.put_back()
        return
    template: Path = request.getfixturevalue("database_template")
    opened = copy_database(template, tmp_path / "crm.db")
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
