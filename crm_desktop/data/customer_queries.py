"""Finding customers: the ids of those that meet criteria, in order, and how many they are."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import conditions
from crm_desktop.data.customer_order import order
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.domain.criteria import Criteria, SortOrder

# Ids in one statement; SQL Server takes at most 2100 parameters.
CHUNK = 500
ValueT = TypeVar("ValueT")


def customer_ids(
    session: Session,
    criteria: Criteria,
    sort: SortOrder,
    offset: int = 0,
    limit: int | None = None,
) -> list[int]:
    """Return the ids of the customers that meet `criteria`, in order."""
    query = select(CustomerRecord.id).where(*conditions(criteria)).order_by(*order(session, sort))
    if offset or limit is not None:
        query = query.offset(offset).limit(limit)
    return list(session.scalars(query))


def count_customers(session: Session, criteria: Criteria) -> int:
    """Return how many customers meet `criteria`."""
    query = select(func.count()).select_from(CustomerRecord).where(*conditions(criteria))
    return session.scalar(query) or 0


def chunks(values: Iterable[ValueT], size: int = CHUNK) -> Iterator[list[ValueT]]:
    """Yield `values` in lists of at most `size`."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
