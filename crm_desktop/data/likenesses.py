"""Customers that look like one that is being entered."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, literal, or_, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import Condition, has_contact
from crm_desktop.data.dialect import contains
from crm_desktop.data.grams import Group
from crm_desktop.data.keys import SEPARATOR
from crm_desktop.data.search import Ordering, Search
from crm_desktop.data.search_grams import Narrowing, phone_grams, text_grams
from crm_desktop.data.tables import ContactRecord, CustomerRecord
from crm_desktop.domain.folding import normalised_name, normalised_phone
from crm_desktop.domain.records import Duplicate

# Shorter pieces are contained in too many names and numbers to say anything.
SHORTEST_PIECE = 4
SHORTEST_PHONE = 7
_LONGEST_NAME = 60
_BY_ID = Ordering((CustomerRecord.id.asc(),), has_index=True)


def duplicates(
    session: Session, name: str, phones: Sequence[str], exclude_id: int | None, limit: int
) -> tuple[Duplicate, ...]:
    """Return customers of nearly that name, then customers with one of those phone numbers."""
    held: list[Condition] = [CustomerRecord.deleted_at.is_(None)]
    if exclude_id is not None:
        held.append(CustomerRecord.id != exclude_id)
    found: dict[int, Duplicate] = {}
    for same, ids in (
        ("name", _of_same_name(session, name, held, limit)),
        ("phone", _of_same_phone(session, name, phones, held, limit)),
    ):
        is_exact = case((_has_name(name), 0), else_=1)
        query = (
            select(
                CustomerRecord.id,
                CustomerRecord.customer_no,
                CustomerRecord.name,
                CustomerRecord.city,
            )
            .where(CustomerRecord.id.in_(ids))
            .order_by(is_exact, CustomerRecord.id)
            .limit(limit)
        )
        for row in session.execute(query) if ids else ():
            found.setdefault(row.id, Duplicate(row.id, row.customer_no, row.name, row.city, same))
    return tuple(found.values())[:limit]


def _of_same_name(session: Session, name: str, held: Sequence[Condition], limit: int) -> set[int]:
    """Return the first with the name, with a name that contains it or is contained in it."""
    key, wanted = CustomerRecord.normalised_name, normalised_name(name)[:_LONGEST_NAME]
    if len(wanted) < 2:
        return set()
    if len(wanted) < SHORTEST_PIECE:
        return _first(session, key == wanted, held, limit)
    return {
        *_first(session, _has_name(name), held, limit),
        *_first(session, key.in_(_pieces(wanted)), held, limit),
        *_search(session, text_grams(wanted), contains(key, wanted), held, limit),
    }


def _of_same_phone(
    session: Session, name: str, phones: Sequence[str], held: Sequence[Condition], limit: int
) -> set[int]:
    """Return the first that have, or whose contacts have, one of the numbers.

    Those of exactly that name are the first.
    """
    numbers = {normalised_phone(phone) for phone in phones}
    numbers = {number for number in numbers if len(number) >= SHORTEST_PHONE}
    if not numbers:
        return set()
    grams = tuple(each for number in sorted(numbers) for each in phone_grams(number))
    has = or_(
        _has_phone(CustomerRecord.phone_key, numbers),
        has_contact(_has_phone(ContactRecord.phone_key, numbers)),
    )
    return {
        *_first(session, _has_name(name), [has, *held], limit),
        *_search(session, grams, has, held, limit),
    }


def _first(
    session: Session, condition: Condition, held: Sequence[Condition], limit: int
) -> set[int]:
    query = select(CustomerRecord.id).where(condition, *held).order_by(CustomerRecord.id)
    return set(session.scalars(query.limit(limit)))


def _search(
    session: Session,
    grams: Group,
    condition: Condition,
    held: Sequence[Condition],
    limit: int,
) -> list[int]:
    search = Search(session, Narrowing((grams,)), [condition, *held])
    return list(search.ids(_BY_ID, limit=limit))


def _pieces(name: str) -> Iterable[str]:
    lengths = range(SHORTEST_PIECE, len(name) + 1)
    return sorted({name[at : at + size] for size in lengths for at in range(len(name) - size + 1)})


def _has_name(name: str) -> ColumnElement[bool]:
    return CustomerRecord.normalised_name == normalised_name(name)


def _has_phone(keys: Any, numbers: Iterable[str]) -> ColumnElement[bool]:
    bounded = literal(SEPARATOR) + keys + literal(SEPARATOR)
    return or_(*(contains(bounded, f"{SEPARATOR}{number}{SEPARATOR}") for number in numbers))
