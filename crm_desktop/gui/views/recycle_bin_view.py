"""The recycle bin: what was deleted and can be brought back."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.domain.records import RecycledItem
from crm_desktop.domain.texts import marked
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.forms.ui_recycle_bin_view import Ui_RecycleBinView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.widgets.dragged_widths import DraggedWidths
from crm_desktop.gui.widgets.record_table import fit_columns, open_on_enter
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.reports.values import shown
from crm_desktop.services import recycle_bin


def kind_text(item: RecycledItem) -> str:
    """Return what kind of record was deleted."""
    if item.kind == "contact":
        return translate("RecycleBinView", "Contact")
    return translate("RecycleBinView", "Customer")


COLUMNS: tuple[Column[RecycledItem], ...] = (
    Column(marked("RecycleBinView", "Deleted at"), lambda item: shown(item.deleted_at)),
    Column(marked("RecycleBinView", "Kind"), kind_text),
    Column(marked("RecycleBinView", "Customer number"), lambda item: item.customer_no),
    Column(marked("RecycleBinView", "Name"), lambda item: item.label),
    Column(marked("RecycleBinView", "Deleted by"), lambda item: item.deleted_by),
)


class RecycleBinView(QWidget):
    """A page of the main window. Clerks see what they deleted themselves."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._items: tuple[RecycledItem, ...] = ()
        self.form = Ui_RecycleBinView()
        self.form.setupUi(self)
        self.model: RecordTableModel[RecycledItem] = RecordTableModel(COLUMNS, self)
        self.form.table.setModel(self.model)
        self.form.restore_button.setIcon(icon("restore"))
        self.form.restore_button.clicked.connect(self._restore)
        self.form.filter.textChanged.connect(lambda _: self._filter())
        self.form.filter.setClearButtonEnabled(True)
        self.form.filter.setMaximumWidth(40 * self.fontMetrics().averageCharWidth())
        open_on_enter(self.form.table, self._restore)
        DraggedWidths(self.form.table, workspace.settings, "recycle_bin")
        self.form.table.selectionModel().selectionChanged.connect(self._show_possible)
        workspace.changed.connect(self._announced)
        self._retranslate()
        self._show_possible()
        self.refresh()

    def refresh(self) -> None:
        """Read the recycle bin anew (F5)."""
        context = self._workspace.context
        self._workspace.tasks.read(self, lambda: recycle_bin.items(context), self._show)

    def focus_search(self) -> None:
        """Go to the filter (F3)."""
        self.form.filter.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self._retranslate()
            self.model.retranslate()
            self._filter()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        if self._workspace.actor.is_administrator:
            text = translate(
                "RecycleBinView",
                "What was deleted by anybody. Restoring a customer brings its contacts back too.",
            )
        else:
            text = translate(
                "RecycleBinView",
                "What you deleted yourself. Restoring a customer brings its contacts back too. "
                "What others deleted, an administrator can restore.",
            )
        self.form.intro.setText(text)

    def _announced(self, change: Change) -> None:
        if change.kinds & {"customer", "contact"}:
            self.refresh()

    def _show(self, items: tuple[RecycledItem, ...]) -> None:
        self._items = items
        self._filter()
        fit_columns(self.form.table)

    def _filter(self) -> None:
        wanted = fold(self.form.filter.text())
        matching = [
            item for item in self._items if wanted in fold(f"{item.customer_no} {item.label}")
        ]
        self.model.set_records(matching)
        self.form.table.setVisible(bool(matching))
        self.form.empty.setVisible(not matching)
        self.form.empty.setText(
            translate("RecycleBinView", "Nothing in the recycle bin matches the filter.")
            if self._items
            else translate("RecycleBinView", "The recycle bin is empty.")
        )
        if matching:
            self.form.table.selectRow(0)
        self._show_possible()

    def _show_possible(self) -> None:
        self.form.restore_button.setEnabled(bool(self._selected()))

    def _selected(self) -> list[RecycledItem]:
        rows = self.form.table.selectionModel().selectedRows()
        found = (self.model.record(index) for index in rows)
        return [item for item in found if item is not None]

    def _restore(self) -> None:
        context, chosen = self._workspace.context, self._selected()

        def restore() -> None:
            # Customers first: a contact cannot come back to a deleted customer.
            for item in sorted(chosen, key=lambda item: item.kind != "customer"):
                recycle_bin.restore(context, item.kind, item.id)

        if chosen:
            self._workspace.tasks.write(self, restore, lambda _: None)
