"""Adds or edits an entry of a list, or a product category."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crm_desktop.domain.codes import CodeItem, ProductCategory
from crm_desktop.domain.errors import CrmError
from crm_desktop.gui.errors import error_text, show_error
from crm_desktop.gui.form_drafts import Texts, keep_form
from crm_desktop.gui.forms.ui_code_entry_dialog import Ui_CodeEntryDialog
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import lists


def entry_texts(entry: CodeItem | ProductCategory) -> Texts:
    """Return what the dialog's fields hold of an entry."""
    if isinstance(entry, CodeItem):
        return {"label_zh": entry.label_zh, "label_en": entry.label_en}
    return {"name": entry.name}


class CodeEntryDialog(QDialog):
    """Asks for the names of a list entry in both languages, or for a category's one name."""

    def __init__(
        self,
        workspace: Workspace,
        entry: CodeItem | ProductCategory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._entry = entry
        self.form = Ui_CodeEntryDialog()
        self.form.setupUi(self)
        form = self.form
        if isinstance(entry, CodeItem):
            form.form.removeRow(form.name)
            form.label_zh.setText(entry.label_zh)
            form.label_en.setText(entry.label_en)
            form.label_zh.setFocus()
        else:
            form.form.removeRow(form.label_zh)
            form.form.removeRow(form.label_en)
            form.name.setText(entry.name)
            form.name.setFocus()
        form.error.hide()
        new = entry.id is None
        self.setWindowTitle(
            translate("CodeEntryDialog", "New entry")
            if new
            else translate("CodeEntryDialog", "Edit entry")
        )
        about = {"id": entry.id, "list": getattr(entry, "list", ""), "position": entry.position}
        self._draft = keep_form(
            workspace, self, "list_entry", self._draft_title, self._states, about
        )
        form.buttons.accepted.connect(self._save)
        form.buttons.rejected.connect(self.reject)
        self.adjustSize()

    def put_back(self, texts: Texts) -> None:
        """Let the fields hold these texts, as if they had been typed."""
        for name, edit in self._edits().items():
            edit.setText(texts.get(name, ""))
        self._draft.keep_now()

    def _edits(self) -> dict[str, QLineEdit]:
        form = self.form
        if isinstance(self._entry, CodeItem):
            return {"label_zh": form.label_zh, "label_en": form.label_en}
        return {"name": form.name}

    def _states(self) -> tuple[Texts, Texts]:
        typed = {name: edit.text() for name, edit in self._edits().items()}
        return entry_texts(self._entry), typed

    def _draft_title(self) -> str:
        return next((text for text in self._states()[1].values() if text), self.windowTitle())

    def _save(self) -> None:
        typed = self._typed()
        if typed is None:
            self._say(translate("CodeEntryDialog", "Enter a name."))
            return
        context, write = self._workspace.context, self._workspace.tasks.write
        self.form.buttons.setEnabled(False)
        if isinstance(typed, CodeItem):
            write(self, lambda: lists.save_code_item(context, typed), self._saved, self._failed)
        else:
            write(self, lambda: lists.save_category(context, typed), self._saved, self._failed)

    def _typed(self) -> CodeItem | ProductCategory | None:
        entry = self._entry
        if isinstance(entry, ProductCategory):
            name = self.form.name.text().strip()
            return replace(entry, name=name) if name else None
        chinese, english = self.form.label_zh.text().strip(), self.form.label_en.text().strip()
        if not chinese and not english:
            return None
        return replace(entry, label_zh=chinese or english, label_en=english or chinese)

    def _saved(self, _: object) -> None:
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.form.buttons.setEnabled(True)
        if isinstance(error, CrmError):
            self._say(error_text(error))
        else:
            show_error(self, error)

    def _say(self, text: str) -> None:
        self.form.error.setText(text)
        self.form.error.show()
        self.setAccessibleDescription(text)
