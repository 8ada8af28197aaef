"""Cells of files become values of fields, or are refused; texts are made harmless and back."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.fields import CUSTOMER_FIELDS, by_name
from crm_desktop.services.transfer_files import Cell
from crm_desktop.services.transfer_values import (
    BadCell,
    day_of,
    defused,
    integer_of,
    money_of,
    reader_of,
    restored,
    text_of,
)

FIELDS = by_name(CUSTOMER_FIELDS)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        (" 2026/3/31 ", date(2026, 3, 31)),
        ("2026.03.31", date(2026, 3, 31)),
        ("2026年3月31日", date(2026, 3, 31)),
        ("２０２６－０３－３１", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        (20260331, date(2026, 3, 31)),
        ("2026-03-31 00:00:00", date(2026, 3, 31)),
        ("2026-03-31T00:00", date(2026, 3, 31)),
        (datetime(2026, 3, 31, 9, 30), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (46112, date(2026, 3, 31)),
        (46112.75, date(2026, 3, 31)),
        ("", None),
        (None, None),
    ],
)
def test_days(cell: Cell, day: date | None) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    "cell",
    ["31/03/2026", "3/31/2026", "2026-02-30", "20261331", "tomorrow", "2026-03-31 12:00", 0.5, 1e9],
)
def test_what_is_no_day(cell: Cell) -> None:
    with pytest.raises(BadCell):
        day_of(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1234.5", "1234.50"),
        ("1,234,567.89", "1234567.89"),
        ("￥1,234", "1234.00"),
        ("-12", "-12.00"),
        (12, "12.00"),
        (0.1 + 0.2, "0.30"),
        (208083.99, "208083.99"),
    ],
)
def test_amounts(cell: Cell, amount: str) -> None:
    assert money_of(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["1,5", "1.234,50", "12,34", "1.234", "abc", "1e5", 0.005, 1e300])
def test_what_is_no_amount(cell: Cell) -> None:
    with pytest.raises(BadCell):
        money_of(cell)


def test_nothing_is_no_amount_and_no_number() -> None:
    assert money_of(" ") is None
    assert integer_of(None) is None


@pytest.mark.parametrize(
    ("cell", "number"), [("1,200", 1200), (1200.0, 1200), ("１２", 12), ("0", 0)]
)
def test_whole_numbers(cell: Cell, number: int) -> None:
    assert integer_of(cell) == number


@pytest.mark.parametrize("cell", ["1.5", 1.5, "-1", "12,00", "many", "99999999999"])
def test_what_is_no_whole_number(cell: Cell) -> None:
    with pytest.raises(BadCell):
        integer_of(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (datetime(2026, 3, 31), "2026-03-31"),
        (datetime(2026, 3, 31, 9, 30), "2026-03-31 09:30:00"),
        (date(2026, 3, 31), "2026-03-31"),
        (time(9, 30), "09:30:00"),
        ("  x ", "x"),
        ("'=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
    ],
)
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-x", "@SUM(A1)", "\tx", "\rx", "＝1", "'=x"])
def test_formulas_are_made_harmless(text: str) -> None:
    assert defused(text) == f"'{text}"


@given(st.text())
def test_what_is_made_harmless_comes_back(text: str) -> None:
    written = defused(text)
    assert restored(written) == text
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_line_breaks_stay_in_remarks_only() -> None:
    assert reader_of(FIELDS["address"])("Floor 3\r\nRoom 5\tleft") == "Floor 3 Room 5 left"
    assert reader_of(FIELDS["remark"])("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert reader_of(FIELDS["employees"])("1,200") == 1200
    assert reader_of(FIELDS["birthday"])("1990-01-31") == date(1990, 1, 31)
    assert reader_of(FIELDS["annual_revenue"])("5") == Decimal("5.00")
