"""What people type is read as they mean it, or refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.fields import CUSTOMER_FIELDS, PAYMENT_FIELDS, by_name
from crm_desktop.domain.validation import BAD_DATE, BAD_INTEGER, BAD_MONEY
from crm_desktop.gui.typed_values import Unreadable, parse_date, read_typed, shown_typed

CUSTOMER = by_name(CUSTOMER_FIELDS)
PAYMENT = by_name(PAYMENT_FIELDS)
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026/3/31", date(2026, 3, 31)),
        ("2026.3.31", date(2026, 3, 31)),
        ("2026年3月31日", date(2026, 3, 31)),
        ("２０２６－３－３１", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        ("3-31", date(2026, 3, 31)),
        ("3月31日", date(2026, 3, 31)),
        ("today", TODAY),
        ("今天", TODAY),
        ("昨天", date(2026, 3, 9)),
        ("Yesterday", date(2026, 3, 9)),
        ("2026-02-30", None),
        ("31", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_read_in_any_usual_way(typed: str, day: date | None) -> None:
    assert parse_date(typed, TODAY) == day


def test_breaks_pasted_into_a_field_of_one_line_stand_for_a_space() -> None:
    pasted = "  上海路 1 号\t\r\n3 楼\n"
    assert read_typed(CUSTOMER["address"], pasted, TODAY) == "上海路 1 号 3 楼"
    assert read_typed(CUSTOMER["remark"], "one\n\ttwo\n", TODAY) == "one\n\ttwo"


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_is_read_back_as_it_is_shown(day: date) -> None:
    assert read_typed(PAYMENT["paid_on"], shown_typed(day), TODAY) == day


@given(st.decimals(0, 10**15, places=2))
def test_an_amount_is_read_back_as_it_is_shown(amount: Decimal) -> None:
    assert read_typed(PAYMENT["amount"], shown_typed(amount), TODAY) == amount


@given(st.integers(0, 2_147_483_647))
def test_a_number_is_read_back_as_it_is_shown(number: int) -> None:
    assert read_typed(CUSTOMER["employees"], shown_typed(number), TODAY) == number


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("employees", "many", BAD_INTEGER),
        ("employees", "-3", BAD_INTEGER),
        ("employees", "2147483648", BAD_INTEGER),
        ("annual_revenue", "1.234", BAD_MONEY),
        ("annual_revenue", "12 apples", BAD_MONEY),
        ("birthday", "31.31.1980", BAD_DATE),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, typed: str, text: object) -> None:
    with pytest.raises(Unreadable) as refused:
        read_typed(CUSTOMER[name], typed, TODAY)
    assert refused.value.problem.field == name
    assert refused.value.problem.text == text
    assert str(refused.value) == refused.value.problem.describe()


def test_blanks_count_for_nothing() -> None:
    assert read_typed(CUSTOMER["name"], "  Acme  ", TODAY) == "Acme"
    assert read_typed(CUSTOMER["birthday"], "   ", TODAY) is None
    assert read_typed(CUSTOMER["employees"], " ", TODAY) is None
    assert read_typed(CUSTOMER["annual_revenue"], "", TODAY) is None
    assert read_typed(CUSTOMER["remark"], "\n\n", TODAY) == ""
    assert read_typed(CUSTOMER["remark"], "one\n two\n", TODAY) == "one\n two"


def test_thousands_may_be_typed() -> None:
    assert read_typed(CUSTOMER["employees"], "1,200", TODAY) == 1200
    assert read_typed(PAYMENT["amount"], "￥1,234.5", TODAY) == Decimal("1234.50")
    assert shown_typed(None) == ""
