"""What an import answers, what is known of it later, and what is announced after a write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.domain.texts import Text, marked

# Called with (done, total); total is 0 where it is not known.
Progress = Callable[[int, int], None]

# Why a record that an import made is kept when the import is taken back.
CHANGED_SINCE = marked("Transfer", "changed since")
HAS_PAYMENTS = marked("Transfer", "has payments")
HAS_MEMBERS = marked("Transfer", "other customers belong to it")
# The same of list values and categories.
IN_USE = marked("Transfer", "records use it")
NOT_YOURS_TO_REMOVE = marked("Transfer", "only an administrator may remove it")


class ImportKind(StrEnum):
    """What an import brings."""

    CUSTOMER = "customer"
    PAYMENT = "payment"


class Duplicates(StrEnum):
    """What becomes of a row whose number is taken."""

    REFUSE = "refuse"
    SKIP = "skip"


class ImportState(StrEnum):
    """How far an import is. In an embedded file there are only DONE and TAKEN_BACK."""

    READING = "reading"
    STORING = "storing"
    DONE = "done"
    TAKING_BACK = "taking_back"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Counts of an import. `made` names the categories and list values that were created.

    `batch_id` is what takes the import back. `skipped` rows had numbers that are taken; `refused`
    ones are in the file `error_file`.
    """

    batch_id: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: int = 0
    contacts: int = 0
    error_file: str | None = None
    made: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import that was done: when (UTC), by whom (display name), and how many it made.

    `last_sign_at` is when it last got on, `left` how many records are there although it was taken
    back.
    """

    id: int
    kind: ImportKind
    file_name: str
    at: datetime
    by: str
    user_id: int | None
    created: int
    updated: int
    state: ImportState
    last_sign_at: datetime
    left: int = 0

    @property
    def is_unfinished(self) -> bool:
        """Whether the import runs just now, or broke off."""
        return self.state not in (ImportState.DONE, ImportState.TAKEN_BACK)

    @property
    def can_be_finished(self) -> bool:
        """Whether all rows of the file had been read when the import broke off."""
        return self.state is ImportState.STORING


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record that an import made and that was kept, and why; `label` is its number and name."""

    label: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What became of an import that was taken back: how many records went, and which were kept.

    `values` are list values and categories that went with it. What is kept can be asked for again.
    """

    removed: int
    kept: tuple[Kept, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a committed write changed, announced so that other windows refresh.

    `kinds` are table names; `customer_ids` the customers concerned, empty for all.
    """

    kinds: frozenset[str]
    customer_ids: frozenset[int] = frozenset()
