"""Packed rows are the rows that were put in, made when they are read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.packed_rows import PackedRows
from crm_desktop.domain.statistics import StatisticsRow

CENTS = st.integers(-(10**15), 10**15)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT, st.integers(0, 10**9), CENTS, CENTS, CENTS)))
def test_rows_are_those_that_were_appended(values: list[tuple[str, str, int, int, int, int]]):
    packed = PackedRows(3)
    for start in range(0, len(values), 3):
        block = list(zip(*values[start : start + 3], strict=True))
        packed.append_block(range(start, start + len(block[0])), *block)  # type: ignore[arg-type]
    rows = [
        StatisticsRow(
            key=key,
            label=label,
            payments=payments,
            revenue=Decimal(now).scaleb(-2),
            before=Decimal(before).scaleb(-2),
            year_ago=Decimal(year_ago).scaleb(-2),
        )
        for key, label, payments, now, before, year_ago in values
    ]
    assert list(packed) == rows
    assert [packed[place] for place in range(-len(rows), len(rows))] == rows * 2
    assert packed[1:] == tuple(rows[1:])
    assert list(packed.ids) == list(range(len(rows)))
    assert packed.payments == sum(row.payments for row in rows)
    assert packed.totals == (
        sum((row.revenue for row in rows), Decimal("0.00")),
        sum((row.before for row in rows), Decimal("0.00")),
        sum((row.year_ago for row in rows), Decimal("0.00")),
    )
    with pytest.raises(IndexError):
        packed[len(rows)]


def test_only_the_last_block_may_be_smaller() -> None:
    packed = PackedRows(2)
    packed.append_block([1], ["C1"], ["One"], [1], [100], [0], [0])
    with pytest.raises(ValueError, match="the last block"):
        packed.append_block([2], ["C2"], ["Two"], [1], [100], [0], [0])
