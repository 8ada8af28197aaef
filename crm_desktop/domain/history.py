"""History: who changed what, when, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.texts import Text, marked


class Action(StrEnum):
    """What was done to a record."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    RESTORE = "restore"
    VOID = "void"
    PURGE = "purge"


REMOVED = marked("History", "It was removed for good: only the history is left of it.")

# Where an entry stands in the history: its moment and its id.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field's change. Values are texts as stored (ISO dates, codes), None for nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One change of one record. `entity` is the table's name, `label` what a person calls it.

    `kept` says why no earlier state of the record can be brought back now; in the history of one
    customer only.
    """

    id: int
    at: datetime
    username: str
    action: str
    entity: str
    entity_id: int
    customer_id: int | None
    label: str
    changes: tuple[FieldChange, ...]
    user_id: int | None = None
    kept: Text | None = None

    @property
    def place(self) -> Place:
        """Where the entry stands: what is older comes after it."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class KeptField:
    """A field whose earlier value cannot be brought back, and why."""

    field: str
    value: str | None
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierState:
    """What bringing back an earlier state of a record would change, from what stands now.

    `changes` are as a person reads them, `values` what is stored. `version` is the record's.
    """

    entity: str
    entity_id: int
    customer_id: int
    version: int
    label: str
    changes: tuple[FieldChange, ...]
    kept: tuple[KeptField, ...]
    values: Mapping[str, object]


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
