"""Asks under what name a query is kept; that an existing one is overwritten is said first."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from crm_desktop.domain.criteria import Criteria, SavedQuery
from crm_desktop.domain.folding import fold
from crm_desktop.gui.draft_values import encode
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.form_drafts import keep_form
from crm_desktop.gui.forms.ui_save_query_dialog import Ui_SaveQueryDialog
from crm_desktop.gui.theme import set_look
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import query


class SaveQueryDialog(QDialog):
    """`saved` comes once the query is kept; a refusal is shown here and nothing typed is lost."""

    saved = Signal()

    def __init__(
        self,
        workspace: Workspace,
        criteria: Criteria,
        described: str,
        existing: tuple[SavedQuery, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._criteria = criteria
        self._existing = {fold(saved.name): saved for saved in existing}
        self.ui = Ui_SaveQueryDialog()
        self.ui.setupUi(self)
        self.ui.described.setText(described)
        self.ui.name.addItems([saved.name for saved in existing])
        self.ui.name.setCurrentIndex(-1)
        self.ui.name.setEditText("")
        self.ui.name.editTextChanged.connect(self._check)
        self._draft = keep_form(
            workspace,
            self,
            "saved_query",
            self.ui.name.currentText,
            lambda: ({"name": ""}, {"name": self.ui.name.currentText()}),
            {"criteria": encode(criteria)},
        )
        self.ui.buttons.accepted.connect(self._save)
        self.ui.buttons.rejected.connect(self.reject)
        self._check()
        self.ui.name.setFocus()
        self.adjustSize()

    def put_back(self, name: str) -> None:
        """Let the field hold `name`, as if it had been typed."""
        self.ui.name.setEditText(name)
        self._draft.keep_now()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._check()

    def _same_name(self) -> SavedQuery | None:
        return self._existing.get(fold(self.ui.name.currentText()))

    def _check(self) -> None:
        same = self._same_name()
        save = self.ui.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.ui.name.currentText().strip()))
        save.setText(
            translate("SaveQueryDialog", "&Overwrite")
            if same
            else translate("SaveQueryDialog", "&Save")
        )
        self.ui.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(
            translate("SaveQueryDialog", "Cancel")
        )
        set_look(self.ui.notice, "hint")
        self.ui.notice.setText(
            translate("SaveQueryDialog", "“{name}” exists and is overwritten.").format(
                name=same.name
            )
            if same
            else ""
        )

    def _save(self) -> None:
        same, context = self._same_name(), self._workspace.context
        wanted = SavedQuery(
            name=same.name if same else self.ui.name.currentText().strip(),
            criteria=self._criteria,
            id=same.id if same else None,
            version=same.version if same else None,
        )
        self.ui.buttons.setEnabled(False)
        self._workspace.tasks.write(
            self, lambda: query.save_query(context, wanted), self._kept, self._refused
        )

    def _kept(self, _query: SavedQuery) -> None:
        self.saved.emit()
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self.ui.buttons.setEnabled(True)
        set_look(self.ui.notice, "field-error")
        self.ui.notice.setText(error_text(error))
        self.ui.name.setFocus()
