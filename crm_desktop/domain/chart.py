"""The geometry of bar and line charts, worked out once for screen and paper.

`layout_chart` turns a `Chart` into plain shapes: rectangles, polylines, polygons and labels. A
painter only has to draw these four and to know the colour of each role. Lengths are in the unit
of the width and height given (pixels, points); x runs right and y down from the upper left
corner. Series differ by hatching, dashes and markers too: nothing is said by colour alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import groupby

Measure = Callable[[str, float], float]
Point = tuple[float, float]

THINNEST_BAR = 1.2
MAXIMUM_TICKS = 8
ELLIPSIS = "…"


class ChartKind(StrEnum):
    """Upright bars, lying bars (for names that need room), or lines for a longer time.

    Upright bars too many for the width become lines.
    """

    BAR = "bar"
    ROW = "row"
    LINE = "line"


class Anchor(StrEnum):
    """Which end of a label its point marks."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's categories; None, or an end too early, leaves a gap."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows; `title` may be empty."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle, filled or in outline."""

    x: float
    y: float
    width: float
    height: float
    role: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through two or more points; `dash` holds the lengths drawn and left out."""

    points: tuple[Point, ...]
    role: str
    thickness: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape, filled, or in outline on the background's colour."""

    points: tuple[Point, ...]
    role: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `y` is its baseline, and `x` the end that `anchor` names."""

    x: float
    y: float
    text: str
    anchor: Anchor
    size: float
    role: str = "text"


Primitive = Rectangle | Polyline | Polygon | Label

DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (8, 3, 2, 3))


def series_role(index: int) -> str:
    """Return the role of series `index` (from 0): "series-1", "series-2" and so on."""
    return f"series-{index + 1}"


def format_number(value: Decimal) -> str:
    """Return `value` with thousands separators and no needless zeros: 12,500 or 0.25."""
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def nice_ticks(low: Decimal, high: Decimal, most: int = 6) -> tuple[Decimal, ...]:
    """Return at most `most` (2 or more) round, evenly spaced values that enclose `low` to `high`.

    Steps are 1, 2, 2.5 or 5 times a power of ten. Zero is always inside.
    """
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        return Decimal(0), Decimal(1)
    most = max(most, 3 if low < 0 < high else 2)
    exponent = ((high - low) / most).adjusted()
    while True:
        for factor in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5)):
            step = factor.scaleb(exponent)
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            if last - first + 1 <= most:
                return tuple(step * number for number in range(int(first), int(last) + 1))
        exponent += 1


def elided(text: str, room: float, size: float, measure: Measure) -> str:
    """Return `text`, or its beginning and an ellipsis where it is wider than `room`."""
    if measure(text, size) <= room:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size) <= room:
            shortest = middle
        else:
            longest = middle - 1
    return text[:shortest].rstrip() + ELLIPSIS


def layout_chart(
    chart: Chart,
    width: float,
    height: float,
    measure: Measure,
    *,
    text_size: float = 9.0,
    format_value: Callable[[Decimal], str] = format_number,
) -> tuple[Primitive, ...]:
    """Return the shapes of `chart` in a field of `width` by `height`, in drawing order.

    `measure(text, size)` tells how wide a text is; `format_value` writes the value axis. Roles
    are "series-1" and up, "grid", "axis", "text" and "title". With no categories only title,
    legend and an empty axis remain.
    """
    return tuple(_Layout(chart, width, height, measure, text_size, format_value).shapes())


@dataclass
class _Layout:
    """One chart being laid out; `left`, `top`, `right` and `bottom` bound what is still free."""

    chart: Chart
    width: float
    height: float
    measure: Measure
    size: float
    format_value: Callable[[Decimal], str]
    left: float = field(init=False)
    top: float = field(init=False, default=0.0)
    right: float = field(init=False)
    bottom: float = field(init=False)
    ticks: tuple[Decimal, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.size * 0.3
        self.right = self.width - self.size * 0.8
        self.bottom = self.height - self.size * 0.4

    @property
    def lying(self) -> bool:
        return self.chart.kind is ChartKind.ROW

    @property
    def in_lines(self) -> bool:
        """Whether series are lines: also where bars would be too thin to be told apart."""
        if self.chart.kind is ChartKind.BAR:
            bars = len(self.chart.categories) * len(self.chart.series)
            return bars > 0 and self.width / bars < THINNEST_BAR
        return self.chart.kind is ChartKind.LINE

    def shapes(self) -> Iterator[Primitive]:
        yield from self._title()
        yield from self._legend()
        self.ticks = self._choose_ticks()
        yield from self._lying_axes() if self.lying else self._upright_axes()
        for index, series in enumerate(self.chart.series):
            if self.in_lines:
                yield from self._line(index, series)
            else:
                yield from self._bars(index, series)
        yield self._zero_line()

    def _title(self) -> Iterator[Primitive]:
        if not self.chart.title:
            self.top = self.size * 0.8
            return
        size = self.size * 1.25
        title = elided(self.chart.title, self.width - self.size, size, self.measure)
        yield Label(self.width / 2, size * 1.1, title, Anchor.MIDDLE, size, "title")
        self.top = size * 2

    def _legend(self) -> Iterator[Primitive]:
        if len(self.chart.series) < 2:
            return
        x, room = self.left, self.width - 2 * self.left
        for index, series in enumerate(self.chart.series):
            text = elided(series.label, room - 3 * self.size, self.size, self.measure)
            needed = self.measure(text, self.size) + 4 * self.size
            if x > self.left and x + needed > self.left + room:
                x, self.top = self.left, self.top + self.size * 1.6
            yield from self._swatch(index, x, self.top)
            baseline = self.top + self.size * 0.9
            yield Label(x + self.size * 2.3, baseline, text, Anchor.START, self.size)
            x += needed
        self.top += self.size * 2.2

    def _swatch(self, index: int, x: float, y: float) -> Iterator[Primitive]:
        if not self.in_lines:
            yield from self._hatched(index, x, y, self.size * 1.8, self.size)
            return
        middle = y + self.size * 0.55
        yield self._stroke(index, ((x, middle), (x + self.size * 1.8, middle)))
        yield _marker(index, x + self.size * 0.9, middle, self.size * 0.28)

    def _choose_ticks(self) -> tuple[Decimal, ...]:
        values = [v for s in self.chart.series for v in s.values if v is not None]
        low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
        length = self.bottom - self.top
        spacing = self.size * 3
        if self.lying:
            length = (self.right - self.left) * 0.7
            widest = max(self.measure(self.format_value(v), self.size) for v in (low, high))
            spacing = widest + self.size * 2
        most = max(2, min(MAXIMUM_TICKS, int(length / spacing)))
        return nice_ticks(low, high, most)

    def _upright_axes(self) -> Iterator[Primitive]:
        texts = [self.format_value(tick) for tick in self.ticks]
        self.left += max(self.measure(text, self.size) for text in texts) + self.size * 0.5
        self.bottom -= self.size * 1.8
        for tick, text in zip(self.ticks, texts, strict=True):
            y = self._value_place(tick)
            yield self._grid((self.left, y), (self.right, y))
            place = (self.left - self.size * 0.5, y + self.size * 0.35)
            yield Label(*place, text, Anchor.END, self.size)
        yield from self._upright_categories()

    def _upright_categories(self) -> Iterator[Primitive]:
        categories = self.chart.categories
        if not categories:
            return
        slot = (self.right - self.left) / len(categories)
        widest = max(self.measure(text, self.size) for text in categories) + self.size * 0.8
        # Dates are thinned: every second, third … is shown. A few long names are shortened.
        room = max(slot, min(widest, self.size * (12 if len(categories) > 12 else 7)))
        every = max(1, -int(-room // slot))
        end = 0.0
        for index in range(0, len(categories), every):
            text = elided(
                categories[index], every * slot - self.size * 0.4, self.size, self.measure
            )
            half = self.measure(text, self.size) / 2
            x = max(half, min(self._category_place(index), self.width - half))
            if x - half < end:
                continue  # pushed in from the edge, it would touch the one before
            end = x + half + self.size * 0.4
            yield Label(x, self.bottom + self.size * 1.4, text, Anchor.MIDDLE, self.size)

    def _lying_axes(self) -> Iterator[Primitive]:
        categories = self.chart.categories
        longest = max((self.measure(text, self.size) for text in categories), default=0.0)
        room = min(longest, self.width * 0.35)
        halves = [self.measure(self.format_value(tick), self.size) / 2 for tick in self.ticks]
        self.left = max(self.left + room + self.size * 0.5, halves[0])
        self.right -= halves[-1]
        self.bottom -= self.size * 1.8
        for tick in self.ticks:
            x = self._value_place(tick)
            yield self._grid((x, self.top), (x, self.bottom))
            text = self.format_value(tick)
            yield Label(x, self.bottom + self.size * 1.4, text, Anchor.MIDDLE, self.size)
        slot = (self.bottom - self.top) / max(1, len(categories))
        every = max(1, -int(-self.size * 1.2 // slot)) if categories else 1
        for index in range(0, len(categories), every):
            text = elided(categories[index], room, self.size, self.measure)
            y = self._category_place(index) + self.size * 0.35
            yield Label(self.left - self.size * 0.5, y, text, Anchor.END, self.size)

    def _grid(self, *ends: Point) -> Polyline:
        return Polyline(ends, "grid", self.size * 0.05)

    def _zero_line(self) -> Polyline:
        zero = self._value_place(Decimal(0))
        ends = ((self.left, zero), (self.right, zero))
        if self.lying:
            ends = ((zero, self.top), (zero, self.bottom))
        return Polyline(ends, "axis", self.size * 0.09)

    def _value_place(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        share = float((value - low) / (high - low))
        if self.lying:
            return self.left + share * (self.right - self.left)
        return self.bottom - share * (self.bottom - self.top)

    def _category_place(self, index: int) -> float:
        start, end = (self.top, self.bottom) if self.lying else (self.left, self.right)
        return start + (index + 0.5) * (end - start) / len(self.chart.categories)

    def _drawn(self, series: Series) -> Iterator[tuple[int, Decimal | None]]:
        return zip(range(len(self.chart.categories)), series.values, strict=False)

    def _bars(self, index: int, series: Series) -> Iterator[Primitive]:
        if not self.chart.categories:
            return
        across = self.bottom - self.top if self.lying else self.right - self.left
        slot, count = across / len(self.chart.categories), len(self.chart.series)
        thickness = min(slot * 0.76 / count, self.size * 3.5)
        zero = self._value_place(Decimal(0))
        for place, value in self._drawn(series):
            if not value:
                continue
            start = self._category_place(place) + (index - count / 2) * thickness
            reach = self._value_place(value)
            near, length, bar = min(zero, reach), abs(zero - reach), thickness * 0.94
            if self.lying:
                yield from self._hatched(index, near, start, length, bar)
            else:
                yield from self._hatched(index, start, near, bar, length)

    def _hatched(
        self, index: int, x: float, y: float, width: float, height: float
    ) -> Iterator[Primitive]:
        role, kind = series_role(index), index % 4
        yield Rectangle(x, y, width, height, role, filled=kind == 0)
        spacing = self.size * 0.42
        if (height if self.lying else width) < spacing / 2:
            return  # nobody could tell the lines apart in so thin a bar
        if kind in (1, 3):
            yield from self._hatching(role, x, y, width, height, spacing, rising=True)
        if kind in (2, 3):
            yield from self._hatching(role, x, y, width, height, spacing, rising=False)

    def _hatching(
        self,
        role: str,
        x: float,
        y: float,
        width: float,
        height: float,
        spacing: float,
        *,
        rising: bool,
    ) -> Iterator[Polyline]:
        offset = spacing
        while offset < width + height:
            # The line u + v = offset inside the rectangle, v measured from the upper edge.
            start = (min(offset, width), max(0.0, offset - width))
            end = (max(0.0, offset - height), min(offset, height))
            points = tuple((x + (u if rising else width - u), y + v) for u, v in (start, end))
            yield Polyline(points, role, self.size * 0.07)
            offset += spacing

    def _stroke(self, index: int, points: tuple[Point, ...]) -> Polyline:
        dash = tuple(length * self.size / 9 for length in DASHES[index % 4])
        return Polyline(points, series_role(index), self.size * 0.16, dash)

    def _line(self, index: int, series: Series) -> Iterator[Primitive]:
        runs: list[list[Point]] = [[]]
        # Worked out here rather than for each of thousands of points: where one lies.
        low, high = float(self.ticks[0]), float(self.ticks[-1])
        scale = (self.bottom - self.top) / (high - low)
        slot = (self.right - self.left) / max(1, len(self.chart.categories))
        for place, value in self._drawn(series):
            if value is None:
                runs.append([])
            else:
                point = self.left + (place + 0.5) * slot, self.bottom - (float(value) - low) * scale
                runs[-1].append(point)
        yield from (self._stroke(index, _thinned(run)) for run in runs if len(run) > 1)
        for run in runs:
            if slot >= self.size or len(run) == 1:
                yield from (_marker(index, x, y, self.size * 0.28) for x, y in run)


def _thinned(points: list[Point]) -> tuple[Point, ...]:
    """Return the points that can be told apart: of those on one dot the ends, top and bottom."""
    if points[-1][0] - points[0][0] > len(points):
        return tuple(points)
    kept: list[Point] = []
    for _, together in groupby(points, key=lambda point: int(point[0])):
        dot = [*together]
        if len(dot) <= 2:
            kept += dot
            continue
        wanted = {dot[0], dot[-1], min(dot, key=lambda p: p[1]), max(dot, key=lambda p: p[1])}
        kept += sorted(wanted)
    return tuple(kept)


def _marker(index: int, x: float, y: float, radius: float) -> Polygon:
    """Return the marker of series `index`: disc, square, triangle or diamond."""
    shapes: tuple[tuple[Point, ...], ...] = (
        ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7)),
        ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
        ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    )
    shape = shapes[index % len(shapes)]
    points = tuple((x + u * radius, y + v * radius) for u, v in shape)
    return Polygon(points, series_role(index), filled=index % 2 == 0)
