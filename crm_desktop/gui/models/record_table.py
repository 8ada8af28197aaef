"""A table of records that are all there: users, list entries, history, the recycle bin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.domain.texts import Text
from crm_desktop.infra.i18n import show

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its title, and what a record's cell says."""

    title: Text
    text: Callable[[R], str]
    align_right: bool = False


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Shows `records`, one a row, read only. `muted` tells which rows are drawn as switched off."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
        muted: Callable[[R], bool] = lambda _: False,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._records: tuple[R, ...] = ()
        self._muted = muted

    @property
    def records(self) -> tuple[R, ...]:
        """The records in the order they are shown."""
        return self._records

    def set_records(self, records: Sequence[R]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._records = tuple(records)
        self.endResetModel()

    def add_records(self, records: Sequence[R]) -> None:
        """Show further records below."""
        if records:
            first = len(self._records)
            self.beginInsertRows(NO_INDEX, first, first + len(records) - 1)
            self._records += tuple(records)
            self.endInsertRows()

    def record(self, index: Index) -> R | None:
        """Return the record of the row `index` is in."""
        return self._records[index.row()] if index.isValid() else None

    def retranslate(self) -> None:
        """Show titles and cells in the language in force."""
        last = len(self._columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self._records:
            bottom = self.index(len(self._records) - 1, last)
            self.dataChanged.emit(self.index(0, 0), bottom)

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        record, column = self._records[index.row()], self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.align_right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and self._muted(record):
            from crm_desktop.gui.theme import colour

            return colour("muted")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return show(self._columns[section].title)
        return None
