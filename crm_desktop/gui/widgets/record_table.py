"""Tables of whole records: Enter opens, Delete deletes, columns fit what they hold."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableView

from crm_desktop.gui.models.record_table import RecordTableModel
from crm_desktop.gui.widgets.dragged_widths import restore_dragged

WIDEST = 60  # characters; a long remark must not push the other columns out of sight


class _HasKey(Protocol):
    @property
    def id(self) -> int | None: ...


R = TypeVar("R", bound=_HasKey)


def show_records(table: QTableView, model: RecordTableModel[R], found: Sequence[R]) -> None:
    """Show `found`, the record that was current still being so, else the first one."""
    current = model.record(table.currentIndex())
    model.set_records(found)
    ids = [record.id for record in found]
    row = ids.index(current.id) if current and current.id in ids else 0
    table.setCurrentIndex(model.index(row, 0))
    fit_columns(table)


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
    """Make the columns as wide as their content and a little air, or as they were dragged.

    The last takes what is left.
    """
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    character = table.fontMetrics().averageCharWidth()
    table.resizeColumnsToContents()
    for section in range(header.count() - 1):
        width = header.sectionSize(section) + 2 * character
        header.resizeSection(section, min(width, WIDEST * character))
    restore_dragged(table)
    header.setStretchLastSection(False)
    header.setStretchLastSection(True)
