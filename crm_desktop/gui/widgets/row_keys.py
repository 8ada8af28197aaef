"""Keys of a table of whole rows: Enter opens, Delete deletes, as a double-click would."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView


def open_on_enter(
    table: QAbstractItemView, opened: Callable[[], None], deleted: Callable[[], None] | None = None
) -> None:
    """Call `opened` on Enter or a double-click in `table`, and `deleted` on Delete."""
    table.doubleClicked.connect(lambda _: opened())
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        _shortcut(table, QKeySequence(key), opened)
    if deleted is not None:
        _shortcut(table, QKeySequence(QKeySequence.StandardKey.Delete), deleted)


def _shortcut(table: QAbstractItemView, keys: QKeySequence, called: Callable[[], None]) -> None:
    shortcut = QShortcut(keys, table)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(called)
