"""Tables over as many sheets as they need, drawn row by row as the rows come in.

Columns find their widths from their titles and the first rows. The heading is repeated on every
sheet; a row stays in one piece unless it is taller than a sheet; the totals never stand alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice

from crm_desktop.reports.colours import ACCENT, HAIRLINE, INK, MUTED, TINT, Colour
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Line, Style

Cells = Sequence[str]

TEXT = Style(8.5)
HEAD = Style(8.5, bold=True)
PADDING_X, PADDING_Y = 4.0, 3.0
SAMPLE = 500
SMALLEST_WIDTH = 26.0


class Align(Enum):
    """Where a column's texts stand, as the share of the free room to their left."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `weight` is its share when room is short; a `whole` one never wraps its texts."""

    title: str
    weight: float = 1.0
    align: Align = Align.LEFT
    whole: bool = False


def number_column(title: str) -> Column:
    """Return a column for amounts and counts: to the right and never wrapped."""
    return Column(title, align=Align.RIGHT, whole=True)


def draw_table(
    paper: Paper,
    columns: Sequence[Column],
    rows: Iterable[Cells],
    *,
    totals: Sequence[Cells] = (),
) -> int:
    """Draw a table at the paper's `y` and return the number of rows. `totals` end it in bold."""
    incoming = iter(rows)
    sample = list(islice(incoming, SAMPLE))
    widths = column_widths(paper, columns, sample, totals)
    return _Table(paper, columns, widths).draw(chain(sample, incoming), totals)


def column_widths(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Cells], totals: Sequence[Cells]
) -> list[float]:
    """Return widths that fill the paper: what each column would like, as far as there is room."""
    bold = [[column.title for column in columns], *totals]
    wishes = [
        max(
            _wish(paper, [row[place] for row in rows], TEXT),
            _wish(paper, [row[place] for row in bold], HEAD),
        )
        for place in range(len(columns))
    ]
    room = paper.content_width
    if sum(wishes) <= room:
        return _filled(columns, wishes, room)
    widths = [0.0] * len(columns)
    open_places = set(range(len(columns)))
    for place, column in enumerate(columns):
        if column.whole:
            widths[place] = wishes[place]
            open_places.discard(place)
    room = max(room - sum(widths), SMALLEST_WIDTH * len(open_places))
    while open_places:
        weights = sum(columns[place].weight for place in open_places)
        shares = {place: room * columns[place].weight / weights for place in open_places}
        content = {place for place in open_places if wishes[place] <= shares[place]}
        for place in content or open_places:
            widths[place] = min(wishes[place], shares[place])
            room -= widths[place]
        open_places -= content or open_places
    scale = min(1.0, paper.content_width / sum(widths))
    return [width * scale for width in widths]


def _wish(paper: Paper, texts: Sequence[str], style: Style) -> float:
    widest = max((paper.wrapping.natural_width(text, style) for text in texts), default=0.0)
    return max(widest + 0.5 + 2 * PADDING_X, SMALLEST_WIDTH)


def _filled(columns: Sequence[Column], wishes: list[float], room: float) -> list[float]:
    """Give what is left over to the columns of running text, or to all where there are none."""
    takers = [0.0 if column.whole else column.weight for column in columns]
    if not any(takers):
        takers = [1.0] * len(columns)
    left = room - sum(wishes)
    return [wish + left * taker / sum(takers) for wish, taker in zip(wishes, takers, strict=True)]


class _Table:
    def __init__(self, paper: Paper, columns: Sequence[Column], widths: Sequence[float]) -> None:
        self.paper = paper
        self.columns = columns
        self.widths = widths
        self.head = self._wrapped([column.title for column in columns], HEAD)

    def draw(self, rows: Iterable[Cells], totals: Sequence[Cells]) -> int:
        ends = [self._wrapped(cells, HEAD) for cells in totals]
        ending = sum(_height(cells, HEAD) for cells in ends)
        count = 0
        for count, (cells, last) in enumerate(_with_last(rows), 1):
            wrapped = self._wrapped(cells, TEXT)
            height = _height(wrapped, TEXT)
            needed = height + (ending if last else 0.0)
            if count == 1:
                self._open(needed)
            elif needed > self.paper.room:
                self._next_sheet()
            self._row(wrapped, height)
        if not count:
            self._open(ending)
        for cells_of_end in ends:
            self._end_row(cells_of_end)
        return count

    def _open(self, needed: float) -> None:
        """Begin the table: not at the foot of a sheet that has no room for the first row."""
        head = _height(self.head, HEAD)
        if head + needed > self.paper.room and self.paper.room < self.paper.height / 3:
            self.paper.new_page()
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
