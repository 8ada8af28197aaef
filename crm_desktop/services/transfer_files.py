"""Reading tables from files: CSV (UTF-8, UTF-16, GB18030; comma, semicolon, tab) and Excel.

What a file is, is told by its content rather than by its name. Rows are read one by one.
"""

import codecs
import csv
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from crm_desktop.domain.errors import FileUnreadable
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.files import failure_reason
from crm_desktop.infra.i18n import translate

Cell = str | int | float | bool | datetime | date | time | None

_XLSX, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",;\t"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank; `number` is its place in the file, the first row being 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows, the header first. `about` is how many there are, 0 if that is not known."""

    rows: Iterator[Row]
    about: int


def read_table(path: Path) -> Table:
    """Open the table in a file; for Excel that is the first sheet.

    Raises FileUnreadable, also while rows are taken.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(_XLSX):
            return _excel(path)
        if start.startswith(_OLD_EXCEL):
            raise FileUnreadable(
                path=path,
                reason=translate(
                    "Transfer",
                    "It is an old or a protected Excel file. Save it as .xlsx without a password.",
                ),
            )
        return _text(path)
    except UnicodeError as error:
        raise FileUnreadable(path=path, reason=_no_text()) from error
    except OSError as error:
        raise FileUnreadable(path=path, reason=failure_reason(error)) from error


def _text(path: Path) -> Table:
    encoding, lines = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        header = next((line for line in file if line.strip()), "")
    delimiter = max(
        _DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), []))
    )
    return Table(_text_rows(path, encoding, delimiter), lines)


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            # Strict: a forgotten quotation mark would else swallow the rows after it.
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            for number, cells in enumerate(rows, start=1):
                if any(cell.strip() for cell in cells):
                    yield Row(number, tuple(cells))
    except csv.Error as error:
        reason = translate(
            "Transfer", "It is no table of comma-separated values, or a quotation mark is missing."
        )
        raise FileUnreadable(path=path, reason=reason) from error
    except UnicodeError as error:
        raise FileUnreadable(path=path, reason=_no_text()) from error
    except OSError as error:
        raise FileUnreadable(path=path, reason=failure_reason(error)) from error


def _encoding(path: Path) -> tuple[str, int]:
    """Return how the text is encoded and how many lines it has; the whole file is looked at."""
    with path.open("rb") as file:
        start = file.read(2)
        if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16", 0
        file.seek(0)
        decoders = {name: codecs.getincrementaldecoder(name)() for name in _ENCODINGS}
        lines = 0
        while decoders:
            check_cancelled()
            block = file.read(_BLOCK)
            lines += block.count(b"\n")
            for name in [*decoders]:
                try:
                    decoders[name].decode(block, final=not block)
                except UnicodeDecodeError:
                    del decoders[name]
            if b"\0" in block:
                decoders.clear()
            if not block:
                break
    for name in _ENCODINGS:
        if name in decoders:
            return name, lines
    raise FileUnreadable(path=path, reason=_no_text())


def _excel(path: Path) -> Table:
    sheet = _first_sheet(path)
    return Table(_excel_rows(path, sheet), sheet.max_row or 0)


def _first_sheet(path: Path) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            workbook = load_workbook(path, read_only=True, data_only=True)
        sheets = [s for s in workbook.worksheets if s.sheet_state == "visible"]
        return sheets[0]
    except OSError:
        raise
    except Exception as error:  # openpyxl documents no errors of its own for damaged files
        raise FileUnreadable(path=path, reason=_damaged()) from error


def _excel_rows(path: Path, sheet: Any) -> Iterator[Row]:
    try:
        # Some programs write wrong dimensions into the sheet.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell is not None and str(cell).strip() for cell in cells):
                yield Row(number, tuple(cells))
    except (OSError, ValueError, KeyError, SyntaxError, EOFError) as error:
        raise FileUnreadable(path=path, reason=_damaged()) from error
    finally:
        sheet.parent.close()


def _no_text() -> str:
    return translate("Transfer", "It is neither a text (UTF-8 or GB18030) nor an Excel file.")


def _damaged() -> str:
    return translate("Transfer", "It is not an Excel workbook, or it is damaged.")
