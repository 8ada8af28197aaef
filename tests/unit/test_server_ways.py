"""What services do otherwise on a server, tried without one.

The schema is that of a file, and what the server's procedures would answer is told by the test.
That a real server answers so, `tests/data` proves with CRM_TEST_MSSQL.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, delete, event, text

from crm_desktop.data import derived as derived_rows
from crm_desktop.data import import_rows, server_grams, server_schema, server_users
from crm_desktop.data.database import EmbeddedDatabase
from crm_desktop.data.dialect import FilePlace, embedded_engine
from crm_desktop.data.migrate import SchemaState
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.server_users import Profile
from crm_desktop.data.tables import ImportRow
from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.findings import State
from crm_desktop.domain.user import Actor
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.infra.sql_server import SqlServer
from crm_desktop.services import backups, databases, derived, query, sign_in, transfer_in
from crm_desktop.services.context import ServiceContext
from tests.databases import FixedClock, copy_database

URL = "mssql+pyodbc://sa:secret@sql.example.com/crm"
ADMIN = Actor(1, "admin", "Admin", 1)
pytestmark = pytest.mark.embedded("it stands in for a server")


class Server(ServerDatabase):
    """A server whose tables are in a file; it lets everybody in."""

    path: Path

    def sign_on(self, username: str, password: str) -> None:
        if password == "wrong":
            raise errors.WrongCredentials
        self.username = username
        self._writing = embedded_engine(FilePlace(str(self.path)), for_writing=True)
        self._reading = embedded_engine(FilePlace(str(self.path)), for_writing=False)

    def writer(self) -> Any:
        return EmbeddedDatabase.writer(self)  # type: ignore[arg-type]

    def commit(self, session: Any) -> None:
        session.commit()


@pytest.fixture
def server(
    database_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    copy_database(database_template, tmp_path / "server.db").close()
    monkeypatch.setattr(Server, "path", tmp_path / "server.db", raising=False)
    monkeypatch.setattr(databases, "ServerDatabase", Server)
    monkeypatch.setattr(server_users, "my_profile", lambda _: Profile(ADMIN, is_known=True))
    monkeypatch.setattr(server_users, "note_sign_in", lambda _: None)
    monkeypatch.setattr(server_users, "oldest_client", lambda _: "0.0.1")
    monkeypatch.setattr(server_schema, "is_owner", lambda _: False)
    monkeypatch.setattr(import_rows, "drop", dropped_in_a_file)
    stands(monkeypatch, SchemaState.CURRENT)
    opened = Server(SqlServer(server="sql.example.com"))
    yield opened
    opened.close()


def dropped_in_a_file(session: Any, batch_id: int, last: int) -> None:
    """Do what the server's procedure does with rows that wait."""
    rows = delete(ImportRow).where(ImportRow.batch_id == batch_id)
    session.execute(rows.where(ImportRow.row_number <= last))


def stands(monkeypatch: pytest.MonkeyPatch, state: SchemaState) -> None:
    """Let the server's schema stand so to the program's."""
    monkeypatch.setattr(server_schema, "examine", lambda _: state)


def signed_in(server: Server) -> ServiceContext:
    return sign_in.sign_in(server, "admin", "right", clock=FixedClock())


def test_who_may_sign_in_is_the_servers_affair(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signed_in(server).actor == ADMIN
    for password in ("", "wrong"):
        with pytest.raises(errors.WrongCredentials):
            sign_in.sign_in(server, "admin", password, clock=FixedClock())
    monkeypatch.setattr(server_users, "my_profile", lambda _: Profile(None, is_known=False))
    with pytest.raises(server_errors.UserUnknown):
        signed_in(server)
    monkeypatch.setattr(server_users, "my_profile", lambda _: Profile(None, is_known=True))
    with pytest.raises(errors.AccountDisabled):
        signed_in(server)


def test_what_schema_is_there_decides_who_may_work(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(monkeypatch, SchemaState.NEWER)
    assert signed_in(server).actor == ADMIN
    monkeypatch.setattr(server_users, "oldest_client", lambda _: "99.0")
    with pytest.raises(server_errors.ClientTooOld):
        signed_in(server)
    stands(monkeypatch, SchemaState.OLDER)
    with pytest.raises(server_errors.ServerOlder, match="owner must upgrade"):
        signed_in(server)
    stands(monkeypatch, SchemaState.EMPTY)
    with pytest.raises(server_errors.UserUnknown):
        signed_in(server)
    monkeypatch.setattr(server_schema, "is_owner", lambda _: True)
    with pytest.raises(server_errors.ForeignDatabase):
        signed_in(server)


def test_the_rights_after_the_first_password_are_those_of_the_role(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Actor(1, "admin", "Admin", 0, must_change_password=True)
    monkeypatch.setattr(server_users, "my_profile", lambda _: Profile(new, is_known=True))
    context = signed_in(server)
    assert context.actor == new
    monkeypatch.setattr(server_users, "my_profile", lambda _: Profile(ADMIN, is_known=True))
    monkeypatch.setattr(server_users, "change_own_password", lambda *_: None)
    assert sign_in.change_password(context, "right", "herbst-Laub-99").actor == ADMIN


@pytest.mark.parametrize("state", SchemaState)
def test_an_owner_makes_upgrades_or_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch, state: SchemaState
) -> None:
    done: list[object] = []
    monkeypatch.setattr(server_schema, "upgrade", done.append)
    stands(monkeypatch, state)
    refused = {
        databases.prepare: {SchemaState.NEWER: errors.DatabaseNewer},
        databases.create_database: dict.fromkeys(
            set(SchemaState) - {SchemaState.EMPTY}, errors.DatabaseExists
        ),
        databases.upgrade_database: {
            SchemaState.EMPTY: server_errors.ForeignDatabase,
            SchemaState.NEWER: errors.DatabaseNewer,
        },
    }
    for job, expected in refused.items():
        done.clear()
        if state in expected:
            with pytest.raises(expected[state]):
                job(URL)
            assert done == []
        else:
            made = job(URL)
            assert bool(done) == (state is not SchemaState.CURRENT)
            if isinstance(made, databases.Prepared):
                assert made.is_created == (state is SchemaState.EMPTY)
                made = made.database
            if made is not None:
                made.close()


def test_before_anybody_signs_in_a_server_tells_nothing(server: Server) -> None:
    assert databases.has_administrator(server)
    assert not databases.is_sample(server)
    assert databases.warning_about(URL) is None


def test_a_backup_of_a_server_is_not_made_here(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = signed_in(server)
    assert backups.back_up_if_due(context) is None
    monkeypatch.setattr(backups.server_backups, "last_backup", lambda _: None)
    assert not backups.state(context).is_known
    monkeypatch.setattr(backups.server_backups, "last_backup", lambda _: context.clock.now())
    assert backups.state(context).is_known and not backups.state(context).is_old


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["name,customer_no", *lines]), encoding="utf-8")
    return path


def test_an_import_is_stored_part_by_part(server: Server, tmp_path: Path) -> None:
    context = signed_in(server)
    rows = [f"进口 {number},N{number:04}" for number in range(700)]
    done = transfer_in.import_customers(context, write(tmp_path / "rows.csv", *rows))
    assert done.created == 700 == query.count(context, Criteria(name="进口"))
    assert transfer_in.unfinished_imports(context) == ()


def test_an_import_that_is_refused_or_cancelled_leaves_nothing(
    server: Server, tmp_path: Path
) -> None:
    context = signed_in(server)
    rows = [f"进口 {number},N{number:04}" for number in range(400)]
    with pytest.raises(errors.ImportRefused):
        transfer_in.import_customers(context, write(tmp_path / "bad.csv", *rows, "x,N0001"))
    assert query.count(context) == 0
    token = CancelToken()

    def cancel_late(done: int, _total: int) -> None:
        if done > 300:
            token.cancel()

    with token.active(), pytest.raises(errors.Cancelled):
        transfer_in.import_customers(
            context, write(tmp_path / "rows.csv", *rows), progress=cancel_late
        )
    assert query.count(context) == 0
    assert transfer_in.unfinished_imports(context) == ()


GRAMS_OF = {1: ["n华联", "n联超"], 2: ["n华联"], 6001: ["n华联", "t138"]}


@pytest.fixture
def grams() -> Iterator[Engine]:
    """What the comparison asks of a server, with grams that are as they should be."""
    engine = create_engine("sqlite://")

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: object) -> None:
        connection.execute("ATTACH ':memory:' AS crm")
        connection.create_function("VARBINARY", 1, lambda length: length)
        connection.create_function("CONVERT", 2, lambda _, text: text.encode("utf-16-le"))

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE crm.customer (id INTEGER PRIMARY KEY)"))
        for table in ("customer_gram", "customer_gram_due"):
            connection.execute(text(f"CREATE TABLE crm.{table} (gram TEXT, customer_id INTEGER)"))
            for customer, pieces in GRAMS_OF.items():
                for piece in pieces:
                    values = {"gram": piece, "customer": customer}
                    insert = f"INSERT INTO crm.{table} VALUES (:gram, :customer)"
                    connection.execute(text(insert), values)
        for customer in GRAMS_OF:
            connection.execute(text("INSERT INTO crm.customer VALUES (:id)"), {"id": customer})
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("change", "differing"),
    [
        (None, 0),
        ("DELETE FROM crm.customer_gram WHERE customer_id = 2", 1),
        ("DELETE FROM crm.customer_gram WHERE customer_id = 6001", 2),
        ("DELETE FROM crm.customer_gram", 3),
        ("INSERT INTO crm.customer_gram VALUES ('n超市', 1)", 1),
        ("UPDATE crm.customer_gram SET gram = 't139' WHERE gram = 't138'", 2),
        # Which the server holds for the same.
        ("UPDATE crm.customer_gram SET gram = gram || ' ' WHERE customer_id = 1", 0),
        ("DELETE FROM crm.customer", 3),
    ],
)
def test_grams_of_a_server_are_compared_with_what_customers_say(
    grams: Engine, change: str | None, differing: int
) -> None:
    with grams.begin() as connection:
        if change is not None:
            connection.execute(text(change))
        assert server_grams.differing_grams(connection) == differing


def test_only_the_owner_of_a_server_makes_anew_what_is_derived(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = signed_in(server)
    done: list[object] = []
    parts = [derived_rows.DerivedPart(name, lambda _: 7) for name in ("search_index",)]
    monkeypatch.setattr(derived_rows, "parts", lambda _: parts)
    monkeypatch.setattr(derived_rows, "rebuild_on_server", done.append)
    [finding] = derived.examine_derived(server)
    assert (finding.check, finding.state) == ("search_index", State.FAILED)
    assert "7" in finding.text and "database's owner" in finding.remedy
    with pytest.raises(server_errors.NotTheOwner, match=r"sql\.example\.com"):
        derived.repair_server(server)
    assert done == []
    monkeypatch.setattr(server_schema, "is_owner", lambda _: True)
    derived.repair_server(server)
    assert len(done) == 1 and context.actor == ADMIN


def test_an_owners_queries_do_not_time_out(server: Server) -> None:
    owner = databases.signed_on(f"{URL}?query_seconds=30")
    assert owner.server.query_seconds == 0
    owner.close()
