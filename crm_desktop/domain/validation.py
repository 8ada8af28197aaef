"""Checks of single values, used where they are typed and again where they are stored."""

import re
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.folding import digits, fold
from crm_desktop.domain.texts import Text, marked

EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(\.[^@\s,;<>\".]+)+")
PHONE = re.compile(r"[0-9+()\-./# *,;转分机ext]+", re.IGNORECASE)
WEBSITE = re.compile(r"(https?://)?[^\s/:.]+(\.[^\s/:.]+)+(:[0-9]+)?(/\S*)?", re.IGNORECASE)
_MIN_PHONE_DIGITS = 3
# Control characters, and halves of characters, which no file can hold.
_UNSTORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_UNSTORABLE_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MAX_MONEY = Decimal("9999999999999999.99")
MAX_INTEGER = 2_147_483_647
FIRST_DATE = date(1900, 1, 1)
LAST_DATE = date(2999, 12, 31)

REQUIRED = marked("Validation", "This field must not be empty.")
TOO_LONG = marked("Validation", "At most {maximum} characters.")
CONTROL = marked("Validation", "This text contains characters that cannot be stored.")
BAD_EMAIL = marked("Validation", "This is not an e-mail address (name@company.com).")
BAD_PHONE = marked("Validation", "A phone number has digits, spaces and + - ( ) only.")
SHORT_PHONE = marked("Validation", "A phone number has at least three digits.")
BAD_WEBSITE = marked("Validation", "This is not a web address (www.company.com).")
BAD_INTEGER = marked("Validation", "A whole number from 0 to {maximum}, please.")
BAD_MONEY = marked("Validation", "An amount with at most two decimal places, please.")
NEGATIVE = marked("Validation", "The amount must not be negative.")
BAD_DATE = marked("Validation", "A date like 2026-03-31, please.")
DATE_RANGE = marked("Validation", "A date between {first} and {last}, please.")
NOT_POSITIVE = marked("Validation", "The amount must be greater than zero.")
NO_REASON = marked("Validation", "Say why.")
UNKNOWN_VALUE = marked("Validation", "“{value}” is not one of the values of this list.")
PRIMARY_CONTACT = marked("Validation", "Exactly one contact must be the primary one.")
OWN_PARENT = marked("Validation", "A customer cannot belong to itself.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field.

    `row` is the index of a contact or payment in `table` (`contacts`, `payments`) of a change.
    """

    field: str
    text: Text
    values: dict[str, object] = dataclass_field(default_factory=dict)
    row: int | None = None
    table: str = ""

    def describe(self) -> str:
        """Return the reason in English; `infra.i18n.show` gives the user's language."""
        return self.text.source.format(**self.values)


def check_value(field: Field, value: object) -> Problem | None:
    """Return what is wrong with `value` for `field`, or None."""
    if value is None or value == "":
        return Problem(field.name, REQUIRED) if field.required else None
    if isinstance(value, str):
        return _check_text(field, value)
    if field.kind is FieldKind.DATE and isinstance(value, date):
        if FIRST_DATE <= value <= LAST_DATE:
            return None
        return Problem(field.name, DATE_RANGE, {"first": FIRST_DATE, "last": LAST_DATE})
    if field.kind is FieldKind.MONEY:
        return _check_money(field, value)
    if field.kind is FieldKind.INTEGER and isinstance(value, int):
        if 0 <= value <= MAX_INTEGER:
            return None
        return Problem(field.name, BAD_INTEGER, {"maximum": MAX_INTEGER})
    return None


def _check_text(field: Field, value: str) -> Problem | None:
    if field.required and not value.strip():
        return Problem(field.name, REQUIRED)
    if field.max_length is not None and len(value) > field.max_length:
        return Problem(field.name, TOO_LONG, {"maximum": field.max_length})
    bad = _UNSTORABLE_IN_LINES if field.kind is FieldKind.LONG_TEXT else _UNSTORABLE
    if bad.search(value):
        return Problem(field.name, CONTROL)
    if field.kind is FieldKind.EMAIL and not EMAIL.fullmatch(value):
        return Problem(field.name, BAD_EMAIL)
    if field.kind is FieldKind.PHONE and not PHONE.fullmatch(fold(value)):
        return Problem(field.name, BAD_PHONE)
    if field.kind is FieldKind.PHONE and len(digits(value)) < _MIN_PHONE_DIGITS:
        return Problem(field.name, SHORT_PHONE)
    if field.kind is FieldKind.WEBSITE and not WEBSITE.fullmatch(value):
        return Problem(field.name, BAD_WEBSITE)
    return None


def _check_money(field: Field, value: object) -> Problem | None:
    if not isinstance(value, Decimal) or not value.is_finite():
        return Problem(field.name, BAD_MONEY)
    if value < 0:
        return Problem(field.name, NEGATIVE)
    if value > MAX_MONEY or value != value.quantize(Decimal("0.01")):
        return Problem(field.name, BAD_MONEY)
    return None
