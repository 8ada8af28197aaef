"""A field that offers what it might be while one types: a list below, the keyboard stays above."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

_ROWS = 10
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_PageUp: -_ROWS,
}


class SuggestingField(QLineEdit):
    """The field. `picked` carries what was offered with a suggestion once it is taken.

    Down and Up choose, Enter or Tab take what is chosen, Esc keeps what was typed. The list is a
    part of the window, so that it takes the keyboard from nobody.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: QListWidget | None = None
        self._offered = 0

    def is_offering(self) -> bool:
        """Whether suggestions are on screen."""
        return self._list is not None and self._list.isVisible()

    def offer(
        self,
        suggestions: Sequence[tuple[str, object]],
        *,
        choose_first: bool,
        note: str = "",
    ) -> None:
        """Show texts with what they stand for; nothing takes the list away.

        `note` stands below them, and cannot be chosen.
        """
        if not (suggestions or note) or not self.hasFocus():
            self.withdraw()
            return
        box = self._box()
        box.clear()
        self._offered = len(suggestions)
        for text, meant in suggestions:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, meant)
            box.addItem(item)
        if note:
            said = QListWidgetItem(note)
            said.setFlags(Qt.ItemFlag.NoItemFlags)
            box.addItem(said)
        box.setCurrentRow(0 if choose_first and suggestions else -1)
        self._place(box)
        box.show()
        box.raise_()

    def withdraw(self) -> None:
        """Take the suggestions away."""
        if self._list is not None:
            self._list.hide()

    def take_chosen(self) -> bool:
        """Take the chosen suggestion; return False when none is chosen."""
        item = self._list.currentItem() if self._list is not None and self.is_offering() else None
        self.withdraw()
        if item is None:
            return False
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, take or refuse a suggestion; everything else is typing."""
        key = Qt.Key(event.key())
        box = self._list
        if box is None or not self.is_offering():
            super().keyPressEvent(event)
        elif key in _STEPS:
            row = box.currentRow() + _STEPS[key]
            box.setCurrentRow(max(0, min(row, self._offered - 1)) if self._offered else -1)
        elif key == Qt.Key.Key_Escape:
            self.withdraw()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.take_chosen():
            pass
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the list while it is there; Tab takes what is chosen and goes on."""
        if self.is_offering() and isinstance(event, QKeyEvent):
            kind, key = event.type(), event.key()
            if kind == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress and key == Qt.Key.Key_Tab:
                self.take_chosen()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Suggestions go with the keyboard."""
        self.withdraw()
        super().focusOutEvent(event)

    def _box(self) -> QListWidget:
        if self._list is None or self._list.parentWidget() is not self.window():
            box = QListWidget(self.window())
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            box.setAccessibleName(self.accessibleName())
            box.setAutoFillBackground(True)
            box.itemPressed.connect(self._take_clicked)
            self.destroyed.connect(box.deleteLater)
            self._list = box
        return self._list

    def _take_clicked(self, item: QListWidgetItem) -> None:
        if self._list is not None and item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._list.setCurrentItem(item)
            self.take_chosen()

    def _place(self, box: QListWidget) -> None:
        window = self.window()
        row = box.sizeHintForRow(0) or self.height()
        height = row * min(box.count(), _ROWS) + 2 * box.frameWidth() + 2
        wide = box.sizeHintForColumn(0) + 2 * box.frameWidth() + 24
        width = min(max(self.width(), wide), window.width() - 16)
        corner = self.mapTo(window, QPoint(0, self.height()))
        if corner.y() + height > window.height():
            corner.setY(max(0, corner.y() - self.height() - height))
        corner.setX(max(0, min(corner.x(), window.width() - width - 8)))
        box.setGeometry(corner.x(), corner.y(), width, height)
