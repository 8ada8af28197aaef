"""Users: add, edit, disable, delete, reset passwords. For administrators."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop.domain.texts import marked
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import OneTimePassword, User
from crm_desktop.gui import bulk_jobs
from crm_desktop.gui.dialogs.one_time_password_dialog import OneTimePasswordDialog
from crm_desktop.gui.dialogs.user_dialog import UserDialog
from crm_desktop.gui.forms.ui_users_page import Ui_UsersPage
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths
from crm_desktop.gui.widgets.record_table import open_on_enter, show_records
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.reports.values import shown
from crm_desktop.services import bulk, users


def rights_text(user: User) -> str:
    """Return what the user may do."""
    if user.pop == 1:
        return translate("UsersPage", "Administrator")
    return translate("UsersPage", "Clerk")


def state_text(user: User) -> str:
    """Return whether the user can sign in."""
    if not user.is_active:
        return translate("UsersPage", "Disabled")
    if user.must_change_password:
        return translate("UsersPage", "Must change password")
    return translate("UsersPage", "Active")


COLUMNS: tuple[Column[User], ...] = (
    Column(marked("UsersPage", "User name"), lambda user: user.username),
    Column(marked("UsersPage", "Display name"), lambda user: user.display_name),
    Column(marked("UsersPage", "Rights"), rights_text),
    Column(marked("UsersPage", "State"), state_text),
    Column(marked("UsersPage", "Last sign-in"), lambda user: shown(user.last_sign_in_at)),
    Column(marked("UsersPage", "E-mail"), lambda user: user.email),
    Column(marked("UsersPage", "Phone"), lambda user: user.phone),
)


class UsersPage(QWidget):
    """The list of users and what can be done with them."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.form = Ui_UsersPage()
        self.form.setupUi(self)
        self.model: RecordTableModel[User] = RecordTableModel(
            COLUMNS, self, muted=lambda user: not user.is_active
        )
        self.form.table.setModel(self.model)
        self.form.add_button.setIcon(icon("user-new"))
        self.form.edit_button.setIcon(icon("edit"))
        self.form.reset_button.setIcon(icon("password"))
        self.form.disable_button.setIcon(icon("lock"))
        self.form.delete_button.setIcon(icon("delete"))
        self.form.add_button.clicked.connect(lambda: self._edit(User()))
        self.form.edit_button.clicked.connect(self._edit_current)
        self.form.reset_button.clicked.connect(self._reset_password)
        self.form.disable_button.clicked.connect(self._toggle_active)
        self.form.hand_over_button.setIcon(icon("owner"))
        self.form.hand_over_button.clicked.connect(self._hand_over)
        self.form.delete_button.clicked.connect(self._delete)
        open_on_enter(self.form.table, self._edit_current, self._delete)
        DraggedWidths(self.form.table, workspace.settings, "users")
        self.form.table.selectionModel().currentRowChanged.connect(self._show_possible)
        workspace.changed.connect(self._announced)
        self._show_possible()

    def refresh(self) -> None:
        """Read the users anew."""
        context = self._workspace.context
        self._workspace.tasks.read(self, lambda: users.users(context), self._show)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self.model.retranslate()
            self._show_possible()
        super().changeEvent(event)

    def current(self) -> User | None:
        """Return the user whose row is current."""
        return self.model.record(self.form.table.currentIndex())

    def _show(self, found: tuple[User, ...]) -> None:
        show_records(self.form.table, self.model, found)
        self._show_possible()

    def _show_possible(self) -> None:
        user = self.current()
        for button in (
            self.form.edit_button,
            self.form.reset_button,
            self.form.hand_over_button,
            self.form.delete_button,
        ):
            button.setEnabled(user is not None)
        self.form.disable_button.setEnabled(user is not None)
        enabled = user is None or user.is_active
        self.form.disable_button.setText(
            translate("UsersPage", "&Disable") if enabled else translate("UsersPage", "Ena&ble")
        )
        self.form.disable_button.setIcon(icon("lock" if enabled else "unlock"))

    def _announced(self, change: Change) -> None:
        if "client_user" in change.kinds and self.isEnabled():
            self.refresh()

    def _edit_current(self) -> None:
        user = self.current()
        if user is not None:
            self._edit(user)

    def _edit(self, user: User) -> None:
        dialog = UserDialog(self._workspace, user, self.window())
        dialog.password_given.connect(self._show_password)
        dialog.open()

    def _show_password(self, given: OneTimePassword) -> None:
        OneTimePasswordDialog(given, self.window()).open()

    def _reset_password(self) -> None:
        user = self.current()
        if (
            user is None
            or user.id is None
            or not self._confirmed(
                translate(
                    "UsersPage",
                    "Reset the password of {name}? The present one stops working at once.",
                ).format(name=user.username)
            )
        ):
            return
        context, user_id = self._workspace.context, user.id
        self._workspace.tasks.write(
            self, lambda: users.reset_password(context, user_id), self._show_password
        )

    def _toggle_active(self) -> None:
        user = self.current()
        if user is None or user.id is None:
            return
        context, user_id, active = self._workspace.context, user.id, not user.is_active
        self._workspace.tasks.write(
            self, lambda: users.set_active(context, user_id, active), self._after_switching
        )

    def _after_switching(self, user: User) -> None:
        """Offer to hand over what a user who was disabled still owns."""
        context, user_id = self._workspace.context, user.id
        if user.is_active or user_id is None:
            return

        def ask(owned: int) -> None:
            question = translate(
                "UsersPage", "{name} owns customers: {n}. Hand them over to a colleague now?"
            )
            name = user.display_name or user.username
            if owned and self._confirmed(question.format(name=name, n=f"{owned:,}")):
                bulk_jobs.hand_over(self, self._workspace, user_id)

        self._workspace.tasks.read(self, lambda: len(bulk.owned_by(context, user_id)), ask)

    def _hand_over(self) -> None:
        user = self.current()
        if user is not None:
            bulk_jobs.hand_over(self, self._workspace, user.id)

    def _delete(self) -> None:
        user = self.current()
        if (
            user is None
            or user.id is None
            or not self._confirmed(
                translate("UsersPage", "Delete the user {name}?").format(name=user.username)
            )
        ):
            return
        context, user_id = self._workspace.context, user.id
        self._workspace.tasks.write(
            self, lambda: users.delete_user(context, user_id), lambda _: None
        )

    def _confirmed(self, question: str) -> bool:
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("UsersPage", "Users"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        return box.exec() == QMessageBox.StandardButton.Yes
