"""What the index by grams tells of who may be found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, func, select

from crm_desktop.data.dialect.search import count_hits, first_hits, has_first_hits
from crm_desktop.data.search_grams import Narrowing
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.domain.criteria import Count

# So many customers are looked up one by one and sorted in a few milliseconds.
FEW = 1000
# To count hits, so many are taken at places all over the table: imports come in heaps.
PLACES, HITS_AT_PLACE = 8, 200
# So many hits are counted one by one in a millisecond.
COUNTED = 10_000
# And of what has to be collected anyway, so many.
COLLECTED = 100_000


@dataclass(frozen=True, slots=True)
class Told:
    """The first hits; `are_all` if there are no others.

    `is_final` unless the index tells more when it is asked for what has to be collected.
    """

    ids: list[int]
    are_all: bool
    is_final: bool

    def is_within(self, most: int) -> bool:
        """Return whether these are all hits, and no more than so many."""
        return self.are_all and len(self.ids) <= most

    @property
    def density(self) -> float:
        """How many of the customers, in the order of the ids, are hits."""
        return len(self.ids) / (self.ids[-1] - self.ids[0] + 1) if self.ids else 1.0


class Hits:
    """The customers that may be found, as the index tells them."""

    def __init__(self, connection: Connection, narrowed: Narrowing) -> None:
        self._connection = connection
        self.narrowed = narrowed
        self.can_tell = has_first_hits(connection)
        self.is_told = bool(narrowed.groups) and self.can_tell
        self.is_strong = narrowed.strong == narrowed

    def told(self) -> Iterator[Told]:
        """Yield what the index tells at once, then, unless that was all, what it collects."""
        yield self._at_once
        if not self.is_strong:
            yield self._collected

    @property
    def few(self) -> list[int] | None:
        """All hits, if they are few."""
        return next((told.ids for told in self.told() if told.are_all), None)

    @cached_property
    def span(self) -> int:
        """How many ids there are, of which a few may be gone."""
        return self._connection.scalar(select(func.max(CustomerRecord.id))) or 0

    @cached_property
    def number(self) -> Count:
        """How many hits there are, about where they are very many."""
        if self.few is not None:
            return Count(len(self.few))
        few = self.few
        if few is not None:
            return Count(len(few))
        counted = COUNTED if self.is_strong else COLLECTED
        first, _ = self._counted(counted)
        if first < counted or not self.is_strong:
            return Count(first, is_exact=first < counted)
        stretch = self.span // PLACES + 1
        found = 0.0
        for start in range(0, self.span, stretch):
            hits, last = self._counted(HITS_AT_PLACE, start)
            end = last if hits == HITS_AT_PLACE else self.span
            found += min(stretch, self.span - start + 1) * hits / (end - start + 1)
        return Count(round(found), is_exact=False)

    def count(self) -> int:
        """Return how many hits there are, which takes longer where they are very many."""
        return self._counted(-1)[0]

    def _counted(self, most: int, start: int = 0) -> tuple[int, int]:
        return count_hits(self._connection, self.narrowed.groups, most, start)

    @cached_property
    def _at_once(self) -> Told:
        if not self.narrowed.strong.groups:
            return Told([], are_all=False, is_final=False)
        return self._first(self.narrowed.strong, is_final=self.is_strong)

    @cached_property
    def _collected(self) -> Told:
        return self._first(self.narrowed, is_final=True)

    def _first(self, narrowed: Narrowing, *, is_final: bool) -> Told:
        ids = first_hits(self._connection, narrowed.groups, FEW + 1)
        return Told(ids, are_all=len(ids) <= FEW, is_final=is_final)
