"""Where customers stand in an order, so that any place of a long list is reached at once."""

from array import array
from bisect import bisect_right
from dataclasses import dataclass
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
        place = bisect_right(self.anchors, position, key=lambda anchor: anchor.position)
        return self.anchors[max(place - 1, 0)]
