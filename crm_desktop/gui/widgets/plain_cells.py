"""Cells of a long table, drawn without asking the style for every one of them.

A style asks the model for half a dozen things a cell and lays out its text anew each time: of three
hundred cells that takes longer than to read them. Here a plain cell is its text, laid out once.
"""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QStaticText, QTransform
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.gui.shown_values import PLACEHOLDER
from crm_desktop.gui.theme import colour

# Texts kept as they are laid out: a few screens.
_KEPT = 1500
_State = QStyle.StateFlag
# What the style draws: marked, under the mouse, with the keyboard.
_LIVELY = (_State.State_Selected | _State.State_HasFocus | _State.State_MouseOver).value
_ENABLED, _ACTIVE = _State.State_Enabled.value, _State.State_Active.value


class PlainModel(Protocol):
    """Whose cells are nothing but texts."""

    def cell(self, row: int, column: int) -> str | None:
        """Return what a cell says, None while that is not known."""

    def is_number(self, column: int) -> bool:
        """Return whether a column is read from the right."""


class PlainCells(QStyledItemDelegate):
    """Draws the cells of `view`, whose model is `model`; they look as the style draws them."""

    def __init__(self, view: QAbstractItemView, model: PlainModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._texts: dict[tuple[str, int], tuple[QStaticText, float, int]] = {}
        self._pens: tuple[QColor, QColor, QColor] | None = None
        self._margin = 0

    def forget(self) -> None:
        """Look anew at style, font and colours, which have changed."""
        self._texts.clear()
        self._pens = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        state = option.state.value
        if state & _LIVELY or not state & _ENABLED:
            super().paint(painter, option, index)
            return
        column = index.column()
        text = self._model.cell(index.row(), column)
        if text == "":
            return
        active, inactive, muted = self._pens or self._look()
        place = option.rect
        room = place.width() - 2 * self._margin
        known = self._texts.get((text or PLACEHOLDER, room))
        laid_out, width, height = known or self._lay_out(text or PLACEHOLDER, room)
        painter.setFont(option.font)
        painter.setPen(muted if text is None else active if state & _ACTIVE else inactive)
        left, top = place.x() + self._margin, place.y() + place.height() // 2 - height // 2
        if self._model.is_number(column):
            painter.drawStaticText(QPointF(left + room - width, top), laid_out)
        else:
            painter.drawStaticText(left, top, laid_out)

    def _look(self) -> tuple[QColor, QColor, QColor]:
        view, role = self._view, QPalette.ColorRole.Text
        metric = QStyle.PixelMetric.PM_FocusFrameHMargin
        self._margin = view.style().pixelMetric(metric, None, view) + 1
        palette = view.palette()
        self._pens = (
            palette.color(QPalette.ColorGroup.Active, role),
            palette.color(QPalette.ColorGroup.Inactive, role),
            colour("muted"),
        )
        return self._pens

    def _lay_out(self, text: str, room: int) -> tuple[QStaticText, float, int]:
        """Return a text as it is drawn, with its width and height, and keep it so."""
        laid_out = self._static(text.replace("\n", " "))
        size = laid_out.size()
        height = int(size.height())  # of the whole text: what is left of it stays on its line
        if size.width() > room:
            metrics, mode = self._view.fontMetrics(), Qt.TextElideMode.ElideRight
            laid_out = self._static(metrics.elidedText(laid_out.text(), mode, room))
            size = laid_out.size()
        if len(self._texts) >= _KEPT:
            self._texts.clear()
        known = self._texts[text, room] = (laid_out, size.width(), height)
        return known

    def _static(self, text: str) -> QStaticText:
        laid_out = QStaticText(text)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.prepare(QTransform(), self._view.font())
        return laid_out
