"""What one run of the benchmarks measures, and on which databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bench import database
from bench.raw import Raw, file_cursor
from bench.server import opened_server
from crm_desktop.infra.sql_server import parse
from crm_desktop.services.context import ServiceContext

FULL, SMALL = 1_000_000, 20_000
FEW = 100
COMPARED_PART = 10


@dataclass
class Plan:
    """One run: its size, how often each thing is measured, and the server if there is one.

    With `small` what only the full size tells is not judged. `keep` holds what one item has
    measured and `grow` compares.
    """

    small: bool = False
    runs: int = 5
    server: str | None = None
    folder: Path = field(default_factory=Path)
    customers: int = FULL
    keep: dict[str, float] = field(default_factory=dict)

    @property
    def compared_customers(self) -> int:
        """How many customers the smaller company has that `grow` compares with."""
        return self.customers // COMPARED_PART

    @cached_property
    def file(self) -> Path:
        """The database file of the large company."""
        return database.company_file(self.customers)

    @cached_property
    def few_file(self) -> Path:
        """A database file of a hundred customers."""
        return database.company_file(FEW)

    @contextmanager
    def opened(self) -> Iterator[tuple[ServiceContext, Raw]]:
        """Yield the large company as services see it, and a plain connection to the same."""
        if self.server is not None:
            with opened_server(self.server, self.customers) as opened:
                yield opened
            return
        with database.opened(self.file) as context, file_cursor(self.file, writes=True) as raw:
            yield context, raw

    @property
    def place(self) -> str:
        """What the program is told to open: the file, or the server without its owner's name."""
        return str(self.file) if self.server is None else parse(self.server).server.url

    def judged(self, met: bool, *, only_at_full_size: bool = False) -> bool | None:
        """Return whether a target is met, None where this size cannot tell."""
        return None if self.small and only_at_full_size else met
