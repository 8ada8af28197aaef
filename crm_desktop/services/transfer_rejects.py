"""Rows that an import refused, in a file to mend and import again."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from crm_desktop.domain.errors import ImportRefused
from crm_desktop.infra.i18n import show
from crm_desktop.services.transfer_columns import IMPORT_ERROR
from crm_desktop.services.transfer_files import Row
from crm_desktop.services.transfer_values import text_of
from crm_desktop.services.transfer_writers import Head, WriteRow, table_writer

_WIDTH = 16


class Rejects:
    """Takes refused rows. The file is there when the block ends well, if there were any.

    It has the columns of the file that is imported, and one that says what is wrong; an import
    passes over that one.
    """

    def __init__(self, path: Path, header: Row) -> None:
        self.path = path
        self.count = 0
        self._header = [text_of(cell) for cell in header.cells]
        self._files = ExitStack()
        self._write: WriteRow | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.__exit__(kind, error, trace)

    def add(self, row: Row, error: ImportRefused) -> None:
        """Take a row and what is wrong with it; raises FileNotWritable."""
        if self._write is None:
            heads = [Head(text, _WIDTH) for text in (show(IMPORT_ERROR), *self._header)]
            self._write = self._files.enter_context(table_writer(self.path, self.path.stem, heads))
        reason = f"{error.values['column']}: {error.values['reason']}"
        self._write([reason, *map(text_of, row.cells)])
        self.count += 1
