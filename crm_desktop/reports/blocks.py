"""Blocks of a sheet besides tables: key figures side by side, labelled fields in two columns."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.reports.colours import HAIRLINE, INK, MUTED, TINT
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Line, Style

LABEL = Style(8)
VALUE = Style(9)
FIGURE = Style(13, bold=True)
NOTE = Style(8)
SMALLEST_FIGURE = 9.0
GAP = 10.0
PADDING = 8.0
LABEL_SHARE = 0.34


class Figure(NamedTuple):
    """A key figure: its label, what it is, and a remark below it."""

    label: str
    value: str
    note: str = ""


def draw_figures(paper: Paper, figures: Sequence[Figure]) -> None:
    """Draw key figures side by side over the width of the sheet."""
    width = (paper.content_width - GAP * (len(figures) - 1)) / len(figures)
    room = width - 2 * PADDING
    widest = max(paper.measure(figure.value, FIGURE) for figure in figures)
    style = FIGURE._replace(size=max(SMALLEST_FIGURE, FIGURE.size * min(1, room / widest)))
    blocks = [
        (
            paper.wrapping.lines(figure.label, LABEL, room),
            paper.wrapping.lines(figure.value, style, room),
            paper.wrapping.lines(figure.note, NOTE, room) if figure.note else [],
        )
        for figure in figures
    ]
    styles = ((LABEL, MUTED), (style, INK), (NOTE, MUTED))
    heights = [
        sum(len(lines) * looks.leading for lines, (looks, _) in zip(block, styles, strict=True))
        for block in blocks
    ]
    height = max(heights) + 2 * PADDING
    paper.need(height)
    for place, block in enumerate(blocks):
        x = paper.left + place * (width + GAP)
        paper.rectangle(x, paper.y, width, height, fill=TINT)
        y = paper.y + PADDING
        for lines, (looks, colour) in zip(block, styles, strict=True):
            for line in lines:
                paper.line(line, x + PADDING, y + looks.size * 1.1, looks, colour)
                y += looks.leading
    paper.y += height + 14


class Labelled(NamedTuple):
    """A field's label and value; a `wide` one takes the whole width."""

    label: str
    value: str
    wide: bool = False


def draw_fields(paper: Paper, title: str, fields: Sequence[Labelled]) -> None:
    """Draw a titled group of fields, two side by side, over several sheets if need be.

    A group of one field of the same name needs no label.
    """
    if [field.label for field in fields] == [title]:
        paper.heading(title, 2 * VALUE.leading)
        paper.paragraph(fields[0].value, VALUE)
        paper.y += 10
        return
    rows = [_Row(paper, fields_of_row) for fields_of_row in _in_rows(paper, fields)]
    paper.heading(title, rows[0].height)
    for row in rows:
        row.draw()
    paper.y += 10


def _in_rows(paper: Paper, fields: Sequence[Labelled]) -> list[list[Labelled]]:
    half = (paper.content_width - GAP) / 2 * (1 - LABEL_SHARE)
    rows: list[list[Labelled]] = []
    for field in fields:
        wide = field.wide or paper.wrapping.natural_width(field.value, VALUE) > 2 * half
        if wide or not rows or len(rows[-1]) == 2 or rows[-1][0].wide:
            rows.append([field._replace(wide=wide)])
        else:
            rows[-1].append(field)
    return rows


class _Row:
    """One or two fields side by side, as lines of labels and values."""

    def __init__(self, paper: Paper, fields: Sequence[Labelled]) -> None:
        self.paper = paper
        half = (paper.content_width - GAP) / 2
        self.label_width = half * LABEL_SHARE
        self.places = [paper.left, paper.left + half + GAP]
        self.parts: list[tuple[list[Line], list[Line]]] = []
        for field in fields:
            width = (paper.content_width if field.wide else half) - self.label_width
            labels = paper.wrapping.lines(field.label, LABEL, self.label_width - 6)
            self.parts.append((labels, paper.wrapping.lines(field.value, VALUE, width)))
        self.count = max(max(len(labels), len(values)) for labels, values in self.parts)

    @property
    def height(self) -> float:
        return min(self.count, 4) * VALUE.leading + 5

    def draw(self) -> None:
        self.paper.need(self.height)
        for number in range(self.count):
            self.paper.need(VALUE.leading + 4)
            baseline = self.paper.y + VALUE.size * 1.15
            for x, (labels, values) in zip(self.places, self.parts, strict=False):
                if number < len(labels):
                    self.paper.line(labels[number], x, baseline, LABEL, MUTED)
                if number < len(values):
                    start = x + self.label_width
                    self.paper.line(values[number], start, baseline, VALUE, INK)
            self.paper.y += VALUE.leading
        self.paper.y += 2
        self.paper.rule(self.paper.left, self.paper.y, self.paper.right, HAIRLINE, 0.3)
        self.paper.y += 3
