"""Making what is typed into password fields visible."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from crm_desktop.gui.icons import icon
from crm_desktop.infra.i18n import translate


def show_passwords(fields: Iterable[QLineEdit], visible: bool) -> None:
    """Show or hide what `fields` hold."""
    mode = QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password
    for field in fields:
        field.setEchoMode(mode)


class ShowPasswordAction(QAction):
    """An eye at the end of a password field. Give it its texts anew when the language changes."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self.setCheckable(True)
        field.addAction(self, QLineEdit.ActionPosition.TrailingPosition)
        self.toggled.connect(self._show)
        self.retranslate()
        self._show(False)

    def retranslate(self) -> None:
        """Set the texts in the language in force."""
        self.setText(translate("PasswordField", "Show the password"))
        self.setToolTip(self.text())

    def _show(self, visible: bool) -> None:
        show_passwords([self._field], visible)
        self.setIcon(icon("hide" if visible else "show"))
