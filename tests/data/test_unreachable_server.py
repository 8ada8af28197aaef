"""A server that does not answer: every way to it ends in a plain error, and soon."""

from pathlib import Path

import pytest

from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain import errors
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.sql_server import SignIn, SqlServer
from crm_desktop.services import databases, line
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.sign_in import sign_in
from tests.databases import ADMINISTRATOR_PASSWORD

# Nobody listens on the discard port of this machine.
NOWHERE = SqlServer(server="127.0.0.1", port=9, database="crm", connect_seconds=1)
OWNED = NOWHERE.url.replace("://", "://owner:secret-Word-1@")


@pytest.mark.parametrize(
    "job", [databases.create_database, databases.upgrade_database, databases.prepare]
)
def test_an_owner_is_told_that_it_cannot_be_reached(job: "type") -> None:
    with pytest.raises(errors.CrmError) as told:
        job(OWNED)
    assert "secret-Word-1" not in str(told.value)


def test_signing_in_is_told_that_it_cannot_be_reached() -> None:
    database = databases.open_database(NOWHERE.url)
    assert databases.database_exists(NOWHERE.url)
    assert databases.has_administrator(database)
    with pytest.raises(errors.CrmError):
        sign_in(database, "wang", ADMINISTRATOR_PASSWORD, clock=SystemClock())
    database.close()


@pytest.mark.parametrize(("username", "password"), [("", "secret"), ("wang", ""), ("  ", "x")])
def test_half_a_pair_is_not_even_sent(username: str, password: str) -> None:
    database = databases.open_database(NOWHERE.url)
    with pytest.raises(errors.WrongCredentials):
        sign_in(database, username, password, clock=SystemClock())
    database.close()


def test_a_windows_account_needs_no_pair_but_a_server() -> None:
    server = SqlServer(
        server="127.0.0.1", port=9, database="crm", connect_seconds=1, sign_in=SignIn.WINDOWS
    )
    database = databases.open_database(server.url)
    with pytest.raises(errors.CrmError) as told:
        sign_in(database, "", "", clock=SystemClock())
    assert not isinstance(told.value, errors.WrongCredentials)
    database.close()


@pytest.mark.parametrize("target", ["postgresql://host/crm", "mssql+pyodbc://a b:x/crm"])
def test_a_server_of_another_kind_is_refused(target: str) -> None:
    with pytest.raises(errors.CrmError):
        databases.prepare(target)


def test_a_line_is_looked_after_on_servers_only(tmp_path: Path) -> None:
    file = databases.create_database(tmp_path / "crm.db")
    embedded = ServiceContext(file)
    assert not line.has_line(embedded)
    with pytest.raises(errors.NotSignedIn):
        line.check(embedded)
    with pytest.raises(errors.NotSignedIn):
        line.sign_in_again(embedded, "anything")
    file.close()
    opened = databases.open_database(NOWHERE.url)
    assert isinstance(opened, ServerDatabase)
    away = ServiceContext(opened)
    assert line.has_line(away)
    with pytest.raises(errors.CrmError):
        line.sign_in_again(away, "anything")
    with pytest.raises(errors.CrmError):
        line.check(away)
    opened.close()
