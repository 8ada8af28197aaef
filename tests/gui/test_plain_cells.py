"""Cells that the list draws itself look as the style draws them, and are drawn once."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleFactory
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import CustomerRow
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.models import customer_table as customer_model
from crm_desktop.gui.models.customer_columns import COLUMNS
from crm_desktop.gui.models.customer_table import PAGE
from crm_desktop.gui.widgets.customer_table import CustomerTable
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import query


@pytest.fixture
def table(sample_workspace: Workspace, qtbot: QtBot, qapp: QApplication) -> Iterator[CustomerTable]:
    shown = CustomerTable(sample_workspace, "cells")
    shown.resize(1300, 600)
    style = QStyleFactory.create("Fusion")  # the one that is the same on all systems
    style.setParent(qapp)  # a widget does not keep its style, and outlives this
    shown.ui.table.setStyle(style)
    shown.show()
    shown.show_matches(Criteria())
    settle(shown, qtbot)
    yield shown


def settle(table: CustomerTable, qtbot: QtBot) -> None:
    model, tasks = table.model, table._workspace.tasks
    qtbot.waitUntil(lambda: model.is_exact and not model.is_reading_first and not tasks.running)


def pictures(table: CustomerTable) -> tuple[QImage, QImage]:
    """Return the cells as the list and as the style draws them."""
    view, ours = table.ui.table, table.ui.table.itemDelegate()
    QApplication.sendPostedEvents()
    mine = view.viewport().grab().toImage()
    view.setItemDelegate(QStyledItemDelegate(view))
    native = view.viewport().grab().toImage()
    view.setItemDelegate(ours)
    return mine, native


def test_cells_look_as_the_style_draws_them(table: CustomerTable) -> None:
    mine, native = pictures(table)
    assert mine == native
    blank = QImage(mine.size(), mine.format())
    blank.fill(mine.pixelColor(mine.width() - 1, mine.height() - 1))
    assert mine != blank


@pytest.mark.parametrize("width", [24, 40, 75, 300])
def test_what_does_not_fit_is_shortened_as_the_style_does(table: CustomerTable, width: int) -> None:
    for column in range(table.model.columnCount()):
        table.ui.table.setColumnWidth(column, width)
    mine, native = pictures(table)
    assert mine == native


def test_marked_and_disabled_cells_are_the_styles(table: CustomerTable) -> None:
    table.focus_rows()
    table.ui.table.selectAll()
    mine, native = pictures(table)
    assert mine == native
    table.ui.table.clearSelection()
    table.ui.table.setEnabled(False)
    mine, native = pictures(table)
    assert mine == native


def test_another_font_is_followed(table: CustomerTable) -> None:
    before, _ = pictures(table)
    font = table.ui.table.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    for widget in (table.ui.table, table):  # a style sheet stops what comes from above
        widget.setFont(font)
    mine, native = pictures(table)
    assert mine == native
    assert mine != before


def test_another_language_is_followed(table: CustomerTable, languages: LanguageSwitch) -> None:
    before, _ = pictures(table)
    languages.switch(i18n.CHINESE)
    mine, native = pictures(table)
    assert mine == native
    assert mine != before


def loaded_row(table: CustomerTable, position: int) -> CustomerRow:
    row = table.model.row(position)
    assert row is not None
    return row


class Asked:
    """Which cells were asked for to be drawn, and what they said."""

    def __init__(self, table: CustomerTable, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cells: list[str | None] = []
        cell = table.model.cell

        def noted(row: int, column: int) -> str | None:
            text = cell(row, column)
            self.cells.append(text)
            return text

        monkeypatch.setattr(table.model, "cell", noted)


def test_rows_scrolled_to_are_painted_once_they_are_there(
    table: CustomerTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(table, monkeypatch)
    bar = table.ui.table.verticalScrollBar()
    bar.setValue(2 * PAGE + 10)
    first = table.ui.table.rowAt(0)
    assert first == 2 * PAGE + 10
    qtbot.waitUntil(lambda: table.model.row(first) is not None)
    qtbot.waitUntil(lambda: any(asked.cells))
    assert table.ui.table.viewport().updatesEnabled()


def test_placeholders_are_painted_where_reading_takes_its_time(
    table: CustomerTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, page = Event(), query.page

    def slow(*given: Any) -> Any:
        go_on.wait(60)
        return page(*given)

    monkeypatch.setattr(customer_model.query, "page", slow)
    asked = Asked(table, monkeypatch)
    bar = table.ui.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    try:
        qtbot.waitUntil(lambda: None in asked.cells)
    finally:
        go_on.set()
    asked.cells.clear()
    last = table.model.rowCount() - 1
    qtbot.waitUntil(lambda: table.model.row(last) is not None)
    said = table.model.text(loaded_row(table, last), COLUMNS[0])
    qtbot.waitUntil(lambda: said in asked.cells)


def test_a_cell_under_the_mouse_is_the_styles(table: CustomerTable, qtbot: QtBot) -> None:
    viewport = table.ui.table.viewport()
    viewport.setAttribute(Qt.WidgetAttribute.WA_Hover)
    qtbot.mouseMove(viewport, viewport.rect().center())
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.UpdateRequest))
    mine, native = pictures(table)
    assert mine == native
