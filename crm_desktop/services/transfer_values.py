"""From a cell of a file to the value of a field, and back without doing harm.

A text that a spreadsheet would take for a formula is written to CSV files with an apostrophe
before it, which an import takes away again.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.folding import fold
from crm_desktop.domain.money import parse_money, round_money
from crm_desktop.domain.texts import Text
from crm_desktop.domain.validation import (
    BAD_DATE,
    BAD_INTEGER,
    BAD_MONEY,
    MAX_INTEGER,
)
from crm_desktop.services.transfer_files import Cell

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?([ T]0{1,2}:00(:00(\.0+)?)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_LINE_BREAKS = re.compile(r"[\r\n\t]+")
# What binary floating point may be off; amounts have two places.
_TOLERANCE = Decimal("0.000001")


class BadCell(Exception):
    """A cell does not hold what its field needs; `values` fill the placeholders of `text`."""

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.source)
        self.text = text
        self.values = values


def defused(text: str) -> str:
    """Return `text` as it is written to a CSV file: never a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return the text that `defused` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def text_of(cell: Cell) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without decimals."""
    if isinstance(cell, str):
        return restored(cell).strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell).strip()


def reader_of(field: Field) -> Callable[[Cell], object]:
    """Return what makes a cell the value of `field`; None or "" for nothing.

    Codes, categories, users and customers become the text that names them. It raises BadCell.
    """
    return _READERS.get(field.kind, _line_of)


def _line_of(cell: Cell) -> str:
    return _LINE_BREAKS.sub(" ", text_of(cell))


def _lines_of(cell: Cell) -> str:
    return text_of(cell).replace("\r\n", "\n").replace("\r", "\n")


def day_of(cell: Cell) -> date | None:
    """Return the day in a cell: `2026-03-31`, `2026/3/31`, `2026年3月31日`, `20260331`, Excel's."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _excel_day(cell)
    text = fold(text_of(cell))
    if not text:
        return None
    return _day(_DAY.fullmatch(text.upper()) or _COMPACT_DAY.fullmatch(text))


def _day(found: re.Match[str] | None) -> date:
    if found is None:
        raise BadCell(BAD_DATE)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise BadCell(BAD_DATE) from error


def _excel_day(serial: float) -> date:
    """Return the day of a number that Excel shows as one when its cell is formatted so."""
    from openpyxl.utils.datetime import from_excel

    if compact := _COMPACT_DAY.fullmatch(text_of(serial)):
        return _day(compact)
    try:
        moment = from_excel(serial)
    except (ValueError, OverflowError) as error:
        raise BadCell(BAD_DATE) from error
    if not isinstance(moment, datetime):  # a time of day has no day
        raise BadCell(BAD_DATE)
    return moment.date()


def money_of(cell: Cell) -> Decimal | None:
    """Return the amount in a cell; thousands are separated by commas, cents by a point.

    `1,5` is refused: it may be one and a half or fifteen.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _exact(Decimal(repr(cell)))
    text = fold(text_of(cell))
    if not text:
        return None
    bare = text.removeprefix("¥").replace(" ", "")
    if "," in bare and not _GROUPED.fullmatch(bare):
        raise BadCell(BAD_MONEY)
    amount = parse_money(text)
    if amount is None:
        raise BadCell(BAD_MONEY)
    return amount


def _exact(value: Decimal) -> Decimal:
    try:
        rounded = round_money(value)
        if abs(rounded - value) <= _TOLERANCE:
            return rounded
    except InvalidOperation as error:
        raise BadCell(BAD_MONEY) from error
    raise BadCell(BAD_MONEY)


def integer_of(cell: Cell) -> int | None:
    """Return the whole number in a cell, commas between thousands or none."""
    text = fold(text_of(cell))
    if not text:
        return None
    bare = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len(str(MAX_INTEGER))):
        raise BadCell(BAD_INTEGER, maximum=MAX_INTEGER)
    return int(bare)


_READERS: dict[FieldKind, Callable[[Cell], object]] = {
    FieldKind.DATE: day_of,
    FieldKind.MONEY: money_of,
    FieldKind.INTEGER: integer_of,
    FieldKind.LONG_TEXT: _lines_of,
}
