"""A save while the line breaks, at every step of it, against a real server."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from threading import Timer
from uuid import uuid4

import pytest
from sqlalchemy import text

from crm_desktop.data.dialect import sql_server
from crm_desktop.data.server_connection import driver_for, open_connection
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.server_schema import batches
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.server_errors import (
    AnswerLost,
    ConnectionLost,
    QueryTimedOut,
    ServerUnreachable,
    StoredBefore,
)
from crm_desktop.infra.odbc import FREETDS
from crm_desktop.infra.paths import schema_scripts
from crm_desktop.infra.sql_server import Encryption, ParsedUrl, parse
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.line import check, was_stored
from tests.line_proxy import Cut, LineProxy, line_to

pytestmark = pytest.mark.mssql

_URL = os.environ.get("CRM_TEST_MSSQL", "")
_TABLES = """
CREATE TABLE crm.client_operation (
    client NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL, at DATETIME2(6) NOT NULL
)
GO
CREATE TABLE crm.note (word NVARCHAR(40) NOT NULL PRIMARY KEY, number INT NOT NULL)
"""
# How many requests a save has depends on the driver, and on what it has prepared before.
_FEWEST_STEPS, _MOST_STEPS = 5, 10
UNTOLD = (Cut.SILENT, Cut.UNHEARD)


@pytest.fixture(scope="module")
def place() -> Iterator[ParsedUrl]:
    """A database of its own with nothing in it but what a save needs."""
    if not _URL:
        pytest.skip("CRM_TEST_MSSQL names no server")
    given = parse(_URL)
    # The proxy has to see which request commits.
    given = replace(given, server=replace(given.server, encryption=Encryption.OPTIONAL))
    name = f"crm_line_{uuid4().hex[:12]}"
    _in_master(given, f"CREATE DATABASE {name}")
    found = replace(given, server=replace(given.server, database=name))
    operations = (schema_scripts() / "sql_server" / "65_operations.sql").read_text("utf-8")
    with closing(open_connection(found.server, found.username, found.password)) as connection:
        connection.execute("CREATE SCHEMA crm")
        for batch in (*batches(_TABLES), *batches(operations)):
            connection.execute(batch)
        connection.commit()
    yield found
    for _ in range(20):
        with suppress(Exception):  # a connection may take a moment to end
            _in_master(given, f"DROP DATABASE {name}")
            return


def _in_master(given: ParsedUrl, statement: str) -> None:
    server = replace(given.server, database="master")
    with closing(open_connection(server, given.username, given.password)) as connection:
        connection.autocommit = True
        connection.execute(statement)


@pytest.fixture
def line(place: ParsedUrl) -> Iterator[LineProxy]:
    with line_to(place.server.server, place.server.port or 1433) as proxy:
        yield proxy


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a line for dead sooner than people would."""
    monkeypatch.setattr(sql_server, "PING_SECONDS", 2)
    monkeypatch.setattr(sql_server, "COMMIT_SECONDS", 2)


@pytest.fixture
def context(place: ParsedUrl, line: LineProxy) -> Iterator[ServiceContext]:
    """Somebody who works over the line, and has saved once already."""
    server = replace(
        place.server, server="127.0.0.1", port=line.port, connect_seconds=10, query_seconds=3
    )
    database = ServerDatabase(server)
    database.sign_on(place.username, place.password)
    context = ServiceContext(database)
    save(context)  # what is prepared once is prepared
    yield context
    database.close()


def save(context: ServiceContext, word: str | None = None) -> None:
    with UnitOfWork(context) as work:
        insert = text("INSERT INTO crm.note (word, number) VALUES (:word, 1)")
        update = text("UPDATE crm.note SET number = 2 WHERE word = :word")
        for statement in (insert, update):
            work.session.execute(statement, {"word": word or uuid4().hex})
        work.commit()


@pytest.fixture
def stored(place: ParsedUrl) -> Iterator[Callable[[str], int]]:
    """Tells how often a word is stored, asked over a line of its own."""
    with closing(open_connection(place.server, place.username, place.password)) as connection:
        connection.execute("DELETE FROM crm.note")
        connection.commit()

        def count(word: str) -> int:
            row = connection.execute("SELECT COUNT(*) FROM crm.note WHERE word = ?", word)
            found = row.fetchone()[0]
            connection.commit()
            return int(found)

        yield count


@pytest.mark.parametrize("cut", Cut)
@pytest.mark.parametrize("step", range(1, _MOST_STEPS + 1))
def test_a_save_is_stored_once_or_not_at_all_wherever_the_line_is_cut(
    stored: Callable[[str], int],
    context: ServiceContext,
    line: LineProxy,
    step: int,
    cut: Cut,
) -> None:
    if cut in UNTOLD and isinstance(context.database, ServerDatabase):
        skip_for_freetds(context.database)
    line.arm(step, cut)
    try:
        save(context, "once")
        told_stored = True
    except (ServerUnreachable, QueryTimedOut) as error:
        assert not isinstance(error, AnswerLost), "there is a line again: the end can be known"
        told_stored = False
    if step <= _FEWEST_STEPS:
        assert line.has_cut.wait(10), "the line was not cut"
    assert stored("once") == (1 if told_stored else 0)
    if not told_stored:
        save(context, "once")
    assert stored("once") == 1


def test_the_answer_to_a_commit_that_arrived_is_found_out(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    line.arm_at_commit(Cut.AFTER)
    save(context, "arrived")
    assert line.has_cut.is_set()
    assert stored("arrived") == 1


def test_a_commit_that_never_left_is_known_to_have_failed(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    line.arm_at_commit(Cut.BEFORE)
    with pytest.raises(ConnectionLost):
        save(context, "lost")
    assert stored("lost") == 0


def test_when_nobody_can_be_asked_nothing_is_repeated(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    operations(context).patience = 0.0
    line.arm_at_commit(Cut.AFTER)
    down = _down_after_cut(line)
    with pytest.raises(AnswerLost):
        save(context, "unknown")
    down.cancel()
    assert stored("unknown") == 1
    with pytest.raises(ServerUnreachable):
        save(context, "too early")
    line.come_up()
    with pytest.raises(StoredBefore):
        save(context, "second try")
    assert stored("second try") == 0
    save(context, "afterwards")
    assert stored("afterwards") == 1


@pytest.mark.parametrize(("cut", "is_stored"), [(Cut.AFTER, True), (Cut.BEFORE, False)])
def test_how_a_save_ended_whose_answer_was_lost_is_asked_by_its_number(
    stored: Callable[[str], int],
    context: ServiceContext,
    line: LineProxy,
    cut: Cut,
    is_stored: bool,
) -> None:
    operations(context).patience = 0.0
    line.arm_at_commit(cut)
    down = _down_after_cut(line)
    with pytest.raises(AnswerLost) as lost:
        save(context, "unknown")
    down.cancel()
    number = lost.value.values["operation"]
    assert isinstance(number, int)
    with pytest.raises(ServerUnreachable):
        was_stored(context, number)
    line.come_up()
    assert was_stored(context, number) is is_stored
    assert stored("unknown") == int(is_stored)
    save(context, "afterwards")
    assert stored("afterwards") == 1, "it was asked about already: nothing is refused"
    assert was_stored(context, number) is is_stored, "later saves change nothing about it"


def test_a_save_waits_for_a_server_that_restarts(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    line.arm_at_commit(Cut.AFTER)
    down = _down_after_cut(line)
    up = Timer(1.5, line.come_up)
    up.start()
    save(context, "patient")
    down.cancel()
    up.cancel()
    assert stored("patient") == 1


def test_an_idle_line_that_was_killed_is_replaced_without_a_word(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    with ReadOnlyWork(context) as work:
        work.session.execute(text("SELECT 1"))
    line.go_down()
    line.come_up()
    save(context, "after the nap")
    with ReadOnlyWork(context) as work:
        found = work.session.execute(text("SELECT number FROM crm.note WHERE number = 2"))
        assert found.scalars().all() == [2]
    assert stored("after the nap") == 1


def test_without_a_server_the_words_are_plain(context: ServiceContext, line: LineProxy) -> None:
    line.go_down()
    with pytest.raises(ServerUnreachable):
        save(context)


def test_a_line_that_fell_silent_while_idle_is_replaced(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    with ReadOnlyWork(context) as work:
        work.session.execute(text("SELECT 1"))
    line.fall_silent()
    line.come_up()
    with ReadOnlyWork(context) as work:
        assert work.session.scalar(text("SELECT 2")) == 2
    save(context, "after the silence")
    assert stored("after the silence") == 1


def test_a_server_out_of_reach_is_noticed_though_nobody_says_so(
    stored: Callable[[str], int], context: ServiceContext, line: LineProxy
) -> None:
    line.fall_silent()
    with pytest.raises(ServerUnreachable):
        check(context)
    with pytest.raises(ServerUnreachable):
        save(context, "into nothing")
    line.come_up()
    check(context)
    save(context, "heard again")
    assert (stored("into nothing"), stored("heard again")) == (0, 1)


def skip_for_freetds(database: ServerDatabase) -> None:
    if driver_for(database.server) == FREETDS:
        pytest.skip("FreeTDS sets no limit to waiting for the answer to a COMMIT")


def operations(context: ServiceContext):
    assert isinstance(context.database, ServerDatabase)
    return context.database._operations


def _down_after_cut(line: LineProxy) -> Timer:
    """Take the server away the moment the line was cut."""

    def go_down() -> None:
        if line.has_cut.wait(10):
            line.go_down()

    timer = Timer(0, go_down)
    timer.start()
    return timer
