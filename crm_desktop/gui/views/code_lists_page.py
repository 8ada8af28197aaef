"""Lists: product categories, levels, statuses and the others. For administrators."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop.domain.codes import EDITABLE_LISTS, CodeItem, ProductCategory
from crm_desktop.domain.texts import marked
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog
from crm_desktop.gui.forms.ui_code_lists_page import Ui_CodeListsPage
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths
from crm_desktop.gui.widgets.record_table import open_on_enter, show_records
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import lists

Entry = CodeItem | ProductCategory
CATEGORIES = "product_category"


def _state(entry: Entry) -> str:
    if entry.is_active:
        return translate("CodeListsPage", "Offered")
    return translate("CodeListsPage", "Switched off")


def _chinese(entry: Entry) -> str:
    return entry.label_zh if isinstance(entry, CodeItem) else entry.name


def _english(entry: Entry) -> str:
    return entry.label_en if isinstance(entry, CodeItem) else ""


def _code(entry: Entry) -> str:
    return entry.code if isinstance(entry, CodeItem) else ""


STATE: Column[Entry] = Column(marked("CodeListsPage", "State"), _state)
CATEGORY_COLUMNS: tuple[Column[Entry], ...] = (
    Column(marked("CodeListsPage", "Name"), _chinese),
    STATE,
)
ITEM_COLUMNS: tuple[Column[Entry], ...] = (
    Column(marked("CodeListsPage", "Chinese name"), _chinese),
    Column(marked("CodeListsPage", "English name"), _english),
    Column(marked("CodeListsPage", "Code"), _code),
    STATE,
)


class CodeListsPage(QWidget):
    """The lists on the left, the entries of one of them on the right, in the order offered."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.form = Ui_CodeListsPage()
        self.form.setupUi(self)
        self.model: RecordTableModel[Entry] = self._new_model(CATEGORIES)
        self.form.table.setModel(self.model)
        buttons: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("add_button", "add", self._add),
            ("edit_button", "edit", self._edit),
            ("disable_button", "hide", self._toggle),
            ("delete_button", "delete", self._delete),
            ("up_button", "up", lambda: self._move(-1)),
            ("down_button", "down", lambda: self._move(1)),
        )
        for name, drawing, called in buttons:
            button = getattr(self.form, name)
            button.setIcon(icon(drawing))
            button.clicked.connect(lambda _=False, called=called: called())
        open_on_enter(self.form.table, self._edit, self._delete)
        DraggedWidths(self.form.table, workspace.settings, "lists")
        self._fill_lists()
        self.form.lists.setCurrentRow(0)
        self.form.lists.currentRowChanged.connect(lambda _: self._change_list())
        self._fit_lists()
        self._watch_selection()
        workspace.changed.connect(self._announced)

    @property
    def list_name(self) -> str:
        """The list that is shown: `product_category` or a name of `EDITABLE_LISTS`."""
        current = self.form.lists.currentItem()
        return str(current.data(Qt.ItemDataRole.UserRole)) if current else CATEGORIES

    def refresh(self) -> None:
        """Read the entries anew."""
        context, name = self._workspace.context, self.list_name

        def load() -> tuple[Entry, ...]:
            if name == CATEGORIES:
                return lists.categories(context, include_inactive=True)
            return lists.code_items(context, name, include_inactive=True)

        self._workspace.tasks.read(self, load, lambda found: self._show(name, found))

    def current(self) -> Entry | None:
        """Return the entry whose row is current."""
        return self.model.record(self.form.table.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self.model.retranslate()
            row = self.form.lists.currentRow()
            self._fill_lists()
            self.form.lists.setCurrentRow(row)
            self._fit_lists()
            self._show_possible()
        super().changeEvent(event)

    def _fill_lists(self) -> None:
        self.form.lists.blockSignals(True)
        self.form.lists.clear()
        names = {CATEGORIES: translate("CodeListsPage", "Product categories")}
        names |= {name: show(label) for name, label in EDITABLE_LISTS.items()}
        for name, label in names.items():
            self.form.lists.addItem(label)
            added = self.form.lists.item(self.form.lists.count() - 1)
            added.setData(Qt.ItemDataRole.UserRole, name)
        self.form.lists.blockSignals(False)

    def _fit_lists(self) -> None:
        width = self.form.lists.sizeHintForColumn(0)
        self.form.lists.setFixedWidth(width + 6 * self.fontMetrics().averageCharWidth())

    def _new_model(self, name: str) -> "RecordTableModel[Entry]":
        columns = CATEGORY_COLUMNS if name == CATEGORIES else ITEM_COLUMNS
        return RecordTableModel(columns, self, muted=lambda entry: not entry.is_active)

    def _change_list(self) -> None:
        old = self.model
        self.model = self._new_model(self.list_name)
        self.form.table.setModel(self.model)
        old.deleteLater()
        self._watch_selection()
        self.refresh()

    def _watch_selection(self) -> None:
        self.form.table.selectionModel().currentRowChanged.connect(self._show_possible)
        self._show_possible()

    def _show(self, name: str, found: tuple[Entry, ...]) -> None:
        if name != self.list_name:
            return
        show_records(self.form.table, self.model, found)
        self._show_possible()

    def _show_possible(self) -> None:
        entry, row = self.current(), self.form.table.currentIndex().row()
        for button in (self.form.edit_button, self.form.disable_button, self.form.delete_button):
            button.setEnabled(entry is not None)
        self.form.up_button.setEnabled(entry is not None and row > 0)
        self.form.down_button.setEnabled(entry is not None and row < self.model.rowCount() - 1)
        offered = entry is None or entry.is_active
        self.form.disable_button.setText(
            translate("CodeListsPage", "Switch o&ff")
            if offered
            else translate("CodeListsPage", "S&witch on")
        )
        self.form.disable_button.setIcon(icon("hide" if offered else "show"))

    def _announced(self, change: Change) -> None:
        if change.kinds & {"code_item", "product_category"} and self.isEnabled():
            self.refresh()

    def _add(self) -> None:
        position = max((entry.position for entry in self.model.records), default=-1) + 1
        if self.list_name == CATEGORIES:
            entry: Entry = ProductCategory("", position)
        else:
            entry = CodeItem(self.list_name, "", "", "", position)
        CodeEntryDialog(self._workspace, entry, self.window()).open()

    def _edit(self) -> None:
        entry = self.current()
        if entry is not None:
            CodeEntryDialog(self._workspace, entry, self.window()).open()

    def _toggle(self) -> None:
        entry = self.current()
        if entry is not None:
            self._save(replace(entry, is_active=not entry.is_active))

    def _move(self, step: int) -> None:
        row = self.form.table.currentIndex().row()
        if not 0 <= row + step < self.model.rowCount() or row < 0:
            return
        order = list(self.model.records)
        order[row], order[row + step] = order[row + step], order[row]
        moved = [
            replace(entry, position=position)
            for position, entry in enumerate(order)
            if entry.position != position
        ]
        self._save(*moved)

    def _save(self, *entries: Entry) -> None:
        context = self._workspace.context

        def save() -> None:
            for entry in entries:
                if isinstance(entry, CodeItem):
                    lists.save_code_item(context, entry)
                else:
                    lists.save_category(context, entry)

        self._workspace.tasks.write(self, save, lambda _: None)

    def _delete(self) -> None:
        entry = self.current()
        if entry is None or entry.id is None or not self._confirmed(entry):
            return
        context, entry_id, is_item = self._workspace.context, entry.id, isinstance(entry, CodeItem)

        def delete() -> None:
            if is_item:
                lists.delete_code_item(context, entry_id)
            else:
                lists.delete_category(context, entry_id)

        self._workspace.tasks.write(self, delete, lambda _: None)

    def _confirmed(self, entry: Entry) -> bool:
        question = translate("CodeListsPage", "Delete “{name}” from this list?")
        answer = QMessageBox.question(
            self.window(),
            translate("CodeListsPage", "Lists"),
            question.format(name=_chinese(entry)),
        )
        return answer == QMessageBox.StandardButton.Yes
