"""Finding customers among very many: the ids of those who meet criteria, in order, and how many.

The index by grams tells at once who may meet the criteria (`search_hits`), by id. Where these are
few, each is looked at and they are sorted. Where they are many, the order is walked from its
beginning until the page is full, and their number is estimated; the exact one takes longer
(decision 14). Nobody is asked again what a gram has already answered. Where no index tells the
first few, the database does it all.
"""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import desc_op

from crm_desktop.data.criteria_conditions import Condition, conditions
from crm_desktop.data.dialect.search import (
    JoinInOrder,
    all_hits,
    has_grams,
    not_looked_up,
    these_ids,
)
from crm_desktop.data.search_grams import Narrowing, narrowing
from crm_desktop.data.search_hits import PLACES, Hits, Told
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.domain.criteria import Count, Criteria

# Very many ids are read in pieces, which are gone before the next one comes.
READ_AT_ONCE = 5000
# So many customers in a row are looked at in some five milliseconds.
WALKED = 2000
# To look up a hit takes as long as to pass by so many customers in an index.
LOOKING_UP = 16
# So many hits are counted by looking at each; of more, so many are looked at.
PROVED_ALL, PROVED = 300, 100
# So many times the hits wanted are tried, of whom some may not be found.
TRIED = 1.5
# So many customers are passed by in an index within some five milliseconds.
PASSED = 150_000
# So many customers are counted in some five milliseconds.
COUNTED = 10_000
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

    def __init__(
        self,
        session: Session,
        narrowed: Narrowing,
        held: Sequence[Condition],
        held_of_hits: Sequence[Condition] | None = None,
    ) -> None:
        self._session = session
        self._held = held
        self._hits = Hits(session.connection(), narrowed)
        self._held_of_hits = held if held_of_hits is None else held_of_hits

    @classmethod
    def by(cls, session: Session, criteria: Criteria) -> "Search":
        """Return the search for those who meet `criteria`."""
        narrowed = narrowing(session, criteria)
        answered: dict[str, Any] = dict.fromkeys(narrowed.answered, "")
        left = conditions(replace(criteria, **answered)) if answered else None
        return cls(session, narrowed, conditions(criteria), left)

    def ids(self, ordering: Ordering, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Return the ids of those found, in order, packed where they may be very many."""
        if self._hits.narrowed.is_hopeless:
            return []
        last = None if limit is None else offset + limit
        found = self._first_ids(ordering, last)
        if found is not None:
            return found[offset:last]
        query = self._all(CustomerRecord.id, is_sorted=True).order_by(*ordering.terms)
        if limit is not None:
            query = query.offset(offset).limit(limit)
        in_pieces = {"yield_per": READ_AT_ONCE}
        return array("q", self._session.scalars(query, execution_options=in_pieces))

    def count(self) -> int:
        """Return how many are found."""
        if self._hits.narrowed.is_hopeless:
            return 0
        if self._are_found:
            return self._hits.count()
        return self._session.scalar(self._all(func.count(), is_sorted=False)) or 0

    def estimate(self) -> Count:
        """Return how many are found, exactly where that is known at once."""
        hits = self._hits
        if hits.narrowed.is_hopeless:
            return Count(0)
        if self._are_found:
            return hits.number
        found = None
        if not hits.is_told:
            found = self._sampled() if len(self._held) > 1 and hits.span > COUNTED else None
        elif not next(hits.told()).is_within(PROVED_ALL):
            found = None if hits.is_strong else self._sampled()
            if found is None and not self._last_told.is_within(PROVED_ALL):
                found = self._proved()
        return Count(self.count()) if found is None else Count(found, is_exact=False)

    @property
    def _are_found(self) -> bool:
        """Whether all hits are found: nothing but the recycle bin is left to ask of them."""
        return self._hits.is_told and len(self._held_of_hits) == 1

    @property
    def _last_told(self) -> Told:
        return [told for told in self._hits.told()][-1]

    def _first_ids(self, ordering: Ordering, last: int | None) -> list[int] | None:
        """Return the first ids, up to `last` of them, where a short way leads there."""
        if not self._hits.is_told:
            return self._luckily(ordering, last)
        for told in self._hits.told():
            if told.are_all:
                return self._sorted(told.ids, ordering, last)
            for way in (self._tried, self._reached):
                found = way(ordering, last, told) if last and ordering.has_index else []
                if found and len(found) == last:
                    return found
        likely = self._hits.number.value
        if last is None or not ordering.is_passed(last, likely, self._hits.span):
            return None
        hit = not_looked_up(CustomerRecord.id).in_(all_hits(self._hits.narrowed.groups))
        first = self._first_in_order(ordering, self._hits.span, hit)
        return list(self._session.scalars(_among_first(first, self._held_of_hits).limit(last)))

    def _luckily(self, ordering: Ordering, last: int | None) -> list[int] | None:
        """Return the first ids where so many are found that the first customers are enough."""
        is_worth_it = self._hits.can_tell and len(self._held) > 1 and ordering.has_index
        if last is None or last > WALKED or not is_worth_it:
            return None
        found = self._walked(ordering, last)
        return found if len(found) == last else None

    def _sorted(self, ids: list[int], ordering: Ordering, last: int | None) -> list[int]:
        """Return the first of a few hits, in order; how many, only if that is of use."""
        few = self._among(ids).order_by(*ordering.terms)
        if last is not None and len(ids) > TRIED * last and not self._are_found:
            hit = these_ids(ids)
            ordered = _looked_up(hit, hit.c.value, CustomerRecord.id).order_by(*ordering.terms)
            few = _among_first(ordered.limit(len(ids)), self._held_of_hits).limit(last)
        return list(self._session.scalars(few))

    def _tried(self, ordering: Ordering, last: int, told: Told) -> list[int]:
        """Return the first ids, if an order that goes with the ids begins with the first hits."""
        tried = told.ids[: round(TRIED * last)]
        if len(tried) < last or tried[-1] > PASSED:
            return []
        order = ordering.terms[0]
        wanted = (CustomerRecord.id, order.element.label("place"))
        first = self._session.execute(self._among(tried, *wanted).order_by(*ordering.terms)).all()
        if len(first) < last:
            return []
        place = first[last - 1].place
        is_before = order.element >= place if order.modifier is desc_op else order.element <= place
        # Up to the last that was tried nobody else is a hit.
        may_be = not_looked_up(CustomerRecord.id) > tried[-1]
        others = self._first_in_order(ordering, 1, is_before, may_be)
        if self._session.scalar(others) is not None:
            return []
        return [row.id for row in first[:last]]

    def _reached(self, ordering: Ordering, last: int, told: Told) -> list[int]:
        is_reached = ordering.is_reached(last, told.density)
        return self._walked(ordering, last) if is_reached else []

    def _walked(self, ordering: Ordering, last: int) -> list[int]:
        """Return the first `last` of those found among the first customers in order."""
        first = self._first_in_order(ordering, WALKED)
        return list(self._session.scalars(_among_first(first, self._held).limit(last)))

    def _first_in_order(self, ordering: Ordering, rows: int, *among: Condition) -> Select[Any]:
        """Return the query for so many customers, in an order that an index has."""
        return (
            select(CustomerRecord.id)
            .where(CustomerRecord.deleted_at.is_(None), *among, *ordering.within)
            .order_by(*ordering.terms)
            .limit(rows)
        )

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
        if is_sorted and hits.number.value > hits.span / 4:
            return query.where(*self._held)
        hit_table = found.subquery("hit")
        return _looked_up(hit_table, hit_table.c.rowid, wanted).where(*self._held_of_hits)

    def _among(self, ids: Sequence[int], *wanted: Any) -> Select[Any]:
        hit = these_ids(ids)
        looked_up = _looked_up(hit, hit.c.value, *(wanted or [CustomerRecord.id]))
        return looked_up.where(*self._held_of_hits)

    def _proved(self) -> int | None:
        """Return about how many are found among the hits; None if that is hard to tell."""
        ids = self._last_told.ids
        proved = ids[:: max(1, len(ids) // PROVED)]
        found = self._session.scalar(self._among(proved, func.count())) or 0
        likely = round(self._hits.number.value * found / len(proved)) if proved else 0
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


def _looked_up(ids: FromClause, id_column: Any, *wanted: Any) -> Select[Any]:
    """Return the query that looks up customers by `ids`, in the order of these."""
    table = CustomerRecord.__table__
    return select(*wanted).select_from(JoinInOrder(ids, table, table.c.id == id_column))


def _among_first(first: Select[Any], held: Sequence[Condition]) -> Select[Any]:
    """Return the query for whom of the `first` all that is `held`, in the order of these."""
    ids = first.subquery("first")
    return _looked_up(ids, ids.c.id, ids.c.id).where(*held)
