"""Jobs on several records at once, what may be undone of them, and what is said afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.texts import Text, marked

# Fields of customers that can be set for many at once, in the order they are offered.
BULK_FIELDS = ("status", "level", "owner_id", "product_category_id")


class JobKind(StrEnum):
    """What a job did."""

    DELETE = "delete"
    VOID = "void"
    CHANGE = "change"
    HAND_OVER = "hand_over"
    IMPORT = "import"


JOB_NAMES: dict[JobKind, Text] = {
    JobKind.DELETE: marked("Jobs", "delete"),
    JobKind.VOID: marked("Jobs", "void"),
    JobKind.CHANGE: marked("Jobs", "bulk change"),
    JobKind.HAND_OVER: marked("Jobs", "hand over"),
    JobKind.IMPORT: marked("Jobs", "import"),
}

# Why a record is left as it is.
CHANGED_SINCE = marked("Jobs", "changed since")
GONE = marked("Jobs", "no longer there")
RESTORED_ALREADY = marked("Jobs", "restored already")
ENTERED_AGAIN = marked("Jobs", "entered again already")
IN_THE_BIN = marked("Jobs", "in the recycle bin")
NO_SUCH_VALUE = marked("Jobs", "what it was no longer exists")
NOT_YOURS = marked("Jobs", "deleted by somebody else")
HAS_PAYMENTS = marked("Jobs", "has payments")


class NothingToSet(CrmError):
    """A bulk change without a field to set."""

    text = marked("Errors", "Choose what to set. Nothing was changed.")


class NothingToUndo(CrmError):
    """The job was undone already, or is too long ago."""

    text = marked("Errors", "There is nothing to undo any more. Nothing was changed.")


class SameOwner(CrmError):
    """Customers are to be handed over to who has them."""

    text = marked("Errors", "Choose two different users. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it can be undone. `label` names the record of a job that had only one."""

    id: int
    kind: JobKind
    at: datetime
    record_count: int
    label: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """A record that a job left as it is, and why."""

    label: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Note:
    """Something that had to be done differently with a record; `values` fill the text."""

    label: str
    text: Text
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """How a job ended: records done, what was left alone, what had to be done differently.

    `job_id` is what undoes it, None where nothing was done or it cannot be undone.
    """

    done: int
    left: tuple[Left, ...] = ()
    notes: tuple[Note, ...] = ()
    job_id: int | None = None


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A customer that a bulk change would change; `before` is what stands in its fields now."""

    id: int
    customer_no: str
    name: str
    before: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPreview:
    """What a bulk change would do to `ids`, those of its customers that it would change.

    `unchanged` have the values already, `missing` went to the recycle bin meanwhile. `counts` tell
    for each field how many have which value now, the most frequent first; `first` are the first
    rows.
    """

    ids: tuple[int, ...]
    unchanged: int
    missing: int
    counts: dict[str, tuple[tuple[object, int], ...]]
    first: tuple[BulkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgePreview:
    """What removing for good would take: names of customers and contacts, and who stays why."""

    customers: tuple[str, ...]
    contacts: int
    left: tuple[Left, ...]
