"""Rows of statistics by the million: numbers side by side, texts in blocks, rows when asked for."""

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import overload

from crm_desktop.domain.statistics import StatisticsRow

_BLOCKS_READ = 8


class PackedRows(Sequence[StatisticsRow]):
    """Rows that are made when they are read: a million take some 55 MB.

    They are appended in blocks of `size`, of which only the last may be smaller. Rows may be read
    in several threads once all are there.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._ids = array("q")
        self._payments = array("q")
        self._cents = (array("q"), array("q"), array("q"))
        self._texts: list[bytes] = []
        self._read = lru_cache(_BLOCKS_READ)(self._block)

    def append_block(
        self,
        ids: Iterable[int],
        keys: Sequence[str],
        labels: Sequence[str],
        payments: Iterable[int],
        *cents: Iterable[int],
    ) -> None:
        """Append a block, column by column; `cents` of the period, the one before, a year ago.

        `ids` name whose rows these are.
        """
        if len(self) % self._size:
            raise ValueError("only the last block may be smaller")
        texts = json.dumps((keys, labels), ensure_ascii=False).encode()
        self._texts.append(zlib.compress(texts, 1))
        self._ids.extend(ids)
        self._payments.extend(payments)
        for column, amounts in zip(self._cents, cents, strict=True):
            column.extend(amounts)

    @property
    def payments(self) -> int:
        """The number of payments in all rows."""
        return sum(self._payments)

    @property
    def totals(self) -> tuple[Decimal, Decimal, Decimal]:
        """The sums of the period, of the one before, and of a year ago."""
        now, before, year_ago = (_amount(sum(column)) for column in self._cents)
        return now, before, year_ago

    def figures(self, place: int) -> tuple[int, int, int, int]:
        """Return the payments of a row, and the cents of the period, before it, and a year ago."""
        now, before, year_ago = self._cents
        return self._payments[place], now[place], before[place], year_ago[place]

    @property
    def ids(self) -> Sequence[int]:
        """Whose rows these are, row by row."""
        return self._ids

    def __len__(self) -> int:
        return len(self._payments)

    @overload
    def __getitem__(self, place: int) -> StatisticsRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[StatisticsRow, ...]: ...

    def __getitem__(self, place: int | slice) -> StatisticsRow | tuple[StatisticsRow, ...]:
        """Return a row, or several."""
        if isinstance(place, slice):
            return tuple(self._row(each) for each in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._row(place % len(self))

    def __iter__(self) -> Iterator[StatisticsRow]:
        return (self._row(place) for place in range(len(self)))

    def _row(self, place: int) -> StatisticsRow:
        keys, labels = self._read(place // self._size)
        within = place % self._size
        now, before, year_ago = (_amount(column[place]) for column in self._cents)
        return StatisticsRow(
            key=keys[within],
            label=labels[within],
            payments=self._payments[place],
            revenue=now,
            before=before,
            year_ago=year_ago,
        )

    def _block(self, number: int) -> tuple[list[str], list[str]]:
        keys, labels = json.loads(zlib.decompress(self._texts[number]))
        return keys, labels


def _amount(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
