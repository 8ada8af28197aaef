"""History: who changed what, when, from what to what. For administrators."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crm_desktop.domain.choosing import Chosen, Entries
from crm_desktop.domain.history import FieldChange, HistoryEntry, HistoryFilter
from crm_desktop.gui.choices import search_of
from crm_desktop.gui.forms.ui_history_page import Ui_HistoryPage
from crm_desktop.gui.history_texts import (
    ACTIONS,
    CHANGE_COLUMNS,
    ENTITIES,
    ENTRY_COLUMNS,
    ShownChange,
    export_heads,
    export_lines,
    shown_changes,
)
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.record_table import RecordTableModel
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths
from crm_desktop.gui.widgets.record_table import fit_columns
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import choosing, history
from crm_desktop.services.transfer_writers import Head, Value

PAGE = 200


class HistoryPage(QWidget):
    """Entries that match the filter, newest first, and the fields of the one that is current."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown = HistoryFilter()
        self._more = False
        self._users = Entries()
        self.form = Ui_HistoryPage()
        self.form.setupUi(self)
        self.model: RecordTableModel[HistoryEntry] = RecordTableModel(ENTRY_COLUMNS, self)
        self.changes: RecordTableModel[ShownChange] = RecordTableModel(CHANGE_COLUMNS, self)
        self.form.table.setModel(self.model)
        self.form.changes.setModel(self.changes)
        DraggedWidths(self.form.table, workspace.settings, "history")
        DraggedWidths(self.form.changes, workspace.settings, "history_changes")
        self.form.search_button.setIcon(icon("query"))
        self.form.search_button.setAutoDefault(True)
        self.form.search_button.clicked.connect(self.refresh)
        self.form.export_button.setIcon(icon("export"))
        self.form.export_button.clicked.connect(self.export)
        self.form.clear_button.clicked.connect(self._clear)
        for edit in (self.form.text, self.form.first, self.form.last):
            edit.returnPressed.connect(self.refresh)
        for combo in (self.form.entity, self.form.action):
            combo.activated.connect(lambda _: self.refresh())
        self.form.username.chosen.connect(self._user_chosen)
        self.form.table.selectionModel().currentRowChanged.connect(self._show_changes)
        self.form.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.form.splitter.setStretchFactor(0, 3)
        self.form.splitter.setStretchFactor(1, 2)
        self.form.message.hide()
        self._retranslate()

    def refresh(self) -> None:
        """Read what the filter asks for (F5, Enter)."""
        wanted = self._filter()
        if wanted is None:
            return
        context = self._workspace.context

        def load() -> tuple[tuple[HistoryEntry, ...], Entries]:
            known = choosing.offered(context, Chosen.USERNAME, include_inactive=True)
            return history.entries(context, wanted, None, PAGE), known

        def done(found: tuple[tuple[HistoryEntry, ...], Entries]) -> None:
            self._shown = wanted
            self._show(*found)

        self._workspace.tasks.read(self, load, done)

    def export(self) -> None:
        """Write what the filter asks for to a file: a line for each field that was changed."""
        from crm_desktop.gui.dialogs.export_dialog import Export

        wanted = self._filter()
        if wanted is None:
            return
        context, labels = self._workspace.context, self._workspace.labels
        title = translate("HistoryPage", "History")
        heads = [Head(text, width) for text, width in export_heads()]

        def write(path: Path) -> int:
            def lines(entry: HistoryEntry) -> Iterable[tuple[Value, ...]]:
                return export_lines(entry, labels)

            return history.export(context, path, wanted, title, heads, lines, task_progress())

        Export(self._workspace, self, title, write)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, keeping the filter."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._retranslate()
            self.model.retranslate()
            self._show_changes()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        anything = translate("HistoryPage", "(any)")
        kinds = {"": anything} | {name: show(text) for name, text in ENTITIES.items()}
        actions = {"": anything} | {name: show(text) for name, text in ACTIONS.items()}
        _fill(self.form.entity, kinds)
        _fill(self.form.action, actions)
        self._offer_users()

    def _filter(self) -> HistoryFilter | None:
        first, last = _day(self.form.first), _day(self.form.last)
        wrong = [
            edit
            for edit, day in ((self.form.first, first), (self.form.last, last))
            if day is None and edit.text().strip()
        ]
        self.form.message.setVisible(bool(wrong))
        if wrong:
            self.form.message.setText(translate("HistoryPage", "A date like 2026-03-31, please."))
            wrong[0].setAccessibleDescription(self.form.message.text())
            wrong[0].setFocus()
            return None
        return HistoryFilter(
            text=self.form.text.text().strip(),
            username=self._username(),
            entity=self.form.entity.currentData() or "",
            action=self.form.action.currentData() or "",
            first=first,
            last=last,
        )

    def _clear(self) -> None:
        for edit in (self.form.text, self.form.first, self.form.last):
            edit.clear()
        for combo in (self.form.entity, self.form.action):
            combo.setCurrentIndex(0)
        self.form.username.show_value(None)
        self.refresh()

    def _username(self) -> str:
        """Return the user asked for, as he signs in; what names nobody finds nothing."""
        box = self.form.username
        is_given = box.is_unclear or box.value() is not None
        return box.currentText().strip() if is_given else ""

    def _user_chosen(self) -> None:
        if not self.form.username.is_unclear:
            self.refresh()

    def _offer_users(self) -> None:
        context, tasks = self._workspace.context, self._workspace.tasks
        search = search_of(Chosen.USERNAME, tasks, context, include_inactive=True)
        self.form.username.set_choices(
            self._users.entries,
            required=False,
            search=search if self._users.has_more else None,
            empty=translate("HistoryPage", "(any)"),
        )

    def _show(self, entries: tuple[HistoryEntry, ...], known: Entries) -> None:
        if known != self._users:
            self._users = known
            self._offer_users()
        self._more = len(entries) == PAGE
        self.model.set_records(entries)
        fit_columns(self.form.table)
        if entries:
            self.form.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.form.message.setText(translate("HistoryPage", "No entries match."))
            self.form.message.show()
        self._show_changes()

    def _scrolled(self, value: int) -> None:
        if self._more and value >= self.form.table.verticalScrollBar().maximum():
            self._more = False
            context, wanted = self._workspace.context, self._shown
            last = self.model.records[-1].place
            self._workspace.tasks.read(
                self, lambda: history.entries(context, wanted, last, PAGE), self._add
            )

    def _add(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._more = len(entries) == PAGE
        self.model.add_records(entries)

    def _show_changes(self) -> None:
        entry = self.model.record(self.form.table.currentIndex())
        changes: tuple[FieldChange, ...] = entry.changes if entry else ()
        entity = entry.entity if entry else ""
        self.changes.set_records(shown_changes(entity, changes, self._workspace.labels))
        fit_columns(self.form.changes)


def _fill(combo: QComboBox, texts: dict[str, str]) -> None:
    current = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for value, text in texts.items():
        combo.addItem(text, value)
        combo.setItemData(combo.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    combo.setCurrentIndex(max(0, combo.findData(current)))
    combo.blockSignals(False)


def _day(edit: QLineEdit) -> date | None:
    try:
        return date.fromisoformat(edit.text().strip().replace("/", "-"))
    except ValueError:
        return None
