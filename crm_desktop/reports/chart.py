"""Charts on paper: the shapes of `domain.chart` as lines and areas of the sheet."""

from crm_desktop.domain.chart import (
    Anchor,
    Chart,
    Label,
    Polygon,
    Polyline,
    Primitive,
    Rectangle,
    layout_chart,
)
from crm_desktop.reports.colours import HAIRLINE, INK, MUTED, SERIES, WHITE, Colour
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Style

TEXT_SIZE = 8.0
ANCHORS = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}
COLOURS = {"grid": HAIRLINE, "axis": MUTED, "text": MUTED, "title": INK}


def draw_chart(paper: Paper, chart: Chart, height: float) -> None:
    """Draw `chart` over the width of the sheet."""
    paper.need(height)

    def measure(text: str, size: float) -> float:
        return paper.measure(text, Style(size))

    width = paper.content_width
    for shape in layout_chart(chart, width, height, measure, text_size=TEXT_SIZE):
        _draw(paper, shape)
    paper.y += height + 14


def _draw(paper: Paper, shape: Primitive) -> None:
    left, top, colour = paper.left, paper.y, _colour(shape.role)
    match shape:
        case Rectangle(x=x, y=y, width=width, height=height, filled=filled):
            fill, outline = (colour, None) if filled else (None, colour)
            paper.rectangle(left + x, top + y, width, height, fill=fill, outline=outline)
        case Polyline(points=points, thickness=thickness, dash=dash):
            moved = [(left + x, top + y) for x, y in points]
            paper.polyline(moved, colour, thickness, dash)
        case Polygon(points=points, filled=filled):
            moved = [(left + x, top + y) for x, y in points]
            paper.polygon(moved, fill=colour if filled else WHITE, outline=colour)
        case Label(x=x, y=y, text=text, anchor=anchor, size=size):
            style = Style(size, shape.role == "title")
            paper.text(text, left + x, top + y, style, colour, anchor=ANCHORS[anchor])


def _colour(role: str) -> Colour:
    if role.startswith("series-"):
        return SERIES[(int(role.removeprefix("series-")) - 1) % len(SERIES)]
    return COLOURS[role]
