"""Rows that are scrolled to: read before they are painted, so that they are painted once."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QTableView

# So long the rows before stay on screen; then placeholders come.
_FRAME = 30


class LoadedByLooking(Protocol):
    """A model that reads what is looked at."""

    @property
    def dataChanged(self) -> SignalInstance:  # noqa: N802 - Qt's name
        """Comes when rows are there."""

    def rowCount(self) -> int:
        """Return the number of rows."""

    def look_at(self, first: int, last: int) -> bool:
        """Read at once what is missing of the rows about to be painted; return if any is."""

    def is_loaded(self, first: int, last: int) -> bool:
        """Return whether all these rows are there as they are now."""


class ScrolledRows(QObject):
    """Has `model` read what `table` is scrolled to, and paints it the moment it is there.

    To read rows of a long list takes less time than to paint placeholders for them: painting waits
    for them, but never longer than an eye notices. Rows are equally high, and scrolled one by one.
    """

    def __init__(self, table: QTableView, model: LoadedByLooking) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._frame = QTimer(self, singleShot=True, interval=_FRAME)
        self._frame.timeout.connect(self._paint)
        bar = _Bar(table)
        table.setVerticalScrollBar(bar)
        bar.moving.connect(self._scroll)
        model.dataChanged.connect(self._arrived)

    def _scroll(self) -> None:
        if self._model.look_at(*self._in_sight()):
            self._table.viewport().setUpdatesEnabled(False)
            if not self._frame.isActive():
                self._frame.start()

    def _arrived(self) -> None:
        if self._frame.isActive() and self._model.is_loaded(*self._in_sight()):
            self._frame.stop()
            self._paint()
            self._table.viewport().repaint()

    def _paint(self) -> None:
        self._table.viewport().setUpdatesEnabled(True)

    def _in_sight(self) -> tuple[int, int]:
        table = self._table
        first = table.verticalScrollBar().value()
        shown = table.viewport().height() // table.verticalHeader().defaultSectionSize()
        return first, max(first, min(first + shown, self._model.rowCount() - 1))


class _Bar(QScrollBar):
    """A scroll bar that says `moving` before anything is scrolled."""

    moving = Signal()

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802 - Qt's name
        """Tell of a new value first of all."""
        if change == QAbstractSlider.SliderChange.SliderValueChange:
            self.moving.emit()
        super().sliderChange(change)
