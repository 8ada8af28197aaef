"""The lines of a customer window (contacts, payments) as an editable table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.texts import Text
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.customer_lines import Lines
from crm_desktop.gui.draft import RecordT
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.gui.theme import colour
from crm_desktop.gui.typed_values import TYPED_KINDS
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
# The problem of a cell, as text; what a cell's editor is made from.
PROBLEM_ROLE = int(Role.UserRole) + 1
FIELD_ROLE = int(Role.UserRole) + 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A column: its name in the settings, heading and usual width; `field` if it can be typed."""

    name: str
    label: Text
    width: int
    field: Field | None = None
    is_shown: bool = True

    @property
    def is_number(self) -> bool:
        """Whether the column is read from the right."""
        return self.field is not None and self.field.kind is FieldKind.MONEY


class LineTableModel(QAbstractTableModel, Generic[RecordT]):
    """Lines and, below them, an empty row in which typing makes a new line.

    `edited` comes after anything was typed, removed or marked.
    """

    edited = Signal()

    def __init__(
        self, workspace: Workspace, columns: Sequence[LineColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: Lines[RecordT] | None = None
        self.choices = Choices()
        self.workspace = workspace
        self._is_checked = False
        self._visited: set[tuple[int, str]] = set()

    def show_lines(self, lines: Lines[RecordT]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self._is_checked = False
        self._visited.clear()
        self.endResetModel()

    def show_again(self) -> None:
        """Show the same lines after a step was taken back; what is still wrong stays marked."""
        self.beginResetModel()
        self.endResetModel()

    def check_all(self) -> None:
        """Show what is wrong also in cells where nothing was typed yet."""
        self._is_checked = True
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines and the empty row."""
        return 0 if parent.isValid() or self.lines is None else len(self.lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def column_of(self, name: str) -> int:
        """Return the place of a column."""
        return next(i for i, column in enumerate(self.columns) if column.name == name)

    def is_empty_row(self, row: int) -> bool:
        """Whether `row` is the one in which typing makes a new line."""
        return self.lines is not None and row == len(self.lines)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return show(self.columns[section].label)
        if orientation == Qt.Orientation.Horizontal and role == Role.TextAlignmentRole:
            return _RIGHT if self.columns[section].is_number else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell which cells can be typed in."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = self.columns[index.column()]
        if self.lines is not None and column.field and self.lines.can_edit(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell."""
        readers: dict[int, Callable[[int, LineColumn], Any]] = {
            Role.DisplayRole: self._display,
            Role.EditRole: self._edit,
            Role.ToolTipRole: self._tooltip,
            Role.AccessibleDescriptionRole: self._tooltip,
            PROBLEM_ROLE: self.problem_text,
            Role.TextAlignmentRole: lambda _row, column: _RIGHT if column.is_number else None,
            Role.ForegroundRole: self._colour,
            Role.FontRole: self._font,
            FIELD_ROLE: lambda _row, column: column.field,
        }
        reader = readers.get(role)
        if reader is None or self.lines is None:
            return None
        return reader(index.row(), self.columns[index.column()])

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take what was typed; in the empty row this makes a new line."""
        column = self.columns[index.column()]
        if role != Role.EditRole or self.lines is None or column.field is None:
            return False
        row = index.row()
        if self.is_empty_row(row):
            if value in (None, ""):
                return False
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
            self.lines.enter(row, column.name, value)
            self.endInsertRows()
        else:
            self.lines.enter(row, column.name, value)
        self._visited.add((row, column.name))
        self.refresh()
        self.edited.emit()
        return True

    def enter_rows(self, row: int, rows: Sequence[Mapping[int, object]]) -> None:
        """Take what was pasted, by column, from `row` on; below the last line it makes new ones.

        It is one step: taken back at once.
        """
        if self.lines is None:
            return
        for typed in rows:
            if self.is_empty_row(row) and typed:
                self.beginInsertRows(QModelIndex(), row + 1, row + 1)
                self._enter_row(row, typed)
                self.endInsertRows()
            elif self.lines.can_edit(row):
                self._enter_row(row, typed)
            row = min(row + 1, len(self.lines))
        self.refresh()
        self.edited.emit()

    def _enter_row(self, row: int, typed: Mapping[int, object]) -> None:
        for column, value in typed.items():
            if self.lines is not None:
                self.lines.enter(row, self.columns[column].name, value)
                self._visited.add((row, self.columns[column].name))

    def toggle_removed(self, row: int) -> None:
        """Remove a line when the customer is saved, or no longer."""
        if self.lines is not None and row < len(self.lines):
            self.lines.toggle_removed(row)
            self.refresh()
            self.edited.emit()

    def refresh(self) -> None:
        """Show all cells anew."""
        rows = self.rowCount()
        if rows:
            last = self.index(rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def retranslate(self) -> None:
        """Show headings and cells in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.refresh()

    def problem(self, row: int, column: LineColumn) -> Problem | None:
        """Return what is to be shown as wrong with a cell: where something was typed, or all."""
        if self.lines is None or column.field is None:
            return None
        if not self._is_checked and (row, column.name) not in self._visited:
            return None
        return self.lines.problem(row, column.name)

    def problem_text(self, row: int, column: LineColumn) -> str:
        """Return what is wrong with a cell in the language in force, or nothing."""
        problem = self.problem(row, column)
        return show(problem.text, **problem.values) if problem is not None else ""

    def is_struck_out(self, row: int) -> bool:
        """Whether the line does not count or will be removed."""
        return self.lines is not None and row < len(self.lines) and self.lines.is_removed(row)

    def _display(self, row: int, column: LineColumn) -> str:
        if self.lines is None or column.field is None or self.is_empty_row(row):
            return ""
        draft, field = self.lines.draft(row), column.field
        if field.kind is FieldKind.LONG_TEXT:
            return draft.text(column.name).replace("\n", " ")
        if field.kind in TYPED_KINDS:
            return draft.text(column.name)
        value = draft.value(column.name)
        if field.kind is FieldKind.CATEGORY:
            return self.workspace.labels.category(value) if isinstance(value, int) else ""
        return shown_code(self.workspace.labels, field.code_list or "", value)

    def _edit(self, row: int, column: LineColumn) -> object:
        if self.lines is None or column.field is None or self.is_empty_row(row):
            return self._usual(column)
        draft = self.lines.draft(row)
        typed = column.field.kind in TYPED_KINDS
        return draft.text(column.name) if typed else draft.value(column.name)

    def _usual(self, column: LineColumn) -> object:
        """Return what an editor in the empty row starts with."""
        return "" if column.field is None or column.field.kind in TYPED_KINDS else None

    def _tooltip(self, row: int, column: LineColumn) -> str:
        return self.problem_text(row, column)

    def _colour(self, row: int, column: LineColumn) -> object:
        if self.problem(row, column) is not None:
            return colour("error")
        if self.is_empty_row(row) or self.is_struck_out(row):
            return colour("muted")
        return None

    def _font(self, row: int, column: LineColumn) -> QFont | None:
        if column.field is None or not self.is_struck_out(row):
            return None
        font = QFont()
        font.setStrikeOut(True)
        return font
