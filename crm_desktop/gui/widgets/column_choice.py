"""Which columns a table shows, in which order and how wide: chosen by people, remembered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QTableView

from crm_desktop.domain.texts import Text
from crm_desktop.infra.i18n import show, translate
from crm_desktop.infra.settings import Settings

_WIDEST = 2000
_NARROWEST = 24


class ChoosableColumn(Protocol):
    """A column that can be chosen: its name in the settings, its heading, its usual width."""

    @property
    def name(self) -> str: ...  # noqa: D102 - a protocol's member

    @property
    def label(self) -> Text: ...  # noqa: D102 - a protocol's member

    @property
    def width(self) -> int: ...  # noqa: D102 - a protocol's member

    @property
    def is_shown(self) -> bool: ...  # noqa: D102 - a protocol's member


class ColumnChoice(QObject):
    """Keeps the columns of `table` in the settings under `key`: `{name: width}` in their order.

    The header is moved and resized with the mouse; its menu (also `fill_menu`, for a button that
    the keyboard reaches) hides and shows columns. `extend` may add entries to that menu.
    """

    def __init__(
        self,
        table: QTableView,
        columns: Sequence[ChoosableColumn],
        settings: Settings,
        key: str,
        extend: Callable[[QMenu], None] | None = None,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._columns = columns
        self._settings = settings
        self._key = key
        self._extend = extend
        self._saving = QTimer(self, singleShot=True, interval=300)
        self._saving.timeout.connect(self.remember)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        header.setMinimumSectionSize(_NARROWEST)
        self._restore(settings.get(key))
        header.sectionMoved.connect(self._saving.start)
        header.sectionResized.connect(self._saving.start)

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def visible(self) -> tuple[str, ...]:
        """Return the names of the columns on screen, from left to right."""
        header = self._header
        order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._columns[index].name for index in order if not self._is_hidden(index))

    def fill_menu(self, menu: QMenu) -> None:
        """Put an entry for each column into `menu`."""
        menu.clear()
        for index, column in enumerate(self._columns):
            action = menu.addAction(show(column.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._is_hidden(index))
            action.setEnabled(self._is_hidden(index) or len(self.visible()) > 1)
            action.toggled.connect(partial(self._show_column, index))
        menu.addSeparator()
        menu.addAction(translate("ColumnChoice", "&Usual columns")).triggered.connect(self.reset)
        if self._extend is not None:
            self._extend(menu)

    def reset(self) -> None:
        """Show the usual columns in their usual order and width."""
        self._restore(None)
        self.remember()

    def fit_headings(self) -> None:
        """Make columns wider whose heading no longer fits, as in another language."""
        for name in self.visible():
            index = self._index(name)
            if self._table.columnWidth(index) < self._heading_width(index):
                self._table.setColumnWidth(index, self._heading_width(index))

    def remember(self) -> None:
        """Put the present columns into the settings."""
        self._saving.stop()
        widths = {name: self._table.columnWidth(self._index(name)) for name in self.visible()}
        self._settings.set(self._key, [[name, width] for name, width in widths.items()])

    def _restore(self, kept: Any) -> None:
        widths = _widths(kept, {column.name for column in self._columns})
        usual = {c.name: self._usual_width(i) for i, c in enumerate(self._columns) if c.is_shown}
        chosen = widths or usual
        rest = [column.name for column in self._columns if column.name not in chosen]
        for place, name in enumerate([*chosen, *rest]):
            index = self._index(name)
            self._header.moveSection(self._header.visualIndex(index), place)
            self._header.setSectionHidden(index, False)
            self._header.resizeSection(index, chosen.get(name) or self._usual_width(index))
            self._header.setSectionHidden(index, name not in chosen)

    def _usual_width(self, index: int) -> int:
        digits = self._columns[index].width
        width = self._table.fontMetrics().horizontalAdvance("0") * digits + 16
        return max(width, self._heading_width(index))

    def _heading_width(self, index: int) -> int:
        """Return the room a heading takes together with the mark of sorting."""
        mark = QStyle.PixelMetric.PM_HeaderMarkSize
        return self._header.sectionSizeHint(index) + self._header.style().pixelMetric(mark)

    def _index(self, name: str) -> int:
        return next(i for i, column in enumerate(self._columns) if column.name == name)

    def _is_hidden(self, index: int) -> bool:
        return self._header.isSectionHidden(index)

    def _show_column(self, index: int, is_shown: bool) -> None:
        self._header.setSectionHidden(index, not is_shown)
        if is_shown and self._table.columnWidth(index) < _NARROWEST:
            self._table.setColumnWidth(index, self._usual_width(index))
        self.remember()

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self._header.mapToGlobal(place))


def _widths(kept: Any, known: set[str]) -> dict[str, int]:
    """Return what the settings hold, without what this version does not know."""
    widths: dict[str, int] = {}
    for entry in kept if isinstance(kept, list) else []:
        if isinstance(entry, list) and len(entry) == 2 and entry[0] in known:
            name, width = entry
            if isinstance(width, int) and _NARROWEST <= width <= _WIDEST:
                widths[name] = width
    return widths
