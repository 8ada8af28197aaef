"""Customers as a table that loads what is looked at: any number of rows, one page at a time."""

from collections import OrderedDict
from dataclasses import dataclass
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

from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.fields import CUSTOMER_FIELDS, OTHER_LABELS, by_name
from crm_desktop.domain.records import CustomerRow
from crm_desktop.domain.texts import Text, marked
from crm_desktop.gui.shown_values import PLACEHOLDER, shown_code
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.theme import colour
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show
from crm_desktop.reports.values import shown
from crm_desktop.services import query

PAGE = 100
_PAGES_KEPT = 60
_PAGES_UNDER_WAY = 2
Index = QModelIndex | QPersistentModelIndex

_FIELDS = by_name(CUSTOMER_FIELDS)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a field of `CustomerRow`, its heading, width in characters, and list of codes."""

    name: str
    label: Text
    width: int
    code_list: str | None = None
    is_number: bool = False
    is_shown: bool = False


def _field(name: str, width: int, *, is_shown: bool = False) -> Column:
    field = _FIELDS[name]
    return Column(name, field.label, width, field.code_list, is_shown=is_shown)


COLUMNS: tuple[Column, ...] = (
    _field("customer_no", 10, is_shown=True),
    _field("name", 26, is_shown=True),
    _field("short_name", 12),
    _field("kind", 8),
    _field("status", 10, is_shown=True),
    _field("level", 10, is_shown=True),
    Column("category_name", _FIELDS["product_category_id"].label, 14, is_shown=True),
    Column("owner_name", _FIELDS["owner_id"].label, 10, is_shown=True),
    _field("city", 12, is_shown=True),
    Column("primary_contact", OTHER_LABELS["primary_contact"], 12, is_shown=True),
    Column(
        "primary_contact_phone",
        marked("CustomerTable", "Contact's phone"),
        15,
        is_shown=True,
    ),
    _field("phone", 15),
    _field("mobile", 15),
    Column("total_paid", OTHER_LABELS["total_paid"], 13, is_number=True, is_shown=True),
    Column("last_payment_on", OTHER_LABELS["last_payment_on"], 12, is_shown=True),
    _field("main_business", 18),
    _field("source", 10),
    _field("industry", 12),
    _field("credit_rating", 10),
    _field("country", 10),
    _field("province", 12),
    _field("district", 12),
    _field("address", 24),
    _field("postal_code", 10),
    _field("email", 22),
    Column("created_at", OTHER_LABELS["created_at"], 16),
    Column("updated_at", OTHER_LABELS["updated_at"], 16),
)
COLUMN_BY_NAME = {column.name: column for column in COLUMNS}


class CustomerTableModel(QAbstractTableModel):
    """The customers that match criteria, in an order made by the database.

    While an answer to new criteria is under way the old rows stay; `shown` tells that the new ones
    are there, `counted` how many there are in all, `failed` that something could not be read.
    Rows that are not loaded yet show a placeholder and are read as soon as they are looked at.
    """

    shown = Signal()
    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.criteria = Criteria()
        self.sort_order = SortOrder()
        self.total: int | None = None
        self._pages: OrderedDict[int, tuple[CustomerRow, ...]] = OrderedDict()
        self._rows = 0
        self._wanted: list[int] = []
        self._reading: dict[int, Task] = {}
        self._first: Task | None = None
        self._counting: Task | None = None
        self._has_failed = False
        self._pump = QTimer(self, singleShot=True, interval=0)
        self._pump.timeout.connect(self._read_wanted)
        workspace.labels_changed.connect(self._relabel)

    @property
    def is_reading_first(self) -> bool:
        """Whether the first rows for the criteria are still under way."""
        return self._first is not None

    def show_matches(self, criteria: Criteria, sort_order: SortOrder) -> None:
        """Show the customers that match `criteria`; earlier answers still under way are dropped."""
        self.criteria, self.sort_order = criteria, sort_order
        self.total = None
        self._start(0)

    def refresh(self, position: int = 0) -> None:
        """Read everything anew, the rows around `position` first."""
        self._start(position // PAGE)

    def row(self, position: int) -> CustomerRow | None:
        """Return the row at `position` if it is loaded."""
        page = self._pages.get(position // PAGE)
        offset = position % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    def position_of(self, customer_id: int) -> int | None:
        """Return where a customer stands among the loaded rows."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.id == customer_id:
                    return number * PAGE + offset
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows: those known so far until all are counted."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return show(COLUMNS[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; asking for one that is not loaded yet makes it load."""
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            if row is None:
                self._want(index.row() // PAGE)
                return PLACEHOLDER
            return self._text(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()].is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and row is None:
            return colour("muted")
        return None

    def _text(self, row: CustomerRow, column: Column) -> str:
        value = getattr(row, column.name)
        if column.code_list is not None:
            return shown_code(self._workspace.labels, column.code_list, value)
        return shown(value)

    def _start(self, page: int) -> None:
        self.stop()
        self._has_failed = False
        context, criteria, order = self._workspace.context, self.criteria, self.sort_order
        tasks = self._workspace.tasks
        self._first = tasks.read(
            self,
            lambda: query.page(context, criteria, order, page * PAGE, PAGE),
            lambda rows: self._reset(page, rows),
            self._fail,
        )
        self._counting = tasks.read(
            self, lambda: query.count(context, criteria), self._count, self._fail
        )

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

    def _reset(self, page: int, rows: tuple[CustomerRow, ...]) -> None:
        """Show the first rows read. A page that is not full tells how many there are in all."""
        self._first = None
        known = page * PAGE + len(rows)
        is_last = len(rows) < PAGE and (bool(rows) or page == 0)
        self.beginResetModel()
        self._pages = OrderedDict({page: rows})
        self._rows = known if is_last else max(known, self.total or 0)
        self.endResetModel()
        self.shown.emit()
        if is_last:
            self._count(known)

    def _count(self, total: int) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self.total = total
        if self._first is None:
            self._resize(total)
        self.counted.emit(total)

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
        while self._wanted and len(self._reading) < _PAGES_UNDER_WAY:
            self._read(self._wanted.pop())

    def _read(self, page: int) -> None:
        context, criteria, order = self._workspace.context, self.criteria, self.sort_order

        def arrived(rows: tuple[CustomerRow, ...]) -> None:
            self._reading.pop(page, None)
            self._pages[page] = rows
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
            last = min(page * PAGE + PAGE, self._rows) - 1
            if last >= page * PAGE:
                self.dataChanged.emit(
                    self.index(page * PAGE, 0), self.index(last, len(COLUMNS) - 1)
                )
            self._read_wanted()

        self._reading[page] = self._workspace.tasks.read(
            self,
            lambda: query.page(context, criteria, order, page * PAGE, PAGE),
            arrived,
            self._fail,
        )

    def _relabel(self) -> None:
        """Show texts anew: labels of codes or the language have changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(COLUMNS) - 1))

    def retranslate(self) -> None:
        """Show headings and cells in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._relabel()
