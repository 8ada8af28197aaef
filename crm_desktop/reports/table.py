"""Tables over as many sheets as they need, drawn row by row as the rows come in.

Columns find their widths from their titles and the first rows. The heading is repeated on every
sheet; a row stays in one piece unless it is taller than a sheet; the totals never stand alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from crm_desktop.reports.colours import ACCENT, HAIRLINE, INK, MUTED, TINT, Colour
from crm_desktop.reports.columns import (
    HEAD,
    PADDING_X,
    PADDING_Y,
    TEXT,
    Cells,
    Column,
    column_widths,
    likely_totals,
)
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Line, Style

SAMPLE = 500  # rows that the columns take their widths from


def draw_table(
    paper: Paper,
    columns: Sequence[Column],
    rows: Iterable[Cells],
    *,
    title: str = "",
    totals: Callable[[], Cells] | None = None,
) -> int:
    """Draw a table at the paper's `y` and return the number of rows.

    `title` stands above it, on the same sheet as the first row. `totals` gives the row that ends
    it in bold; it is asked when the last row has been taken.
    """
    incoming = iter(rows)
    sample = list(islice(incoming, SAMPLE))
    more = len(sample) == SAMPLE
    bold: list[Cells] = [[column.title for column in columns]]
    if totals:
        bold.append(likely_totals(columns, sample) if more else totals())
    widths = column_widths(paper, columns, sample, bold)
    return _Table(paper, columns, widths, title).draw(chain(sample, incoming), totals)


class _Table:
    def __init__(
        self, paper: Paper, columns: Sequence[Column], widths: Sequence[float], title: str
    ) -> None:
        self.paper = paper
        self.title = title
        self.columns = columns
        self.widths = widths
        self.head = self._wrapped([column.title for column in columns], HEAD)

    def draw(self, rows: Iterable[Cells], totals: Callable[[], Cells] | None) -> int:
        end: list[list[Line]] | None = None
        count = 0
        for count, (cells, last) in enumerate(_with_last(rows), 1):
            wrapped = self._wrapped(cells, TEXT)
            needed = height = _height(wrapped, TEXT)
            if last and totals:
                end = self._wrapped(totals(), HEAD)
                needed += _height(end, HEAD)
            if count == 1:
                self._open(needed)
            elif needed > self.paper.room:
                self._next_sheet()
            self._row(wrapped, height)
        if not count:
            self._open(0.0)
        if end:
            self._end_row(end)
        return count

    def _open(self, needed: float) -> None:
        """Begin the table: on a new sheet if the first row fits there but not here."""
        height = _height(self.head, HEAD) + needed
        if self.title:
            height += self.paper.heading_height(self.title)
        if self.paper.room < height <= self.paper.fresh_room:
            self.paper.new_page()
        if self.title:
            self.paper.heading(self.title)
        self._heading()

    def _next_sheet(self) -> None:
        self.paper.new_page()
        self._heading()

    def _heading(self) -> None:
        height = _height(self.head, HEAD)
        paper = self.paper
        paper.rectangle(paper.left, paper.y, paper.content_width, height, fill=TINT)
        self._cells(self.head, HEAD, ACCENT, height)
        paper.rule(paper.left, paper.y, paper.right, ACCENT, 0.9)

    def _row(self, cells: list[list[Line]], height: float) -> None:
        while height > self.paper.room:  # taller than a sheet: the lines that fit, then the rest
            fitting = int((self.paper.room - 2 * PADDING_Y) // TEXT.leading)
            if fitting > 0:
                part = [lines[:fitting] for lines in cells]
                cells = [lines[fitting:] for lines in cells]
                self._piece(part, _height(part, TEXT))
                height = _height(cells, TEXT)
            self._next_sheet()
        self._piece(cells, height)

    def _piece(self, cells: list[list[Line]], height: float) -> None:
        paper = self.paper
        self._cells(cells, TEXT, INK, height)
        paper.rule(paper.left, paper.y, paper.right, HAIRLINE, 0.4)

    def _end_row(self, cells: list[list[Line]]) -> None:
        height = _height(cells, HEAD)
        self.paper.rule(self.paper.left, self.paper.y, self.paper.right, MUTED, 0.9)
        self._cells(cells, HEAD, INK, height)

    def _cells(self, cells: list[list[Line]], style: Style, colour: Colour, height: float) -> None:
        x = self.paper.left
        for column, width, lines in zip(self.columns, self.widths, cells, strict=True):
            baseline = self.paper.y + PADDING_Y + style.size * 1.08
            for line in lines:
                room = width - 2 * PADDING_X
                fitting, used = style, line.width
                if used > room:  # a number wider than all that set the width: smaller, not cut
                    fitting, used = style._replace(size=style.size * room / used), room
                start = x + PADDING_X + column.align.value * (room - used)
                self.paper.line(line, start, baseline, fitting, colour)
                baseline += style.leading
            x += width
        self.paper.y += height

    def _wrapped(self, cells: Cells, style: Style) -> list[list[Line]]:
        return [
            self.paper.wrapping.lines(
                text, style, float("inf") if column.whole else width - 2 * PADDING_X
            )
            for text, column, width in zip(cells, self.columns, self.widths, strict=True)
        ]


def _height(cells: list[list[Line]], style: Style) -> float:
    return max(len(lines) for lines in cells) * style.leading + 2 * PADDING_Y


def _with_last(rows: Iterable[Cells]) -> Iterator[tuple[Cells, bool]]:
    """Yield each row and whether it is the last one."""
    iterator = iter(rows)
    for current in iterator:
        for following in iterator:
            yield current, False
            current = following
        yield current, True
