"""Customers as a table that loads what is looked at: any number of rows, one page at a time."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from crm_desktop.domain.criteria import Count, Criteria, SortOrder
from crm_desktop.domain.positions import Positions
from crm_desktop.domain.records import CustomerRow
from crm_desktop.gui.models.customer_columns import COLUMNS, Column
from crm_desktop.gui.shown_values import PLACEHOLDER, shown_code
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.theme import colour
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import shown
from crm_desktop.services import query

PAGE = 100
# A few screens: what is scrolled back to is read again in an instant.
_PAGES_KEPT = 8
_PAGES_UNDER_WAY = 2
Index = QModelIndex | QPersistentModelIndex
Rows = tuple[CustomerRow, ...]

ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class CustomerTableModel(QAbstractTableModel):
    """The customers that match criteria, in an order made by the database.

    While an answer to new criteria is under way the old rows stay; `shown` tells that the new ones
    are there, `counted` how many there are in all (about so many until `is_exact`), `failed` that
    something could not be read, `order_refused` that there are too many for the order asked for
    and they come by number. Rows that are not loaded yet show a placeholder and are read as soon
    as they are looked at.
    """

    shown = Signal()
    counted = Signal(int)
    failed = Signal(object)
    order_refused = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.criteria = Criteria()
        self.sort_order = SortOrder()
        self.total: int | None = None
        self.is_exact = False
        self._positions: Positions | None = None
        self._pages: OrderedDict[int, Rows] = OrderedDict()
        self._stale: set[int] = set()
        self._rows = 0
        self._wanted: list[int] = []
        self._reading: dict[int, Task] = {}
        self._first: Task | None = None
        self._counting: Task | None = None
        self._is_refreshing = False
        self._has_failed = False
        self._pump = QTimer(self, singleShot=True, interval=0)
        self._pump.timeout.connect(self._read_wanted)
        workspace.labels_changed.connect(self._relabel)

    @property
    def is_reading_first(self) -> bool:
        """Whether the first rows for the criteria are still under way."""
        return self._first is not None

    def total_text(self) -> str:
        """Return how many there are, for people: `23,400`, or `about 23,400`; "" if unknown."""
        if self.total is None:
            return ""
        number = f"{self.total:,}"
        if self.is_exact:
            return number
        return translate("CustomerTable", "about {n}").format(n=number)

    def refusal(self, column: str) -> str:
        """Return why the rows cannot be sorted by `column`, "" if they can."""
        if query.can_sort_any_number(self._workspace.context, column):
            return ""
        if self.total is not None and self.total <= query.MOST_SORTED:
            return ""
        return translate(
            "CustomerTable",
            "Sorting by this column takes too long with more than {n} customers. "
            "Search for fewer first.",
        ).format(n=f"{query.MOST_SORTED:,}")

    def show_matches(self, criteria: Criteria, sort_order: SortOrder) -> None:
        """Show the customers that match `criteria`; earlier answers still under way are dropped."""
        if criteria != self.criteria:
            self.total = None
        self.criteria, self.sort_order = criteria, sort_order
        self._positions = None
        self._is_refreshing = False
        self._start(0)

    def refresh(self, position: int = 0) -> None:
        """Read everything anew, the rows around `position` first."""
        self._is_refreshing = True
        self._start(position // PAGE)

    def row(self, position: int) -> CustomerRow | None:
        """Return the row at `position` if it is loaded."""
        page = self._pages.get(position // PAGE)
        offset = position % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def loaded(self) -> Iterator[tuple[int, CustomerRow]]:
        """Yield the rows that are there, each with its position."""
        for number, page in self._pages.items():
            yield from enumerate(page, number * PAGE)

    def position_of(self, customer_id: int) -> int | None:
        """Return where a customer stands among the loaded rows."""
        found = (position for position, row in self.loaded() if row.id == customer_id)
        return next(found, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows: those known so far until all are counted."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, and why one cannot sort by it."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return show(COLUMNS[section].label)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.refusal(COLUMNS[section].name) or None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; asking for one that is not loaded yet makes it load."""
        if role == Qt.ItemDataRole.DisplayRole:
            text = self.cell(index.row(), index.column())
            return PLACEHOLDER if text is None else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TO_THE_RIGHT if COLUMNS[index.column()].is_number else None
        if role == ROW_ROLE:
            return self.row(index.row())
        if role == Qt.ItemDataRole.ForegroundRole and self.row(index.row()) is None:
            return colour("muted")
        return None

    def cell(self, row: int, column: int) -> str | None:
        """Return what a cell says, None while it is not loaded; asking makes it load."""
        number, offset = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None or number in self._stale:
            self._want(number)
        if page is None or offset >= len(page):
            return None
        return self.text(page[offset], COLUMNS[column])

    def is_number(self, column: int) -> bool:
        """Return whether a column is read from the right."""
        return COLUMNS[column].is_number

    def text(self, row: CustomerRow, column: Column) -> str:
        """Return what a cell says."""
        value = getattr(row, column.name)
        if column.code_list is not None:
            return shown_code(self._workspace.labels, column.code_list, value)
        return shown(value)

    # -- reading

    def look_at(self, first: int, last: int) -> bool:
        """Read at once what is missing of the rows about to be painted; return if any is."""
        missing = [page for page in range(first // PAGE, last // PAGE + 1) if self._is_due(page)]
        for page in missing:
            self._want(page)
        if missing:
            self._pump.stop()
            self._read_wanted()
        return bool(missing)

    def is_loaded(self, first: int, last: int) -> bool:
        """Return whether all these rows are there as they are now."""
        return not any(self._is_due(page) for page in range(first // PAGE, last // PAGE + 1))

    def _is_due(self, page: int) -> bool:
        return page not in self._pages or page in self._stale

    def _start(self, page: int) -> None:
        self.stop()
        self._has_failed = False
        context, criteria, order = self._workspace.context, self.criteria, self.sort_order
        places = self._positions
        if places is not None and places.ids is not None:
            places = self._positions = None

        def read() -> tuple[SortOrder, Rows]:
            offered = query.offered_order(context, criteria, order)
            return offered, query.page(context, criteria, offered, page * PAGE, PAGE, places)

        self._first = self._workspace.tasks.read(
            self, read, lambda answer: self._reset(page, *answer), self._fail
        )
        if self._is_refreshing or self.total is None:
            self._count_rows()

    def _count_rows(self) -> None:
        """Say about how many there are as soon as possible, exactly when that was known before."""
        context, criteria = self._workspace.context, self.criteria
        exactly = self._is_refreshing and self.is_exact

        def count() -> Count:
            if exactly:
                return Count(query.count(context, criteria))
            return query.estimate(context, criteria)

        self._counting = self._workspace.tasks.read_patiently(self, count, self._count, self._fail)

    def stop(self) -> None:
        """Give up what is being read; the rows that are there stay."""
        for task in (self._first, self._counting, *self._reading.values()):
            if task is not None:
                task.cancel()
        self._first = self._counting = None
        self._reading.clear()
        self._wanted.clear()

    def _fail(self, error: BaseException) -> None:
        self.stop()
        self._has_failed = True
        self.failed.emit(error)

    def _reset(self, page: int, order: SortOrder, rows: Rows) -> None:
        """Show the first rows read. A page that is not full tells how many there are in all."""
        self._first = None
        is_refused = order != self.sort_order
        self.sort_order = order
        known = page * PAGE + len(rows)
        is_last = len(rows) < PAGE and (bool(rows) or page == 0)
        if self._is_refreshing and self._are_the_same(page, rows):
            self._look_again()
            self._take(page, rows)
        else:
            self._replace(page, rows, known if is_last else max(known, self.total or 0))
        self.shown.emit()
        if is_refused:
            self.order_refused.emit()
        if is_last:
            self._count(Count(known))
        elif self._counting is None and not self._is_all_known:
            self._place()

    def _are_the_same(self, page: int, rows: Rows) -> bool:
        """Return whether `page` shows these customers already, though perhaps as they were."""
        return [row.id for row in self._pages.get(page, ())] == [row.id for row in rows]

    def _replace(self, page: int, rows: Rows, count: int) -> None:
        self.beginResetModel()
        self._pages = OrderedDict({page: rows})
        self._stale.clear()
        self._rows = count
        self.endResetModel()

    def _count(self, count: Count) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self.total, self.is_exact = count.value, count.is_exact
        if self._first is None:
            self._resize(count.value if count.is_exact else max(count.value, self._rows))
            if not self._is_all_known:
                self._place()
        self.counted.emit(count.value)

    @property
    def _is_all_known(self) -> bool:
        return self.is_exact and self._rows <= PAGE and 0 in self._pages

    def _place(self) -> None:
        """Find out where customers stand, so that any place is reached at once."""
        context, criteria, order = self._workspace.context, self.criteria, self.sort_order
        self._counting = self._workspace.tasks.read_patiently(
            self, lambda: query.positions(context, criteria, order), self._placed, self._fail
        )

    def _placed(self, positions: Positions) -> None:
        self._counting = None
        known, self._positions = self._positions, positions
        if self._is_refreshing and known != positions:
            self._look_again()
        self._is_refreshing = False
        if (positions.total, True) != (self.total, self.is_exact):
            self.total, self.is_exact = positions.total, True
            self._resize(positions.total)
            self.counted.emit(positions.total)

    def _resize(self, rows: int) -> None:
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()

    def _want(self, page: int) -> None:
        known = page in self._reading or page in self._wanted
        if not known and self._first is None and not self._has_failed:
            self._wanted.append(page)
            self._pump.start()

    def _read_wanted(self) -> None:
        """Read the pages looked at last; what was only scrolled past is forgotten."""
        del self._wanted[: -2 * _PAGES_UNDER_WAY]
        if self._wanted and len(self._reading) >= _PAGES_UNDER_WAY:
            for page in [each for each in self._reading if abs(each - self._wanted[-1]) > 1]:
                self._reading.pop(page).cancel()
        while self._wanted and len(self._reading) < _PAGES_UNDER_WAY:
            self._read(self._wanted.pop())

    def _read(self, page: int) -> None:
        context, criteria, order = self._workspace.context, self.criteria, self.sort_order
        places = self._positions

        def arrived(rows: Rows) -> None:
            self._reading.pop(page, None)
            if page in self._stale and not self._are_the_same(page, rows):
                self._replace(page, rows, self._rows)
                self.shown.emit()
            else:
                self._take(page, rows)
            self._read_wanted()

        self._reading[page] = self._workspace.tasks.read(
            self,
            lambda: query.page(context, criteria, order, page * PAGE, PAGE, places),
            arrived,
            self._fail,
        )

    def _take(self, page: int, rows: Rows) -> None:
        self._stale.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            self._stale.discard(self._pages.popitem(last=False)[0])
        last = min(page * PAGE + PAGE, self._rows) - 1
        if last >= page * PAGE:
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(COLUMNS) - 1))

    def _look_again(self) -> None:
        """Let what is loaded be read anew as soon as it is looked at; until then it stays."""
        self._stale.update(self._pages)
        self._relabel()

    def _relabel(self) -> None:
        """Show texts anew: labels of codes or the language have changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(COLUMNS) - 1))

    def retranslate(self) -> None:
        """Show headings and cells in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._relabel()


_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
