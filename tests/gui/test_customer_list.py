"""The customer list: loaded as it is looked at, filtered, sorted, remembered, acted upon."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.errors import DatabaseBusy
from crm_desktop.domain.records import CustomerChange
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.models import customer_table as customer_model
from crm_desktop.gui.models.customer_table import PAGE
from crm_desktop.gui.shown_values import PLACEHOLDER
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers, query, recycle_bin
from tests.gui.customer_windows import store, stored_id
from tests.gui.keyboard import CONTROL, Key

Names = list[str]


def shown_names(view: CustomerListView) -> Names:
    rows = (view.table.model.row(position) for position in range(view.table.model.rowCount()))
    return [row.name if row else PLACEHOLDER for row in rows]


def show_list(workspace: Workspace, qtbot: QtBot) -> CustomerListView:
    view = CustomerListView(workspace)
    view.resize(1100, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    model = view.table.model
    qtbot.waitUntil(lambda: model.total is not None and not model.is_reading_first)
    return view


@pytest.fixture
def three(workspace: Workspace) -> tuple[int, ...]:
    """Three customers: their ids in the order of their numbers."""
    names = ("中国移动通信", "Acme 50% [x]", "好来喜食品")
    return tuple(stored_id(store(workspace.context, name, city="北京市")) for name in names)


@pytest.fixture
def view(workspace: Workspace, three: tuple[int, ...], qtbot: QtBot) -> CustomerListView:
    return show_list(workspace, qtbot)


def test_customers_are_shown_with_their_totals_and_counted(view: CustomerListView) -> None:
    assert shown_names(view) == ["中国移动通信", "Acme 50% [x]", "好来喜食品"]
    assert view.ui.count.text() == "Customers: 3"
    model = view.table.model
    total = next(
        index.data()
        for column in range(model.columnCount())
        if model.headerData(column, Qt.Orientation.Horizontal) == "Total paid"
        for index in [model.index(0, column)]
    )
    assert total == "1,250.50"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zgyd", ["中国移动通信"]),
        ("50% [x]", ["Acme 50% [x]"]),
        ("C000003", ["好来喜食品"]),
        ("ａｃｍｅ", ["Acme 50% [x]"]),
    ],
)
def test_the_filter_shows_what_matches(
    view: CustomerListView, qtbot: QtBot, typed: str, found: Names
) -> None:
    view.focus_search()
    view.ui.filter.insert(typed)
    view.ui.filter.textEdited.emit(typed)
    qtbot.waitUntil(lambda: shown_names(view) == found)
    QTest.keyClick(view.ui.filter, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown_names(view)) == 3)


def test_enter_in_the_filter_goes_to_the_first_match_and_enter_opens_it(
    view: CustomerListView, workspace: Workspace, three: tuple[int, ...], qtbot: QtBot
) -> None:
    view.focus_search()
    QTest.keyClicks(view.ui.filter, "zgyd")
    QTest.keyClick(view.ui.filter, Key.Key_Return)
    qtbot.waitUntil(lambda: shown_names(view) == ["中国移动通信"])
    QTest.keyClick(view.ui.filter, Key.Key_Down)
    assert view.table.ui.table.hasFocus()
    with qtbot.waitSignal(workspace.customer_requested) as opened:
        QTest.keyClick(view.table.ui.table, Key.Key_Return)
    assert opened.args == [three[0]]


def test_an_answer_to_an_earlier_filter_is_dropped(view: CustomerListView, qtbot: QtBot) -> None:
    view.table.show_matches(Criteria(anything="acme"))
    view.table.show_matches(Criteria(anything="zgyd"))
    shown = []
    view.table.model.shown.connect(lambda: shown.append(shown_names(view)))
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(50)
    assert shown == [["中国移动通信"]]


def test_nothing_matching_says_so_and_leads_back(view: CustomerListView, qtbot: QtBot) -> None:
    view.ui.filter.setFocus()
    QTest.keyClicks(view.ui.filter, "xyzzy")
    qtbot.waitUntil(lambda: view.table.ui.message_page.isVisible())
    assert view.table.ui.message_title.text() == "No customer matches “xyzzy”"
    QTest.mouseClick(view.table.ui.message_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.table.ui.table.isVisible())
    assert view.ui.filter.text() == "" and len(shown_names(view)) == 3


def test_an_empty_company_is_invited_to_begin(workspace: Workspace, qtbot: QtBot) -> None:
    view = show_list(workspace, qtbot)
    assert view.table.ui.message_title.text() == "No customers yet"
    with qtbot.waitSignal(workspace.new_customer_requested):
        QTest.mouseClick(view.table.ui.message_button, Qt.MouseButton.LeftButton)


def test_a_failure_says_what_happened_and_can_be_tried_again(
    workspace: Workspace, three: tuple[int, ...], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:

        def busy(*_: object) -> None:
            raise DatabaseBusy

        broken.setattr(customer_model.query, "page", busy)
        view = CustomerListView(workspace)
        view.show()
        qtbot.waitUntil(lambda: view.table.ui.message_button.isVisible())
    assert "could not be loaded" in view.table.ui.message_title.text()
    assert "Another program" in view.table.ui.message_text.text()
    QTest.mouseClick(view.table.ui.message_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown_names(view)) == 3)
    with monkeypatch.context() as broken:
        broken.setattr(customer_model.query, "page", busy)
        view.refresh()
        qtbot.waitUntil(lambda: view.table.ui.failure_bar.isVisible())
    assert len(shown_names(view)) == 3
    QTest.mouseClick(view.table.ui.failure_retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.table.ui.failure_bar.isVisible())


def test_a_click_on_a_heading_sorts_in_the_database_and_is_remembered(
    view: CustomerListView, workspace: Workspace, qtbot: QtBot
) -> None:
    header = view.table.ui.table.horizontalHeader()
    name = [c.name for c in customer_model.COLUMNS].index("name")

    def click_name() -> None:
        x = header.sectionViewportPosition(name) + 20
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 8))

    click_name()
    expected = [row.name for row in query.page(workspace.context, sort=SortOrder("name"))]
    qtbot.waitUntil(lambda: shown_names(view) == expected)
    click_name()
    qtbot.waitUntil(lambda: shown_names(view) == expected[::-1])
    again = show_list(workspace, qtbot)
    assert again.table.sort_order == SortOrder("name", descending=True)


def test_columns_are_chosen_moved_and_remembered(
    view: CustomerListView, workspace: Workspace, qtbot: QtBot
) -> None:
    menu = QMenu(view)
    view.table.columns.fill_menu(menu)
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Address"].trigger()
    by_text["Status"].trigger()
    assert "address" in view.table.visible_columns()
    assert "status" not in view.table.visible_columns()
    header = view.table.ui.table.horizontalHeader()
    header.moveSection(header.visualIndex(1), 0)
    view.table.ui.table.setColumnWidth(1, 321)
    view.table.columns.remember()
    again = show_list(workspace, qtbot)
    assert again.table.visible_columns() == view.table.visible_columns()
    assert again.table.visible_columns()[:2] == ("name", "customer_no")
    assert again.table.ui.table.columnWidth(1) == 321
    again.table.columns.reset()
    assert "status" in again.table.visible_columns()


def test_settings_nobody_understands_leave_the_usual_columns(
    workspace: Workspace, three: tuple[int, ...], qtbot: QtBot
) -> None:
    workspace.settings.set("customer_list.columns", [["name"], ["nonsense", 5], "x", ["city", "y"]])
    workspace.settings.set("customer_list.sort", ["nonsense", True])
    view = show_list(workspace, qtbot)
    assert view.table.visible_columns()[:3] == ("customer_no", "name", "status")
    assert view.table.sort_order == SortOrder()


def test_marked_customers_are_deleted_once_that_is_confirmed_by_name(
    view: CustomerListView, workspace: Workspace, qtbot: QtBot
) -> None:
    table = view.table.ui.table
    view.table.focus_rows()
    QTest.keyClick(table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.table.marked_count() == 2
    assert "marked: 2" in view.ui.count.text()
    QTest.keyClick(table, Key.Key_Delete)
    box = view.findChild(QMessageBox)
    assert box is not None
    assert "C000001 中国移动通信\nC000002 Acme 50% [x]" in box.informativeText()
    delete = next(b for b in box.buttons() if b.text() == "&Delete")
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown_names(view) == ["好来喜食品"])
    assert len(recycle_bin.items(workspace.context)) == 2


def test_declining_deletes_nothing(view: CustomerListView, workspace: Workspace) -> None:
    view.table.focus_rows()
    QTest.mouseClick(view.ui.delete_button, Qt.MouseButton.LeftButton)
    box = view.findChild(QMessageBox)
    assert box is not None
    QTest.keyClick(box, Key.Key_Escape)
    assert query.count(workspace.context) == 3


def test_a_change_elsewhere_refreshes_and_keeps_what_is_marked(
    view: CustomerListView, workspace: Workspace, three: tuple[int, ...], qtbot: QtBot
) -> None:
    view.table.ui.table.selectRow(1)
    customers.delete(workspace.context, [three[0]])
    qtbot.waitUntil(lambda: len(shown_names(view)) == 2)
    marked: list[str] = []
    view.table.marked_rows(lambda rows: marked.extend(row.name for row in rows))
    assert marked == ["Acme 50% [x]"]


def test_rows_are_copied_as_a_spreadsheet_takes_them(view: CustomerListView) -> None:
    view.table.focus_rows()
    QTest.keyClick(view.table.ui.table, Key.Key_C, CONTROL)
    text = QApplication.clipboard().text()
    assert text.split("\t")[:2] == ["C000001", "中国移动通信"]


def test_the_list_is_printed_as_it_is_filtered_and_sorted(
    view: CustomerListView, workspace: Workspace, tmp_path: Path
) -> None:
    made: list[tuple[str, Callable[[Path], object]]] = []
    workspace.report_requested.connect(lambda title, make: made.append((title, make)))
    view.print_()
    view.table.focus_rows()
    view.print_card()
    assert [title for title, _ in made] == ["Customer list", "Customer card C000001"]
    for number, (_, make) in enumerate(made):
        make(tmp_path / f"{number}.pdf")
        assert (tmp_path / f"{number}.pdf").stat().st_size > 1000


def test_the_language_is_switched_in_place(
    languages: LanguageSwitch, view: CustomerListView, qtbot: QtBot
) -> None:
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: view.ui.new_button.text() == "新增(&N)")
    assert view.ui.count.text() == "客户：3"
    model = view.table.model
    assert model.headerData(1, Qt.Orientation.Horizontal) == "客户名称"


# More customers than a page.


@pytest.fixture
def sample_view(sample_workspace: Workspace, qtbot: QtBot) -> Iterator[CustomerListView]:
    yield show_list(sample_workspace, qtbot)


def test_only_what_is_looked_at_is_loaded(
    sample_view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    model = sample_view.table.model
    expected = query.count(sample_workspace.context)
    qtbot.waitUntil(lambda: model.rowCount() == expected)
    assert expected > 3 * PAGE
    assert model.row(0) is not None and model.row(2 * PAGE) is None
    last = model.index(expected - 1, 1)
    assert last.data() == PLACEHOLDER
    sample_view.table.ui.table.scrollToBottom()
    qtbot.waitUntil(lambda: last.data() != PLACEHOLDER)
    assert model.row(PAGE + 5) is None
    names = [row.name for row in query.page(sample_workspace.context, limit=expected)]
    assert last.data() == names[-1]


def test_every_row_is_the_one_that_belongs_there(
    sample_view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    model = sample_view.table.model
    order = SortOrder("name", descending=True)
    sample_view.table.sort_by(order)
    total = query.count(sample_workspace.context)
    qtbot.waitUntil(lambda: not model.is_reading_first and model.rowCount() == total)
    for position in range(0, total, PAGE // 2):
        cell = model.index(position, 1)
        qtbot.waitUntil(lambda cell=cell: cell.data() != PLACEHOLDER)
    expected = [row.id for row in query.page(sample_workspace.context, Criteria(), order, 0, total)]
    loaded = [row.id if (row := model.row(p)) else None for p in range(total)]
    assert loaded == expected


def test_marking_all_reads_the_rows_nobody_looked_at(
    sample_view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    model = sample_view.table.model
    total = query.count(sample_workspace.context)
    qtbot.waitUntil(lambda: model.rowCount() == total)
    sample_view.table.focus_rows()
    QTest.keyClick(sample_view.table.ui.table, Key.Key_A, CONTROL)
    found: list[int] = []
    sample_view.table.marked_rows(lambda rows: found.extend(row.id for row in rows))
    qtbot.waitUntil(lambda: len(found) == total)
    assert len(set(found)) == total


def test_a_renamed_customer_shows_its_new_name_where_one_is_looking(
    sample_view: CustomerListView, sample_workspace: Workspace, qtbot: QtBot
) -> None:
    model = sample_view.table.model
    total = query.count(sample_workspace.context)
    qtbot.waitUntil(lambda: model.rowCount() == total)
    sample_view.table.ui.table.scrollToBottom()
    qtbot.waitUntil(lambda: model.row(total - 1) is not None)
    last = model.row(total - 1)
    assert last is not None
    details = customers.open_customer(sample_workspace.context, last.id)
    renamed = replace(details.customer, name="改名商行")
    customers.save(sample_workspace.context, CustomerChange(customer=renamed))

    def shows_new_name() -> bool:
        row = model.row(total - 1)
        return row is not None and row.name == "改名商行"

    qtbot.waitUntil(shows_new_name)
    assert model.rowCount() == total
