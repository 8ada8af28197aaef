"""The page with all customers: filtered while one types, opened, deleted, printed, exported."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import CustomerRow
from crm_desktop.gui import bulk_jobs
from crm_desktop.gui.dialogs.customer_questions import ask_deletion
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.forms.ui_customer_list_view import Ui_CustomerListView
from crm_desktop.gui.icons import icon
from crm_desktop.gui.report_making import customer_list_report
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.views.customer_jobs import preview_card
from crm_desktop.gui.widgets.customer_table import CustomerTable
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import joined, translate
from crm_desktop.services import customers

_DEBOUNCE = 40
# More windows at once are an accident rather than a wish.
_MOST_WINDOWS = 10


class CustomerListView(QWidget):
    """The page."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.ui = Ui_CustomerListView()
        self.ui.setupUi(self)
        self.table = CustomerTable(workspace, "customer_list", self)
        self.ui.layout.replaceWidget(self.ui.table_place, self.table)
        self.ui.table_place.deleteLater()
        self.table.set_empty_texts(self._empty_texts)
        self._pause = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._pause.timeout.connect(self._apply_filter)
        self._columns_menu = QMenu(self)
        self._print_menu = QMenu(self)
        self._prepare()
        self._connect()
        self._show_marked()
        self.table.show_matches(Criteria())

    # -- what the main window's actions ask for

    def refresh(self) -> None:
        """Read the list anew."""
        self.table.refresh()

    def new(self) -> None:
        """Open an empty customer window."""
        self._workspace.new_customer(self)

    def focus_search(self) -> None:
        """Move the keyboard to the filter."""
        self.ui.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.filter.selectAll()

    def print_(self) -> None:
        """Show the list as it would be printed."""
        self._workspace.preview_report(
            translate("CustomerListView", "Customer list"),
            customer_list_report(self._workspace, self.table.criteria, self.table.sort_order),
        )

    def export(self) -> None:
        """Write the customers on screen to a file, with the columns on screen."""
        from crm_desktop.gui.dialogs.export_dialog import Export
        from crm_desktop.gui.tasks import task_progress
        from crm_desktop.services import transfer_out

        context, table = self._workspace.context, self.table
        criteria, order, columns = table.criteria, table.sort_order, table.visible_columns()

        def write(path: Path) -> int:
            return transfer_out.export_customers(
                context, path, criteria, order, columns, progress=task_progress()
            )

        Export(self._workspace, self, translate("CustomerListView", "Customers"), write)

    def print_card(self) -> None:
        """Show the card of the customer the keyboard is on."""
        row = self.table.current_row()
        if row is not None:
            preview_card(self._workspace, row.id, row.customer_no)

    def open(self) -> None:
        """Open the marked customers."""
        self.table.marked_rows(self._open_rows)

    def delete(self) -> None:
        """Move the marked customers to the recycle bin, once that is confirmed."""
        if self.table.marked_count():
            self.table.marked_rows(self._ask_deletion)

    def bulk_change(self) -> None:
        """Set values for the marked customers, or for all that are shown."""
        bulk_jobs.bulk_change(self, self._workspace, self.table)

    def hand_over(self) -> None:
        """Hand over the customers of a user."""
        bulk_jobs.hand_over(self, self._workspace)

    # -- events

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_print_menu"):
            self.ui.retranslateUi(self)
            self._show_count()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the filter Enter and Down lead to the list, Esc shows all customers again."""
        if watched is self.ui.filter and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._filter_key(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _filter_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._pause.isActive():
                self._apply_filter()
            self.table.focus_rows()
        elif key == Qt.Key.Key_Escape and self.ui.filter.text():
            self.clear_filter()
        else:
            return False
        return True

    # -- filter

    def clear_filter(self) -> None:
        """Show all customers."""
        self.ui.filter.clear()
        self._apply_filter()

    def _apply_filter(self) -> None:
        self._pause.stop()
        criteria = Criteria(anything=self.ui.filter.text().strip())
        if criteria != self.table.criteria:
            self.table.show_matches(criteria)

    def _empty_texts(self) -> tuple[str, str, str]:
        if self.table.criteria.is_empty:
            return (
                translate("CustomerListView", "No customers yet"),
                translate("CustomerListView", "Enter the first one with Ctrl+N."),
                translate("CustomerListView", "&New customer"),
            )
        return (
            translate("CustomerListView", "No customer matches “{text}”").format(
                text=self.table.criteria.anything
            ),
            translate("CustomerListView", "Check the spelling, or use fewer letters."),
            translate("CustomerListView", "&Show all customers"),
        )

    def _empty_action(self) -> None:
        if self.table.criteria.is_empty:
            self.new()
        else:
            self.clear_filter()
            self.ui.filter.setFocus()

    # -- marked rows

    def _open_rows(self, rows: tuple[CustomerRow, ...]) -> None:
        for row in rows[:_MOST_WINDOWS]:
            self._workspace.open_customer(row.id)

    def _ask_deletion(self, rows: tuple[CustomerRow, ...]) -> None:
        ids = [row.id for row in rows]
        context = self._workspace.context

        def delete() -> None:
            title = translate("CustomerListView", "Delete")
            task = self._workspace.tasks.write(
                self,
                lambda: customers.delete(context, ids, task_progress()),
                lambda _count: None,
                title=title,
            )
            text = translate("CustomerListView", "Moving customers to the recycle bin…")
            follow(task, title, text, self.window())

        ask_deletion(self, [f"{row.customer_no} {row.name}" for row in rows], delete)

    def _show_marked(self) -> None:
        marked = self.table.marked_count()
        ui = self.ui
        for thing in (ui.open_button, ui.delete_button, ui.open_action, ui.delete_action):
            thing.setEnabled(marked > 0)
        ui.print_card_action.setEnabled(self.table.current_row() is not None and marked > 0)
        self._show_count()

    def _show_count(self) -> None:
        marked = self.table.marked_count()
        parts = []
        if total := self.table.model.total_text():
            parts.append(translate("CustomerListView", "Customers: {n}").format(n=total))
        if marked > 1:
            parts.append(translate("CustomerListView", "marked: {n}").format(n=f"{marked:,}"))
        self.ui.count.setText(joined(parts))

    # -- building

    def _prepare(self) -> None:
        ui = self.ui
        for button, drawing in (
            (ui.new_button, "customer-new"),
            (ui.open_button, "edit"),
            (ui.delete_button, "delete"),
            (ui.print_button, "print"),
            (ui.export_button, "export"),
            (ui.columns_button, "columns"),
        ):
            button.setIcon(icon(drawing))
        search = QAction(icon("filter"), "", self)
        ui.filter.addAction(search, QLineEdit.ActionPosition.LeadingPosition)
        ui.open_action.setIcon(icon("edit"))
        ui.bulk_change_action.setIcon(icon("lists"))
        ui.delete_action.setIcon(icon("delete"))
        ui.delete_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._print_menu.addActions([ui.print_list_action, ui.print_card_action])
        ui.print_button.setMenu(self._print_menu)
        ui.columns_button.setMenu(self._columns_menu)
        table = self.table.ui.table
        first = table.actions()[0]
        several = [ui.bulk_change_action, ui.print_card_action, ui.delete_action]
        table.insertActions(first, [ui.open_action, *several])
        QWidget.setTabOrder(ui.filter, table)

    def _connect(self) -> None:
        ui = self.ui
        ui.filter.textEdited.connect(lambda _text: self._pause.start())
        ui.filter.textChanged.connect(self._notice_clearing)
        ui.filter.installEventFilter(self)
        ui.new_button.clicked.connect(self.new)
        ui.open_button.clicked.connect(self.open)
        ui.delete_button.clicked.connect(self.delete)
        ui.export_button.clicked.connect(self.export)
        ui.open_action.triggered.connect(self.open)
        ui.delete_action.triggered.connect(self.delete)
        ui.bulk_change_action.triggered.connect(self.bulk_change)
        ui.print_list_action.triggered.connect(self.print_)
        ui.print_card_action.triggered.connect(self.print_card)
        self._columns_menu.aboutToShow.connect(
            lambda: self.table.columns.fill_menu(self._columns_menu)
        )
        self.table.opened.connect(self._workspace.open_customer)
        self.table.empty_action.connect(self._empty_action)
        self.table.counted.connect(lambda _total: self._show_count())
        self.table.selection_changed.connect(self._show_marked)

    def _notice_clearing(self, text: str) -> None:
        """Show all customers when the filter's clear button empties it, which is no typing."""
        if not text:
            self._apply_filter()
