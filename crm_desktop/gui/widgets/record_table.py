"""Tables of whole records: Enter opens, Delete deletes, columns fit what they hold."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableView

WIDEST = 60  # characters; a long remark must not push the other columns out of sight


def open_on_enter(
    table: QAbstractItemView, opened: Callable[[], None], deleted: Callable[[], None] | None = None
) -> None:
    """Call `opened` on Enter or a double-click in `table`, and `deleted` on Delete."""
    table.activated.connect(lambda _: opened())
    if deleted is not None:
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(deleted)


def fit_columns(table: QTableView) -> None:
    """Make the columns as wide as their content and a little air; the last takes what is left."""
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    character = table.fontMetrics().averageCharWidth()
    table.resizeColumnsToContents()
    for section in range(header.count() - 1):
        width = header.sectionSize(section) + 2 * character
        header.resizeSection(section, min(width, WIDEST * character))
    header.setStretchLastSection(False)
    header.setStretchLastSection(True)
