"""The columns of a table, and how wide each of them becomes.

Each column has three widths: the least it can do with, the usual one that fits nine rows of ten,
and the full one that fits all. The sheet's width is dealt out in this order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Style

Cells = Sequence[str]

TEXT = Style(8.5)
HEAD = Style(8.5, bold=True)
PADDING_X, PADDING_Y = 4.0, 3.0
SMALLEST = 26.0
LOOSE = 10.0  # what every column gets first when there is room to spare
LONGEST_UNBROKEN = 90.0  # words, numbers and addresses up to this width are not split
CRAMPED = 56.0  # … unless there are so many columns that they must do with this
TOKEN = re.compile("[!-~]+")
SPARE = "000,"  # the sum of very many rows is likely to be this much longer than they are


class Align(Enum):
    """Where a column's texts stand, as the share of the free room to their left."""

    LEFT = 0.0
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


def likely_totals(columns: Sequence[Column], rows: Sequence[Cells]) -> list[str]:
    """Return texts about as wide as the totals will be, judged by the first rows."""
    widest = (max(texts, key=len) for texts in zip(*rows, strict=True))
    return [
        SPARE + text if column.align is Align.RIGHT else ""
        for column, text in zip(columns, widest, strict=True)
    ]


def column_widths(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Cells], bold: Sequence[Cells] = ()
) -> list[float]:
    """Return widths that add up to the paper's; `bold` are texts beside the rows and titles."""
    needs = [
        _needs(paper, column, [row[place] for row in rows], [row[place] for row in bold])
        for place, column in enumerate(columns)
    ]
    weights = [column.weight for column in columns]
    least, usual, full = ([need[level] for need in needs] for level in range(3))
    room = paper.content_width
    if sum(full) <= room:
        return _loosened(columns, full, room)
    if sum(usual) <= room:
        return _poured(usual, full, weights, room)
    if sum(least) > room:  # then words are split after all
        least = [
            width if column.whole else min(width, CRAMPED)
            for column, width in zip(columns, least, strict=True)
        ]
    if sum(least) > room:
        return [width * room / sum(least) for width in least]
    return _poured(least, usual, weights, room)


def _needs(
    paper: Paper, column: Column, texts: Sequence[str], bold: Sequence[str]
) -> tuple[float, float, float]:
    """Return the least, the usual and the full width of a column."""
    wrapping = paper.wrapping
    inside = sorted(wrapping.natural_width(text, TEXT) for text in texts) or [0.0]
    title = wrapping.natural_width(column.title, HEAD)
    word = max((wrapping.natural_width(part, HEAD) for part in column.title.split()), default=0.0)
    rest = max((wrapping.natural_width(text, HEAD) for text in bold), default=0.0)
    full = _outer(max(inside[-1], title, rest))
    if column.whole:
        return full, full, full
    tokens = (token for text in texts for token in TOKEN.findall(text))
    unbroken = wrapping.natural_width(max(tokens, key=len, default=""), TEXT)
    least = max(word, min(unbroken, LONGEST_UNBROKEN))
    return _outer(least), _outer(max(inside[len(inside) * 9 // 10], least)), full


def _outer(inside: float) -> float:
    return max(inside + 0.5 + 2 * PADDING_X, SMALLEST)


def _poured(
    low: Sequence[float], high: Sequence[float], weights: Sequence[float], room: float
) -> list[float]:
    """Raise widths from `low` towards `high` until `room` is used, each by its weight."""
    widths = list(low)
    rising = {place for place in range(len(low)) if high[place] > low[place]}
    left = room - sum(low)
    while rising:
        unit = left / sum(weights[place] for place in rising)
        full = {p for p in rising if high[p] - low[p] <= unit * weights[p]}
        for place in full or rising:
            added = high[place] - low[place] if full else unit * weights[place]
            widths[place] += added
            left -= added
        rising -= full or rising
    return widths


def _loosened(columns: Sequence[Column], widths: list[float], room: float) -> list[float]:
    """Give what is left over to all columns a little, then to those of running text."""
    extra = min(LOOSE, (room - sum(widths)) / len(widths))
    widths = [width + extra for width in widths]
    takers = [0.0 if column.whole else column.weight for column in columns]
    if not any(takers):
        takers = [1.0] * len(columns)
    left = (room - sum(widths)) / sum(takers)
    return [width + left * taker for width, taker in zip(widths, takers, strict=True)]
