"""Company profile: the name and logo at the head of every report. For administrators."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.errors import FileUnreadable
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.file_dialog import ask_file
from crm_desktop.gui.draft_pictures import picture_texts
from crm_desktop.gui.errors import show_error
from crm_desktop.gui.form_drafts import Texts, keep_form
from crm_desktop.gui.forms.ui_company_page import Ui_CompanyPage
from crm_desktop.gui.icons import icon
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.files import is_database
from crm_desktop.infra.i18n import translate
from crm_desktop.services import company

LOGO_SIZE = QSize(300, 140)


class CompanyPage(QWidget):
    """A form with the company's name and logo, saved as a whole."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stored = workspace.profile
        self._logo = workspace.profile.logo
        self.form = Ui_CompanyPage()
        self.form.setupUi(self)
        self.form.choose_button.setIcon(icon("image"))
        self.form.remove_button.setIcon(icon("remove"))
        self.form.save_button.setIcon(icon("save"))
        self.form.revert_button.setIcon(icon("undo"))
        self.form.choose_button.clicked.connect(self._choose)
        self.form.remove_button.clicked.connect(lambda: self._set_logo(None))
        self.form.save_button.clicked.connect(self._save)
        self.form.revert_button.clicked.connect(lambda: self._show(self._stored))
        self.form.name.textChanged.connect(lambda _: self._show_possible())
        self._draft = keep_form(
            workspace,
            self,
            "company",
            self.form.name.text,
            self._draft_states,
            {},
        )
        workspace.changed.connect(self._announced)
        self._show(self._stored)

    @property
    def is_modified(self) -> bool:
        """Whether something was changed and not saved."""
        return self.form.name.text().strip() != self._stored.name or self._logo != self._stored.logo

    def put_back(self, name: str, logo: bytes | None) -> None:
        """Let the form hold `name` and `logo`, as if they had been typed and chosen."""
        self.form.name.setText(name)
        self._set_logo(logo)
        self._draft.keep_now()

    def refresh(self) -> None:
        """Read the profile anew, unless something was typed."""
        context = self._workspace.context
        if not self.is_modified:
            self._workspace.tasks.read(self, lambda: company.profile(context), self._refreshed)

    def _refreshed(self, profile: CompanyProfile) -> None:
        """Show what was read, unless something was typed meanwhile."""
        if not self.is_modified:
            self._show(profile)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, keeping what was typed."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._set_logo(self._logo)
            self.form.saved.clear()
        super().changeEvent(event)

    def _announced(self, change: Change) -> None:
        if "company_profile" in change.kinds and self.isEnabled():
            self.refresh()

    def _show(self, profile: CompanyProfile) -> None:
        self._stored = profile
        self.form.name.setText(profile.name)
        self._set_logo(profile.logo)
        if hasattr(self, "_draft"):
            self._draft.keep_now()

    def _set_logo(self, logo: bytes | None) -> None:
        self._logo = logo
        picture = QPixmap()
        if logo is not None and picture.loadFromData(logo):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                LOGO_SIZE * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(ratio)
            self.form.logo.setPixmap(picture)
        else:
            self.form.logo.setText(translate("CompanyPage", "No logo"))
        self.form.remove_button.setEnabled(logo is not None)
        self._show_possible()
        if hasattr(self, "_draft"):
            self._draft.touch()

    def _draft_states(self) -> tuple[Texts, Texts]:
        before, chosen = picture_texts(self._stored.logo, self._logo)
        return (
            {"name": self._stored.name, **before},
            {"name": self.form.name.text(), **chosen},
        )

    def _show_possible(self) -> None:
        self.form.save_button.setEnabled(self.is_modified)
        self.form.revert_button.setEnabled(self.is_modified)
        if self.is_modified:
            self.form.saved.clear()

    def _choose(self) -> None:
        dialog = ask_file(
            self.window(),
            translate("CompanyPage", "Choose a logo"),
            translate("CompanyPage", "Pictures (*.png *.jpg *.jpeg)"),
        )
        dialog.fileSelected.connect(lambda path: self.set_logo_file(Path(path)))
        dialog.open()

    def set_logo_file(self, path: Path) -> None:
        """Take the picture in `path` as the logo; what is none is refused, and the logo stays."""
        try:
            content = b"" if is_database(path) else path.read_bytes()
        except OSError as error:
            show_error(self, FileUnreadable(path=path, reason=error.strerror or str(error)))
            return
        if QPixmap().loadFromData(content):
            self._set_logo(content)
        else:
            reason = translate(
                "CompanyPage", "It is no PNG or JPEG picture, damaged, or too large."
            )
            show_error(self, FileUnreadable(path=path, reason=reason))

    def _save(self) -> None:
        context = self._workspace.context
        changed = replace(self._stored, name=self.form.name.text().strip(), logo=self._logo)
        self.form.save_button.setEnabled(False)
        self._workspace.tasks.write(
            self, lambda: company.save_profile(context, changed), self._saved, self._failed
        )

    def _saved(self, profile: CompanyProfile) -> None:
        self._show(profile)
        self.form.saved.setText(translate("CompanyPage", "Saved."))

    def _failed(self, error: BaseException) -> None:
        self._show_possible()
        show_error(self, error)
