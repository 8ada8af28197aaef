"""Noticing that an open customer was changed elsewhere, before somebody types on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.domain.meanwhile import Present, Versions
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.merge_texts import changed_by
from crm_desktop.infra.i18n import translate
from crm_desktop.services import meanwhile

if TYPE_CHECKING:
    from crm_desktop.gui.views.customer_window import CustomerWindow

# Gently: one small question a window that is in front.
EVERY_SECONDS = 20
# A question asked a moment ago need not be asked again.
_FRESH_SECONDS = 2


class CustomerWatch(QObject):
    """Watches the customer of `window`.

    What other windows of this program store is announced; what other workstations store is asked
    for when the window comes to the front, with the first change typed, and now and then.
    """

    def __init__(self, window: CustomerWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._is_asking = False
        self._was_changed = False
        self._timer = QTimer(self, interval=EVERY_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._recently = QTimer(self, singleShot=True, interval=_FRESH_SECONDS * 1000)
        self._workspace.changed.connect(self._announced)

    def look(self) -> None:
        """Ask whether the customer was changed elsewhere, if anybody can see the answer."""
        window, form = self._window, self._window.form
        is_shown = window.isVisible() and not window.isMinimized()
        if form is None or form.is_new or not is_shown or self._is_asking or window.is_busy:
            return
        if self._window.saving.is_waiting or window.messages.is_offering:
            return
        customer_id = form.customer.stored.id
        assert customer_id is not None
        context = self._workspace.context
        self._is_asking = True
        self._workspace.tasks.read(
            self,
            lambda: meanwhile.versions(context, customer_id),
            self._answered,
            self._not_answered,
        )

    def came_to_front(self) -> None:
        """Look, unless that was done a moment ago."""
        if not self._recently.isActive():
            self._recently.start()
            self.look()

    def typed(self) -> None:
        """Look with the first change: before more is typed on an old state."""
        form = self._window.form
        is_changed = form is not None and form.is_changed
        if is_changed and not self._was_changed:
            self.look()
        self._was_changed = is_changed

    def _answered(self, versions: Versions) -> None:
        self._is_asking = False
        form = self._window.form
        if form is not None and not self._window.is_busy and versions != Versions.of(form.details):
            self._read_present(by_itself=False)

    def _not_answered(self, _error: BaseException) -> None:
        """Leave it: the status bar says what is the matter with the line."""
        self._is_asking = False

    def _announced(self, change: Change) -> None:
        """Show what was stored in another window, as long as nothing is typed here."""
        form = self._window.form
        concerned = not change.customer_ids or self._window.customer_id in change.customer_ids
        if concerned and form is not None and not self._window.is_busy:
            if self._window.saving.is_waiting and not change.customer_ids:
                self._window.saving.offer_to_save()
            elif not form.is_new:
                self._read_present(by_itself=True)

    def _read_present(self, *, by_itself: bool) -> None:
        form, context = self._window.form, self._workspace.context
        assert form is not None
        customer_id = form.customer.stored.id
        # A failure leaves the window as it is: saving will tell.
        self._workspace.tasks.read(
            self,
            lambda: meanwhile.present(context, customer_id),
            lambda present: self._tell(present, by_itself=by_itself),
            lambda _error: None,
        )

    def _tell(self, present: Present, *, by_itself: bool) -> None:
        window, form = self._window, self._window.form
        details = present.details
        if form is None or form.is_new or window.is_busy:
            return
        if details is not None and by_itself and not form.is_changed:
            if details != form.details:
                window.show_stored(details)
            return
        if details is not None and Versions.of(details) == Versions.of(form.details):
            return
        latest = next(iter(present.touches), None)

        def texts() -> tuple[str, str]:
            if details is None:
                gone = translate("CustomerWindow", "This customer was deleted by somebody else.")
                return gone, translate("CustomerWindow", "Show (F5)")
            return changed_by(latest), translate("CustomerWindow", "Show (F5)")

        window.messages.offer(texts, window.saving.show_present)
