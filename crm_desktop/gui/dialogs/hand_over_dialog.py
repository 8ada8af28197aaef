"""Handing over all customers of one user to another."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.choosing import Chosen, Entries
from crm_desktop.domain.jobs import JobReport
from crm_desktop.gui.choices import search_of
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_hand_over_dialog import Ui_HandOverDialog
from crm_desktop.gui.tasks import Task, task_progress
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import bulk, choosing


class HandOverDialog(QDialog):
    """The dialog; `from_user` is chosen already where it is known whose customers these are."""

    def __init__(
        self, workspace: Workspace, from_user: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading: Task | None = None
        self._count: int | None = None
        self._failure = ""
        self.ui = Ui_HandOverDialog()
        self.ui.setupUi(self)
        giver = from_user if from_user is not None else workspace.actor.user_id
        self.ui.from_user.show_value(giver, workspace.labels.owner(giver))
        self.ui.from_user.chosen.connect(self._look)
        self.ui.to_user.chosen.connect(self._show_found)
        self.ui.hand_over_button.clicked.connect(self._hand_over)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look()
        context = workspace.context
        workspace.tasks.read(
            self,
            lambda: (
                choosing.offered(context, Chosen.OWNER, include_inactive=True),
                choosing.offered(context, Chosen.OWNER),
            ),
            self._offer,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what is chosen stays."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._show_found()
        super().changeEvent(event)

    def _offer(self, found: tuple[Entries, Entries]) -> None:
        """Offer who may give and who may take: only who is active."""
        context, tasks = self._workspace.context, self._workspace.tasks
        both = ((self.ui.from_user, found[0], True), (self.ui.to_user, found[1], False))
        for box, entries, include_inactive in both:
            search = search_of(Chosen.OWNER, tasks, context, include_inactive=include_inactive)
            box.set_choices(
                entries.entries, required=True, search=search if entries.has_more else None
            )
        self.ui.to_user.show_value(None)
        self._show_found()

    def _look(self) -> None:
        """Count what the chosen user owns."""
        if self._reading is not None:
            self._reading.cancel()
        context, user_id = self._workspace.context, self.ui.from_user.value()
        self._count, self._failure = None, ""
        self._show_found()
        if isinstance(user_id, int):
            self._reading = self._workspace.tasks.read(
                self, lambda: len(bulk.owned_by(context, user_id)), self._take, self._failed
            )

    def _take(self, count: int) -> None:
        self._count = count
        self._show_found()

    def _failed(self, error: BaseException) -> None:
        self._failure = error_text(error)
        self._show_found()

    def _show_found(self) -> None:
        giver, taker = self.ui.from_user.value(), self.ui.to_user.value()
        unclear = self.ui.from_user.is_unclear or self.ui.to_user.is_unclear
        ready = bool(self._count) and isinstance(taker, int) and giver != taker and not unclear
        self.ui.hand_over_button.setEnabled(ready)
        self.ui.preview.setText(self._preview_text(giver, taker))

    def _preview_text(self, giver: object, taker: object) -> str:
        if self._failure:
            return self._failure
        if self._count is None:
            return translate("HandOverDialog", "Counting…")
        name = self._workspace.labels.owner(giver if isinstance(giver, int) else None)
        if not self._count:
            return translate("HandOverDialog", "{name} owns no customers.").format(name=name)
        if giver == taker:
            return translate("HandOverDialog", "Choose two different users.")
        text = translate("HandOverDialog", "{name} owns customers: {n}")
        return text.format(name=name, n=f"{self._count:,}")

    def _hand_over(self) -> None:
        giver, taker = self.ui.from_user.value(), self.ui.to_user.value()
        if not isinstance(giver, int) or not isinstance(taker, int):
            return
        context = self._workspace.context
        self.setEnabled(False)
        task = self._workspace.tasks.write(
            self,
            lambda: bulk.hand_over(context, giver, taker, task_progress()),
            self._done,
            title=self.windowTitle(),
        )
        task.finished.connect(lambda: self.setEnabled(True))
        text = translate("HandOverDialog", "Handing over customers…")
        follow(task, self.windowTitle(), text, self.parentWidget() or self)

    def _done(self, _report: JobReport) -> None:
        self.accept()
