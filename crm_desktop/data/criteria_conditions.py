"""From criteria to conditions: the one place where what people search by becomes SQL.

Texts are compared folded, on key columns, and every character of theirs is taken literally. No
condition finds what is in the recycle bin.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from crm_desktop.data.dialect import contains
from crm_desktop.data.keys import SEPARATOR
from crm_desktop.data.tables import (
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.folding import fold, normalised_phone

Condition = ColumnElement[bool]

# No key is longer: a longer text is found nowhere, and the database need not be asked.
LONGEST_TEXT = 2000
# Nothing was entered before or will be after; moments outside are no moments on some systems.
_FIRST_MOMENT, _LAST_MOMENT = date(1970, 1, 3), date(2999, 12, 30)
_PHONE_CHARACTERS = frozenset("0123456789+-()./#* ")


def conditions(criteria: Criteria) -> list[Condition]:
    """Return what must hold of a `CustomerRecord`; with nothing entered, that it is not deleted."""
    found: list[Condition] = [CustomerRecord.deleted_at.is_(None)]
    for name, value in criteria.given().items():
        if name in _TEXT_CONDITIONS:
            found.append(_TEXT_CONDITIONS[name](str(value)))
        elif name in _EXACT_COLUMNS:
            exact = value.strip() if isinstance(value, str) else value
            found.append(_EXACT_COLUMNS[name] == exact)
    found += _created(criteria.created_from, criteria.created_to)
    if criteria.paid_from or criteria.paid_to:
        paid = paid_between(criteria.paid_from, criteria.paid_to)
        found.append(_has_payment(PaymentRecord.kind == PaymentKind.PAYMENT, *paid))
    return found


def text_found(term: str, *columns: Any) -> Condition:
    """Return whether one of `columns` contains the folded `term`."""
    if not is_storable(term):
        return false()
    return or_(*(contains(column, term) for column in columns))


def is_storable(term: str) -> bool:
    """Return whether a folded `term` can be in any key at all."""
    return 0 < len(term) <= LONGEST_TEXT and not any(_unstorable(c) for c in term)


def letters_of(text: str) -> str:
    """Return `text` as pinyin or initials are typed, "" where it can be neither.

    Spaces and apostrophes between syllables (`xi'an`) do not count.
    """
    letters = fold(text).replace(" ", "").replace("'", "").replace("’", "")
    readable = letters.isascii() and letters.isalnum() and not letters.isdigit()
    return letters if readable else ""


def name_matches(text: str) -> Condition:
    """Return whether a customer's name, short name, pinyin or initials contain `text`."""
    return or_(
        text_found(fold(text), CustomerRecord.name_key, CustomerRecord.short_name_key),
        text_found(letters_of(text), CustomerRecord.pinyin, CustomerRecord.initials),
    )


def number_matches(text: str) -> Condition:
    """Return whether the customer number contains `text`."""
    return text_found(fold(text), CustomerRecord.number_key)


def contact_matches(text: str) -> Condition:
    """Return whether the name, pinyin or initials of a contact of the customer contain `text`."""
    return has_contact(contact_name_matches(text))


def contact_name_matches(text: str) -> Condition:
    """Return whether a `ContactRecord`'s name, pinyin or initials contain `text`."""
    return or_(
        text_found(fold(text), ContactRecord.name_key),
        text_found(letters_of(text), ContactRecord.pinyin, ContactRecord.initials),
    )


def phone_matches(text: str) -> Condition:
    """Return whether a number of the customer or of a contact contains the digits of `text`."""
    digits = normalised_phone(text)
    return or_(
        text_found(digits, CustomerRecord.phone_key),
        has_contact(text_found(digits, ContactRecord.phone_key)),
    )


def looks_like_phone(text: str) -> bool:
    """Return whether `text` has digits and nothing that does not stand in a phone number."""
    return bool(normalised_phone(text)) and set(fold(text)) <= _PHONE_CHARACTERS


def location_matches(text: str) -> Condition:
    """Return whether every word of `text` is in the country, province, city, district or address.

    What is written without spaces may run over several of these: 广东省深圳市.
    """
    joined = func.replace(CustomerRecord.location_key, SEPARATOR, "")
    return and_(
        *(
            text_found(word, CustomerRecord.location_key)
            if word.isascii()
            else text_found(word, CustomerRecord.location_key, joined)
            for word in fold(text).split(" ")
        )
    )


def category_matches(text: str) -> Condition:
    """Return whether the customer's own category or that of a payment of its contains `text`.

    Void payments, which were entered by mistake, do not count.
    """
    wanted = select(ProductCategoryRecord.id).where(
        text_found(fold(text), ProductCategoryRecord.name_key)
    )
    return or_(
        CustomerRecord.product_category_id.in_(wanted),
        _has_payment(PaymentRecord.product_category_id.in_(wanted)),
    )


def anything_matches(text: str) -> Condition:
    """Return whether every word of `text` is in the number, name, a contact, phone or place."""
    return and_(*(_word_matches(word) for word in fold(text).split(" ")))


def _word_matches(word: str) -> Condition:
    found = [
        number_matches(word),
        name_matches(word),
        contact_matches(word),
        location_matches(word),
    ]
    if looks_like_phone(word):
        found.append(phone_matches(word))
    return or_(*found)


def paid_between(first: date | None, last: date | None) -> list[Condition]:
    """Return what must hold of a `PaymentRecord` paid from `first` to `last`, both included."""
    found: list[Condition] = []
    if first:
        found.append(PaymentRecord.paid_on >= first)
    if last:
        found.append(PaymentRecord.paid_on <= last)
    return found


def _created(first: date | None, last: date | None) -> list[Condition]:
    found: list[Condition] = []
    if first and first >= _FIRST_MOMENT:
        found.append(CustomerRecord.created_at >= _midnight(min(first, _LAST_MOMENT)))
    if last and last <= _LAST_MOMENT:
        following = max(last, _FIRST_MOMENT) + timedelta(days=1)
        found.append(CustomerRecord.created_at < _midnight(following))
    return found


def _midnight(day: date) -> datetime:
    """Return the local day's beginning as a moment."""
    return datetime.combine(day, time.min).astimezone()


def has_contact(condition: Condition) -> Condition:
    """Return whether a contact of the customer, not in the recycle bin, meets `condition`."""
    return (
        exists()
        .where(
            ContactRecord.customer_id == CustomerRecord.id,
            ContactRecord.deleted_at.is_(None),
            condition,
        )
        .correlate(CustomerRecord)
    )


def _has_payment(*held: Condition) -> Condition:
    return (
        exists()
        .where(
            PaymentRecord.customer_id == CustomerRecord.id,
            PaymentRecord.voided_at.is_(None),
            *held,
        )
        .correlate(CustomerRecord)
    )


def _unstorable(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or code == 0x7F or 0xD800 <= code <= 0xDFFF


_TEXT_CONDITIONS: dict[str, Callable[[str], Condition]] = {
    "location": location_matches,
    "category": category_matches,
    "name": name_matches,
    "number": number_matches,
    "contact": contact_matches,
    "phone": phone_matches,
    "anything": anything_matches,
}
_EXACT_COLUMNS: dict[str, Any] = {
    "kind": CustomerRecord.kind,
    "status": CustomerRecord.status,
    "level": CustomerRecord.level,
    "source": CustomerRecord.source,
    "industry": CustomerRecord.industry,
    "owner_id": CustomerRecord.owner_id,
}
