"""What every view and dialog is given: who is signed in, the workers, and ways to other windows.

Views do not know each other. They ask the workspace (`open_customer`, `run_query` …), the main
window answers; and they refresh from `changed`, which comes after every commit, whoever made it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import PaymentRow
from crm_desktop.domain.report import ReportResult
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import Actor
from crm_desktop.gui.announcements import Announcements
from crm_desktop.gui.drafts import DraftKeeper
from crm_desktop.gui.tasks import Tasks
from crm_desktop.infra.journal import Whose
from crm_desktop.infra.settings import Settings
from crm_desktop.services import company, lists
from crm_desktop.services.context import ServiceContext, require_signed_in

if TYPE_CHECKING:
    from crm_desktop.gui.customer_drafts import CustomerDraft

_LABEL_KINDS = frozenset({"code_item", "product_category", "client_user"})
_PROFILE_KIND = "company_profile"


class Workspace(QObject):
    """One person's work on one database, from sign-in to sign-out."""

    changed = Signal(object)
    labels_changed = Signal()
    profile_changed = Signal()
    context_changed = Signal()
    language_changed = Signal()

    customer_requested = Signal(int)
    new_customer_requested = Signal(object)
    report_requested = Signal(str, object)
    query_requested = Signal(object)
    payments_requested = Signal(str, object)
    restore_requested = Signal(object)
    backup_known = Signal(object)
    draft_requested = Signal(object)

    def __init__(
        self,
        context: ServiceContext,
        tasks: Tasks,
        settings: Settings,
        labels: Labels,
        profile: CompanyProfile,
        announcements: Announcements,
    ) -> None:
        super().__init__()
        self.context = context
        self.tasks = tasks
        self.settings = settings
        self.labels = labels
        self.profile = profile
        self._is_closed = False
        place = context.database.location
        self.drafts = DraftKeeper(Whose(self.actor.username, place), context.clock, self)
        self._announcements = announcements
        announcements.changed.connect(self._announced, Qt.ConnectionType.QueuedConnection)

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return require_signed_in(self.context)

    def set_context(self, context: ServiceContext) -> None:
        """Go on with `context`, as services return it when the user himself has changed."""
        self.context = context
        self.context_changed.emit()

    def announce(self, change: Change) -> None:
        """Let every window refresh what `change` concerns."""
        self._announcements.announce(change)

    def open_customer(self, customer_id: int) -> None:
        """Show the customer's window."""
        self.customer_requested.emit(customer_id)

    def restore_customer(self, draft: "CustomerDraft") -> None:
        """Show a customer's window with a draft put back into it."""
        self.draft_requested.emit(draft)

    def new_customer(self, parent: QWidget | None = None) -> None:
        """Open an empty customer window."""
        self.new_customer_requested.emit(parent)

    def preview_report(self, title: str, make: Callable[[Path], ReportResult]) -> None:
        """Make a report in the background and show it, to print or keep.

        `make` writes the PDF to the given path on a worker thread.
        """
        self.report_requested.emit(title, make)

    def run_query(self, criteria: Criteria) -> None:
        """Show what `criteria` find, on the query page."""
        self.query_requested.emit(criteria)

    def show_payments(self, title: str, load: Callable[[], tuple[PaymentRow, ...]]) -> None:
        """Show the payments behind a figure; `load` runs on a worker thread."""
        self.payments_requested.emit(title, load)

    def close(self) -> None:
        """Let writes end, stop everything else, and close the database."""
        self._is_closed = True  # what was announced before may still be under way
        self.tasks.close()
        self.drafts.close()
        self.context.database.close()

    def _announced(self, change: Change) -> None:
        if self._is_closed:
            return
        context = self.context
        if change.kinds & _LABEL_KINDS:
            self.tasks.read(self, lambda: lists.labels(context), self._set_labels)
        if _PROFILE_KIND in change.kinds:
            self.tasks.read(self, lambda: company.profile(context), self._set_profile)
        self.changed.emit(change)

    def _set_labels(self, labels: Labels) -> None:
        self.labels = labels
        self.labels_changed.emit()

    def _set_profile(self, profile: CompanyProfile) -> None:
        self.profile = profile
        self.profile_changed.emit()
