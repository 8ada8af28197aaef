"""Where customers stand in an order, so that any place of a long list is reached at once."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any


@dataclass(frozen=True, slots=True)
class Stretch:
    """Customers that stand together in an order; `value` is what they have in common, if any."""

    kind: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an order: just after a customer, or where a stretch begins (`id` None)."""

    position: int
    stretch: Stretch
    key: Any = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """Where customers stand in an order: the ids of a few, or anchors among many."""

    total: int
    ids: "array[int] | None" = None
    anchors: tuple[Anchor, ...] = ()

    def before(self, position: int) -> Anchor:
        """Return the last anchor that is not behind `position`."""
        return self.anchors[self._place(position)]

    def stretches_from(self, position: int) -> Iterator[Stretch]:
        """Yield the stretch that `position` is in, and those behind it, as far as one reads."""
        place = self._place(position)
        yield self.anchors[place].stretch
        for later in islice(self.anchors, place + 1, None):
            if later.id is None:
                yield later.stretch

    def _place(self, position: int) -> int:
        place = bisect_right(self.anchors, position, key=lambda anchor: anchor.position)
        return max(place - 1, 0)
