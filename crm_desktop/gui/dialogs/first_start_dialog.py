"""The guide of the first start, and of every further database."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QRadioButton, QWidget

from crm_desktop.gui.dialogs.file_dialog import FileDialog
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.first_start import SUFFIX, Answers, Choice, first_problem
from crm_desktop.gui.forms.ui_first_start_dialog import Ui_FirstStartDialog
from crm_desktop.gui.language import LanguageSwitch, offer_languages
from crm_desktop.gui.widgets.enter_flow import EnterFlow
from crm_desktop.gui.widgets.field_error import point_at
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.gui.widgets.password_field import show_passwords
from crm_desktop.infra.i18n import language, translate


class FirstStartDialog(QDialog):
    """Asks how to start. `chosen` carries the checked Answers; the session then does the work."""

    chosen = Signal(object)

    def __init__(
        self, languages: LanguageSwitch, proposed_path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._proposed = proposed_path
        self.ui = Ui_FirstStartDialog()
        self.ui.setupUi(self)
        self.ui.path.setText(str(proposed_path))
        offer_languages(self.ui.language)
        self.ui.language.activated.connect(
            lambda _row: languages.switch(self.ui.language.currentData())
        )
        for choice in self._choices:
            choice.toggled.connect(self._show_details)
        for field in self._fields:
            field.textEdited.connect(lambda _text: self._say(None, ""))
        EnterFlow(self, self._fields, self._start)
        self.ui.visible.toggled.connect(
            lambda shown: show_passwords((self.ui.password, self.ui.repeat), shown)
        )
        self.ui.browse.clicked.connect(self._browse)
        self.ui.start.clicked.connect(self._start)
        self.ui.cancel.clicked.connect(self.reject)
        self.set_busy(None)
        self._say(None, "")
        self._show_details()
        self.ui.sample.setFocus()

    @property
    def choice(self) -> Choice:
        """The way that is chosen."""
        if self.ui.create.isChecked():
            return Choice.CREATE
        if self.ui.existing.isChecked():
            return Choice.EXISTING
        return Choice.SERVER if self.ui.server.isChecked() else Choice.SAMPLE

    def answers(self) -> Answers:
        """Return what was entered."""
        return Answers(
            choice=self.choice,
            path=self.ui.path.text(),
            username=self.ui.username.text(),
            password=self.ui.password.text(),
            repeated=self.ui.repeat.text(),
        )

    def set_busy(self, text: str | None) -> None:
        """Show that work is under way, described by `text`, or with None that it is not."""
        busy = text is not None
        self.ui.busy.setVisible(busy)
        self.ui.busy_text.setText(text or "")
        for widget in (*self._choices, self.ui.details):
            widget.setEnabled(not busy)
        self.ui.start.setEnabled(not busy)
        fit_height(self)

    def show_failure(self, error: BaseException) -> None:
        """Say why it did not work; everything typed stays."""
        self.set_busy(None)
        self._say(None, error_text(error))

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language, what was typed included."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.ui.language.setCurrentIndex(self.ui.language.findData(language()))
            self._say(None, "")

    @property
    def _choices(self) -> tuple[QRadioButton, ...]:
        return self.ui.sample, self.ui.create, self.ui.existing, self.ui.server

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.ui.path, self.ui.username, self.ui.password, self.ui.repeat

    def _show_details(self) -> None:
        choice = self.choice
        self.ui.details.setVisible(choice in (Choice.CREATE, Choice.EXISTING))
        for field in (self.ui.username, self.ui.password, self.ui.repeat, self.ui.visible):
            self.ui.form.setRowVisible(field, choice is Choice.CREATE)
        self._say(None, "")

    def _browse(self) -> None:
        dialog = FileDialog(self, translate("FirstStart", "Database file"), self._folder())
        dialog.setNameFilters(
            [
                translate("FirstStart", "Databases (*{suffix})").format(suffix=SUFFIX),
                translate("FirstStart", "All files (*)"),
            ]
        )
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        if self.choice is Choice.CREATE:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            # Files that exist are refused by the guide, with a reason.
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.ui.path.setText)
        dialog.open()

    def _folder(self) -> str:
        folder = Path(self.answers().target).parent
        return str(folder if folder.is_dir() else self._proposed.parent)

    def _start(self) -> None:
        answers = self.answers()
        problem = first_problem(answers)
        if problem is None:
            self.chosen.emit(answers)
            return
        fields = dict(zip(("path", "username", "password", "repeat"), self._fields, strict=True))
        self._say(fields[problem[0]], problem[1])

    def _say(self, field: QLineEdit | None, text: str) -> None:
        point_at(field, self._fields, text)
        self.ui.message.setText(text)
        self.ui.message_frame.setVisible(bool(text))
        fit_height(self)
