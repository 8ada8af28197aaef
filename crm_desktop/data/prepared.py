"""SELECTs that are written once in the words of a database, and read past SQLAlchemy ever after.

For what a list reads at every step of scrolling. Values come as the driver has them
(`dialect.plain_values`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.data.database import Database
from crm_desktop.data.dialect import (
    SCHEMA,
    PlainValues,
    domain_error,
    is_driver_error,
    plain_values,
    reading,
    runner,
)
from crm_desktop.domain.errors import Cancelled
from crm_desktop.infra.cancellation import CancelledWork, check_cancelled, current_token

_READER = "reader"


class ReadContext(Protocol):
    """What a read needs to know (`services.context.ServiceContext`)."""

    @property
    def database(self) -> Database:
        """Where the data is."""


class Reader:
    """What runs prepared SELECTs; all it reads is of one moment."""

    def __init__(self, run: Callable[[str, Sequence[Any]], Any], dialect: Dialect) -> None:
        self._run = run
        self._dialect = dialect

    @property
    def plain(self) -> PlainValues:
        """What the driver's values mean."""
        return plain_values(self._dialect.name)

    @property
    def dialect_name(self) -> str:
        """SQLAlchemy's name of the dialect."""
        return self._dialect.name

    def rows(self, prepared: "Prepared", **values: Any) -> list[Any]:
        """Return the rows for these values of the parameters."""
        check_cancelled()
        text, names, given = prepared.written(self._dialect)
        found: list[Any] = self._run(
            text, [values[name] if name in values else given[name] for name in names]
        )
        return found

    def listed(self, prepared: "Prepared", values: Sequence[Any]) -> list[Any]:
        """Return the rows for the parameters in their order, where that is plain."""
        check_cancelled()
        found: list[Any] = self._run(prepared.written(self._dialect)[0], values)
        return found


class Prepared:
    """A SELECT with named parameters, written once for each kind of database."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._written: dict[str, tuple[str, tuple[str, ...], Mapping[str, Any]]] = {}

    def written(self, dialect: Dialect) -> tuple[str, tuple[str, ...], Mapping[str, Any]]:
        """Return the text, the names of its parameters in their order, and values it has itself."""
        known = self._written.get(dialect.name)
        if known is None:
            server: dict[str, Any] = {
                "schema_translate_map": {None: SCHEMA},
                "render_schema_translate": True,
            }
            compiled: Any = self._statement.compile(
                dialect=dialect, **({} if dialect.name == "sqlite" else server)
            )
            known = (str(compiled), tuple(compiled.positiontup), compiled.params)
            self._written[dialect.name] = known
        return known


@contextmanager
def reader(context: ReadContext) -> Iterator[Reader]:
    """Yield a reader of its own; errors come in our words, cancelled work as Cancelled."""
    database = context.database
    engine = database.reading_engine
    try:
        with reading(engine, current_token()) as run:
            yield Reader(run, engine.dialect)
    except CancelledWork as error:
        raise Cancelled from error
    except Exception as error:
        if isinstance(error, DBAPIError) or is_driver_error(error):
            raise domain_error(error, database.location) from error
        raise


def reader_of(session: Session) -> Reader:
    """Return a reader inside the transaction of `session`.

    Work that is one transaction keeps it (`keep_reader`).
    """
    known = session.info.get(_READER)
    return known if isinstance(known, Reader) else _reader_of(session)


def keep_reader(session: Session) -> None:
    """Let `reader_of` answer the same one until `drop_reader`: the transaction must not end."""
    session.info[_READER] = _reader_of(session)


def drop_reader(session: Session) -> None:
    """End `keep_reader`."""
    session.info.pop(_READER, None)


def _reader_of(session: Session) -> Reader:
    connection = session.connection()
    return Reader(runner(connection), connection.dialect)
