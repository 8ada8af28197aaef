"""Signing in over a connection that is described wrongly: each mistake has its own plain error."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain import errors, server_errors
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.i18n import ENGLISH, show_in
from crm_desktop.infra.sql_server import Encryption, SqlServer
from crm_desktop.services import databases
from crm_desktop.services.sign_in import sign_in
from tests.databases import CLERK, CLERK_PASSWORD
from tests.server import VARIABLE, ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]
CHECKED = {"encryption": Encryption.MANDATORY, "trust_certificate": False}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"server": "no-such-host.invalid"}, server_errors.ServerUnreachable),
        ({"port": 1}, server_errors.ServerUnreachable),
        ({"database": "no_such_database"}, server_errors.DatabaseRefused),
        ({"database": "no'such]--"}, server_errors.DatabaseRefused),
        ({"database": "master"}, server_errors.UserUnknown),
        (CHECKED, server_errors.EncryptionRefused),
    ],
)
def test_what_is_described_wrongly_is_said(
    server_run: ServerRun, changed: dict[str, object], told: type[errors.CrmError]
) -> None:
    wrong: SqlServer = replace(server_run.server, connect_seconds=5, **changed)  # type: ignore[arg-type]
    if changed is CHECKED and "FreeTDS" in wrong.driver:
        pytest.skip("FreeTDS checks certificates as freetds.conf says")
    database = databases.open_database(wrong.url)
    with pytest.raises(told) as refused:
        sign_in(database, CLERK, CLERK_PASSWORD, clock=SystemClock())
    assert isinstance(database, ServerDatabase) and not database.is_signed_on
    shown = show_in(ENGLISH, refused.value.text)
    assert CLERK_PASSWORD not in str(refused.value) and len(shown) > 20


@pytest.fixture
def of_another_program(server_run: ServerRun) -> Iterator[SqlServer]:
    """A database whose tables are in a schema of our name, and not ours."""
    name = f"{server_run.server.database}_x"
    server_run.at_master(f"CREATE DATABASE {name}")
    theirs = ServerDatabase(replace(server_run.server, database=name))
    theirs.sign_on(*server_run.owner_account)
    with theirs.writing_engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA crm")
        connection.exec_driver_sql("CREATE TABLE crm.customer (id INT, secret NVARCHAR(10))")
    theirs.close()
    yield theirs.server
    server_run.drop(name)


def test_a_database_of_another_program_is_left_alone(
    server_run: ServerRun, of_another_program: SqlServer
) -> None:
    username, password = server_run.owner_account
    owned = of_another_program.url.replace("://", f"://{username}:{password}@")
    for job in (databases.create_database, databases.upgrade_database, databases.prepare):
        with pytest.raises(server_errors.ForeignDatabase):
            job(owned)
    theirs = ServerDatabase(of_another_program)
    theirs.sign_on(username, password)
    with theirs.writing_engine.connect() as connection:
        query = "SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID('crm')"
        assert [name for (name,) in connection.exec_driver_sql(query)] == ["customer"]
    theirs.close()
