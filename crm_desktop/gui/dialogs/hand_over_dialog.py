"""Handing over all customers of one user to another."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.jobs import JobReport
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_hand_over_dialog import Ui_HandOverDialog
from crm_desktop.gui.tasks import Task, task_progress
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import bulk, users


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
        names = sorted(workspace.labels.owners.items(), key=lambda pair: pair[1].casefold())
        self.ui.from_user.set_choices(names, required=True)
        self.ui.from_user.show_value(
            from_user if from_user is not None else workspace.actor.user_id
        )
        self.ui.from_user.currentIndexChanged.connect(lambda _index: self._look())
        self.ui.to_user.currentIndexChanged.connect(lambda _index: self._show_found())
        self.ui.hand_over_button.clicked.connect(self._hand_over)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._look()
        context = workspace.context
        workspace.tasks.read(self, lambda: users.owners(context), self._offer)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; what is chosen stays."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._show_found()
        super().changeEvent(event)

    def _offer(self, owners: tuple[tuple[int, str], ...]) -> None:
        self.ui.to_user.set_choices(owners, required=True)
        self.ui.to_user.setCurrentIndex(-1)
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
        ready = bool(self._count) and isinstance(taker, int) and giver != taker
        self.ui.hand_over_button.setEnabled(ready)
        self.ui.preview.setText(self._preview_text(giver, taker))

    def _preview_text(self, giver: object, taker: object) -> str:
        if self._failure:
            return self._failure
        if self._count is None:
            return translate("HandOverDialog", "Counting…")
        name = self.ui.from_user.currentText()
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
