"""The list of connections: new, edit, delete, test."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidgetItem, QMessageBox, QWidget

from crm_desktop.gui.dialogs.connection_dialog import ConnectionDialog
from crm_desktop.gui.dialogs.connection_test_dialog import ConnectionTestDialog
from crm_desktop.gui.forms.ui_connections_dialog import Ui_ConnectionsDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.widgets.fitting import grow_height
from crm_desktop.infra.connections import (
    Connection,
    all_connections,
    machine_file,
    own_file,
    replace_own,
)
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.settings import Settings
from crm_desktop.infra.sql_server import BadServer

_SPACING = 3
_DATA = Qt.ItemDataRole.UserRole


class ConnectionsDialog(QDialog):
    """Shows the computer's and the user's own connections; `changed` comes after every change."""

    changed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self.ui = Ui_ConnectionsDialog()
        self.ui.setupUi(self)
        self.ui.list.setSpacing(_SPACING)
        self.ui.new_.clicked.connect(self._new)
        self.ui.edit.clicked.connect(self._edit)
        self.ui.delete_.clicked.connect(self._delete)
        self.ui.test.clicked.connect(self._test)
        self.ui.close_.clicked.connect(self.accept)
        self.ui.list.itemActivated.connect(lambda _item: self._edit())
        self.ui.list.currentRowChanged.connect(lambda _row: self._offer())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.ui.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        self._unsaved = False
        self.show_all()

    @property
    def current(self) -> Connection | None:
        """The connection that is chosen."""
        item = self.ui.list.currentItem()
        connection: Connection | None = item.data(_DATA) if item is not None else None
        return connection

    def show_all(self, chosen: str = "") -> None:
        """Read the files again and list what they hold; `chosen` is the name to select."""
        found = all_connections(self._settings)
        self.ui.list.clear()
        for connection in found.connections:
            item = QListWidgetItem(icon("database"), f"{connection.name}\n{_place(connection)}")
            item.setData(_DATA, connection)
            self.ui.list.addItem(item)
            if connection.name == chosen:
                self.ui.list.setCurrentItem(item)
        if self.ui.list.currentRow() < 0 and self.ui.list.count():
            self.ui.list.setCurrentRow(0)
        problems = list(found.problems)
        if self._unsaved:
            text = translate("Connections", "The file {path} cannot be written. Nothing was kept.")
            problems.append(text.format(path=own_file(self._settings)))
        self.ui.message.setText("\n".join(problems))
        self.ui.message_frame.setVisible(bool(problems))
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.show_all(self.current.name if self.current else "")

    def _offer(self) -> None:
        connection = self.current
        managed = connection is not None and connection.managed
        for button in (self.ui.edit, self.ui.test):
            button.setEnabled(connection is not None)
        self.ui.delete_.setEnabled(connection is not None and not managed)
        self.ui.edit.setText(
            translate("Connections", "S&how…") if managed else translate("Connections", "&Edit…")
        )
        if connection is None:
            text = translate(
                "Connections", "There is no connection yet. Make one with “New”, or start with a "
                "database on this computer."
            )  # fmt: skip
        elif managed:
            text = translate(
                "Connections",
                "Your administrator set this connection up for the whole computer, in {path}. "
                "It cannot be changed here.",
            ).format(path=machine_file())
        else:
            text = ""
        self.ui.about.setText(text)
        grow_height(self)

    def _new(self) -> None:
        dialog = ConnectionDialog(self._tasks, None, self._names(), self)
        dialog.saved.connect(lambda made: self._keep(None, made))
        dialog.open()

    def _edit(self) -> None:
        edited = self.current
        if edited is None:
            return
        taken = [name for name in self._names() if name != edited.name]
        dialog = ConnectionDialog(self._tasks, edited, taken, self)
        dialog.saved.connect(lambda made: self._keep(edited, made))
        dialog.open()

    def _delete(self) -> None:
        connection = self.current
        if connection is None or connection.managed:
            return
        question = QMessageBox(
            QMessageBox.Icon.Question,
            translate("Connections", "Delete the connection"),
            translate(
                "Connections",
                "Delete “{name}” from this list? The database itself and its data stay as they "
                "are.",
            ).format(name=connection.name),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        delete = question.addButton(
            translate("Connections", "&Delete"), QMessageBox.ButtonRole.DestructiveRole
        )
        delete.clicked.connect(lambda: self._keep(connection, None))
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    def _test(self) -> None:
        connection = self.current
        if connection is None:
            return
        dialog = ConnectionTestDialog(self._tasks, connection.target, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _names(self) -> list[str]:
        return [each.name for each in all_connections(self._settings).connections]

    def _keep(self, old: Connection | None, new: Connection | None) -> None:
        own = [c for c in all_connections(self._settings).connections if not c.managed]
        if old in own:
            place = own.index(old)
            own[place : place + 1] = [] if new is None else [new]
        elif new is not None:
            own.append(new)
        self._unsaved = not replace_own(self._settings, own)
        self.show_all(new.name if new else "")
        self.changed.emit()


def _place(connection: Connection) -> str:
    try:
        server = connection.server
    except BadServer:
        return connection.target
    return server.location if server else connection.target
