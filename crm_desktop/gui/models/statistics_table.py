"""The table of statistics: a row for each figure, and the total, which stays at the bottom."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.domain.statistics import Breakdown, Statistics, StatisticsRow
from crm_desktop.gui.views.statistics_figures import (
    Column,
    column_title,
    row_label,
    shown_figure,
    sorted_places,
    total_row,
)

MOST_SORTED_AT_ONCE = 1000
Index = QModelIndex | QPersistentModelIndex


class StatisticsTableModel(QAbstractTableModel):
    """Shows `Statistics`. Sorting goes by the numbers and leaves the total where it is."""

    def __init__(self, labels: Labels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self._statistics: Statistics | None = None
        # The rows in the order of the statistics, and their places in the order shown, if another.
        self._rows: Sequence[StatisticsRow] = ()
        self._places: Sequence[int] | None = None
        self._order: tuple[Column, bool] | None = None

    @property
    def statistics(self) -> Statistics | None:
        """What is shown."""
        return self._statistics

    def show_statistics(self, statistics: Statistics | None) -> None:
        """Show other figures, in the order chosen before where the breakdown is the same.

        Very many rows come in the order of the statistics until `show_order`.
        """
        if statistics is None or self._by is not statistics.by or is_long(statistics):
            self._order = None
        self.beginResetModel()
        self._statistics = statistics
        self._arrange()
        self.endResetModel()

    def set_labels(self, labels: Labels) -> None:
        """Name codes and rows anew: a list or the language has changed."""
        self._labels = labels
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def row(self, position: int) -> StatisticsRow | None:
        """Return the row at a position, None for the total."""
        if position >= len(self._rows):
            return None
        return self._rows[position if self._places is None else self._places[position]]

    def rows_shown(self) -> Iterable[StatisticsRow]:
        """Return the rows in the order shown, the total left out; to be read once."""
        rows, places = self._rows, self._places
        return iter(rows) if places is None else (rows[place] for place in places)

    def label(self, position: int) -> str:
        """Return what the row at a position is called."""
        row = self.row(position)
        if self._statistics is None:
            return ""
        if row is None:
            return total_row(self._statistics).label
        return row_label(row, self._statistics.by, self._labels)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return the number of rows, the total among them."""
        if parent.isValid() or self._statistics is None:
            return 0
        return len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the headings; numbers have theirs at the right as well."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(Column(section), self._by)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._statistics is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        row = self.row(index.row())
        if role == Qt.ItemDataRole.FontRole and row is None:
            font = QFont()
            font.setBold(True)
            return font
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if column is Column.LABEL:
            return self.label(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return shown_figure(row or total_row(self._statistics), column)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, the total left out; column -1 is the order of the statistics."""
        descending = order == Qt.SortOrder.DescendingOrder
        self._order = None if column < 0 else (Column(column), descending)
        self.layoutAboutToBeChanged.emit()
        self._arrange()
        self.layoutChanged.emit()

    def show_order(self, column: Column, *, descending: bool, places: Sequence[int]) -> None:
        """Show the rows by a column, in an order that was worked out elsewhere."""
        self.layoutAboutToBeChanged.emit()
        self._order, self._places = (column, descending), places
        self.layoutChanged.emit()

    @property
    def _by(self) -> Breakdown:
        return self._statistics.by if self._statistics else Breakdown.MONTH

    def _arrange(self) -> None:
        self._rows, self._places = (), None
        if self._statistics is None:
            return
        self._rows = self._statistics.rows
        if self._order is not None and not is_long(self._statistics):
            column, descending = self._order
            self._places = sorted_places(
                self._statistics, column, self._labels, descending=descending
            )


def is_long(statistics: Statistics) -> bool:
    """Whether there are so many rows that ordering them would hold up the window."""
    return isinstance(statistics.rows, PackedRows) and len(statistics.rows) > MOST_SORTED_AT_ONCE


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column is Column.LABEL else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
