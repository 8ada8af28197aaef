"""Changing one's own password, freely or because somebody else gave it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crm_desktop.domain.errors import CrmError, WrongOldPassword
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.first_start import new_password_problem
from crm_desktop.gui.forms.ui_change_password_dialog import Ui_ChangePasswordDialog
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.theme import set_look
from crm_desktop.gui.widgets.enter_flow import EnterFlow
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.gui.widgets.password_field import show_passwords
from crm_desktop.infra.i18n import translate
from crm_desktop.services import sign_in
from crm_desktop.services.context import ServiceContext


class ChangePasswordDialog(QDialog):
    """Checks the new password while it is typed. `changed` carries the new ServiceContext.

    `known_old` is the old password where it was typed a moment ago, at a sign-in that demands the
    change: it is not asked again then.
    """

    changed = Signal(object)

    def __init__(
        self,
        context: ServiceContext,
        tasks: Tasks,
        parent: QWidget | None = None,
        known_old: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._tasks = tasks
        self._username = context.actor.username if context.actor else ""
        self.ui = Ui_ChangePasswordDialog()
        self.ui.setupUi(self)
        self.ui.forced_frame.setVisible(known_old is not None)
        if known_old is not None:
            self.ui.old.setText(known_old)
            self.ui.form.setRowVisible(self.ui.old, False)
        for field in self._fields:
            field.textChanged.connect(self._check)
        self.ui.visible.toggled.connect(lambda shown: show_passwords(self._fields, shown))
        self.ui.change.clicked.connect(self._change)
        self.ui.cancel.clicked.connect(self.reject)
        EnterFlow(self, self._fields, self.ui.change.click)
        self._check()
        (self.ui.old if known_old is None else self.ui.new).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._check()

    @property
    def _fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.ui.old, self.ui.new, self.ui.repeat

    def _check(self) -> None:
        old, new, repeated = (field.text() for field in self._fields)
        problem = new_password_problem(self._username, old, new, repeated)
        complete = bool(old and new and repeated)
        self.ui.change.setEnabled(problem is None and complete)
        self._show_problem(problem, typed=bool(new), repeated=bool(repeated))

    def _show_problem(
        self, problem: tuple[str, str] | None, *, typed: bool, repeated: bool
    ) -> None:
        self.ui.new.setAccessibleDescription("")
        self.ui.repeat.setAccessibleDescription("")
        if not typed:
            self._say("", good=False)
        elif problem is None:
            self._say(translate("ChangePassword", "This password can be used."), good=True)
        elif problem[0] == "password":
            self._say(problem[1], good=False)
            self.ui.new.setAccessibleDescription(problem[1])
        elif repeated:
            self._say(problem[1], good=False)
            self.ui.repeat.setAccessibleDescription(problem[1])
        else:
            self._say(translate("ChangePassword", "Now type it again."), good=True)

    def _say(self, text: str, *, good: bool) -> None:
        self.ui.message.setText(text)
        set_look(self.ui.message, "hint" if good else "field-error")
        fit_height(self)

    def _change(self) -> None:
        context, old, new = self._context, self.ui.old.text(), self.ui.new.text()
        self._set_busy(True)
        self._tasks.write(
            self,
            lambda: sign_in.change_password(context, old, new),
            self._succeeded,
            self._failed,
        )

    def _set_busy(self, busy: bool) -> None:
        self.ui.change.setEnabled(not busy)
        self.ui.cancel.setEnabled(not busy)

    def _succeeded(self, context: ServiceContext) -> None:
        self._set_busy(False)
        self.changed.emit(context)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, CrmError):
            show_error(self, error)
            return
        self._say(error_text(error), good=False)
        field = self.ui.old if isinstance(error, WrongOldPassword) else self.ui.new
        field.setAccessibleDescription(error_text(error))
        field.selectAll()
        field.setFocus()
