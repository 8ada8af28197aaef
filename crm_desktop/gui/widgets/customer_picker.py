"""A field that names another customer: found while typing by number, name, initials or phone."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.domain.records import QuickMatch
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.widgets.suggesting_field import SuggestingField
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services import query

_DEBOUNCE = 40


class CustomerPicker(SuggestingField):
    """The field. `entered` comes when another customer, none, or a text that is none stands in it.

    `workspace` must be set before anything is typed; `excluded_id` is never offered.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self.excluded_id: int | None = None
        self.customer_id: int | None = None
        self._search: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._pause.timeout.connect(self._start)
        self.textEdited.connect(self._typed)
        self.picked.connect(self._take)

    @property
    def is_unclear(self) -> bool:
        """Whether something is typed that names no customer (yet)."""
        return self.customer_id is None and bool(self.text().strip())

    def show_customer(self, customer_id: int | None, number: str, name: str) -> None:
        """Show a customer, or none, without telling anybody."""
        self.customer_id = customer_id
        self.setText(f"{number} {name}".strip() if customer_id is not None else "")
        self.setCursorPosition(0)

    def _typed(self) -> None:
        self.customer_id = None
        if self._search is not None:
            self._search.cancel()
        if self.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.withdraw()
        self.entered.emit()

    def _start(self) -> None:
        if self.workspace is None or not self.text().strip():
            return
        context, text = self.workspace.context, self.text()
        self._search = self.workspace.tasks.read(
            self, lambda: query.quick_search(context, text), self._found
        )

    def _found(self, matches: tuple[QuickMatch, ...]) -> None:
        offered = [match for match in matches if match.id != self.excluded_id]
        self.offer([(_described(m), m) for m in offered], choose_first=True)
        typed = fold(self.text())
        exact = [m for m in offered if typed in (fold(m.customer_no), fold(m.name))]
        if len(exact) == 1 and not self.hasFocus():
            self._take(exact[0])

    def _take(self, match: QuickMatch) -> None:
        self._pause.stop()
        self.show_customer(match.id, match.customer_no, match.name)
        self.withdraw()
        self.entered.emit()


def _described(match: QuickMatch) -> str:
    detail = f"  ·  {match.detail}" if match.detail else ""
    return f"{match.customer_no}  {match.name}{detail}"
