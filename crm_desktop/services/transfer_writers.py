"""Writing tables to files: CSV (UTF-8, which Excel recognises by its mark) and Excel.

In CSV files a text that begins like a formula gets an apostrophe before it; in Excel files texts
are stored as texts. Dates and numbers are real ones in Excel.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from inspect import unwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.money import format_money
from crm_desktop.infra.clock import local
from crm_desktop.infra.files import failure_reason, in_one_piece
from crm_desktop.infra.i18n import translate
from crm_desktop.services.transfer_values import defused

Value = str | int | Decimal | date | datetime | None
WriteRow = Callable[[Sequence[Value]], None]

SUFFIXES = (".xlsx", ".csv")
# What one sheet of Excel holds, its header included.
EXCEL_ROWS = 1_048_576
_EXCEL_STYLES: dict[type, dict[str, Any]] = {
    str: {},
    int: {},
    Decimal: {"num_format": "#,##0.00"},
    date: {"num_format": "yyyy-mm-dd", "align": "left"},
    datetime: {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}
_UNFIT_FOR_SHEETS = "[]:*?/\\'"


@dataclass(frozen=True, slots=True)
class Head:
    """A column's header; `width` is in characters."""

    text: str
    width: int


@contextmanager
def table_writer(path: Path, title: str, heads: Sequence[Head]) -> Iterator[WriteRow]:
    """Yield a function that writes a row; the file is there when the block ends, or not at all.

    Raises FileNotWritable.
    """
    check_name(path)
    with writing(path) as temporary:
        open_writer = _csv_writer if path.suffix.lower() == ".csv" else _excel_writer
        with open_writer(temporary, title, heads) as write:
            yield write


def check_name(path: Path) -> None:
    """Raise FileNotWritable unless the name says what kind of table to write."""
    if path.suffix.lower() not in SUFFIXES:
        reason = translate("Transfer", "Its name must end in .xlsx or .csv.")
        raise FileNotWritable(path=path, reason=reason)


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Yield where to write what becomes the file `path`; raises FileNotWritable."""
    try:
        with in_one_piece(path) as temporary:
            yield temporary
    except OSError as error:
        raise FileNotWritable(path=path, reason=failure_reason(error)) from error
    except _TooManyRows as error:
        reason = translate(
            "Transfer", "An Excel sheet has too few rows for it. Choose a name that ends in .csv."
        )
        raise FileNotWritable(path=path, reason=reason) from error


class _TooManyRows(Exception):
    """A sheet of Excel is full."""


@contextmanager
def _csv_writer(path: Path, _: str, heads: Sequence[Head]) -> Iterator[WriteRow]:
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([defused(head.text) for head in heads])
        yield lambda cells: writer.writerow([_text(cell) for cell in cells])


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, Decimal):
        return format_money(value, thousands=False)
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def _excel_writer(path: Path, title: str, heads: Sequence[Head]) -> Iterator[WriteRow]:
    with excel_workbook(path, constant_memory=True) as workbook:
        sheet = ExcelSheet(workbook, title, heads)
        yield sheet.write
        sheet.add_filters()


@contextmanager
def excel_workbook(path: Path, *, constant_memory: bool = False) -> Iterator[Any]:
    """Yield an XlsxWriter workbook that is written to `path` when the block ends.

    Raises OSError where it cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # Rows wait in a folder of their own, which goes whatever happens.
    with TemporaryDirectory() as folder, path.open("xb") as file:
        options = {"constant_memory": constant_memory, "tmpdir": folder, "strings_to_urls": False}
        workbook = Workbook(file, options)
        try:
            yield workbook
        finally:
            try:
                workbook.close()
            except FileCreateError as error:
                cause = error.args[0] if error.args else None
                raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


class ExcelSheet:
    """A sheet with a frozen header, filters and column widths, filled from top to bottom."""

    def __init__(self, workbook: Any, title: str, heads: Sequence[Head]) -> None:
        self.sheet = workbook.add_worksheet(sheet_name(title))
        # Without the look whether each of a million cells is named as `A1`.
        self._write_text = unwrap(type(self.sheet).write_string)
        self.rows = 1
        self._columns = len(heads)
        self._formats = {
            (kind, bold): workbook.add_format(style | {"bold": bold})
            for kind, style in _EXCEL_STYLES.items()
            for bold in (False, True)
        }
        header = workbook.add_format({"bold": True, "bottom": 1})
        for index, head in enumerate(heads):
            self.sheet.set_column(index, index, head.width)
            self.sheet.write_string(0, index, head.text, header)
        self.sheet.freeze_panes(1, 0)

    def write(self, cells: Sequence[Value], *, bold: bool = False) -> None:
        """Write the next row."""
        if self.rows >= EXCEL_ROWS:
            raise _TooManyRows
        row, sheet, write_text = self.rows, self.sheet, self._write_text
        style = self._formats[str, True] if bold else None
        for index, value in enumerate(cells):
            if isinstance(value, str):
                if value:
                    write_text(sheet, row, index, value, style)
            elif value is not None:
                self._write(index, value, bold)
        self.rows += 1

    def add_filters(self) -> None:
        """Let the header filter the rows written so far."""
        self.sheet.autofilter(0, 0, self.rows - 1, self._columns - 1)

    def _write(self, column: int, value: Value, bold: bool) -> None:
        style = self._formats[type(value), bold]
        if isinstance(value, datetime):
            moment = local(value).replace(tzinfo=None)
            self.sheet.write_datetime(self.rows, column, moment, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.rows, column, value, style)
        else:
            self.sheet.write_number(self.rows, column, value, style)


def sheet_name(title: str) -> str:
    """Return `title` as Excel allows it for a sheet."""
    return "".join(" " if c in _UNFIT_FOR_SHEETS else c for c in title).strip()[:31] or "1"
