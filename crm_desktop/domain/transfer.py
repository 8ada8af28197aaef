"""What an import answers, and what is announced after a write."""

from collections.abc import Callable
from dataclasses import dataclass

# Called with (done, total); total is 0 where it is not known.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Counts of an import. `made` names the categories and list values that were created."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: int = 0
    contacts: int = 0
    error_file: str | None = None
    made: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a committed write changed, announced so that other windows refresh.

    `kinds` are table names; `customer_ids` the customers concerned, empty for all.
    """

    kinds: frozenset[str]
    customer_ids: frozenset[int] = frozenset()
