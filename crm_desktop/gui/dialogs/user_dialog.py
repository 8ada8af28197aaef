"""Adds or edits a user."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crm_desktop.domain.errors import CrmError, ValidationFailed
from crm_desktop.domain.fields import USER_FIELDS, by_name
from crm_desktop.domain.user import OneTimePassword, User
from crm_desktop.domain.validation import Problem, check_value
from crm_desktop.gui.errors import show_error
from crm_desktop.gui.form_drafts import Texts, keep_form
from crm_desktop.gui.forms.ui_user_dialog import Ui_UserDialog
from crm_desktop.gui.widgets.field_error import FieldError
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import users

_FIELDS = by_name(USER_FIELDS)


def user_texts(user: User) -> Texts:
    """Return what the dialog's fields hold of a user."""
    texts = {name: getattr(user, name) for name in ("username", "display_name", "email", "phone")}
    return {**texts, "pop": str(user.pop)}


class UserDialog(QDialog):
    """Asks for a user's values; a new user's one-time password is told by `password_given`."""

    password_given = Signal(object)

    def __init__(self, workspace: Workspace, user: User, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._user = user
        self.form = Ui_UserDialog()
        self.form.setupUi(self)
        self._edits: dict[str, QLineEdit] = {
            "username": self.form.username,
            "display_name": self.form.display_name,
            "email": self.form.email,
            "phone": self.form.phone,
        }
        self._errors: dict[str, FieldError] = {
            "username": self.form.username_error,
            "display_name": self.form.display_name_error,
            "email": self.form.email_error,
            "phone": self.form.phone_error,
        }
        for name, edit in self._edits.items():
            edit.setText(getattr(user, name))
            edit.editingFinished.connect(lambda name=name: self._check(name))
            self._errors[name].watch(edit)
        self.form.pop.addItems(["", ""])
        self.form.pop.setCurrentIndex(user.pop)
        self.form.hint.setVisible(user.id is None)
        self.form.hint.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self._draft = keep_form(
            workspace, self, "user", self.windowTitle, self._states, {"id": user.id}
        )
        self.form.buttons.accepted.connect(self._save)
        self.form.buttons.rejected.connect(self.reject)
        self._retranslate()
        self.adjustSize()

    def put_back(self, texts: Texts) -> None:
        """Let the fields hold these texts, as if they had been typed."""
        for name, edit in self._edits.items():
            edit.setText(texts.get(name, ""))
        self.form.pop.setCurrentIndex(1 if texts.get("pop") == "1" else 0)
        self._draft.keep_now()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.form.pop.setItemText(0, translate("UserDialog", "Clerk"))
        self.form.pop.setItemText(1, translate("UserDialog", "Administrator"))
        title = (
            translate("UserDialog", "New user")
            if self._user.id is None
            else translate("UserDialog", "User {name}").format(name=self._user.username)
        )
        self.setWindowTitle(title)

    def _typed(self) -> User:
        values = {name: edit.text().strip() for name, edit in self._edits.items()}
        return replace(self._user, pop=self.form.pop.currentIndex(), **values)  # type: ignore[arg-type]

    def _states(self) -> tuple[Texts, Texts]:
        return user_texts(self._user), user_texts(self._typed())

    def _check(self, name: str) -> bool:
        problem = check_value(_FIELDS[name], self._edits[name].text().strip())
        self._show_problem(name, problem)
        return problem is None

    def _show_problem(self, name: str, problem: Problem | None) -> None:
        self._errors[name].say(show(problem.text, **problem.values) if problem else "")

    def _save(self) -> None:
        wrong = [name for name in self._edits if not self._check(name)]
        if wrong:
            self._edits[wrong[0]].setFocus()
            return
        context, user = self._workspace.context, self._typed()
        self.form.buttons.setEnabled(False)
        if user.id is None:
            self._workspace.tasks.write(
                self, lambda: users.add_user(context, user), self._added, self._failed
            )
        else:
            self._workspace.tasks.write(
                self, lambda: users.save_user(context, user), lambda _: self.accept(), self._failed
            )

    def _added(self, given: OneTimePassword) -> None:
        self.accept()
        self.password_given.emit(given)

    def _failed(self, error: BaseException) -> None:
        self.form.buttons.setEnabled(True)
        if isinstance(error, ValidationFailed):
            for problem in error.problems:
                if problem.field in self._errors:
                    self._show_problem(problem.field, problem)
        elif isinstance(error, CrmError) and "name" in error.values:
            self._errors["username"].say(show(error.text, **error.values))
            self._edits["username"].setFocus()
        else:
            show_error(self, error)
