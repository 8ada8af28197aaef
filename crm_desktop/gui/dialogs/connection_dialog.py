"""Describes one connection: a SQL Server or a database file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from crm_desktop.gui.connection_form import (
    Entered,
    Kind,
    describe_driver,
    described,
    entered,
    explain_encryption,
    explain_trust,
    first_problem,
    place_problem,
    target,
)
from crm_desktop.gui.dialogs.connection_test_dialog import ConnectionTestDialog
from crm_desktop.gui.dialogs.file_dialog import FileDialog
from crm_desktop.gui.forms.ui_connection_dialog import Ui_ConnectionDialog
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.infra.connections import Connection
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.sql_server import Encryption, SignIn

_SERVER_ROWS = (
    "server", "place", "database", "encryption", "encryption_hint", "trust", "trust_hint",
    "sign_in", "seconds_row", "driver",
)  # fmt: skip


class ConnectionDialog(QDialog):
    """Asks for a connection's values; `saved` carries the Connection. No password is asked for.

    A managed connection is shown, not changed.
    """

    saved = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        connection: Connection | None = None,
        taken: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._taken = tuple(taken)
        self._installed: tuple[str, ...] | None = None
        self._given = entered(connection) if connection else Entered()
        self.is_read_only = connection is not None and connection.managed
        self.ui = Ui_ConnectionDialog()
        self.ui.setupUi(self)
        self._fill()
        self._connect()
        self._say(None, "")
        self._tasks.read(self, _installed_drivers, self._know_drivers)
        self._follow()
        if self.is_read_only:
            self._lock()

    def entered(self) -> Entered:
        """Return what stands in the fields."""
        ui = self.ui
        return Entered(
            name=ui.name.text().strip(),
            # Qt hands a text back for what was a StrEnum.
            kind=Kind(ui.kind.currentData()),
            path=ui.path.text(),
            server=ui.server.text(),
            place=ui.place.text(),
            database=ui.database.text(),
            encryption=Encryption(ui.encryption.currentData()),
            trust_certificate=ui.trust.isChecked(),
            sign_in=SignIn(ui.sign_in.currentData()),
            connect_seconds=ui.connect_seconds.value(),
            query_seconds=ui.query_seconds.value(),
            driver=self._given.driver,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language, what was typed included."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._name_choices()
            self._follow()
            self._say(None, "")

    def _fill(self) -> None:
        ui, given = self.ui, self._given
        for box, values in (
            (ui.kind, tuple(Kind)),
            (ui.encryption, tuple(Encryption)),
            (ui.sign_in, tuple(SignIn)),
        ):
            for value in values:
                box.addItem("", value)
        self._name_choices()
        ui.name.setText(given.name)
        ui.kind.setCurrentIndex(ui.kind.findData(given.kind))
        ui.path.setText(given.path)
        ui.server.setText(given.server)
        ui.place.setText(given.place)
        ui.database.setText(given.database)
        ui.encryption.setCurrentIndex(ui.encryption.findData(given.encryption))
        ui.trust.setChecked(given.trust_certificate)
        ui.sign_in.setCurrentIndex(ui.sign_in.findData(given.sign_in))
        ui.connect_seconds.setValue(given.connect_seconds)
        ui.query_seconds.setValue(given.query_seconds)

    def _name_choices(self) -> None:
        names: dict[object, str] = {
            Kind.SQL_SERVER: translate("Connections", "SQL Server, shared by the office"),
            Kind.EMBEDDED: translate("Connections", "Database file on this computer"),
            Encryption.STRICT: translate("Connections", "Strict"),
            Encryption.MANDATORY: translate("Connections", "Mandatory"),
            Encryption.OPTIONAL: translate("Connections", "Optional"),
            SignIn.SQL: translate("Connections", "User name and password"),
            SignIn.WINDOWS: translate("Connections", "The Windows account of this session"),
        }
        for box in (self.ui.kind, self.ui.encryption, self.ui.sign_in):
            for index in range(box.count()):
                box.setItemText(index, names[box.itemData(index)])

    def _connect(self) -> None:
        ui = self.ui
        for box in (ui.kind, ui.encryption):
            box.currentIndexChanged.connect(lambda _index: self._follow())
        ui.trust.toggled.connect(lambda _on: self._follow())
        for field in (ui.name, ui.path, ui.server, ui.place, ui.database):
            field.textEdited.connect(lambda _text: self._say(None, ""))
        ui.browse.clicked.connect(self._browse)
        ui.test.clicked.connect(self._test)
        ui.save.clicked.connect(self._save)
        ui.cancel.clicked.connect(self.reject)

    def _lock(self) -> None:
        ui = self.ui
        for field in (
            ui.name, ui.kind, ui.path, ui.browse, ui.server, ui.place, ui.database,
            ui.encryption, ui.trust, ui.sign_in, ui.connect_seconds, ui.query_seconds,
        ):  # fmt: skip
            field.setEnabled(False)
        ui.save.hide()

    def _follow(self) -> None:
        """Show the fields of the chosen kind, and what the choices mean."""
        ui, form = self.ui, self.entered()
        on_server = form.kind is Kind.SQL_SERVER
        ui.form.setRowVisible(ui.path_row, not on_server)
        for name in _SERVER_ROWS:
            ui.form.setRowVisible(getattr(ui, name), on_server)
        can_choose = on_server and form.encryption is not Encryption.STRICT
        ui.form.setRowVisible(ui.trust, can_choose)
        ui.form.setRowVisible(ui.trust_hint, can_choose)
        ui.encryption_hint.setText(explain_encryption(form.encryption))
        ui.trust_hint.setText(explain_trust(form.trust_certificate))
        if self._installed is not None:
            ui.driver.setText(describe_driver(form, self._installed))
        fit_height(self)

    def _know_drivers(self, installed: tuple[str, ...]) -> None:
        self._installed = installed
        self._follow()

    def _browse(self) -> None:
        folder = str(Path(self.ui.path.text()).parent) if self.ui.path.text() else ""
        dialog = FileDialog(self, translate("Connections", "Database file"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.ui.path.setText)
        dialog.open()

    def _test(self) -> None:
        form = self.entered()
        if self._refuse(place_problem(form)):
            return
        dialog = ConnectionTestDialog(self._tasks, target(form), parent=self)
        dialog.open()

    def _save(self) -> None:
        form = self.entered()
        if self._refuse(first_problem(form, self._taken)):
            return
        self.saved.emit(described(form, self._taken))
        self.accept()

    def _refuse(self, problem: tuple[str, str] | None) -> bool:
        if problem is None:
            return False
        field: QLineEdit = getattr(self.ui, problem[0])
        self._say(field, problem[1])
        return True

    def _say(self, field: QLineEdit | None, text: str) -> None:
        if field is not None:
            field.setAccessibleDescription(text)
            field.setFocus()
            field.selectAll()
        self.ui.message.setText(text)
        self.ui.message_frame.setVisible(bool(text))
        fit_height(self)


def _installed_drivers() -> tuple[str, ...]:
    from crm_desktop.services.server_doctor import installed_drivers

    return installed_drivers()
