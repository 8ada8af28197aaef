"""Statements that a connection of ODBC keeps prepared, so that they cost one request each.

Microsoft's drivers prepare a statement with values as its cursor first executes it and take that
back when the cursor is closed: two requests. Before that pyodbc asks the server for the type of
each value that is None: for a new customer ten requests more. A cursor that executes the same
statement again does neither, but SQLAlchemy takes a new one every time. So cursors are kept here
by the statement they have prepared, and what SQLAlchemy closes is only the use it made of one.
"""

from collections import OrderedDict
from typing import Any

# On each connection; each takes some memory on the server. Of statements that differ by the
# number of their values the rarer ones fall out.
MOST_KEPT = 60
_OWN = frozenset({"driver", "_kept"})


class KeepingConnection:
    """A connection of the driver's, but for cursors that may have their statement ready."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.driver, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _OWN:
            object.__setattr__(self, name, value)
        else:
            setattr(self.driver, name, value)

    def cursor(self) -> "KeepingCursor":
        """Return a cursor that is the driver's as soon as it executes something."""
        return KeepingCursor(self)

    def close(self) -> None:
        """Close the connection; the server drops what was prepared on it."""
        self.driver.close()
        self._kept.clear()

    def take(self, statement: str) -> tuple[str, Any]:
        """Return a cursor of the driver's, and the statement as it has prepared it, if possible.

        For pyodbc only the very same string is the same statement.
        """
        return self._kept.pop(statement, None) or (statement, self.driver.cursor())

    def give_back(self, statement: str, cursor: Any) -> None:
        """Keep a cursor that has executed `statement` and has no rows left."""
        self._kept[statement] = statement, cursor
        if len(self._kept) > MOST_KEPT:
            _, (_, oldest) = self._kept.popitem(last=False)
            oldest.close()


class KeepingCursor:
    """One use of a cursor of the driver's: from executing a statement to the last of its rows."""

    def __init__(self, connection: KeepingConnection) -> None:
        self.fast_executemany = False
        self._connection = connection
        self._sizes: Any = None
        self._cursor: Any = None
        # What the cursor may be kept by; "" where it may not.
        self._statement = ""

    def __getattr__(self, name: str) -> Any:
        if self._cursor is None and name == "description":
            return None
        return getattr(self._at_work(), name)

    def setinputsizes(self, sizes: Any) -> None:
        """Say of what types the values of the next statement are."""
        self._sizes = sizes

    def execute(self, statement: str, *values: Any) -> "KeepingCursor":
        """Execute a statement; with values it stays prepared."""
        has_values = bool(values) and values != ((),)
        self._run("execute", statement, *values, keeps=has_values)
        return self

    def executemany(self, statement: str, rows: Any) -> None:
        """Execute a statement once for each row."""
        self._run("executemany", statement, rows, keeps=not self.fast_executemany)

    def fetchmany(self, *size: int) -> Any:
        """Return some rows; whoever asks for some only may leave very many."""
        self._statement = ""
        return self._at_work().fetchmany(*size)

    def cancel(self) -> None:
        """Stop what is under way, if anything is; called from any thread."""
        self._statement = ""
        if self._cursor is not None:
            self._cursor.cancel()

    def close(self) -> None:
        """End this use."""
        cursor, self._cursor = self._cursor, None
        if cursor is None:
            return
        if self._statement and _has_ended(cursor):
            self._connection.give_back(self._statement, cursor)
        else:
            cursor.close()

    def _run(self, method: str, statement: str, *values: Any, keeps: bool) -> None:
        self.close()
        self._statement = ""
        if keeps:
            statement, self._cursor = self._connection.take(statement)
        else:
            self._cursor = self._connection.driver.cursor()
        if self.fast_executemany:
            self._cursor.fast_executemany = True
        self._cursor.setinputsizes(self._sizes)
        getattr(self._cursor, method)(statement, *values)
        self._statement = statement if keeps else ""

    def _at_work(self) -> Any:
        if self._cursor is None:
            import pyodbc

            raise pyodbc.ProgrammingError("the cursor has executed nothing, or is closed")
        return self._cursor


def keep_statements(driver: Any) -> Any:
    """Return a connection that keeps statements, where the driver is known to do it well."""
    return KeepingConnection(driver) if is_microsofts(driver) else driver


def is_microsofts(driver: Any) -> bool:
    """Return whether a connection is one of Microsoft's own newer drivers."""
    import pyodbc

    return "msodbcsql" in driver.getinfo(pyodbc.SQL_DRIVER_NAME).casefold()


def _has_ended(cursor: Any) -> bool:
    """Leave out what the cursor still has; return whether it can execute its statement again."""
    import pyodbc

    try:
        while cursor.nextset():
            pass
    except pyodbc.Error:  # of the statement's own: whoever wanted to know it has read on
        return False
    return True
