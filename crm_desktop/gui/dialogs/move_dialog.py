"""Where everything is to be copied: a new file, or an empty database on a server."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from crm_desktop.gui.dialogs.file_dialog import ask_new_file
from crm_desktop.gui.forms.ui_move_dialog import Ui_MoveDialog
from crm_desktop.gui.known_databases import offered_connections
from crm_desktop.gui.widgets.fitting import grow_height
from crm_desktop.gui.widgets.password_field import ShowPasswordAction
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import is_server


@dataclass(frozen=True, slots=True)
class Destination:
    """The database to copy to; on a server with its owner's account."""

    target: str | Path
    owner: str = ""
    password: str = ""


class MoveDialog(QDialog):
    """Asks for the destination; `chosen` tells it."""

    chosen = Signal(object)

    def __init__(self, settings: Settings, proposed: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed = proposed
        self.form = Ui_MoveDialog()
        self.form.setupUi(self)
        self._eye = ShowPasswordAction(self.form.password)
        self.form.file.setText(str(proposed))
        for connection in offered_connections(settings):
            if is_server(connection.target):
                self.form.server.addItem(connection.name, connection.target)
        self.form.browse.clicked.connect(self._browse)
        self.form.to_file.toggled.connect(lambda _: self._show_possible())
        self.form.file.textChanged.connect(lambda _: self._show_possible())
        self.form.buttons.accepted.connect(self._accept)
        self.form.buttons.rejected.connect(self.reject)
        self._retranslate()
        self._show_possible()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._eye.retranslate()
            self._retranslate()

    def done(self, result: int) -> None:
        """Forget the password."""
        self.form.password.clear()
        super().done(result)

    def _retranslate(self) -> None:
        ok = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(translate("MoveDialog", "Copy"))
        known = self.form.server.count() > 0
        self.form.to_server.setEnabled(known)
        self.form.to_server.setToolTip(
            "" if known else translate("MoveDialog", "Describe the server under Connections first.")
        )
        grow_height(self)

    def _show_possible(self) -> None:
        to_file = self.form.to_file.isChecked()
        self.form.file.setEnabled(to_file)
        self.form.browse.setEnabled(to_file)
        for line in (self.form.owner, self.form.password):
            line.setEnabled(not to_file)
        self.form.server.setEnabled(not to_file)
        complete = bool(self.form.file.text().strip()) or not to_file
        self.form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(complete)

    def _browse(self) -> None:
        dialog = ask_new_file(
            self,
            self.windowTitle(),
            translate("MoveDialog", "Databases (*.db)"),
            self.form.file.text() or str(self._proposed),
        )
        dialog.fileSelected.connect(self.form.file.setText)
        dialog.open()

    def _accept(self) -> None:
        if self.form.to_file.isChecked():
            found = Destination(Path(self.form.file.text().strip()))
        else:
            found = Destination(
                self.form.server.currentData(),
                self.form.owner.text().strip(),
                self.form.password.text(),
            )
        self.accept()
        self.chosen.emit(found)
