"""Finding customers among very many: the ids of those who meet criteria, in order, and how many.

The index by grams tells at once who may meet the criteria (`search_hits`), by id. Where these are
few, each is looked at and they are sorted. Where they are many, the order is walked from its
beginning until the page is full, and their number is estimated; the exact one takes longer
(decision 14). Where no index tells the first few, the database does it all.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import Condition, conditions
from crm_desktop.data.dialect.search import (
    JoinInOrder,
    all_hits,
    has_grams,
    not_looked_up,
    these_ids,
)
from crm_desktop.data.search_grams import Narrowing, narrowing
from crm_desktop.data.search_hits import COUNTED, PLACES, Hits
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.domain.criteria import Count, Criteria

# So many customers in a row are looked at in some five milliseconds.
WALKED = 2000
# To look up a hit takes as long as to pass by so many customers in an index.
LOOKING_UP = 16
# Of so many hits it is seen how many meet the criteria.
PROVED = 100
# So many customers are looked at in a row for an estimate, and what it must find at least.
SAMPLED, LEAST_FOUND = 250, 20


class Ordering(NamedTuple):
    """What to order by, and whether an index has that order.

    All that is found is `within` a part of the index, if that is known; or it stands together
    somewhere, so that nearly all others may have to be passed by.
    """

    terms: Sequence[ColumnElement[Any]]
    has_index: bool
    within: Sequence[Condition] = ()
    stands_together: bool = False

    def is_passed(self, last: int, likely: int, span: int) -> bool:
        """Return whether to pass by all before the `last` is faster than to sort all hits."""
        passed_by = span if self.stands_together else last * span / max(likely, 1)
        return self.has_index and (bool(self.within) or likely * LOOKING_UP > passed_by)

    def is_reached(self, last: int, density: float) -> bool:
        """Return whether `last` are likely to be found among the first customers in order."""
        return self.has_index and (bool(self.within) or last < WALKED * density)


class Search:
    """One search in a session, for a page or a number of customers."""

    def __init__(self, session: Session, narrowed: Narrowing, held: Sequence[Condition]) -> None:
        self._session = session
        self._held = held
        self._hits = Hits(session.connection(), narrowed)

    @classmethod
    def by(cls, session: Session, criteria: Criteria) -> "Search":
        """Return the search for those who meet `criteria`."""
        return cls(session, narrowing(session, criteria), conditions(criteria))

    def ids(self, ordering: Ordering, offset: int = 0, limit: int | None = None) -> list[int]:
        """Return the ids of those found, in order."""
        if self._hits.narrowed.is_hopeless:
            return []
        last = None if limit is None else offset + limit
        found = self._first_ids(ordering, last)
        if found is not None:
            return found[offset:last]
        query = self._all(CustomerRecord.id, is_sorted=True).order_by(*ordering.terms)
        if limit is not None:
            query = query.offset(offset).limit(limit)
        return list(self._session.scalars(query))

    def count(self) -> int:
        """Return how many are found."""
        if self._hits.narrowed.is_hopeless:
            return 0
        return self._session.scalar(self._all(func.count(), is_sorted=False)) or 0

    def estimate(self) -> Count:
        """Return how many are found, exactly where that is known at once."""
        hits = self._hits
        if hits.narrowed.is_hopeless:
            return Count(0)
        found = None
        if not hits.is_told:
            found = self._sampled() if len(self._held) > 1 and hits.span > COUNTED else None
        elif not next(hits.told()).are_all:
            found = None if hits.is_strong else self._sampled()
            if found is None and hits.few is None:
                found = self._proved()
        return Count(self.count()) if found is None else Count(found, is_exact=False)

    def _first_ids(self, ordering: Ordering, last: int | None) -> list[int] | None:
        """Return the first ids, up to `last` of them, where a short way leads there."""
        if not self._hits.is_told:
            return self._luckily(ordering, last)
        for told in self._hits.told():
            if told.are_all:
                few = self._among(told.ids).order_by(*ordering.terms)
                return list(self._session.scalars(few))
            if last is not None and ordering.is_reached(last, told.density):
                found = self._walked(ordering, last)
                if len(found) == last:
                    return found
        likely = self._hits.likely
        if last is None or not ordering.is_passed(last, likely, self._hits.span):
            return None
        hit = not_looked_up(CustomerRecord.id).in_(all_hits(self._hits.narrowed.groups))
        query = self._along(ordering, self._hits.span, hit).limit(last)
        return list(self._session.scalars(query))

    def _luckily(self, ordering: Ordering, last: int | None) -> list[int] | None:
        """Return the first ids where so many are found that the first customers are enough."""
        is_worth_it = self._hits.can_tell and len(self._held) > 1 and ordering.has_index
        if last is None or last > WALKED or not is_worth_it:
            return None
        found = self._walked(ordering, last)
        return found if len(found) == last else None

    def _walked(self, ordering: Ordering, last: int) -> list[int]:
        """Return the first `last` of those found among the first customers in order."""
        return list(self._session.scalars(self._along(ordering, WALKED).limit(last)))

    def _along(self, ordering: Ordering, rows: int, *among: Condition) -> Select[Any]:
        """Return the query for who is found along an order, among so many customers."""
        first = (
            select(CustomerRecord.id)
            .where(CustomerRecord.deleted_at.is_(None), *among, *ordering.within)
            .order_by(*ordering.terms)
            .limit(rows)
            .subquery("first")
        )
        return _looked_up(first, first.c.id, first.c.id).where(*self._held)

    def _all(self, wanted: Any, *, is_sorted: bool) -> Select[Any]:
        """Return the query for all found, by the way that is likely to be the fastest."""
        hits = self._hits
        query = select(wanted).select_from(CustomerRecord)
        if not hits.is_told:
            held = has_grams(hits.narrowed.groups, CustomerRecord.id)
            return query.where(*held, *self._held)
        found = all_hits(hits.narrowed.groups)
        if hits.few is not None:
            return self._among(hits.few, wanted)
        if is_sorted and hits.likely > hits.span / 4:
            return query.where(*self._held)
        hit_table = found.subquery("hit")
        return _looked_up(hit_table, hit_table.c.rowid, wanted).where(*self._held)

    def _among(self, ids: Sequence[int], wanted: Any = CustomerRecord.id) -> Select[Any]:
        hit = these_ids(ids)
        return _looked_up(hit, hit.c.value, wanted).where(*self._held)

    def _proved(self) -> int | None:
        """Return about how many are found among the hits; None if that is hard to tell."""
        ids = [told for told in self._hits.told()][-1].ids
        proved = ids[:: max(1, len(ids) // PROVED)]
        found = self._session.scalar(self._among(proved, func.count())) or 0
        likely = round(self._hits.likely * found / len(proved)) if proved else 0
        return likely if found * PLACES >= LEAST_FOUND else None

    def _sampled(self) -> int | None:
        """Return about how many are found, from samples of all; None if there are too few."""
        stretch = self._hits.span // PLACES + 1
        starts = range(1, self._hits.span + 1, stretch)
        places = [CustomerRecord.id.between(start, start + SAMPLED - 1) for start in starts]
        query = select(func.count()).select_from(CustomerRecord).where(or_(*places), *self._held)
        found = self._session.scalar(query) or 0
        looked_at = len(places) * SAMPLED
        return round(found * self._hits.span / looked_at) if found >= LEAST_FOUND else None


def _looked_up(ids: FromClause, id_column: Any, wanted: Any) -> Select[Any]:
    """Return the query that looks up customers by `ids`, in the order of these."""
    table = CustomerRecord.__table__
    return select(wanted).select_from(JoinInOrder(ids, table, table.c.id == id_column))
