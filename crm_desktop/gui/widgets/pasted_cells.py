"""What is pasted into a table of lines: cells from a spreadsheet, or a text for one cell."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from crm_desktop.domain.fields import Field, FieldKind
from crm_desktop.domain.folding import fold
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.typed_values import TYPED_KINDS


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of a copied text, row by row; empty rows are left out.

    Spreadsheets put tabs between cells and line ends between rows, and a cell that holds either
    into quotes.
    """
    rows = [line.split("\t") for line in text.splitlines()]
    if '"' in text and ("\t" in text or len(rows) > 1):
        try:
            rows = list(csv.reader(StringIO(text, newline=""), dialect="excel-tab"))
        except csv.Error:
            # Far too long for a cell: as it stands.
            pass
    return [row for row in rows if any(cell.strip() for cell in row)]


def typed_row(
    fields: Mapping[int, Field], cells: Sequence[str], choices: Choices
) -> dict[int, object]:
    """Return what is typed into each column of `fields` when `cells` are pasted into them.

    `fields` are the columns from the first one on, in the order they are shown. Empty cells and
    names that a list does not offer change nothing.
    """
    typed: dict[int, object] = {}
    for (column, field), cell in zip(fields.items(), cells, strict=False):
        value = _value(field, cell, choices)
        if value not in (None, ""):
            typed[column] = value
    return typed


def _value(field: Field, cell: str, choices: Choices) -> object:
    if field.kind in TYPED_KINDS:
        bare = cell.strip()
        return bare if field.kind is FieldKind.LONG_TEXT else " ".join(bare.splitlines())
    wanted = fold(cell)
    offered = choices.of(field)
    return next((value for value, label in offered if wanted in (fold(label), value)), None)
