"""What the doctor says of a server; the network is faked, all else is real."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crm_desktop.data import migrate, server_probe
from crm_desktop.data.server_probe import ServerFacts
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.findings import Finding, State
from crm_desktop.infra import odbc
from crm_desktop.infra.sql_server import Encryption, SignIn, SqlServer
from crm_desktop.services import server_doctor
from crm_desktop.services.server_doctor import examine_target

BEST, OLD = "ODBC Driver 18 for SQL Server", "FreeTDS"
FACTS = {
    "version": "16.0.4100.1",
    "is_azure": False,
    "database": "crm",
    "account": "wang",
    "is_ours": True,
    "revision": migrate.CURRENT_REVISION,
    "roles": frozenset({"crm_clerk"}),
    "read_committed_snapshot": True,
    "snapshot_isolation": True,
    "is_contained": True,
}


class Network:
    """What the network and the server behind it would answer."""

    def __init__(self) -> None:
        self.port: int | None = 1433
        self.unreachable: OSError | None = None
        self.refusal: errors.CrmError | None = None
        self.facts = dict(FACTS)

    def reach(self, server: SqlServer, port: int) -> None:
        if self.unreachable is not None:
            raise self.unreachable

    @contextmanager
    def connected(self, server: SqlServer, username: str, password: str) -> Iterator[None]:
        if self.refusal is not None:
            raise self.refusal
        yield None


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(server_doctor, "driver_for", lambda server: server.driver or BEST)
    monkeypatch.setattr(server_probe, "port_of", lambda _server: made.port)
    monkeypatch.setattr(server_probe, "reach", made.reach)
    monkeypatch.setattr(server_probe, "connected", made.connected)
    monkeypatch.setattr(server_probe, "facts", lambda _connection: ServerFacts(**made.facts))
    return made


def examine(username: str = "wang", **described: object) -> dict[str, list[Finding]]:
    server = SqlServer(**{"server": "sql", **described})
    found: dict[str, list[Finding]] = {}
    for finding in examine_target(server.url, username, "secret"):
        assert finding.state is State.OK or finding.remedy, "what is wrong needs a remedy"
        found.setdefault(finding.check, []).append(finding)
    return found


def test_all_is_well(network: Network) -> None:
    found = examine()
    assert list(found) == [
        "driver", "network", "certificate", "sign_in", "server", "database", "schema", "rights",
        "isolation",
    ]  # fmt: skip
    assert all(each.state is State.OK for group in found.values() for each in group)


def test_without_a_driver_nothing_else_is_tried(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(server: SqlServer) -> str:
        raise server_errors.DriverMissing(remedy=odbc.what_to_install([], server.encryption))

    monkeypatch.setattr(server_doctor, "driver_for", none)
    found = examine()
    assert list(found) == ["driver"] and BEST in found["driver"][0].remedy


def test_a_driver_that_cannot_check_certificates_is_told_of(network: Network) -> None:
    assert examine(driver=OLD)["driver"][0].state is State.WARNING
    relaxed = examine(driver=OLD, encryption=Encryption.OPTIONAL)
    assert relaxed["driver"][0].state is State.OK


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(-2, "unknown"), "No computer is called sql"),
        (ConnectionRefusedError(111, "refused"), "nothing listens on port 1433"),
        (TimeoutError("timed out"), "within 15 seconds"),
        (OSError(113, "No route to host"), "No route to host"),
        (OSError("odd"), "odd"),
    ],
)
def test_the_network_is_examined_before_the_server(
    network: Network, error: OSError, words: str
) -> None:
    network.unreachable = error
    found = examine()
    assert list(found) == ["driver", "network"]
    assert words in found["network"][0].text and found["network"][0].state is State.FAILED


def test_an_instance_nobody_tells_the_port_of_is_tried_all_the_same(network: Network) -> None:
    network.port = None
    found = examine(instance="X")
    assert "SQL Server Browser" in found["network"][0].text
    assert found["sign_in"][0].state is State.OK


@pytest.mark.parametrize(
    ("refusal", "check"),
    [
        (server_errors.EncryptionRefused(place="crm @ sql", reason="SSL"), "certificate"),
        (errors.WrongCredentials(), "sign_in"),
        (errors.AccountDisabled(), "sign_in"),
        (server_errors.AccountLocked(), "sign_in"),
        (server_errors.PasswordExpired(), "sign_in"),
        (server_errors.DatabaseRefused(place="crm @ sql"), "database"),
        (server_errors.ServerUnreachable(place="crm @ sql"), "connection"),
    ],
)
def test_a_refusal_belongs_to_its_step(
    network: Network, refusal: errors.CrmError, check: str
) -> None:
    network.refusal = refusal
    found = examine()
    assert list(found)[-1] == check and found[check][0].state is State.FAILED


def test_strict_encryption_that_fails_has_its_own_remedy(network: Network) -> None:
    for refusal in (
        server_errors.EncryptionRefused(place="", reason=""),
        server_errors.ServerUnreachable(place=""),
    ):
        network.refusal = refusal
        found = examine(encryption=Encryption.STRICT)["certificate"][0]
        assert found.state is State.FAILED and "2022" in found.remedy


def test_without_a_user_only_the_way_to_the_server_is_examined(network: Network) -> None:
    network.refusal = errors.WrongCredentials()
    assert examine("")["sign_in"][0].state is State.WARNING
    windows = examine("", sign_in=SignIn.WINDOWS)["sign_in"][0]
    assert windows.state is State.FAILED and "Windows" in windows.remedy


def test_what_is_less_safe_is_told(network: Network) -> None:
    for described in ({"trust_certificate": True}, {"encryption": Encryption.OPTIONAL}):
        assert examine(**described)["certificate"][0].state is State.WARNING


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"version": "12.0.5000.0"}, State.WARNING),
        ({"version": "12.0.2000.8", "is_azure": True}, State.OK),
        ({"version": "unknown"}, State.WARNING),
    ],
)
def test_old_servers_are_told_of(network: Network, facts: dict[str, object], state: State) -> None:
    network.facts.update(facts)
    assert examine()["server"][0].state is state


def test_a_database_of_another_program_is_recognised(network: Network) -> None:
    network.facts.update(is_ours=False, revision="")
    found = examine()
    assert list(found)[-1] == "schema" and "not CRM Desktop" in found["schema"][0].text


@pytest.mark.parametrize(("revision", "state"), [("9999", State.WARNING), ("0001", State.FAILED)])
def test_other_schemas_are_told_of(network: Network, revision: str, state: State) -> None:
    network.facts["revision"] = revision
    assert examine()["schema"][0].state is state


@pytest.mark.parametrize(
    ("roles", "state", "words"),
    [
        ({"crm_admin"}, State.OK, "administrator"),
        ({"crm_clerk"}, State.OK, "clerk"),
        ({"crm_new"}, State.WARNING, "password"),
        ({"db_owner"}, State.WARNING, "owns"),
        (set(), State.FAILED, "no rights"),
    ],
)
def test_rights_follow_the_roles(
    network: Network, roles: set[str], state: State, words: str
) -> None:
    network.facts["roles"] = frozenset(roles)
    found = examine()["rights"][0]
    assert found.state is state and words in found.text


def test_isolation_settings_that_are_off_come_with_their_statement(network: Network) -> None:
    network.facts.update(
        read_committed_snapshot=False, snapshot_isolation=None, database="crm]; DROP"
    )
    first, second = examine()["isolation"]
    assert "ALTER DATABASE [crm]]; DROP] SET READ_COMMITTED_SNAPSHOT ON" in first.remedy
    assert "ALLOW_SNAPSHOT_ISOLATION ON" in second.remedy


def test_a_connection_that_cannot_be_understood_is_said_so() -> None:
    [found] = examine_target("mssql+pyodbc://host/crm?colour=red")
    assert found.state is State.FAILED and "option" in found.text


def test_a_file_is_examined_as_a_file(tmp_path) -> None:
    assert examine_target(str(tmp_path / "missing.db"))[0].state is State.FAILED
