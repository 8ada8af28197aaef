"""Column widths that somebody dragged: kept in the settings, back whenever a table is fitted."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableView

from crm_desktop.infra.settings import Settings


class DraggedWidths(QObject):
    """Keeps under `key` the widths of the columns that were dragged in `table`.

    A table that shows records of another shape has widths of its own.
    """

    def __init__(self, table: QTableView, settings: Settings, key: str) -> None:
        super().__init__(table)
        self._header: QHeaderView = table.horizontalHeader()
        self._settings = settings
        self._key = key
        self._is_restoring = False
        self._header.sectionResized.connect(self._keep)

    def restore(self) -> None:
        """Give the columns that were dragged their widths again."""
        self._is_restoring = True
        for section, width in self._kept().items():
            if section.isdecimal() and int(section) < self._header.count():
                self._header.resizeSection(int(section), width)
        self._is_restoring = False

    def _place(self) -> str:
        return f"{self._key}.widths-{self._header.count()}"

    def _kept(self) -> dict[str, int]:
        kept = self._settings.get(self._place())
        if not isinstance(kept, dict):
            return {}
        return {name: width for name, width in kept.items() if isinstance(width, int)}

    def _keep(self, section: int, _old: int, width: int) -> None:
        is_dragged = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        is_rest = self._header.stretchLastSection() and section == self._header.count() - 1
        if is_dragged and not is_rest and not self._is_restoring:
            self._settings.set(self._place(), {**self._kept(), str(section): width})


def restore_dragged(table: QTableView) -> None:
    """Give the columns of `table` the widths they were dragged to, where these are kept."""
    kept = table.findChild(DraggedWidths)
    if isinstance(kept, DraggedWidths):
        kept.restore()
