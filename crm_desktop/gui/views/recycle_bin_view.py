"""The recycle bin: what was deleted and can be brought back."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.domain.jobs import JobReport, PurgePreview
from crm_desktop.domain.records import RecycledItem
from crm_desktop.domain.texts import marked
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.purge_dialog import PurgeDialog
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.forms.ui_recycle_bin_view import Ui_RecycleBinView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.record_table import Column, RecordTableModel
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.undo_texts import report_lines, restored_text
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
        self.form.purge_button.setIcon(icon("delete"))
        self.form.purge_button.clicked.connect(self._ask_purge)
        self.form.filter.textChanged.connect(lambda _: self._filter())
        self.form.filter.setClearButtonEnabled(True)
        self.form.filter.setMaximumWidth(40 * self.fontMetrics().averageCharWidth())
        open_on_enter(self.form.table, self._restore, self._ask_purge)
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
            self._show_possible()
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
        chosen = bool(self._selected())
        allowed = self._workspace.actor.is_administrator
        self.form.restore_button.setEnabled(chosen)
        self.form.purge_button.setEnabled(chosen and allowed)
        self.form.purge_button.setToolTip(
            "" if allowed else translate("RecycleBinView", "Only an administrator may do this.")
        )

    def _selected(self) -> list[RecycledItem]:
        rows = self.form.table.selectionModel().selectedRows()
        found = (self.model.record(index) for index in rows)
        return [item for item in found if item is not None]

    def _restore(self) -> None:
        context, wanted = self._workspace.context, _keys(self._selected())
        if wanted:
            title = translate("RecycleBinView", "Restore")
            task = self._workspace.tasks.write(
                self,
                lambda: recycle_bin.restore_many(context, wanted, task_progress()),
                self._tell,
                title=title,
            )
            text = translate("RecycleBinView", "Bringing records back…")
            follow(task, title, text, self.window())

    def _tell(self, report: JobReport) -> None:
        """Say what was done differently or left; that all came back the list shows."""
        if report.left or report.notes:
            title = translate("RecycleBinView", "Restored")
            UndoReportDialog(
                title, restored_text(report), report_lines(report), self.window()
            ).open()

    def _ask_purge(self) -> None:
        context, chosen = self._workspace.context, self._selected()

        def ask(found: PurgePreview) -> None:
            dialog = PurgeDialog(found, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            staying = {left.label for left in found.left}
            dialog.confirmed.connect(lambda: self._purge(_keys(_going(chosen, staying))))
            dialog.open()

        if chosen and self._workspace.actor.is_administrator:
            wanted = _keys(chosen)
            self._workspace.tasks.read(
                self, lambda: recycle_bin.purge_preview(context, wanted), ask
            )

    def _purge(self, wanted: list[recycle_bin.Key]) -> None:
        context = self._workspace.context
        title = translate("RecycleBinView", "Remove for good")
        task = self._workspace.tasks.write(
            self,
            lambda: recycle_bin.purge(context, wanted, task_progress()),
            lambda _count: None,
            title=title,
        )
        text = translate("RecycleBinView", "Removing records for good…")
        follow(task, title, text, self.window())


def _going(chosen: list[RecycledItem], staying: set[str]) -> list[RecycledItem]:
    """Return what is removed, without the customers that have to stay."""
    return [
        item
        for item in chosen
        if item.kind != "customer" or f"{item.customer_no} {item.label}" not in staying
    ]


def _keys(items: list[RecycledItem]) -> list[recycle_bin.Key]:
    return [(item.kind, item.id) for item in items]
