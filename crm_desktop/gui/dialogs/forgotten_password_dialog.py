"""The way back from a forgotten password: an administrator's recovery code."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crm_desktop.domain.errors import CrmError, WeakPassword
from crm_desktop.gui import opening
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.first_start import new_password_problem
from crm_desktop.gui.forms.ui_forgotten_password_dialog import Ui_ForgottenPasswordDialog
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.widgets.enter_flow import EnterFlow
from crm_desktop.gui.widgets.field_error import point_at
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.gui.widgets.password_field import show_passwords
from crm_desktop.infra.clock import Clock


class ForgottenPasswordDialog(QDialog):
    """Asks for the code and a new password. `recovered` carries the user name."""

    recovered = Signal(str)

    def __init__(
        self, target: str, username: str, tasks: Tasks, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._tasks = tasks
        self._clock = clock
        self.ui = Ui_ForgottenPasswordDialog()
        self.ui.setupUi(self)
        self.ui.username.setText(username)
        for field in self._fields:
            field.textEdited.connect(lambda _text: self._say(None, ""))
        passwords = (self.ui.new, self.ui.repeat)
        self.ui.visible.toggled.connect(lambda shown: show_passwords(passwords, shown))
        self.ui.change.clicked.connect(self._recover)
        self.ui.cancel.clicked.connect(self.reject)
        EnterFlow(self, self._fields, self.ui.change.click)
        self._say(None, "")
        (self.ui.code if username else self.ui.username).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language, what was typed included."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._say(None, "")

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.ui.username, self.ui.code, self.ui.new, self.ui.repeat

    def _recover(self) -> None:
        username, code, new, repeated = (field.text() for field in self._fields)
        problem = new_password_problem(username, "", new, repeated)
        if problem is not None:
            self._say(self.ui.new if problem[0] == "password" else self.ui.repeat, problem[1])
            return
        target, clock = self._target, self._clock
        self.ui.change.setEnabled(False)
        self._tasks.write(
            self,
            lambda: opening.recover(target, username.strip(), code, new, clock),
            self._succeeded,
            self._failed,
        )

    def _succeeded(self, _nothing: None) -> None:
        self.recovered.emit(self.ui.username.text().strip())
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.ui.change.setEnabled(True)
        if not isinstance(error, CrmError):
            show_error(self, error)
            return
        self._say(
            self.ui.new if isinstance(error, WeakPassword) else self.ui.code, error_text(error)
        )

    def _say(self, field: QLineEdit | None, text: str) -> None:
        point_at(field, self._fields, text)
        self.ui.message.setText(text)
        self.ui.message.setVisible(bool(text))
        fit_height(self)
