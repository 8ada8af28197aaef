"""A password that the server calls expired is changed while signing in, where the driver can."""

from typing import Any

import pytest

from crm_desktop.data import server_connection, server_database
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain import errors, server_errors
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.odbc import DRIVERS, OLD_PASSWORD_ATTRIBUTE
from crm_desktop.infra.sql_server import SqlServer
from crm_desktop.services.context import require_signed_in
from crm_desktop.services.sign_in import change_password, sign_in

OLD, NEW = "winter-Garten-7", "fruehling-Beet-9"
BEST, FREETDS = DRIVERS[0], DRIVERS[-1]

# pyodbc cannot be loaded where there is no ODBC at all.
pytest.importorskip("pyodbc", exc_type=ImportError)


class Server:
    """Says that the old password has expired, and takes a new one in its place."""

    def __init__(self, driver: str) -> None:
        self.driver = driver
        self.password = OLD
        self.asked: list[tuple[str, dict[int, str]]] = []

    def connect(self, text: str, attrs_before: dict[int, str], **_: Any) -> Any:
        import pyodbc

        self.asked.append((text, attrs_before))
        if attrs_before.get(OLD_PASSWORD_ATTRIBUTE) == self.password:
            self.password = text.rpartition("PWD=")[2]
            return Connection()
        if text.endswith(f"PWD={OLD}") and self.password == OLD:
            raise pyodbc.Error("28000", "[28000] The password has expired. (18487) (SQLConnect)")
        if text.endswith(f"PWD={self.password}"):
            raise pyodbc.OperationalError("08001", "[08001] enough for this test (0) (SQLConnect)")
        raise pyodbc.Error("28000", "[28000] Login failed. (18456) (SQLConnect)")


class Connection:
    timeout = 0

    def close(self) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Server:
    import pyodbc

    made = Server(getattr(request, "param", BEST))
    monkeypatch.setattr(pyodbc, "connect", made.connect)
    for module in (server_connection, server_database):
        monkeypatch.setattr(module, "driver_for", lambda _server: made.driver)
    return made


@pytest.fixture
def place() -> ServerDatabase:
    return ServerDatabase(SqlServer(server="host"))


def test_who_comes_with_an_expired_password_may_change_it_and_nothing_else(
    server: Server, place: ServerDatabase
) -> None:
    context = sign_in(place, "Wang", OLD, clock=SystemClock())
    assert context.actor is not None and context.actor.must_change_password
    with pytest.raises(errors.NotSignedIn):
        require_signed_in(context)
    with pytest.raises(errors.WeakPassword):
        change_password(context, OLD, "short")
    with pytest.raises(errors.WrongCredentials):
        change_password(context, "something-else-1", NEW)
    with pytest.raises(server_errors.ServerUnreachable):  # the line ends there in this test
        change_password(context, OLD, NEW)
    assert server.password == NEW
    text, attributes = server.asked[-2]
    assert text.endswith(f"PWD={NEW}") and attributes == {OLD_PASSWORD_ATTRIBUTE: OLD}
    assert OLD not in text
    assert server.asked[-1][1] == {}


@pytest.mark.parametrize("server", [FREETDS, "SQL Server"], indirect=True)
def test_drivers_that_cannot_change_it_say_so(server: Server, place: ServerDatabase) -> None:
    with pytest.raises(server_errors.PasswordExpired):
        sign_in(place, "wang", OLD, clock=SystemClock())
    assert server.password == OLD
