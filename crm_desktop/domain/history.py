"""History: who changed what, when, from what to what."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Action(StrEnum):
    """What was done to a record."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    RESTORE = "restore"
    VOID = "void"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's change. Values are texts as stored (ISO dates, codes), None for nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One change of one record. `entity` is the table's name, `label` what a person calls it."""

    id: int
    at: datetime
    username: str
    action: str
    entity: str
    entity_id: int
    customer_id: int | None
    label: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which entries to show; empty fields do not restrict. `last` includes its whole local day."""

    text: str = ""
    username: str = ""
    entity: str = ""
    action: str = ""
    customer_id: int | None = None
    first: date | None = None
    last: date | None = None
