"""A look at what bringing back an earlier state of a record would change, before it is saved."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.errors import ValidationFailed
from crm_desktop.domain.history import EarlierState, FieldChange
from crm_desktop.domain.records import CustomerDetails
from crm_desktop.domain.texts import marked
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_bring_back_dialog import Ui_BringBackDialog
from crm_desktop.gui.history_texts import ShownChange, shown_changes
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import bring_back

COLUMNS: tuple[Column[ShownChange], ...] = (
    Column(marked("BringBackDialog", "Field"), lambda change: change.field),
    Column(marked("BringBackDialog", "Now"), lambda change: change.before),
    Column(marked("BringBackDialog", "Then"), lambda change: change.after),
)


class BringBackDialog(QDialog):
    """Shows what `state` would change. `saved` comes after it was saved."""

    saved = Signal()

    def __init__(
        self, workspace: Workspace, state: EarlierState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._state = state
        self._failure = ""
        self.ui = Ui_BringBackDialog()
        self.ui.setupUi(self)
        self.model: RecordTableModel[ShownChange] = RecordTableModel(COLUMNS, self)
        self.ui.table.setModel(self.model)
        self.ui.accept_button.clicked.connect(self._bring_back)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.model.retranslate()
            self._show_state()
        super().changeEvent(event)

    def _show_state(self) -> None:
        state, labels = self._state, self._workspace.labels
        self.model.set_records(shown_changes(state.entity, state.changes, labels))
        fit_columns(self.ui.table)
        self.ui.table.setVisible(bool(state.changes))
        self.ui.accept_button.setEnabled(bool(state.changes))
        if state.changes:
            text = translate("BringBackDialog", "“{label}” would be saved like this:")
        else:
            text = translate("BringBackDialog", "“{label}” is like that already: nothing changes.")
        self.ui.summary.setText(self._failure or text.format(label=state.label))
        line = translate("BringBackDialog", "{field} stays as it is ({value}): {reason}")
        kept = []
        for one in state.kept:
            change = FieldChange(one.field, one.value, None)
            [shown] = shown_changes(state.entity, (change,), labels)
            value = shown.before or translate("BringBackDialog", "empty then")
            kept.append(line.format(field=shown.field, value=value, reason=show(one.reason)))
        self.ui.kept.setText("\n".join(kept))
        self.ui.kept.setVisible(bool(kept))

    def _bring_back(self) -> None:
        context, state = self._workspace.context, self._state
        self.setEnabled(False)
        self._workspace.tasks.write(
            self, lambda: bring_back.bring_back(context, state), self._saved, self._failed
        )

    def _saved(self, _details: CustomerDetails) -> None:
        self.saved.emit()
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._failure = error_text(error)
        if isinstance(error, ValidationFailed):
            self._failure = "\n".join(show(p.text, **p.values) for p in error.problems)
        self._show_state()
        self.ui.accept_button.setEnabled(False)
