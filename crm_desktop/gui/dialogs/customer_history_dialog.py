"""Who changed what of a customer, its contacts and payments."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.history import EarlierState, HistoryEntry
from crm_desktop.domain.texts import marked
from crm_desktop.gui.dialogs.bring_back_dialog import BringBackDialog
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_customer_history_dialog import Ui_CustomerHistoryDialog
from crm_desktop.gui.history_story import author, story
from crm_desktop.gui.history_texts import CHANGE_COLUMNS, ShownChange, shown_changes
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import shown
from crm_desktop.services import bring_back, history

PAGE = 200


class CustomerHistoryDialog(QDialog):
    """The entries of one customer, the latest first, and the fields of the one that is current."""

    def __init__(
        self, workspace: Workspace, customer_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._customer_id = customer_id
        self._name = name
        self.ui = Ui_CustomerHistoryDialog()
        self.ui.setupUi(self)
        self.entries: RecordTableModel[HistoryEntry] = RecordTableModel(self._columns(), self)
        self.changes: RecordTableModel[ShownChange] = RecordTableModel(CHANGE_COLUMNS, self)
        self.ui.entries.setModel(self.entries)
        self.ui.changes.setModel(self.changes)
        DraggedWidths(self.ui.entries, workspace.settings, "customer_history")
        DraggedWidths(self.ui.changes, workspace.settings, "customer_history_changes")
        self.ui.splitter.setStretchFactor(0, 3)
        self.ui.splitter.setStretchFactor(1, 2)
        # Sentences wrap: their lines follow the width of the window.
        rows = self.ui.entries.resizeRowsToContents
        self.ui.entries.horizontalHeader().sectionResized.connect(lambda *_: rows())
        self.ui.older_button.hide()
        self.ui.older_button.clicked.connect(self._load)
        self.ui.close_button.clicked.connect(self.accept)
        self.ui.value_button.clicked.connect(self._bring_value_back)
        self.ui.state_button.clicked.connect(self._bring_state_back)
        self.ui.entries.selectionModel().currentRowChanged.connect(self._show_changes)
        self.ui.changes.selectionModel().currentRowChanged.connect(self._show_possible)
        self._show_possible()
        self._show_title()
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.entries.retranslate()
            self._show_changes()
            self._show_title()
        super().changeEvent(event)

    def _show_title(self) -> None:
        self.setWindowTitle(
            translate("CustomerHistoryDialog", "History of {name}").format(name=self._name)
        )

    def _load(self) -> None:
        context, customer_id = self._workspace.context, self._customer_id
        known = self.entries.records
        older_than = known[-1].place if known else None
        self.ui.message.setText(translate("CustomerHistoryDialog", "Loading the history…"))
        self._workspace.tasks.read(
            self,
            lambda: history.customer_history(context, customer_id, older_than, PAGE),
            self._add,
            lambda error: self.ui.message.setText(error_text(error)),
        )

    def _add(self, found: tuple[HistoryEntry, ...]) -> None:
        is_first = not self.entries.rowCount()
        self.entries.add_records(found)
        self.ui.older_button.setVisible(len(found) == PAGE)
        self.ui.message.hide()
        fit_columns(self.ui.entries)
        self.ui.entries.resizeRowsToContents()
        if is_first and found:
            self.ui.entries.setCurrentIndex(self.entries.index(0, 0))
            self.ui.entries.setFocus()

    def _show_changes(self) -> None:
        entry = self.entries.record(self.ui.entries.currentIndex())
        if entry is not None:
            labels = self._workspace.labels
            self.changes.set_records(shown_changes(entry.entity, entry.changes, labels))
            fit_columns(self.ui.changes)
            if entry.changes:
                self.ui.changes.setCurrentIndex(self.changes.index(0, 0))
        self._show_possible()

    # -- earlier states

    def _columns(self) -> tuple[Column[HistoryEntry], ...]:
        labels = self._workspace.labels
        return (
            Column(marked("CustomerHistoryDialog", "When"), lambda entry: shown(entry.at)),
            Column(marked("CustomerHistoryDialog", "Who"), lambda entry: author(entry, labels)),
            Column(
                marked("CustomerHistoryDialog", "What happened"),
                lambda entry: story(entry, labels),
            ),
        )

    def _field(self) -> str:
        """Return the field of the change that is current, or nothing."""
        entry, row = self._entry(), self.ui.changes.currentIndex().row()
        return entry.changes[row].field if entry is not None and row >= 0 else ""

    def _entry(self) -> HistoryEntry | None:
        return self.entries.record(self.ui.entries.currentIndex())

    def _show_possible(self) -> None:
        entry, field, can = self._entry(), self._field(), bring_back.can_bring_back
        kept = entry.kept if entry is not None else None
        entity = entry.entity if entry is not None and kept is None else ""
        self.ui.state_button.setEnabled(can(entity))
        self.ui.value_button.setEnabled(bool(field) and can(entity, field))
        reason = show(kept) if kept is not None else ""
        self.ui.message.setText(reason)
        self.ui.message.setVisible(bool(reason))
        for button in (self.ui.state_button, self.ui.value_button):
            button.setToolTip(reason)

    def _bring_value_back(self) -> None:
        entry, field, context = self._entry(), self._field(), self._workspace.context
        if entry is not None and field:
            entry_id = entry.id
            self._workspace.tasks.read(
                self, lambda: bring_back.field_state(context, entry_id, field), self._ask
            )

    def _bring_state_back(self) -> None:
        entry, context = self._entry(), self._workspace.context
        if entry is not None:
            entry_id = entry.id
            self._workspace.tasks.read(
                self, lambda: bring_back.record_state(context, entry_id), self._ask
            )

    def _ask(self, state: EarlierState) -> None:
        dialog = BringBackDialog(self._workspace, state, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._reload)
        dialog.open()

    def _reload(self) -> None:
        self.entries.set_records(())
        self._load()
