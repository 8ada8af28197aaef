"""Lists too long to read: dragged through, searched in haste, changed by others, sorted or not."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Count, Criteria, SortOrder
from crm_desktop.domain.records import CustomerChange
from crm_desktop.gui.models import customer_table as customer_model
from crm_desktop.gui.models.customer_columns import COLUMN_BY_NAME, COLUMNS
from crm_desktop.gui.models.customer_table import PAGE
from crm_desktop.gui.shown_values import PLACEHOLDER
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.widgets import customer_table as table_widget
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.cancellation import CancelToken, current_token
from crm_desktop.services import customers, query
from tests.gui.keyboard import Key


@pytest.fixture
def view(sample_workspace: Workspace, qtbot: QtBot) -> Iterator[CustomerListView]:
    view = CustomerListView(sample_workspace)
    view.resize(1100, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    settled(view, qtbot)
    yield view


def settled(view: CustomerListView, qtbot: QtBot) -> None:
    """Wait until nothing is read any more."""
    model, tasks = view.table.model, view.table._workspace.tasks
    qtbot.waitUntil(lambda: model.is_exact and not model.is_reading_first and not tasks.running)


def first_shown(view: CustomerListView) -> int:
    return view.table.ui.table.rowAt(0)


def cell(view: CustomerListView, row: int) -> Any:
    model = view.table.model
    return model.index(row, 1).data()


def header_of(view: CustomerListView, name: str) -> tuple[Any, Any]:
    header = view.table.ui.table.horizontalHeader()
    section = COLUMNS.index(COLUMN_BY_NAME[name])
    x = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    return header, QPoint(x, header.height() // 2)


def test_dragging_to_the_end_shows_placeholders_and_then_the_last_customers(
    view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    table, model = view.table.ui.table, view.table.model
    total = query.count(sample_workspace.context)
    assert model.rowCount() == total > 3 * PAGE
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert cell(view, total - 1) == PLACEHOLDER
    qtbot.waitUntil(lambda: cell(view, total - 1) != PLACEHOLDER)
    last = query.page(sample_workspace.context, offset=total - 1)
    assert [cell(view, total - 1)] == [row.name for row in last]
    assert table.rowAt(table.viewport().height() - 1) in (total - 1, -1)


def test_an_old_answer_never_replaces_a_newer_one(
    view: CustomerListView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, tokens = Event(), list[CancelToken]()
    page = query.page

    def slow(context: Any, criteria: Criteria, *rest: Any) -> Any:
        if criteria.anything == "上":
            tokens.append(current_token())
            go_on.wait(10)
        return page(context, criteria, *rest)

    monkeypatch.setattr(customer_model.query, "page", slow)
    view.table.show_matches(Criteria(anything="上"))
    qtbot.waitUntil(lambda: len(tokens) == 1)
    view.table.show_matches(Criteria(anything="北京"))
    assert tokens[0].is_cancelled, "what was asked before goes on"
    context = view.table._workspace.context
    expected = {row.id for row in page(context, Criteria(anything="北京"))}
    go_on.set()
    settled(view, qtbot)
    shown = {row.id for _, row in view.table.model.loaded()}
    assert shown == expected
    assert shown


def test_each_key_in_the_filter_cancels_the_search_before(
    view: CustomerListView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens: dict[str, CancelToken] = {}
    page, go_on = query.page, Event()

    def watched(context: Any, criteria: Criteria, *rest: Any) -> Any:
        tokens[criteria.anything] = current_token()
        if criteria.anything == "s":
            go_on.wait(10)
        return page(context, criteria, *rest)

    monkeypatch.setattr(customer_model.query, "page", watched)
    view.ui.filter.setFocus()
    QTest.keyClick(view.ui.filter, Key.Key_S)
    qtbot.waitUntil(lambda: "s" in tokens)
    QTest.keyClick(view.ui.filter, Key.Key_H)
    qtbot.waitUntil(lambda: "sh" in tokens)
    assert tokens["s"].is_cancelled
    assert not tokens["sh"].is_cancelled
    go_on.set()
    settled(view, qtbot)
    assert view.table.criteria == Criteria(anything="sh")


@pytest.mark.parametrize(
    ("language", "about", "exactly"),
    [
        (i18n.ENGLISH, "Customers: about 23,400", "Customers: {n}"),
        (i18n.CHINESE, "客户：约 23,400", "客户：{n}"),
    ],
)
def test_the_number_is_about_right_at_once_and_exact_soon(
    view: CustomerListView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    about: str,
    exactly: str,
) -> None:
    i18n.set_language(language)
    go_on, positions = Event(), query.positions

    def slowly(*asked: Any) -> Any:
        go_on.wait(10)
        return positions(*asked)

    monkeypatch.setattr(customer_model.query, "estimate", lambda *_: Count(23_400, is_exact=False))
    monkeypatch.setattr(customer_model.query, "positions", slowly)
    criteria = Criteria(kind="company")
    view.table.show_matches(criteria)
    qtbot.waitUntil(lambda: view.ui.count.text() == about)
    qtbot.waitUntil(lambda: view.table.model.rowCount() == 23_400)
    go_on.set()
    settled(view, qtbot)
    total = query.count(sample_workspace.context, criteria)
    assert total > PAGE
    assert view.ui.count.text() == exactly.format(n=total)
    assert view.table.model.rowCount() == total
    i18n.set_language(i18n.ENGLISH)


def test_a_change_elsewhere_moves_nothing_that_one_looks_at(
    view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    table, model, context = view.table.ui.table, view.table.model, sample_workspace.context
    place = 2 * PAGE + 7
    table.scrollTo(model.index(place, 0), table.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: model.row(place) is not None)
    table.selectRow(place)
    top, marked, resets = first_shown(view), model.row(place), list[None]()
    model.modelReset.connect(lambda: resets.append(None))
    details = customers.open_customer(context, query.page(context, limit=1)[0].id)
    named = replace(details.customer, name="远处改名的公司")
    customers.save(context, CustomerChange(customer=named))
    seen = marked and customers.open_customer(context, marked.id)
    assert seen
    customers.save(context, CustomerChange(customer=replace(seen.customer, city="三亚市")))
    qtbot.waitUntil(lambda: (row := model.row(place)) is not None and row.city == "三亚市")
    settled(view, qtbot)
    assert (first_shown(view), view.table.marked_count()) == (top, 1)
    assert view.table.current_row() == model.row(place)
    assert not resets, "all rows were painted anew"
    table.scrollToTop()
    qtbot.waitUntil(lambda: cell(view, 0) == "远处改名的公司")


def test_a_customer_gone_above_moves_the_marks_with_their_customers(
    view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    model, context = view.table.model, sample_workspace.context
    view.table.ui.table.selectRow(5)
    marked, first = model.row(5), model.row(0)
    assert marked and first
    total = model.rowCount()
    customers.delete(context, [first.id])
    qtbot.waitUntil(lambda: model.rowCount() == total - 1)
    settled(view, qtbot)
    assert model.row(4) == marked
    assert view.table.current_row() == marked
    assert view.table.marked_count() == 1


def test_a_list_that_nobody_sees_catches_up_when_it_is_seen(
    view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    context, model = sample_workspace.context, view.table.model
    view.hide()
    first = model.row(0)
    assert first
    details = customers.open_customer(context, first.id)
    customers.save(context, CustomerChange(customer=replace(details.customer, city="三亚市")))
    qtbot.waitUntil(lambda: not view.table._changed.isActive() and view.table._is_outdated)
    settled(view, qtbot)
    assert model.row(0) == first
    view.show()
    qtbot.waitUntil(lambda: (row := model.row(0)) is not None and row.city == "三亚市")


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        (i18n.ENGLISH, "takes too long with more than 50 customers"),
        (i18n.CHINESE, "客户超过 50 个时，按此列排序太慢"),
    ],
)
def test_too_many_are_not_sorted_without_an_index_and_it_says_why(
    view: CustomerListView,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    reason: str,
) -> None:
    i18n.set_language(language)
    monkeypatch.setattr(query, "MOST_SORTED", 50)
    model, section = view.table.model, COLUMNS.index(COLUMN_BY_NAME["primary_contact"])
    told: list[str] = []
    monkeypatch.setattr(view.table, "_tell", told.append)
    header, point = header_of(view, "primary_contact")
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.table.sort_order == SortOrder()
    assert header.sortIndicatorSection() == COLUMNS.index(COLUMN_BY_NAME["customer_no"])
    assert len(told) == 1
    assert reason in told[0]
    tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == told[0]
    menu = QMenu(view)
    view.table.columns.fill_menu(menu)
    (sorting,) = (action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu))
    refused = [action for action in sorting.actions() if not action.isEnabled()]
    assert [action.toolTip() for action in refused if not action.isSeparator()] == [tip, tip]
    # With fewer it can be done.
    view.table.show_matches(Criteria(anything="北京"))
    settled(view, qtbot)
    assert 0 < (model.total or 0) <= 50
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.table.sort_order == SortOrder("primary_contact")
    # And when they are many again, they come by number.
    settled(view, qtbot)
    view.table.show_matches(Criteria())
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == told[0]
    assert view.table.sort_order == SortOrder()
    i18n.set_language(i18n.ENGLISH)


def test_marking_very_many_is_quick_to_count(view: CustomerListView, qtbot: QtBot) -> None:
    view.table.focus_rows()
    view.table.ui.table.selectAll()
    assert view.table.marked_count() == view.table.model.rowCount()
    assert len(view.table._marked_ranges()) == 1


def test_all_that_is_marked_is_copied_unless_it_is_very_much(
    view: CustomerListView,
    sample_workspace: Workspace,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("")
    view.table.focus_rows()
    view.table.ui.table.selectAll()
    view.table.copy_marked()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    lines = clipboard.text().splitlines()
    assert [line.split("\t")[1] for line in lines] == [
        row.name for row in query.rows(sample_workspace.context)
    ]
    clipboard.setText("")
    told: list[str] = []
    monkeypatch.setattr(view.table, "_tell", told.append)
    monkeypatch.setattr(table_widget, "_MOST_COPIED", 10)
    view.table.copy_marked()
    assert told == ["Mark at most 10 customers to copy, or export the list."]
    assert clipboard.text() == ""
