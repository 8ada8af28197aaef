"""What people type, read as values, and values as they are shown for typing."""

import re
from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.folding import fold
from crm_desktop.domain.money import format_money, parse_money
from crm_desktop.domain.validation import (
    BAD_DATE,
    BAD_INTEGER,
    BAD_MONEY,
    MAX_INTEGER,
    Problem,
)

TYPED_KINDS = frozenset(
    {
        FieldKind.TEXT,
        FieldKind.LONG_TEXT,
        FieldKind.EMAIL,
        FieldKind.PHONE,
        FieldKind.WEBSITE,
        FieldKind.INTEGER,
        FieldKind.MONEY,
        FieldKind.DATE,
    }
)
_DAYS_FROM_TODAY = {"today": 0, "今天": 0, "今日": 0, "yesterday": -1, "昨天": -1, "昨日": -1}
_BREAKS = re.compile(r"[\t\n\v\f\r\u2028\u2029]+")
_PARTED_DATE = re.compile(r"(?:(\d{4})[-/.年 ])?(\d{1,2})[-/.月 ](\d{1,2})日?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Unreadable(ValueError):
    """What was typed is no value of the field's kind; `problem` says what was expected."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.describe())
        self.problem = problem


def parse_date(text: str, today: date) -> date | None:
    """Return the day a person typed, else None.

    2026-3-31, 2026/03/31, 2026年3月31日 and 20260331 are read, without a year the current one is
    meant, and so are "today", "yesterday", 今天 and 昨天.
    """
    bare = fold(text)
    if bare in _DAYS_FROM_TODAY:
        return today + timedelta(days=_DAYS_FROM_TODAY[bare])
    match = _COMPACT_DATE.fullmatch(bare) or _PARTED_DATE.fullmatch(bare)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        return date(int(year or today.year), int(month), int(day))
    except ValueError:
        return None


def read_typed(field: Field, text: str, today: date) -> object:
    """Return the value of `text` for `field`; raises Unreadable. Nothing typed is None or "".

    Tabs and line ends that were pasted into a field of one line stand for a space.
    """
    if field.kind is FieldKind.LONG_TEXT:
        return text.strip("\n") if text.strip() else ""
    bare = _BREAKS.sub(" ", text).strip()
    if field.kind is FieldKind.INTEGER:
        return _integer(field, bare)
    if field.kind is FieldKind.MONEY:
        return _known(bare, parse_money(bare), Problem(field.name, BAD_MONEY))
    if field.kind is FieldKind.DATE:
        return _known(bare, parse_date(bare, today), Problem(field.name, BAD_DATE))
    return bare


def _known(bare: str, value: object, problem: Problem) -> object:
    if not bare:
        return None
    if value is None:
        raise Unreadable(problem)
    return value


def _integer(field: Field, bare: str) -> int | None:
    if not bare:
        return None
    number = fold(bare).replace(",", "").replace(" ", "")
    if not (number.isascii() and number.isdigit()) or int(number) > MAX_INTEGER:
        raise Unreadable(Problem(field.name, BAD_INTEGER, {"maximum": MAX_INTEGER}))
    return int(number)


def shown_typed(value: object) -> str:
    """Return `value` as it stands in a field for typing; `read_typed` reads it back."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_money(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
