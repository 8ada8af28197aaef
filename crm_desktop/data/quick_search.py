"""The quick-search box: the few customers that fit best, and what of them matched."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
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
from crm_desktop.data.dialect import in_range_of, starts_with
from crm_desktop.data.grams import Group
from crm_desktop.data.search import Ordering, Search
from crm_desktop.data.search_grams import (
    Narrowing,
    beginning_grams,
    contact_grams,
    first_letters_grams,
    letters_grams,
    name_grams,
    number_grams,
    phone_grams,
    text_grams,
)
from crm_desktop.data.tables import ContactRecord, CustomerRecord
from crm_desktop.domain.folding import fold, normalised_phone
from crm_desktop.domain.records import QuickMatch

_BY_NAME = Ordering((CustomerRecord.sort_key.asc(), CustomerRecord.id.asc()), has_index=True)


def quick_matches(session: Session, text: str, limit: int) -> list[QuickMatch]:
    """Return at most `limit` customers, best first.

    First the number itself, then what begins with `text` (number, name, initials, pinyin), then
    what has it anywhere, then those found by a contact or a phone.
    """
    if not is_storable(fold(text)):
        return []
    itself = _by_itself(session, text, limit)
    others = _by_others(session, text, itself, limit - len(itself))
    contacts = _contacts_found(session, others, text)
    rows = {row.id: row for row in _rows(session, [*itself, *others])}
    return [
        QuickMatch(
            customer_id,
            row.customer_no,
            row.name,
            contacts.get(customer_id) or _own_detail(row, text, by_itself=customer_id in itself),
        )
        for customer_id in (*itself, *others)
        if (row := rows.get(customer_id))
    ]


def _by_itself(session: Session, text: str, limit: int) -> list[int]:
    """Return the ids of customers found by their numbers and names, the best first."""
    found = _numbers_beginning(session, text, limit)
    found += _names_beginning(session, text, found, limit - len(found))
    for groups, condition in (
        ((name_grams(text),), name_matches(text)),
        ((number_grams(text),), number_matches(text)),
    ):
        found += _next(session, groups, condition, found, limit - len(found))
    return found


def _by_others(session: Session, text: str, found: Sequence[int], limit: int) -> list[int]:
    """Return the ids of customers found by their contacts and phones only."""
    grams, condition = contact_grams(text), contact_matches(text)
    if looks_like_phone(text):
        grams, condition = (*grams, *phone_grams(text)), or_(condition, phone_matches(text))
    return _next(session, (grams,), condition, found, limit)


def _next(
    session: Session,
    groups: tuple[Group, ...],
    condition: ColumnElement[bool],
    found: Sequence[int],
    limit: int,
    ordering: Ordering = _BY_NAME,
) -> list[int]:
    """Return the first ids in order that meet `condition` and are not among those `found`."""
    if limit <= 0:
        return []
    held = [CustomerRecord.deleted_at.is_(None), condition]
    if found:
        held.append(CustomerRecord.id.not_in(found))
    return list(Search(session, Narrowing(groups), held).ids(ordering, limit=limit))


def _numbers_beginning(session: Session, text: str, limit: int) -> list[int]:
    key, term = CustomerRecord.number_key, fold(text)
    query = (
        select(CustomerRecord.id)
        .where(
            CustomerRecord.deleted_at.is_(None),
            *in_range_of(key, term, session.connection().dialect.name),
            starts_with(key, term),
        )
        .order_by(key)
        .limit(limit)
    )
    return list(session.scalars(query))


def _names_beginning(session: Session, text: str, found: Sequence[int], limit: int) -> list[int]:
    """Return the ids of those whose names, short names, pinyin or initials begin with `text`."""
    term, letters = fold(text), letters_of(text)
    names = starts_with(CustomerRecord.name_key, term)
    short_names = starts_with(CustomerRecord.short_name_key, term)
    groups = (beginning_grams(text), text_grams(text))
    together = _BY_NAME._replace(stands_together=True)
    ids = _next(session, groups, or_(names, short_names), found, limit, together)
    if not letters:
        return ids
    pinyin = starts_with(CustomerRecord.pinyin, letters)
    initials = starts_with(CustomerRecord.initials, letters)
    # Pinyin, initials and the key that names are sorted by all begin with the same letter.
    key, dialect_name = CustomerRecord.sort_key, session.connection().dialect.name
    within = (*in_range_of(key, letters[0], dialect_name), starts_with(key, letters[0]))
    groups = (first_letters_grams(text), letters_grams(text))
    beginning_so = _BY_NAME._replace(within=within)
    read = _next(session, groups, or_(pinyin, initials), found, limit, beginning_so)
    return _first_by_name(session, {*ids, *read}, limit) if ids else read


def _first_by_name(session: Session, ids: Collection[int], limit: int) -> list[int]:
    query = select(CustomerRecord.id).where(CustomerRecord.id.in_(ids))
    return list(session.scalars(query.order_by(*_BY_NAME.terms).limit(limit)))


def _rows(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    query = select(
        CustomerRecord.id,
        CustomerRecord.customer_no,
        CustomerRecord.name,
        CustomerRecord.short_name,
        CustomerRecord.city,
        CustomerRecord.phone,
        CustomerRecord.mobile,
        CustomerRecord.fax,
    )
    return session.execute(query.where(CustomerRecord.id.in_(ids))).all() if ids else []


def _own_detail(row: Any, text: str, *, by_itself: bool) -> str:
    """Return the customer's own number that matched, else what tells it from its namesakes."""
    digits = normalised_phone(text)
    if not by_itself:
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
