"""Letting the window's shortcuts win over the editing keys of text fields."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class ShortcutsFirst(QObject):
    """Keeps `sequences` from the field that has the keyboard.

    On Linux text fields take Ctrl+K and Ctrl+E for themselves, as Emacs does. `undo` is kept only
    from a field where nothing was typed that it could take back. The filter follows the keyboard
    rather than seeing every event of the program.
    """

    def __init__(
        self, parent: QObject, sequences: Iterable[QKeySequence], undo: QKeySequence
    ) -> None:
        super().__init__(parent)
        self._keys = {each.toString() for each in sequences}
        self._undo = undo.toString()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the shortcut to the window."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if pressed == self._undo:
            return isinstance(watched, QLineEdit) and not watched.isUndoAvailable()
        return pressed in self._keys

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
