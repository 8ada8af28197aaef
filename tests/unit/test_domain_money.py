"""Money as it is typed and shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.money import format_money, parse_money, round_money

AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)


@given(AMOUNTS, st.booleans())
def test_what_is_shown_can_be_typed(amount: Decimal, thousands: bool) -> None:
    assert parse_money(format_money(amount, thousands=thousands)) == amount


@given(st.text())
def test_any_text_is_an_amount_with_two_places_or_none(text: str) -> None:
    amount = parse_money(text)
    assert amount is None or amount == round_money(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.5", "1234.50"),
        ("￥1 234.50", "1234.50"),
        ("¥１２．３", "12.30"),
        ("-5", "-5.00"),
        ("+.5", "0.50"),
        ("0.001", None),
        ("", None),
        ("  ", None),
        ("1.2.3", None),
        ("1e5", None),
        ("NaN", None),
        ("12元", None),
        ("9" * 40, None),
    ],
)
def test_amounts_as_people_type_them(text: str, amount: str | None) -> None:
    assert parse_money(text) == (None if amount is None else Decimal(amount))


def test_half_a_cent_is_rounded_up() -> None:
    assert round_money(Decimal("0.005")) == Decimal("0.01")
    assert format_money(Decimal("1234567.005")) == "1,234,567.01"
    assert format_money(Decimal("-1234.5"), thousands=False) == "-1234.50"
