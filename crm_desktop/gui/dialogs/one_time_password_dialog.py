"""Shows a one-time password once, to be copied or written down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.user import OneTimePassword
from crm_desktop.gui.forms.ui_one_time_password_dialog import Ui_OneTimePasswordDialog
from crm_desktop.gui.icons import icon
from crm_desktop.infra.i18n import translate


class OneTimePasswordDialog(QDialog):
    """The password of a new or reset user."""

    def __init__(self, given: OneTimePassword, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Ui_OneTimePasswordDialog()
        self.form.setupUi(self)
        self.form.text.setTextFormat(Qt.TextFormat.PlainText)
        self.form.text.setText(
            translate("OneTimePasswordDialog", "The one-time password of {name}:").format(
                name=given.user.username
            )
        )
        self.form.password.setText(given.password or "")
        self.form.password.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.form.password.selectAll()
        self.form.copy_button.setIcon(icon("copy"))
        self.form.copy_button.clicked.connect(self._copy)
        self.form.buttons.rejected.connect(self.reject)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.password.text())
        self.form.copy_button.setText(translate("OneTimePasswordDialog", "Copied"))
