"""An open database: its engines, where it is, and what people call it."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import FilePlace, embedded_engine


class Writer(Session):
    """A session that may write; `data.unit_of_work` hears of its flushes."""


class Database(ABC):
    """What services see of a database. `location` is what people call the place it is in."""

    # Whether the data is in a file of this computer rather than on a server that guards itself:
    # which knows its users, keeps the history and stamps what they change.
    is_embedded: ClassVar[bool]
    location: str

    @property
    @abstractmethod
    def writing_engine(self) -> Engine:
        """The engine whose transactions may write."""

    @property
    @abstractmethod
    def reading_engine(self) -> Engine:
        """The engine whose transactions only read."""

    def reader(self) -> Session:
        """Return a session that only reads; it belongs to the calling thread."""
        return Session(self.reading_engine, expire_on_commit=False, autoflush=False)

    def writer(self) -> Writer:
        """Return a session that may write; it belongs to the calling thread."""
        return Writer(self.writing_engine, expire_on_commit=False)

    def commit(self, session: Session) -> None:
        """Commit what `session` wrote; it is stored when this returns."""
        session.commit()

    @property
    def dialect_name(self) -> str:
        """SQLAlchemy's name of the dialect, for `data.dialect`."""
        return self.writing_engine.dialect.name

    @abstractmethod
    def close(self) -> None:
        """Close all connections."""


class EmbeddedDatabase(Database):
    """An embedded database file; one connection writes, a few read.

    Opening does not touch the file: `migrate.examine` tells whether it is one of ours.
    """

    is_embedded = True

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.location = str(self.path)
        self._place = FilePlace(self.location)
        self._writing = embedded_engine(self._place, for_writing=True)
        self._reading = embedded_engine(self._place, for_writing=False)

    @property
    def writing_engine(self) -> Engine:
        """The engine whose transactions may write."""
        return self._writing

    @property
    def reading_engine(self) -> Engine:
        """The engine whose transactions only read."""
        return self._reading

    def close(self) -> None:
        """Close all connections."""
        self._reading.dispose()
        self._writing.dispose()
        self._place.forget()
