"""An open database: its engines, where it is, and what people call it."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from crm_desktop.data.dialect import embedded_engine


class Database:
    """An embedded database file; one connection writes, a few read.

    Opening does not touch the file: `migrate.examine` tells whether it is one of ours.
    """

    is_embedded = True

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.location = str(self.path)
        self._writing: Engine = embedded_engine(self.location, for_writing=True)
        self._reading: Engine = embedded_engine(self.location, for_writing=False)
        self._writer = sessionmaker(self._writing, expire_on_commit=False)
        self._reader = sessionmaker(self._reading, expire_on_commit=False, autoflush=False)

    @property
    def writing_engine(self) -> Engine:
        """The engine whose transactions may write."""
        return self._writing

    @property
    def dialect_name(self) -> str:
        """SQLAlchemy's name of the dialect, for `data.dialect`."""
        return self._writing.dialect.name

    def writer(self) -> Session:
        """Return a session that may write; it belongs to the calling thread."""
        return self._writer()

    def reader(self) -> Session:
        """Return a session that only reads; it belongs to the calling thread."""
        return self._reader()

    def close(self) -> None:
        """Close all connections."""
        self._reading.dispose()
        self._writing.dispose()
