"""A table of customers that match criteria, with its states: loading, empty, nothing found, failed.

Used by the customer list and by the results of a query. The owner calls `show_matches`; the table
sorts, remembers its columns and says which customer is to be opened.
"""

from collections.abc import Callable
from functools import partial
from operator import itemgetter

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QGuiApplication,
    QKeySequence,
    QShowEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.records import CustomerRow
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.forms.ui_customer_table import Ui_CustomerTable
from crm_desktop.gui.icons import icon
from crm_desktop.gui.models.customer_columns import COLUMN_BY_NAME, COLUMNS
from crm_desktop.gui.models.customer_table import CustomerTableModel
from crm_desktop.gui.widgets.column_choice import ColumnChoice
from crm_desktop.gui.widgets.plain_cells import PlainCells
from crm_desktop.gui.widgets.scrolled_rows import ScrolledRows
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services import query

_BLINK = 250
_CHANGES_TOGETHER = 100
_MOST_COPIED = 20_000
_ICON_SIZE = 48
_LOOKS = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)
_SHOWN_KINDS = frozenset(
    {"customer", "contact", "payment", "product_category", "code_item", "client_user"}
)


class CustomerTable(QWidget):
    """The table. `place` names it in the settings (`customer_list`, `query`).

    `opened` carries the id of a customer to be opened; `counted` the number of matches;
    `selection_changed` comes when other rows are marked; `empty_action` when the button shown
    instead of an empty table is pressed.
    """

    opened = Signal(int)
    counted = Signal(int)
    selection_changed = Signal()
    empty_action = Signal()

    def __init__(self, workspace: Workspace, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._place = place
        self._has_shown = False
        self._is_outdated = False
        self._keeps_marks = False
        self._marked: tuple[set[int], int | None] = (set(), None)
        self._empty_texts: Callable[[], tuple[str, str, str]] = _nothing_there
        self.ui = Ui_CustomerTable()
        self.ui.setupUi(self)
        self.model = CustomerTableModel(workspace, self)
        self._prepare_table()
        settings = workspace.settings
        self.columns = ColumnChoice(
            self.ui.table, COLUMNS, settings, f"{place}.columns", self._add_sort_menu
        )
        self._sort = _remembered_sort(settings.get(f"{place}.sort"))
        self._show_sort()
        self._slow = QTimer(self, singleShot=True, interval=_BLINK)
        self._slow.timeout.connect(self._show_loading)
        # An import announces many changes a second.
        self._changed = QTimer(self, singleShot=True, interval=_CHANGES_TOGETHER)
        self._changed.timeout.connect(self._read_changes)
        self._connect()
        self.ui.failure_bar.hide()

    @property
    def criteria(self) -> Criteria:
        """The criteria whose matches are shown."""
        return self.model.criteria

    @property
    def sort_order(self) -> SortOrder:
        """The order the customers are shown in."""
        return self._sort

    def visible_columns(self) -> tuple[str, ...]:
        """Return the fields of `CustomerRow` on screen, from left to right."""
        return self.columns.visible()

    def show_matches(self, criteria: Criteria) -> None:
        """Show the customers that match `criteria`."""
        self._keeps_marks = False
        self._slow.start()
        self.model.show_matches(criteria, self._sort)

    def refresh(self) -> None:
        """Read the rows anew; what is marked stays marked."""
        self._is_outdated = False
        self._keeps_marks = True
        self._slow.start()
        self.model.refresh(max(0, self.ui.table.rowAt(0)))

    def stop(self) -> None:
        """Give up reading; `show_matches` or `refresh` starts anew."""
        self._slow.stop()
        self.model.stop()

    def set_empty_texts(self, texts: Callable[[], tuple[str, str, str]]) -> None:
        """Let `texts` say what stands instead of an empty table: title, text, button or ""."""
        self._empty_texts = texts

    def current_row(self) -> CustomerRow | None:
        """Return the row the keyboard is on, if it is loaded."""
        index = self.ui.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def marked_count(self) -> int:
        """Return how many rows are marked."""
        return sum(last - first + 1 for first, last in self._marked_ranges())

    def marked_rows(self, done: Callable[[tuple[CustomerRow, ...]], None]) -> None:
        """Hand the marked rows to `done`; those not loaded yet are read first."""
        ranges = self._marked_ranges()
        loaded = self._marked_loaded()
        if len(loaded) == self.marked_count():
            done(tuple(loaded.values()))
            return
        context, criteria, order = self._workspace.context, self.criteria, self._sort

        def read() -> tuple[CustomerRow, ...]:
            found = enumerate(query.rows(context, criteria, order))
            return tuple(row for position, row in found if _is_in(ranges, position))

        self._workspace.tasks.read(self, read, done)

    def _marked_ranges(self) -> list[tuple[int, int]]:
        """Return the first and last row of what is marked together: it may be a million rows."""
        selection = self.ui.table.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def _marked_loaded(self) -> dict[int, CustomerRow]:
        """Return the marked rows that are loaded, by their position, from above."""
        ranges = self._marked_ranges()
        loaded = sorted(self.model.loaded(), key=itemgetter(0))
        return {position: row for position, row in loaded if _is_in(ranges, position)}

    def focus_rows(self) -> None:
        """Move the keyboard into the table, onto a row."""
        table = self.ui.table
        if self.model.rowCount() and not table.currentIndex().isValid():
            table.selectRow(0)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.model.retranslate()
            self.columns.fit_headings()
            self._copy.setText(translate("CustomerTable", "&Copy"))
            if self.ui.pages.currentWidget() is self.ui.message_page and self._has_shown:
                self._show_state()
        elif event.type() in _LOOKS:
            self._cells.forget()
        super().changeEvent(event)

    def _prepare_table(self) -> None:
        table = self.ui.table
        table.setModel(self.model)
        self._cells = PlainCells(table, self.model)
        table.setItemDelegate(self._cells)
        ScrolledRows(table, self.model)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSortIndicatorShown(True)
        table.horizontalHeader().setSectionsClickable(True)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy = QAction(icon("copy"), translate("CustomerTable", "&Copy"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy_marked)
        table.addAction(self._copy)

    def _connect(self) -> None:
        table = self.ui.table
        self.model.modelAboutToBeReset.connect(self._remember_marked)
        self.model.shown.connect(self._show_rows)
        self.model.counted.connect(self._show_count)
        self.model.failed.connect(self._show_failure)
        self.model.order_refused.connect(self._show_refusal)
        table.horizontalHeader().sectionClicked.connect(self._sort_by_click)
        table.activated.connect(self._open)
        table.selectionModel().selectionChanged.connect(self.selection_changed)
        self.model.modelReset.connect(self.selection_changed)
        self.ui.failure_retry.clicked.connect(self.refresh)
        self.ui.message_button.clicked.connect(self._press_message_button)
        self._workspace.changed.connect(self._on_change)
        self._workspace.language_changed.connect(self.model.retranslate)

    def copy_marked(self) -> None:
        """Put the marked rows onto the clipboard, as a spreadsheet takes them."""
        if self.marked_count() <= _MOST_COPIED:
            self.marked_rows(self._copy_rows)
            return
        text = translate("CustomerTable", "Mark at most {n} customers to copy, or export the list.")
        self._tell(text.format(n=f"{_MOST_COPIED:,}"))

    def _copy_rows(self, rows: tuple[CustomerRow, ...]) -> None:
        columns = [COLUMN_BY_NAME[name] for name in self.visible_columns()]
        lines = ["\t".join(self.model.text(row, column) for column in columns) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.opened.emit(row.id)

    def _on_change(self, change: Change) -> None:
        if self._has_shown and change.kinds & _SHOWN_KINDS and not self._changed.isActive():
            self._is_outdated = True
            self._changed.start()

    def _read_changes(self) -> None:
        """Read anew what others changed, if anybody is looking: if not, once somebody is."""
        if self._is_outdated and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed meanwhile."""
        super().showEvent(event)
        self._read_changes()

    # -- sorting

    def sort_by(self, order: SortOrder) -> None:
        """Sort by `order` and remember it."""
        self._sort = order
        QApplication.sendEvent(self, QStatusTipEvent(""))  # what was refused before
        self._workspace.settings.set(f"{self._place}.sort", [order.column, order.descending])
        self._show_sort()
        self._keeps_marks = True
        self._slow.start()
        self.model.show_matches(self.criteria, order)

    def _sort_by_click(self, section: int) -> None:
        name = COLUMNS[section].name
        if reason := self.model.refusal(name):
            self._show_sort()
            self._tell(reason)
            return
        again = name == self._sort.column
        self.sort_by(SortOrder(name, descending=again and not self._sort.descending))

    def _show_refusal(self) -> None:
        """Say that the rows come by number, too many for the order asked for."""
        reason = self.model.refusal(self._sort.column)
        self._sort = self.model.sort_order
        self._show_sort()
        self._tell(reason)

    def _tell(self, text: str) -> None:
        """Say something in the status bar, and at the headings, where one is looking."""
        QApplication.sendEvent(self, QStatusTipEvent(text))
        header = self.ui.table.horizontalHeader()
        if header.isVisible():
            QToolTip.showText(header.mapToGlobal(header.rect().bottomLeft()), text, header)

    def _show_sort(self) -> None:
        order = (
            Qt.SortOrder.DescendingOrder if self._sort.descending else Qt.SortOrder.AscendingOrder
        )
        section = COLUMNS.index(COLUMN_BY_NAME[self._sort.column])
        self.ui.table.horizontalHeader().setSortIndicator(section, order)

    def _add_sort_menu(self, menu: QMenu) -> None:
        sorting = menu.addMenu(translate("CustomerTable", "&Sort by"))
        group = QActionGroup(sorting)
        for name in self.visible_columns():
            action = sorting.addAction(show(COLUMN_BY_NAME[name].label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._sort.column)
            group.addAction(action)
            action.triggered.connect(partial(self.sort_by, SortOrder(name, self._sort.descending)))
            reason = self.model.refusal(name)
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.setStatusTip(reason)
        sorting.setToolTipsVisible(True)
        sorting.addSeparator()
        descending = sorting.addAction(translate("CustomerTable", "&Descending"))
        descending.setCheckable(True)
        descending.setChecked(self._sort.descending)
        turned = SortOrder(self._sort.column, not self._sort.descending)
        descending.triggered.connect(partial(self.sort_by, turned))

    # -- states

    def _remember_marked(self) -> None:
        """Remember what is marked just before other rows come."""
        if not self._keeps_marks:
            self._marked = (set(), None)
            return
        ids = {row.id for row in self._marked_loaded().values()}
        current = self.current_row()
        self._marked = (ids, current.id if current else None)

    def _restore_marked(self) -> None:
        ids, current = self._marked
        selection = self.ui.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        if current is not None and (place := self.model.position_of(current)) is not None:
            selection.setCurrentIndex(self.model.index(place, 0), flags.NoUpdate)
        for customer_id in ids:
            place = self.model.position_of(customer_id)
            if place is not None:
                selection.select(self.model.index(place, 0), flags.Select | flags.Rows)

    def _show_rows(self) -> None:
        self._slow.stop()
        self._has_shown = True
        self.ui.failure_bar.hide()
        self._show_state()
        self._restore_marked()

    def _show_count(self, total: int) -> None:
        if not self.model.is_reading_first:
            self._show_state()
        self.counted.emit(total)

    def _show_state(self) -> None:
        if self.model.rowCount():
            self.ui.pages.setCurrentWidget(self.ui.table_page)
            return
        title, text, button = self._empty_texts()
        self._show_message("customers", title, text, button)

    def _show_loading(self) -> None:
        if not self._has_shown:
            self._show_message("refresh", translate("CustomerTable", "Loading customers…"), "", "")

    def _show_failure(self, error: BaseException) -> None:
        self._slow.stop()
        if self._has_shown:
            self.ui.failure_text.setText(error_text(error))
            self.ui.failure_bar.show()
            return
        self._show_message(
            "error",
            translate("CustomerTable", "The customers could not be loaded."),
            error_text(error),
            translate("CustomerTable", "Try &again"),
        )

    def _show_message(self, picture: str, title: str, text: str, button: str) -> None:
        ui = self.ui
        has_focus = ui.table.hasFocus()
        ui.message_icon.setPixmap(icon(picture).pixmap(_ICON_SIZE, _ICON_SIZE))
        ui.message_title.setText(title)
        ui.message_text.setText(text)
        ui.message_button.setText(button)
        ui.message_button.setVisible(bool(button))
        ui.pages.setCurrentWidget(ui.message_page)
        if has_focus and button:
            ui.message_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_message_button(self) -> None:
        if self._has_shown:
            self.empty_action.emit()
        else:
            self.refresh()


def _is_in(ranges: list[tuple[int, int]], position: int) -> bool:
    return any(first <= position <= last for first, last in ranges)


def _nothing_there() -> tuple[str, str, str]:
    return translate("CustomerTable", "No customers found."), "", ""


def _remembered_sort(kept: object) -> SortOrder:
    if isinstance(kept, list) and len(kept) == 2 and kept[0] in COLUMN_BY_NAME:
        return SortOrder(kept[0], bool(kept[1]))
    return SortOrder()
