"""Statements stay prepared on a connection; the driver is made of Python, as pyodbc behaves."""

from typing import Any

import pytest

from crm_desktop.data.dialect import kept_statements
from crm_desktop.data.dialect.kept_statements import MOST_KEPT, KeepingConnection, keep_statements

# pyodbc cannot be loaded where there is no ODBC at all.
pyodbc = pytest.importorskip("pyodbc", exc_type=ImportError)
QUERY = "SELECT name FROM customer WHERE id = ?"


class Cursor:
    """A cursor that notes what it was told; `rows` are left to read."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.rows: list[Any] = []
        self.description: Any = None
        self.sizes: Any = None
        self.is_closed = self.ends_badly = False
        self.fast_executemany = False

    def setinputsizes(self, sizes: Any) -> None:
        self.sizes = sizes

    def execute(self, statement: str, *values: Any) -> None:
        if "wrong" in statement:
            raise pyodbc.ProgrammingError("42000", "wrong")
        self.told.append((id(statement), values))
        self.rows, self.description = ["one", "two"], (("name",),)

    def executemany(self, statement: str, rows: Any) -> None:
        self.told.append((id(statement), rows))

    def fetchone(self) -> Any:
        return self.rows.pop(0)

    def fetchmany(self, size: int = 1) -> Any:
        return self.rows[:size]

    def nextset(self) -> bool:
        self.rows = []
        if self.ends_badly:
            raise pyodbc.Error("HY000", "at the end")
        return False

    def cancel(self) -> None:
        self.told.append("cancel")

    def close(self) -> None:
        self.is_closed = True


class Driver:
    """A connection that counts its cursors."""

    def __init__(self, name: str = "libmsodbcsql-18.6.so.2.1") -> None:
        self.name, self.timeout, self.is_closed = name, 60, False
        self.cursors: list[Cursor] = []

    def getinfo(self, _: int) -> str:
        return self.name

    def cursor(self) -> Cursor:
        self.cursors.append(Cursor())
        return self.cursors[-1]

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def driver() -> Driver:
    return Driver()


@pytest.fixture
def connection(driver: Driver) -> KeepingConnection:
    return KeepingConnection(driver)


def run(connection: KeepingConnection, statement: str, *values: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(statement, *values)
    cursor.close()


def test_the_same_statement_is_prepared_once(driver: Driver, connection: KeepingConnection) -> None:
    for number in range(3):
        run(connection, "".join(QUERY.partition(" ")), (number,))
    [cursor] = driver.cursors
    assert not cursor.is_closed
    assert [values for _, values in cursor.told] == [((0,),), ((1,),), ((2,),)]
    # Another string of the same letters would be prepared anew.
    assert len({statement for statement, _ in cursor.told}) == 1


def test_two_at_a_time_do_not_share(driver: Driver, connection: KeepingConnection) -> None:
    first, second = connection.cursor(), connection.cursor()
    first.execute(QUERY, (1,))
    second.execute(QUERY, (2,))
    assert len(driver.cursors) == 2
    assert first.fetchone() == "one" and second.fetchone() == "one"


@pytest.mark.parametrize("values", [(), ((),)])
def test_what_has_no_values_is_not_kept(
    driver: Driver, connection: KeepingConnection, values: tuple[Any, ...]
) -> None:
    run(connection, "SELECT 1", *values)
    run(connection, "SELECT 1", *values)
    assert [cursor.is_closed for cursor in driver.cursors] == [True, True]


def test_rows_that_nobody_read_are_left_out_before_the_next_use(
    driver: Driver, connection: KeepingConnection
) -> None:
    run(connection, QUERY, (1,))
    assert driver.cursors[0].rows == []


def test_what_failed_was_cancelled_or_has_many_rows_left_is_not_kept(
    driver: Driver, connection: KeepingConnection
) -> None:
    failing = connection.cursor()
    with pytest.raises(pyodbc.ProgrammingError):
        failing.execute("wrong ?", (1,))
    failing.close()
    cancelled = connection.cursor()
    cancelled.execute(QUERY, (1,))
    cancelled.cancel()
    cancelled.close()
    long = connection.cursor()
    long.execute(QUERY, (1,))
    assert long.fetchmany(1) == ["one"]
    long.close()
    ending = connection.cursor()
    ending.execute(QUERY, (1,))
    driver.cursors[-1].ends_badly = True
    ending.close()
    assert len(driver.cursors) == 4 and all(cursor.is_closed for cursor in driver.cursors)


def test_the_oldest_statement_goes_when_there_are_too_many(
    driver: Driver, connection: KeepingConnection
) -> None:
    for number in range(MOST_KEPT + 1):
        run(connection, f"{QUERY} -- {number}", (1,))
    assert [cursor.is_closed for cursor in driver.cursors].index(False) == 1
    assert sum(cursor.is_closed for cursor in driver.cursors) == 1


def test_many_rows_are_sent_as_they_were(driver: Driver, connection: KeepingConnection) -> None:
    fast, plain = connection.cursor(), connection.cursor()
    fast.fast_executemany = True
    fast.setinputsizes([1])
    fast.executemany(QUERY, [(1,), (2,)])
    fast.close()
    plain.executemany(QUERY, [(1,), (2,)])
    plain.close()
    run(connection, QUERY, (3,))
    together, one_by_one = driver.cursors
    assert together.fast_executemany and together.sizes == [1] and together.is_closed
    assert not one_by_one.fast_executemany and one_by_one.sizes is None
    assert len(one_by_one.told) == 2


def test_a_closed_cursor_tells_nothing(connection: KeepingConnection) -> None:
    cursor = connection.cursor()
    assert cursor.description is None
    cursor.cancel()  # nothing is under way
    cursor.execute(QUERY, (1,))
    assert cursor.description == (("name",),)
    cursor.close()
    cursor.close()
    with pytest.raises(pyodbc.ProgrammingError, match="closed"):
        cursor.fetchone()


def test_all_else_is_the_drivers(driver: Driver, connection: KeepingConnection) -> None:
    connection.timeout = 5
    assert (driver.timeout, connection.timeout) == (5, 5)
    run(connection, QUERY, (1,))
    connection.close()
    assert driver.is_closed and not driver.cursors[0].is_closed


def test_only_microsofts_drivers_keep(driver: Driver) -> None:
    assert isinstance(keep_statements(driver), KeepingConnection)
    other = Driver("libtdsodbc.so")
    assert keep_statements(other) is other
    assert not kept_statements.is_microsofts(other)
