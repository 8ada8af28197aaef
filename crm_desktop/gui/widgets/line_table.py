"""A table for typing line after line without leaving the keys.

Typing starts in the cell the keyboard is on; Enter takes it and goes on to the next cell, from the
last one to a new line; Shift+Enter goes to the next line at once; Enter on the empty row is done
with the table. Del removes a line or takes that back; Space moves the star. Ctrl+V pastes into the
cell, and cells of a spreadsheet into as many cells and lines.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.gui.models.line_table import FIELD_ROLE, PROBLEM_ROLE, LineTableModel
from crm_desktop.gui.theme import colour
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.choice_offer import offer
from crm_desktop.gui.widgets.date_field import DateField
from crm_desktop.gui.widgets.pasted_cells import cells_of, typed_row

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOICE_KINDS = (FieldKind.CODE, FieldKind.CATEGORY)
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Makes the editors of cells, and marks cells with something wrong."""

    def __init__(self, table: "LineTable") -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a box for values of lists, a field with a calendar for days, else a line."""
        model, field = self._table.lines, index.data(FIELD_ROLE)
        if not isinstance(field, Field):
            return QWidget(parent)
        if field.kind in _CHOICE_KINDS:
            box = ChoiceBox(parent)
            offer(box, field, model.choices, model.workspace)
            return box
        editor = DateField(parent) if field.kind is FieldKind.DATE else QLineEdit(parent)
        if isinstance(editor, DateField):
            editor.today = self._table.today
        editor.setFrame(False)
        if field.kind is FieldKind.MONEY:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(self._table.typing)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ChoiceBox):
            editor.show_value(value, str(index.data() or ""))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Take what stands in the editor, if it differs."""
        typed = editor.value() if isinstance(editor, ChoiceBox) else None
        if isinstance(editor, QLineEdit):
            typed = editor.text()
        if typed != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, typed)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab take what was typed and go on; Up and Down go to the other lines."""
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            if event.type() == QEvent.Type.KeyPress and self._take(editor, event):
                return True
        return super().eventFilter(editor, event)

    def _take(self, editor: QWidget, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        steps: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Tab: self._table.go_on,
            Qt.Key.Key_Backtab: self._table.go_back,
        }
        for enter in _ENTER:
            steps[enter] = self._table.next_line if shift else self._table.go_on
        if type(editor) is QLineEdit:
            steps[Qt.Key.Key_Down] = self._table.go_down
            steps[Qt.Key.Key_Up] = self._table.go_up
        step = steps.get(key)
        if step is None or (modifiers and not shift):
            return False

        def take() -> None:
            self.take(editor)
            step()

        if isinstance(editor, ChoiceBox):
            editor.settle(take)
        else:
            take()
        return True

    def take(self, editor: QWidget) -> None:
        """Take what stands in the editor and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; one with something wrong gets a frame besides its tooltip."""
        super().paint(painter, option, index)
        if index.data(PROBLEM_ROLE):
            painter.save()
            painter.setPen(QPen(colour("error"), 1.5))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class LineTable(QTableView):
    """The table. `first_column` names where a new line begins.

    `finished` comes with Enter on the empty row; `removal_asked` with Del, for a line's row;
    `star_asked` with Space; `cell_changed` when the keyboard is on another cell.
    """

    finished = Signal()
    removal_asked = Signal(int)
    star_asked = Signal(int)
    cell_changed = Signal()
    typing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first_column = ""
        self.star_column = ""
        self.today: Callable[[], date] = date.today
        self._delegate = LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(
            QTableView.EditTrigger.AnyKeyPressed
            | QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.clicked.connect(self._clicked)

    @property
    def lines(self) -> LineTableModel[Any]:
        """The model."""
        model = self.model()
        assert isinstance(model, LineTableModel)
        return model

    def take_open_editor(self) -> None:
        """Take what is being typed in a cell, as leaving it would."""
        for editor in _cells(self.viewport()):
            self._delegate.take(editor)

    def open_text(self) -> tuple[int, str, str] | None:
        """Return row, column and text of the cell that is being typed in, if any."""
        index = self.currentIndex()
        for editor in _cells(self.viewport()):
            if isinstance(editor, QLineEdit) and index.isValid():
                if editor.text() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
                    return index.row(), self.lines.columns[index.column()].name, editor.text()
        return None

    def start(self) -> None:
        """Move the keyboard into the table: to where a new line begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go_to(self.lines.rowCount() - 1, self.lines.column_of(self.first_column))

    def go_to(self, row: int, name: str) -> None:
        """Move the keyboard to a cell."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go_to(row, self.lines.column_of(name))

    def go_on(self) -> None:
        """Move to the next cell that can be typed in, from the last one to the next line."""
        cells = self._typable(self.currentIndex().row())
        place = self.horizontalHeader().visualIndex(self.currentIndex().column())
        later = [c for c in cells if self.horizontalHeader().visualIndex(c) > place]
        if later:
            self._go_to(self.currentIndex().row(), later[0])
        else:
            self.next_line()

    def go_back(self) -> None:
        """Move to the cell before."""
        cells = self._typable(self.currentIndex().row())
        place = self.horizontalHeader().visualIndex(self.currentIndex().column())
        earlier = [c for c in cells if self.horizontalHeader().visualIndex(c) < place]
        if earlier:
            self._go_to(self.currentIndex().row(), earlier[-1])

    def next_line(self) -> None:
        """Move to the beginning of the next line."""
        row = min(self.currentIndex().row() + 1, self.lines.rowCount() - 1)
        self._go_to(row, self.lines.column_of(self.first_column))

    def go_down(self) -> None:
        """Move a line down; on the empty row to where a new line begins."""
        row = min(self.currentIndex().row() + 1, self.lines.rowCount() - 1)
        if self.lines.is_empty_row(row):
            self.next_line()
        else:
            self._go_to(row, self.currentIndex().column())

    def go_up(self) -> None:
        """Move a line up."""
        self._go_to(max(0, self.currentIndex().row() - 1), self.currentIndex().column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead through the cells; other keys start typing."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.next_line()
        elif key in _ENTER and not modifiers:
            if not index.isValid() or self.lines.is_empty_row(index.row()):
                self.finished.emit()
            else:
                self.go_on()
        elif key == Qt.Key.Key_Delete and not modifiers:
            if index.isValid() and not self.lines.is_empty_row(index.row()):
                self.removal_asked.emit(index.row())
        elif key == Qt.Key.Key_Backspace and not modifiers:
            self._edit_from_nothing(index)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(index, cells_of(QGuiApplication.clipboard().text()))
        elif key == Qt.Key.Key_Space and self._is_star(index):
            self.star_asked.emit(index.row())
        elif key == Qt.Key.Key_Down and not modifiers:
            self.go_down()
        else:
            super().keyPressEvent(event)

    def _paste(self, index: QModelIndex, rows: list[list[str]]) -> None:
        if not rows or not index.isValid():
            return
        header = self.horizontalHeader()
        first = header.visualIndex(index.column())
        fields = {
            column: field
            for column in self._typable(index.row())
            if header.visualIndex(column) >= first
            and (field := self.lines.columns[column].field) is not None
        }
        choices = self.lines.choices
        typed = [typed_row(fields, cells, choices) for cells in rows]
        self.lines.enter_rows(index.row(), typed)

    def _edit_from_nothing(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(index)
        for editor in _cells(self.viewport()):
            if isinstance(editor, QLineEdit):
                editor.clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Start typing with an input method, also with text it commits at once (punctuation)."""
        was_open = bool(_cells(self.viewport()))
        super().inputMethodEvent(event)
        opened = _cells(self.viewport())
        if not was_open and opened and event.commitString() and not event.preeditString():
            QCoreApplication.sendEvent(opened[0], event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a cell to be on as soon as the keyboard comes in."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None:
            self.start()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell that the keyboard is on another cell."""
        super().currentChanged(current, previous)
        self.cell_changed.emit()

    def _go_to(self, row: int, column: int) -> None:
        index = self.lines.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _typable(self, row: int) -> list[int]:
        header, editable = self.horizontalHeader(), Qt.ItemFlag.ItemIsEditable
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [
            column
            for column in order
            if not header.isSectionHidden(column)
            and self.lines.flags(self.lines.index(row, column)) & editable
        ]

    def _is_star(self, index: QModelIndex) -> bool:
        return index.isValid() and self.lines.columns[index.column()].name == self.star_column

    def _clicked(self, index: QModelIndex) -> None:
        if self._is_star(index) and not self.lines.is_empty_row(index.row()):
            self.star_asked.emit(index.row())


def _cells(viewport: QWidget) -> list[QWidget]:
    """Return the editors that are open in a table."""
    kinds = (QLineEdit, ChoiceBox)
    return [w for w in viewport.children() if isinstance(w, kinds) and not w.isHidden()]
