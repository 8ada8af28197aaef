"""The quick-search box: the few customers that fit best, and what of them matched."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, false, or_, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import (
    contact_matches,
    contact_name_matches,
    is_storable,
    letters_of,
    looks_like_phone,
    name_matches,
    number_matches,
    phone_matches,
    text_found,
)
from crm_desktop.data.dialect import starts_with
from crm_desktop.data.tables import ContactRecord, CustomerRecord
from crm_desktop.domain.folding import fold, normalised_phone
from crm_desktop.domain.records import QuickMatch


def quick_matches(session: Session, text: str, limit: int) -> list[QuickMatch]:
    """Return at most `limit` customers, best first.

    First the number itself, then what begins with `text` (number, name, initials, pinyin), then
    what has it anywhere, then those found by a contact or a phone.
    """
    if not is_storable(fold(text)):
        return []
    by_number, by_name = number_matches(text), name_matches(text)
    by_phone = phone_matches(text) if looks_like_phone(text) else false()
    by_itself = or_(by_number, by_name)
    query = (
        select(
            CustomerRecord.id,
            CustomerRecord.customer_no,
            CustomerRecord.name,
            CustomerRecord.short_name,
            CustomerRecord.city,
            CustomerRecord.phone,
            CustomerRecord.mobile,
            CustomerRecord.fax,
            case((by_itself, 1), else_=0).label("by_itself"),
        )
        .where(CustomerRecord.deleted_at.is_(None), or_(by_itself, contact_matches(text), by_phone))
        .order_by(_rank(text), _by_number_or_name(text), CustomerRecord.id)
        .limit(limit)
    )
    rows = session.execute(query).all()
    contacts = _contacts_found(session, [row.id for row in rows if not row.by_itself], text)
    return [
        QuickMatch(
            row.id, row.customer_no, row.name, contacts.get(row.id) or _own_detail(row, text)
        )
        for row in rows
    ]


def _rank(text: str) -> ColumnElement[int]:
    term, letters = fold(text), letters_of(text)
    begins = [
        starts_with(CustomerRecord.name_key, term),
        starts_with(CustomerRecord.short_name_key, term),
    ]
    if letters:
        begins += [
            starts_with(CustomerRecord.initials, letters),
            starts_with(CustomerRecord.pinyin, letters),
        ]
    return case(
        (CustomerRecord.number_key == term, 0),
        (starts_with(CustomerRecord.number_key, term), 1),
        (or_(*begins), 2),
        (name_matches(text), 3),
        (number_matches(text), 4),
        else_=5,
    )


def _by_number_or_name(text: str) -> ColumnElement[str]:
    typed_number = starts_with(CustomerRecord.number_key, fold(text))
    return case((typed_number, CustomerRecord.number_key), else_=CustomerRecord.sort_key)


def _own_detail(row: Any, text: str) -> str:
    """Return the customer's own number that matched, else what tells it from its namesakes."""
    digits = normalised_phone(text)
    if not row.by_itself:
        for number in (row.phone, row.mobile, row.fax):
            if digits in normalised_phone(number):
                return str(number)
    return str(row.short_name or row.city)


def _contacts_found(session: Session, ids: Sequence[int], text: str) -> dict[int, str]:
    """Return the first contact of each customer that `text` finds, with a number to call."""
    if not ids:
        return {}
    matches = contact_name_matches(text)
    if looks_like_phone(text):
        matches = or_(matches, text_found(normalised_phone(text), ContactRecord.phone_key))
    query = (
        select(
            ContactRecord.customer_id, ContactRecord.name, ContactRecord.phone, ContactRecord.mobile
        )
        .where(ContactRecord.customer_id.in_(ids), ContactRecord.deleted_at.is_(None), matches)
        .order_by(ContactRecord.is_primary.desc(), ContactRecord.id)
    )
    found: dict[int, str] = {}
    for row in session.execute(query):
        found.setdefault(row.customer_id, f"{row.name} {row.mobile or row.phone}".strip())
    return found
