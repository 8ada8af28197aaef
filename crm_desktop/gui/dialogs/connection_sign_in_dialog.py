"""Asks for the password again when the server no longer takes the one in use."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.errors import CrmError
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.forms.ui_connection_sign_in_dialog import Ui_ConnectionSignInDialog
from crm_desktop.gui.line import Line, LineState
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.gui.widgets.password_field import ShowPasswordAction
from crm_desktop.infra.i18n import translate


class ConnectionSignInDialog(QDialog):
    """Lets the same person go on; giving up leaves every window as it is."""

    def __init__(self, line: Line, username: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._username = username
        self._error: BaseException | None = line.refusal
        self.ui = Ui_ConnectionSignInDialog()
        self.ui.setupUi(self)
        self._eye = ShowPasswordAction(self.ui.password)
        self.ui.sign_in.clicked.connect(self._sign_in)
        self.ui.later.clicked.connect(self.reject)
        line.changed.connect(self._line_changed)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._eye.retranslate()
            self._show()

    def done(self, result: int) -> None:
        """Forget the password."""
        self.ui.password.clear()
        super().done(result)

    def _show(self) -> None:
        text = translate("ConnectionSignIn", "{name}, the server asks for your password again.")
        self.ui.heading.setText(text.format(name=self._username))
        self.ui.message.setText("" if self._error is None else error_text(self._error))
        self.ui.message_frame.setVisible(self._error is not None)
        fit_height(self)

    def _sign_in(self) -> None:
        self.ui.sign_in.setEnabled(False)
        self._line.sign_in_again(self.ui.password.text(), self._failed)

    def _failed(self, error: BaseException) -> None:
        self.ui.sign_in.setEnabled(True)
        if not isinstance(error, CrmError):
            show_error(self, error)
            return
        self._error = error
        self._show()
        self.ui.password.selectAll()
        self.ui.password.setFocus()

    def _line_changed(self) -> None:
        if self._line.state is LineState.UP:
            self.accept()
