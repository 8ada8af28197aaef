"""A computer without ODBC: pyodbc itself cannot be loaded there."""

import sys

import pytest

from crm_desktop.domain.server_errors import DriverMissing
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.sql_server import SqlServer
from crm_desktop.services import databases
from crm_desktop.services.sign_in import sign_in

SERVER = SqlServer(server="127.0.0.1", port=9, database="crm", connect_seconds=1)


@pytest.fixture(autouse=True)
def no_odbc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyodbc", None)


def test_signing_in_says_what_to_install() -> None:
    database = databases.open_database(SERVER.url)
    with pytest.raises(DriverMissing):
        sign_in(database, "wang", "secret-Word-1", clock=SystemClock())
    database.close()


def test_preparing_says_what_to_install() -> None:
    with pytest.raises(DriverMissing):
        databases.prepare(SERVER.url, "owner", "secret-Word-1")
