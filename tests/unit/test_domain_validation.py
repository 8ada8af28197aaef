"""Checks of single values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain import validation
from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, Field, FieldKind, by_name
from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.validation import Problem, check_value

LABEL = marked("Fields", "Name")
NAME = Field("name", LABEL, max_length=5, required=True)
REMARK = Field("remark", LABEL, FieldKind.LONG_TEXT)


def found(field: Field, value: object) -> Text | None:
    problem = check_value(field, value)
    return problem.text if problem else None


@pytest.mark.parametrize("value", [None, "", "   "])
def test_required_fields_are_filled(value: str | None) -> None:
    assert found(NAME, value) is validation.REQUIRED
    assert found(Field("x", LABEL), value) is None


def test_lengths_count_characters() -> None:
    assert check_value(NAME, "𠮷野家😀店") is None
    problem = check_value(NAME, "123456")
    assert problem == Problem("name", validation.TOO_LONG, {"maximum": 5})
    assert problem is not None
    assert problem.describe() == "At most 5 characters."


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\x7f", "\ud800"])
def test_what_cannot_be_stored_is_refused(character: str) -> None:
    assert found(NAME, f"a{character}") is validation.CONTROL
    assert found(REMARK, f"a{character}") is validation.CONTROL


def test_only_long_texts_have_lines() -> None:
    assert found(NAME, "a\nb") is validation.CONTROL
    assert check_value(REMARK, "a\n\tb") is None


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        ("wang@example.com", True),
        ("王芳@例子.公司", True),
        ("a.b+c@mail.example.co.uk", True),
        ("wang@example", False),
        ("wang", False),
        ("a@b.c, d@e.f", False),
        ("a b@example.com", False),
        ("@example.com", False),
    ],
)
def test_mail_addresses(value: str, is_right: bool) -> None:
    field = Field("email", LABEL, FieldKind.EMAIL)
    assert found(field, value) is (None if is_right else validation.BAD_EMAIL)


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        ("021-5555 1234", True),
        ("+49 (0)30 123-456", True),
        ("５５５５１２３４转12", True),
        ("(5) 555-4729 ext. 12", True),
        ("call me", False),
        ("", True),
    ],
)
def test_phone_numbers(value: str, is_right: bool) -> None:
    field = Field("phone", LABEL, FieldKind.PHONE)
    assert found(field, value) is (None if is_right else validation.BAD_PHONE)


@pytest.mark.parametrize("value", ["12", "+-", "５５"])
def test_phone_numbers_that_are_too_short_are_called_so(value: str) -> None:
    assert found(Field("phone", LABEL, FieldKind.PHONE), value) is validation.SHORT_PHONE


@pytest.mark.parametrize(
    ("value", "is_right"),
    [
        ("www.example.com", True),
        ("https://例子.公司:8080/路径?q=1", True),
        ("example", False),
        ("two words.com", False),
    ],
)
def test_web_addresses(value: str, is_right: bool) -> None:
    field = Field("website", LABEL, FieldKind.WEBSITE)
    assert found(field, value) is (None if is_right else validation.BAD_WEBSITE)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (FieldKind.DATE, date(1900, 1, 1), None),
        (FieldKind.DATE, date(1899, 12, 31), validation.DATE_RANGE),
        (FieldKind.DATE, date(3000, 1, 1), validation.DATE_RANGE),
        (FieldKind.INTEGER, 0, None),
        (FieldKind.INTEGER, 2_147_483_647, None),
        (FieldKind.INTEGER, -1, validation.BAD_INTEGER),
        (FieldKind.INTEGER, 2_147_483_648, validation.BAD_INTEGER),
        (FieldKind.MONEY, Decimal("9999999999999999.99"), None),
        (FieldKind.MONEY, Decimal("10000000000000000.00"), validation.BAD_MONEY),
        (FieldKind.MONEY, Decimal("1e30"), validation.BAD_MONEY),
        (FieldKind.MONEY, Decimal("0.001"), validation.BAD_MONEY),
        (FieldKind.MONEY, Decimal("-0.01"), validation.NEGATIVE),
        (FieldKind.MONEY, Decimal("NaN"), validation.BAD_MONEY),
        (FieldKind.MONEY, 1.5, validation.BAD_MONEY),
        (FieldKind.BOOLEAN, True, None),
    ],
)
def test_numbers_and_dates(kind: FieldKind, value: object, text: Text | None) -> None:
    assert found(Field("x", LABEL, kind), value) is text


@given(st.sampled_from(CUSTOMER_FIELDS + CONTACT_FIELDS), st.text())
def test_any_text_gets_an_answer_that_can_be_shown(field: Field, value: str) -> None:
    problem = check_value(field, value)
    if problem is not None:
        assert problem.field == field.name
        assert "{" not in problem.describe()


def test_fields_are_found_by_name() -> None:
    assert by_name(CUSTOMER_FIELDS)["name"].required
