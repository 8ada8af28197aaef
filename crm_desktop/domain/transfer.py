"""What imports and reports answer."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class ReportResult:
    """A written report; `replaced` names characters no font had, shown as boxes (`U+1F600`)."""

    pages: int
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a committed write changed, announced so that other windows refresh.

    `kinds` are table names; `customer_ids` the customers concerned, empty for all.
    """

    kinds: frozenset[str]
    customer_ids: frozenset[int] = frozenset()
