"""A chart on the screen: paints what `domain.chart` lays out, in the colours in force."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from crm_desktop.domain.chart import (
    Anchor,
    Chart,
    ChartKind,
    Label,
    Polygon,
    Polyline,
    Primitive,
    Rectangle,
    layout_chart,
)
from crm_desktop.domain.money import format_money
from crm_desktop.gui.theme import colour, series_colours

_PIECE = 24  # points of a line that are painted at once
_DENSE = 2.0  # dots from one point of a line to the next


class ChartView(QWidget):
    """Shows a chart in whatever size it is given.

    `category_activated` tells the index of the category that was double-clicked.
    """

    category_activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._shapes: tuple[Primitive, ...] = ()
        self._stale = True
        self.setMouseTracking(True)

    def set_chart(self, chart: Chart | None) -> None:
        """Show `chart`, or nothing."""
        self._chart = chart
        self._lay_out_again()

    def shapes(self) -> Sequence[Primitive]:
        """Return what is painted, in pixels."""
        if self._stale:
            self._stale = False
            self._shapes = self._laid_out()
        return self._shapes

    def category_at(self, place: QPointF) -> int | None:
        """Return the index of the category drawn at `place`."""
        count = len(self._chart.categories) if self._chart else 0
        axis = [s for s in self.shapes() if isinstance(s, Polyline) and s.role == "axis"]
        if not count or not axis or self._chart is None:
            return None
        lying = self._chart.kind is ChartKind.ROW
        (first, last) = (point[1 if lying else 0] for point in axis[-1].points)
        position = place.y() if lying else place.x()
        if not first <= position < last:
            return None
        return int((position - first) / (last - first) * count)

    def describe(self, index: int) -> str:
        """Return the name of a category and its values, a line each."""
        if self._chart is None:
            return ""
        lines = [self._chart.categories[index]]
        for series in self._chart.series:
            value = series.values[index] if index < len(series.values) else None
            lines.append(f"{series.label}: {'–' if value is None else format_money(value)}")
        return "\n".join(lines)

    def minimumSizeHint(self) -> QSize:
        """Return the least room that makes sense."""
        return QSize(self._text_size() * 18, self._text_size() * 12)

    def sizeHint(self) -> QSize:
        """Return the room that is asked for."""
        return QSize(self._text_size() * 40, self._text_size() * 26)

    def event(self, event: QEvent) -> bool:
        """Show the values under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_values(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, font and colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out_again()

    def resizeEvent(self, _event: object) -> None:
        """Fill the new room."""
        self._lay_out_again()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go down into what was double-clicked."""
        index = self.category_at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.category_activated.emit(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        tints: dict[str, QColor] = {}
        for shape in self.shapes():
            if shape.role not in tints:
                tints[shape.role] = self._colour(shape.role)
            self._paint(painter, shape, tints[shape.role])

    def _show_values(self, place: QPoint, on_screen: QPoint) -> None:
        index = self.category_at(QPointF(place))
        if index is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(on_screen, self.describe(index), self)

    def _lay_out_again(self) -> None:
        self._stale = True
        self.update()

    def _laid_out(self) -> tuple[Primitive, ...]:
        if self._chart is None:
            return ()
        size = self._text_size()
        known: dict[float, QFontMetricsF] = {}

        def measure(text: str, height: float) -> float:
            if height not in known:
                known[height] = QFontMetricsF(self._font(height))
            return known[height].horizontalAdvance(text)

        return layout_chart(
            self._chart,
            self.width(),
            self.height(),
            measure,
            text_size=size,
            format_value=_short_money,
        )

    def _text_size(self) -> int:
        return QFontInfo(self.font()).pixelSize()

    def _font(self, height: float) -> QFont:
        font = QFont(self.font())
        # Points, because a font's size in pixels must be whole.
        font.setPointSizeF(height * 72 / self.logicalDpiY())
        return font

    def _colour(self, role: str) -> QColor:
        if role.startswith("series-"):
            colours = series_colours()
            return QColor(colours[(int(role.removeprefix("series-")) - 1) % len(colours)])
        if role == "grid":
            return colour("grid")
        return self.palette().color(QPalette.ColorRole.Text)

    def _paint(self, painter: QPainter, shape: Primitive, tint: QColor) -> None:
        if isinstance(shape, Label):
            self._paint_label(painter, shape, tint)
        elif isinstance(shape, Polyline):
            self._paint_line(painter, shape, tint)
        else:
            self._paint_area(painter, shape, tint)

    def _paint_line(self, painter: QPainter, line: Polyline, tint: QColor) -> None:
        """Paint a line, a long one in pieces: in one, Qt takes a quarter of a second for it."""
        pen = QPen(tint, max(line.thickness, 1.0))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        points = [QPointF(*point) for point in line.points]
        if line.dash:
            pen.setDashPattern([length / pen.widthF() for length in line.dash])
        painter.setPen(pen)
        if len(points) > _PIECE and (not line.dash or _is_dense(line)):
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLines([QLineF(*ends) for ends in _across(points, line.dash)])
            return
        for first in range(0, len(points) - 1, _PIECE):
            piece = points[first : first + _PIECE + 1]
            painter.drawPolyline(QPolygonF(piece))
            length = sum(QLineF(*ends).length() for ends in pairwise(piece))
            pen.setDashOffset(pen.dashOffset() + length / pen.widthF())  # dashes go on
            painter.setPen(pen)

    def _paint_area(self, painter: QPainter, shape: Rectangle | Polygon, tint: QColor) -> None:
        if shape.filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
        else:
            painter.setPen(QPen(tint, 1.0))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        if isinstance(shape, Rectangle):
            painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height))
        else:
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in shape.points]))

    def _paint_label(self, painter: QPainter, label: Label, tint: QColor) -> None:
        font = self._font(label.size)
        font.setBold(label.role == "title")
        painter.setFont(font)
        painter.setPen(tint)
        width = QFontMetricsF(font).horizontalAdvance(label.text)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]
        painter.drawText(QPointF(label.x - shift, label.y), label.text)


def _is_dense(line: Polyline) -> bool:
    """Whether a line goes up and down at nearly every dot: its dashes would be thousands."""
    return line.points[-1][0] - line.points[0][0] < _DENSE * len(line.points)


def _across(points: Sequence[QPointF], dash: Sequence[float]) -> Iterator[tuple[QPointF, QPointF]]:
    """Yield the pieces of a line, those that fall into a gap left out; gaps are counted across."""
    length = sum(dash)
    ends = list(accumulate(dash))
    for piece in pairwise(points):
        if not dash or bisect(ends, piece[0].x() % length) % 2 == 0:
            yield piece


def _short_money(value: Decimal) -> str:
    """Return a round amount for the axis, without needless places."""
    return format_money(value).removesuffix(".00")
