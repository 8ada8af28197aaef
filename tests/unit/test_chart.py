"""Chart geometry: ticks, room for labels, bars and lines in the right place."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.chart import (
    Anchor,
    Chart,
    ChartKind,
    Label,
    Polygon,
    Polyline,
    Primitive,
    Rectangle,
    Series,
    elided,
    format_number,
    layout_chart,
    nice_ticks,
)

WIDTH, HEIGHT = 480.0, 240.0


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.5


def chart(kind: ChartKind, *series: tuple[Decimal | None, ...], count: int = 3) -> Chart:
    categories = tuple(f"2025-{month:02}" for month in range(1, count + 1))
    named = tuple(Series(f"Series {number}", values) for number, values in enumerate(series, 1))
    return Chart("Revenue", kind, categories, named)


def layout(shown: Chart) -> tuple[Primitive, ...]:
    return layout_chart(shown, WIDTH, HEIGHT, measure)


def decimals(*values: int | str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def bars(shapes: tuple[Primitive, ...], role: str = "series-1") -> list[Rectangle]:
    return [shape for shape in shapes if isinstance(shape, Rectangle) and shape.role == role]


def labels(shapes: tuple[Primitive, ...]) -> list[str]:
    return [shape.text for shape in shapes if isinstance(shape, Label)]


def corners(shape: Primitive) -> list[tuple[float, float]]:
    if isinstance(shape, Rectangle):
        return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
    if isinstance(shape, Label):
        width = measure(shape.text, shape.size)
        left = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
        return [(shape.x - left, shape.y - shape.size), (shape.x - left + width, shape.y)]
    return list(shape.points)


MONEY = st.decimals(min_value=-(10**15), max_value=10**15, places=2)


@given(MONEY, MONEY, st.integers(2, 8))
def test_ticks_are_even_enclose_the_values_and_contain_zero(a: Decimal, b: Decimal, most: int):
    low, high = sorted((a, b))
    ticks = nice_ticks(low, high, most)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 0 in ticks
    assert len({second - first for first, second in pairwise(ticks)}) == 1
    assert 2 <= len(ticks) <= max(most, 3)


def test_ticks_are_round():
    assert nice_ticks(Decimal(0), Decimal("98765.43"), 6) == decimals(
        0, 20000, 40000, 60000, 80000, 100000
    )
    assert nice_ticks(Decimal(0), Decimal("0.03"), 4) == decimals("0", "0.01", "0.02", "0.03")


def test_numbers_have_separators_and_no_needless_zeros():
    assert format_number(Decimal("1234567.50")) == "1,234,567.5"
    assert format_number(Decimal("2E+4")) == "20,000"
    assert format_number(Decimal("0.00")) == "0"


def test_bars_stand_on_zero_and_are_as_tall_as_their_values():
    first, second, third = bars(layout(chart(ChartKind.BAR, decimals(100, 50, -25))))
    assert first.height == pytest.approx(2 * second.height) == pytest.approx(4 * third.height)
    assert first.y + first.height == pytest.approx(second.y + second.height)
    assert third.y == pytest.approx(first.y + first.height)


def test_lying_bars_grow_to_the_right_and_keep_the_order():
    first, second, third = bars(layout(chart(ChartKind.ROW, decimals(100, 50, -25))))
    assert first.width == pytest.approx(2 * second.width) == pytest.approx(4 * third.width)
    assert first.x == pytest.approx(second.x) == pytest.approx(third.x + third.width)
    assert first.y < second.y < third.y


def test_a_missing_value_leaves_a_gap_in_bars_and_lines():
    assert len(bars(layout(chart(ChartKind.BAR, decimals(1, None, 3))))) == 2
    shapes = layout(chart(ChartKind.LINE, decimals(1, 2, None, 4, 5), count=5))
    lines = [s for s in shapes if isinstance(s, Polyline) and s.role == "series-1"]
    assert [len(line.points) for line in lines] == [2, 2]


def test_a_single_point_is_seen_as_a_marker():
    shapes = layout(chart(ChartKind.LINE, decimals(5), count=1))
    assert [s.role for s in shapes if isinstance(s, Polygon)] == ["series-1"]


def test_series_differ_without_colour():
    four = chart(ChartKind.BAR, *(decimals(9, 9, 9) for _ in range(4)))
    hatching = set()
    for number in range(1, 5):
        role = f"series-{number}"
        slopes = frozenset(
            (s.points[1][0] - s.points[0][0]) * (s.points[1][1] - s.points[0][1]) > 0
            for s in layout(four)
            if isinstance(s, Polyline) and s.role == role
        )
        hatching.add((bars(layout(four), role)[0].filled, slopes))
    assert len(hatching) == 4
    lines = layout(chart(ChartKind.LINE, *(decimals(9, 9, 9) for _ in range(4))))
    dashes = {s.dash for s in lines if isinstance(s, Polyline) and s.role.startswith("series")}
    assert len(dashes) == 4


def test_hatching_stays_inside_its_bar():
    shapes = layout(chart(ChartKind.BAR, decimals(9), decimals(7), count=1))
    bar = bars(shapes, "series-2")[-1]
    for shape in shapes:
        if isinstance(shape, Polyline) and shape.role == "series-2":
            for x, y in shape.points:
                in_bar = bar.x - 0.01 <= x <= bar.x + bar.width + 0.01
                in_swatch = x < bar.x and y < bar.y
                assert in_bar or in_swatch


def test_one_series_needs_no_legend_and_two_have_one():
    assert "Series 1" not in labels(layout(chart(ChartKind.BAR, decimals(1, 2, 3))))
    both = labels(layout(chart(ChartKind.BAR, decimals(1, 2, 3), decimals(3, 2, 1))))
    assert "Series 1" in both and "Series 2" in both


def test_a_long_legend_takes_several_lines():
    names = [f"A legend that is rather long, number {number}" for number in range(1, 5)]
    series = tuple(Series(name, decimals(1)) for name in names)
    shapes = layout_chart(Chart("", ChartKind.BAR, ("x",), series), WIDTH, HEIGHT, measure)
    shown = [s for s in shapes if isinstance(s, Label) and s.text in names]
    assert [s.text for s in shown] == names
    assert len({s.y for s in shown}) == 2


def test_many_dates_are_thinned_until_they_do_not_touch():
    days = tuple(f"the 2025-01-{day % 30:02}" for day in range(365))
    values = tuple(Decimal(day) for day in range(365))
    shapes = layout(Chart("", ChartKind.LINE, days, (Series("", values),)))
    shown = [s for s in shapes if isinstance(s, Label) and s.anchor is Anchor.MIDDLE]
    assert 3 < len(shown) < 20
    assert all(label.text in days for label in shown)
    for left, right in pairwise(shown):
        assert corners(left)[1][0] <= corners(right)[0][0]


def test_a_long_name_is_shortened_to_its_room():
    name = "Very Long Trading Company of the Far North " * 3
    shapes = layout(Chart("", ChartKind.ROW, (name,), (Series("", decimals(5)),)))
    (shown,) = [text for text in labels(shapes) if text.startswith("Very")]
    assert shown.endswith("…") and len(shown) > 10
    assert elided("short", 100, 9, measure) == "short"


@given(
    st.sampled_from(ChartKind),
    st.lists(st.lists(st.none() | MONEY, max_size=40), max_size=5),
    st.integers(0, 40),
)
def test_nothing_leaves_the_field(kind: ChartKind, rows: list[list[Decimal | None]], count: int):
    shown = chart(kind, *(tuple(row) for row in rows), count=count)
    for shape in layout_chart(shown, WIDTH * 2, HEIGHT * 2, measure):
        for x, y in corners(shape):
            assert -0.5 <= x <= WIDTH * 2 + 0.5
            assert -0.5 <= y <= HEIGHT * 2 + 0.5


def test_a_chart_of_nothing_still_has_a_title_and_an_axis():
    shapes = layout(Chart("Nothing", ChartKind.BAR, (), ()))
    assert "Nothing" in labels(shapes)
    assert [s.role for s in shapes if isinstance(s, Polyline)].count("axis") == 1


def test_bars_too_thin_for_hatching_are_lines() -> None:
    days = tuple(Decimal(number % 50 - 10) for number in range(2000))
    shapes = layout(chart(ChartKind.BAR, days, days[::-1], count=2000))
    assert bars(shapes) == [] == bars(shapes, "series-2")
    for role in ("series-1", "series-2"):
        *_, line = (s for s in shapes if isinstance(s, Polyline) and s.role == role)
        # As many points as can be told apart, and none of the highest and lowest is lost.
        assert WIDTH < len(line.points) < 5 * WIDTH
        xs = [x for x, _ in line.points]
        assert xs == sorted(xs)
        heights = {round(y, 3) for _, y in line.points}
        assert len(heights) == 50
    assert len({shape.dash for shape in shapes if isinstance(shape, Polyline)}) > 1
