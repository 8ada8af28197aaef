"""The chart on the screen: painted in the colours in force, and it knows what lies where."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from crm_desktop.domain.chart import Chart, ChartKind, Label, Rectangle, Series
from crm_desktop.gui.theme import apply_appearance, series_colours
from crm_desktop.gui.widgets.chart_view import ChartView

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
VALUES = (Decimal(100), Decimal(250), Decimal(-50), Decimal(400))


def chart(kind: ChartKind) -> Chart:
    before = Series("Before", tuple(value / 2 for value in VALUES))
    return Chart("", kind, QUARTERS, (Series("Revenue", VALUES), before))


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    widget = ChartView()
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    return widget


def colours(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points}


def distance(one: str, other: str) -> int:
    first, second = QColor(one), QColor(other)
    return (
        abs(first.red() - second.red())
        + abs(first.green() - second.green())
        + abs(first.blue() - second.blue())
    )


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_series_is_painted_in_the_colours_in_force(
    view: ChartView, qapp: QApplication, kind: ChartKind, appearance: str
) -> None:
    apply_appearance(qapp, "dark" if appearance == "dark" else "light")
    view.set_chart(chart(kind))
    painted = colours(view.grab().toImage())
    wanted = series_colours()[:2]
    apply_appearance(qapp, "light")
    for shade in wanted:
        assert min(distance(shade, other) for other in painted) < 40  # thin lines are blended


def test_without_a_chart_nothing_is_painted(view: ChartView) -> None:
    view.set_chart(None)
    assert len(colours(view.grab().toImage())) == 1
    assert view.category_at(QPointF(50, 50)) is None
    assert view.describe(0) == ""


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.ROW])
def test_the_category_at_each_bar_is_its_own(view: ChartView, kind: ChartKind) -> None:
    view.set_chart(chart(kind))
    bars = [s for s in view.shapes() if isinstance(s, Rectangle) and s.role == "series-1"]
    bars = [bar for bar in bars if bar.width > 12 and bar.height > 12]
    places = [QPointF(bar.x + bar.width / 2, bar.y + bar.height / 2) for bar in bars]
    found = [view.category_at(place) for place in places]
    assert [index for index in found if index is not None] == [0, 1, 2, 3]


def test_beside_the_bars_there_is_nothing(view: ChartView) -> None:
    view.set_chart(chart(ChartKind.BAR))
    assert view.category_at(QPointF(1, 150)) is None


def test_values_are_told_under_the_mouse(view: ChartView) -> None:
    view.set_chart(chart(ChartKind.BAR))
    assert view.describe(2) == "Q3\nRevenue: -50.00\nBefore: -25.00"
    middle = next(QPoint(x, 150) for x in range(400) if view.category_at(QPointF(x, 150)) == 1)
    event = QHelpEvent(QEvent.Type.ToolTip, middle, view.mapToGlobal(middle))
    QApplication.sendEvent(view, event)
    assert QToolTip.text() == view.describe(1)
    QToolTip.hideText()


def test_larger_text_makes_a_larger_legend(view: ChartView) -> None:
    view.set_chart(chart(ChartKind.BAR))

    def sizes() -> set[float]:
        return {shape.size for shape in view.shapes() if isinstance(shape, Label)}

    before = max(sizes())
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    assert max(sizes()) > before * 1.5


def test_a_line_through_a_thousand_days_is_dashed_across(view: ChartView) -> None:
    # One way up and down for each dot; measured along it there would be thousands of dashes.
    flat, up_and_down = (Decimal(0),) * 1000, (Decimal(100), Decimal(900)) * 500
    days = tuple(str(day) for day in range(1000))
    series = (Series("Revenue", flat), Series("Before", up_and_down))
    view.set_chart(Chart("", ChartKind.LINE, days, series))
    image = view.grab().toImage()
    shade = QColor(series_colours()[1])
    middle = [
        any(distance(shade.name(), image.pixelColor(x, y).name()) < 60 for y in range(150, 180))
        for x in range(100, 380)
    ]
    assert middle.count(True) > 100
    assert middle.count(False) > 50
