"""Finding customers: the ids of those that meet criteria, in order, and how many they are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy.orm import Session

from crm_desktop.data.customer_order import order
from crm_desktop.data.search import Ordering, Search
from crm_desktop.domain.criteria import Count, Criteria, SortOrder

# Columns whose order an index has.
ALONG_INDEX = frozenset({"id", "customer_no", "name", "created_at", "updated_at"})
# Ids in one statement; SQL Server takes at most 2100 parameters.
CHUNK = 500
ValueT = TypeVar("ValueT")


def customer_ids(
    session: Session,
    criteria: Criteria,
    sort: SortOrder,
    offset: int = 0,
    limit: int | None = None,
) -> Sequence[int]:
    """Return the ids of the customers that meet `criteria`, in order."""
    ordering = Ordering(order(session, sort), has_index=sort.column in ALONG_INDEX)
    return Search.by(session, criteria).ids(ordering, offset, limit)


def count_customers(session: Session, criteria: Criteria) -> int:
    """Return how many customers meet `criteria`."""
    return Search.by(session, criteria).count()


def estimate_customers(session: Session, criteria: Criteria) -> Count:
    """Return how many customers meet `criteria`: exactly where that is known at once."""
    return Search.by(session, criteria).estimate()


def chunks(values: Iterable[ValueT], size: int = CHUNK) -> Iterator[list[ValueT]]:
    """Yield `values` in lists of at most `size`."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
