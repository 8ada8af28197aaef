"""The sign-in dialog: who, with which password, to which database, in which language."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.gui import opening
from crm_desktop.gui.forms.ui_sign_in_dialog import Ui_SignInDialog
from crm_desktop.gui.language import LanguageSwitch, offer_languages
from crm_desktop.gui.tasks import Task, Tasks
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.connections import Connection
from crm_desktop.infra.i18n import language, translate
from crm_desktop.infra.sql_server import BadServer, SignIn, is_server

if TYPE_CHECKING:
    from crm_desktop.gui.widgets.password_field import ShowPasswordAction
    from crm_desktop.services.context import ServiceContext

_PICTURE = 48


class SignInDialog(QDialog):
    """Asks until somebody is signed in. `signed_in` carries the ServiceContext.

    `painted` comes once, when it can be seen and used for the first time; the pictures follow.

    `other_database` asks for the guide that opens or makes a further database,
    `connections_wanted` for the list of connections.
    """

    painted = Signal()
    signed_in = Signal(object)
    other_database = Signal()
    connections_wanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        languages: LanguageSwitch,
        clock: Clock,
        on_change: opening.OnChange,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self._on_change = on_change
        self._task: Task | None = None
        self._error: BaseException | None = None
        self._is_dressed = False
        self.ui = Ui_SignInDialog()
        self.ui.setupUi(self)
        self.ui.picture.setFixedSize(_PICTURE, _PICTURE)
        self._eye: ShowPasswordAction | None = None
        offer_languages(self.ui.language)
        self._show_error(None)
        self._set_busy(False)
        self.ui.language.activated.connect(
            lambda _row: languages.switch(self.ui.language.currentData())
        )
        self.ui.sign_in.clicked.connect(self.sign_in)
        self.ui.quit.clicked.connect(self.reject)
        self.ui.other.clicked.connect(self.other_database)
        self.ui.forgotten.clicked.connect(self._recover)
        self.ui.connections.clicked.connect(self.connections_wanted)
        self.ui.connection.currentIndexChanged.connect(lambda _index: self._follow_connection())
        for field in (self.ui.username, self.ui.password):
            field.textEdited.connect(lambda _text: self._show_error(None))

    def offer(self, offered: Sequence[Connection], chosen: str, username: str) -> None:
        """List the databases to choose from; `chosen` is the target of the selected one."""
        self.ui.connection.clear()
        for connection in offered:
            self.ui.connection.addItem(connection.name, connection)
            if connection.target == chosen:
                self.ui.connection.setCurrentIndex(self.ui.connection.count() - 1)
        self._describe_connections()
        self.ui.username.setText(username)
        self._follow_connection()

    @property
    def connection(self) -> Connection:
        """The database that is chosen."""
        chosen: Connection = self.ui.connection.currentData()
        return chosen

    @property
    def chosen_target(self) -> str:
        """Where the chosen database is, or an empty text where there is nothing to choose."""
        chosen: Connection | None = self.ui.connection.currentData()
        return chosen.target if chosen is not None else ""

    @property
    def password(self) -> str:
        """What was typed, for a change of password that must follow."""
        return self.ui.password.text()

    @property
    def uses_windows_account(self) -> bool:
        """Whether the chosen server takes the account of the Windows session."""
        chosen: Connection | None = self.ui.connection.currentData()
        try:
            server = chosen.server if chosen is not None else None
        except BadServer:
            return False
        return server is not None and server.sign_in is SignIn.WINDOWS

    def sign_in(self) -> None:
        """Try what was entered."""
        if self._task is not None or not self.chosen_target:
            return
        self._show_error(None)
        self._set_busy(True)
        target = self.connection.target
        username, password = self.ui.username.text().strip(), self.ui.password.text()
        if self.uses_windows_account:
            username = password = ""
        clock, on_change = self._clock, self._on_change
        self._task = self._tasks.write(
            self,
            lambda: opening.sign_in(target, username, password, clock, on_change),
            self._succeeded,
            self._failed,
        )

    def clear_password(self) -> None:
        """Forget the password, for the next one who signs in."""
        self.ui.password.clear()
        self._show_error(None)

    def reject(self) -> None:
        """Give up; a sign-in under way is cancelled first."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._set_busy(False)
            return
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing begins."""
        super().showEvent(event)
        field = self.ui.password if self.ui.username.text() else self.ui.username
        field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let everything that can wait follow the first painting."""
        super().paintEvent(event)
        if not self._is_dressed:
            self._is_dressed = True
            QTimer.singleShot(0, self, self._dress)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language, what was typed included."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            if self._eye is not None:
                self._eye.retranslate()
            self.ui.language.setCurrentIndex(self.ui.language.findData(language()))
            self._show_error(self._error)
            self._follow_connection()

    def _dress(self) -> None:
        """Load and show what nobody looks at first: pictures, hints, ways of the keyboard."""
        from PySide6.QtCore import Qt

        from crm_desktop.gui.icons import icon
        from crm_desktop.gui.widgets.enter_flow import EnterFlow
        from crm_desktop.gui.widgets.password_field import ShowPasswordAction

        # Not in the form: loading all that is in `Qt` takes a tenth of the way to this dialog.
        self.ui.connections.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ui.message.setTextFormat(Qt.TextFormat.PlainText)
        EnterFlow(self, (self.ui.username, self.ui.password), self.sign_in)
        self.ui.picture.setPixmap(icon("app").pixmap(_PICTURE, _PICTURE))
        self.ui.connections.setIcon(icon("settings"))
        self._eye = ShowPasswordAction(self.ui.password)
        self._describe_connections()
        self.painted.emit()

    def _describe_connections(self) -> None:
        """Show beside each connection that it is a database, and tell where it is."""
        if not self._is_dressed:
            return
        from PySide6.QtCore import Qt

        from crm_desktop.gui.icons import icon

        box = self.ui.connection
        for index in range(box.count()):
            box.setItemIcon(index, icon("database"))
            target = box.itemData(index).target
            box.setItemData(index, target, Qt.ItemDataRole.ToolTipRole)

    def _succeeded(self, context: "ServiceContext") -> None:
        self._task = None
        self._set_busy(False)
        self.signed_in.emit(context)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._set_busy(False)
        from crm_desktop.domain.errors import CrmError, DatabaseOlder
        from crm_desktop.domain.server_errors import ServerOlder
        from crm_desktop.gui.errors import show_error

        if isinstance(error, DatabaseOlder) and not isinstance(error, ServerOlder):
            self._offer_upgrade()
        elif isinstance(error, CrmError):
            self._show_error(error)
            self.ui.password.selectAll()
            self.ui.password.setFocus()
        else:
            show_error(self, error)

    def _offer_upgrade(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        question = QMessageBox(
            QMessageBox.Icon.Question,
            translate("SignIn", "Upgrade the database"),
            translate(
                "SignIn",
                "This database was made by an older version of CRM Desktop and must be upgraded "
                "before you can work with it. A copy is made first; nothing is lost.",
            ),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        accept = question.addButton(
            translate("SignIn", "&Upgrade now"), QMessageBox.ButtonRole.AcceptRole
        )
        accept.clicked.connect(self._upgrade)
        question.open()

    def _upgrade(self) -> None:
        target = self.connection.target
        self._set_busy(True)
        self._task = self._tasks.write(
            self, lambda: opening.upgrade(target), self._upgraded, self._failed
        )

    def _upgraded(self, _nothing: None) -> None:
        self._task = None
        self.sign_in()

    def _recover(self) -> None:
        from crm_desktop.gui.dialogs.forgotten_password_dialog import ForgottenPasswordDialog
        from crm_desktop.gui.session_messages import open_once

        dialog = ForgottenPasswordDialog(
            self.connection.target, self.ui.username.text(), self._tasks, self._clock, self
        )
        dialog.recovered.connect(self._recovered)
        open_once(dialog)

    def _recovered(self, username: str) -> None:
        self.ui.username.setText(username)
        self.clear_password()
        self._show_error(None)
        self.ui.password.setFocus()

    def _follow_connection(self) -> None:
        """Ask for name and password only where they are wanted."""
        windows = self.uses_windows_account
        for field in (self.ui.username, self.ui.password):
            field.setEnabled(not windows)
        # On a server an administrator resets passwords; there is no recovery code.
        self.ui.forgotten.setVisible(not is_server(self.chosen_target))
        text = translate("SignIn", "Your Windows account") if windows else ""
        self.ui.username.setPlaceholderText(text)
        if windows:
            self.ui.username.clear()
            self.ui.password.clear()

    def _show_error(self, error: BaseException | None) -> None:
        self._error = error
        text = ""
        if error is not None:
            from crm_desktop.gui.errors import error_text

            text = error_text(error)
        self.ui.message.setText(text)
        self.ui.message_frame.setVisible(bool(text))
        self.ui.password.setAccessibleDescription(text)
        fit_height(self)

    def _set_busy(self, busy: bool) -> None:
        self.ui.busy.setVisible(busy)
        for chooser in (self.ui.connection, self.ui.connections, self.ui.language):
            chooser.setEnabled(not busy)
        for field in (self.ui.username, self.ui.password):
            field.setEnabled(not busy and not self.uses_windows_account)
        self.ui.sign_in.setEnabled(not busy)
        self.ui.other.setEnabled(not busy)
        self.ui.forgotten.setEnabled(not busy)
        fit_height(self)
