"""What a kind of draft is, and what is told and asked of each draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.texts import Text
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services.context import ServiceContext

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What a draft would change: a field, what is stored in it now, and what was typed."""

    field: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a draft would change, and what else is to be known about it."""

    changes: tuple[DraftChange, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A draft about which is asked what is stored now."""

    context: ServiceContext
    typed: Any


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft that was looked at: its values as this program understands them, and what is stored.

    `now` is None where what is stored cannot be read, or there is nothing.
    """

    typed: Any
    now: Any
    labels: Labels


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a draft goes back to. `taken` is called once its form keeps it itself."""

    workspace: Workspace
    home: QWidget
    taken: Callable[[], None]


class DraftKind(Protocol):
    """One kind of draft."""

    name: Text

    def read(self, values: Values) -> Any:
        """Return the values as this program understands them; raises BadDraft."""

    def present(self, asking: Asking) -> Any:
        """Return what is stored now; runs on a worker thread."""

    def describe(self, looked: Looked) -> Summary:
        """Return what it would change."""

    def restore(self, desk: Desk, looked: Looked) -> None:
        """Put it back into its form."""
