"""The customer windows that are open: one a customer, found again instead of opened twice."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm_desktop.gui.customer_drafts import CustomerDraft
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate


class CustomerWindows(QObject):
    """Opens, finds and closes customer windows for the main window."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._windows: list[QWidget] = []
        workspace.customer_requested.connect(self.open)
        workspace.draft_requested.connect(self.restore)
        workspace.new_customer_requested.connect(lambda _parent: self.open(None))

    @property
    def windows(self) -> tuple[QWidget, ...]:
        """The windows that are open."""
        self._windows = [w for w in self._windows if isValid(w) and w.isVisible()]
        return tuple(self._windows)

    def open(self, customer_id: int | None) -> QWidget:
        """Show the window of the customer, a new one for None."""
        from crm_desktop.gui.views.customer_window import CustomerWindow

        window = self._window_of(customer_id)
        if window is None:
            window = CustomerWindow(self._workspace, customer_id)
            self._show(window)
        window.raise_()
        window.activateWindow()
        return window

    def restore(self, draft: CustomerDraft) -> QWidget:
        """Show the window of the customer that `draft` is about, with the draft put back."""
        from crm_desktop.gui.views.customer_window import CustomerWindow

        found = self._window_of(draft.customer_id)
        if isinstance(found, CustomerWindow) and not found.isWindowModified():
            found.restore(draft)
        elif isinstance(found, CustomerWindow):
            found.messages.say(
                "warning",
                translate(
                    "CustomerWindows",
                    "There is a draft of this customer too. Save or close what you are typing "
                    "here; the draft is offered again at the next sign-in.",
                ),
            )
        else:
            found = CustomerWindow(self._workspace, draft.customer_id, draft)
            self._show(found)
        found.raise_()
        found.activateWindow()
        return found

    def _window_of(self, customer_id: int | None) -> QWidget | None:
        if customer_id is None:
            return None
        same = (w for w in self.windows if getattr(w, "customer_id", None) == customer_id)
        return next(same, None)

    def _show(self, window: QWidget) -> None:
        self._windows.append(window)
        window.show()

    def close_all(self) -> bool:
        """Close them; False as soon as one of them stays, because somebody goes on typing there."""
        return all(window.close() for window in self.windows)
