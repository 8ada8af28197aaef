"""Boxes with more entries than they can hold, driven by keys: they search while one types."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.data.tables import ClientUser
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.choosing import MOST_OFFERED, Chosen
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import DatabaseBusy
from crm_desktop.gui.dialogs.bulk_change_dialog import BulkChangeDialog
from crm_desktop.gui.dialogs.hand_over_dialog import HandOverDialog
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.views.history_page import HistoryPage
from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.widgets.suggesting_box import SuggestingBox
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services import choosing, customers, lists, query
from tests.gui.customer_windows import OpenWindow, store, stored_id, wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard

MANY = MOST_OFFERED + 30
NAMES = ("家用电器", "小家电", "儿童玩具")


@pytest.fixture
def categories(workspace: Workspace, qtbot: QtBot) -> dict[str, int]:
    """More categories than a box can hold; those that are meant come last."""
    with UnitOfWork(workspace.context) as work:
        names = [*(f"第{number:03}类" for number in range(MANY)), *NAMES]
        for position, name in enumerate(names):
            lists.make_category(work, ProductCategory(name, position))
        work.commit()
    qtbot.waitUntil(lambda: len(workspace.labels.categories) >= MANY)
    return {name: key for key, name in workspace.labels.categories.items()}


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


def offering(box: SuggestingBox) -> list[str]:
    """Return the lines that are offered below a box."""
    box_list = box.field._list
    assert box_list is not None and box_list.isVisible()
    return [box_list.item(row).text() for row in range(box_list.count())]


def wait_offering(qtbot: QtBot, box: SuggestingBox) -> list[str]:
    qtbot.waitUntil(lambda: box.field.is_offering() and not box.is_waiting)
    return offering(box)


@pytest.fixture
def window(
    open_window: OpenWindow, workspace: Workspace, categories: dict[str, int]
) -> CustomerWindow:
    assert categories
    return open_window(stored_id(store(workspace.context, "甲公司")))


def test_opening_a_window_reads_the_first_entries_only(
    window: CustomerWindow, categories: dict[str, int]
) -> None:
    box = window.ui.product_category_id
    assert box.is_searching and box.count() == 0
    assert len(categories) > MOST_OFFERED
    assert not window.ui.owner_id.is_searching, "few owners are a plain list"


def test_letters_find_enter_takes_and_it_is_saved(
    window: CustomerWindow,
    categories: dict[str, int],
    keys: Keyboard,
    workspace: Workspace,
    qtbot: QtBot,
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("jd")
    assert wait_offering(qtbot, box) == ["小家电"]
    keys.press(Key.Key_Return)
    assert (box.currentText(), box.value()) == ("小家电", categories["小家电"])
    assert not box.hasFocus(), "Enter goes on to the next field"
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, window.customer_id or 0)
    assert stored.customer.product_category_id == categories["小家电"]


def test_enter_before_the_answer_takes_what_it_brings(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("玩具")
    keys.press(Key.Key_Return)
    assert box.is_waiting and box.hasFocus()
    qtbot.waitUntil(lambda: box.value() == categories["儿童玩具"])
    assert not box.hasFocus()


def test_tab_before_the_answer_takes_what_it_brings(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("yongdianqi")
    keys.press(Key.Key_Tab)
    assert not box.hasFocus()
    qtbot.waitUntil(lambda: box.value() == categories["家用电器"])
    assert window.ui.product_category_id_error.message == ""


def test_down_offers_the_first_ones_and_says_that_there_are_more(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press(Key.Key_Down)
    lines = wait_offering(qtbot, box)
    assert lines[:3] == ["", "第000类", "第001类"] and len(lines) == MOST_OFFERED + 2
    assert lines[-1] == "There are more: type to search"
    keys.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert box.value() == categories["第000类"]


def test_the_line_that_there_are_more_cannot_be_chosen(
    window: CustomerWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press(Key.Key_Down)
    wait_offering(qtbot, box)
    keys.press(*[Key.Key_PageDown] * 9)
    keys.press(Key.Key_Return)
    assert box.currentText() == f"第{MOST_OFFERED - 1:03}类"


def test_escape_keeps_what_was_chosen(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("玩具")
    wait_offering(qtbot, box)
    keys.press(Key.Key_Return)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("家")
    wait_offering(qtbot, box)
    keys.press(Key.Key_Escape)
    assert window.isVisible()
    assert (box.currentText(), box.value()) == ("儿童玩具", categories["儿童玩具"])


def test_what_names_nothing_says_so_and_is_not_saved(
    window: CustomerWindow, keys: Keyboard, workspace: Workspace, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("zzz")
    assert wait_offering(qtbot, box) == ["Nothing found"]
    keys.press(Key.Key_Return)
    assert box.hasFocus(), "the keyboard stays where something is wrong"
    keys.press(Key.Key_Tab)
    assert "zzz" in window.ui.product_category_id_error.message
    keys.press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    assert window.isWindowModified()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press(Key.Key_Delete)
    assert box.value() is None and window.ui.product_category_id_error.message == ""
    assert not window.isWindowModified()


def test_what_was_chosen_is_taken_back_and_done_again(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("玩具")
    wait_offering(qtbot, box)
    keys.press(Key.Key_Return)
    while window.isWindowModified():
        keys.press(Key.Key_Z, modifier=CONTROL)
    assert (box.value(), box.currentText()) == (None, "")
    for _ in range(3):
        keys.press(Key.Key_Y, modifier=CONTROL)
    assert (box.value(), box.currentText()) == (categories["儿童玩具"], "儿童玩具")


def test_an_inactive_category_is_shown_and_kept(
    workspace: Workspace,
    categories: dict[str, int],
    open_window: OpenWindow,
    qtbot: QtBot,
) -> None:
    key = categories["小家电"]
    customer_id = stored_id(store(workspace.context, "乙公司", product_category_id=key))
    [category] = [c for c in lists.categories(workspace.context) if c.id == key]
    lists.save_category(
        workspace.context,
        ProductCategory(category.name, category.position, False, key, category.version),
    )
    box = open_window(customer_id).ui.product_category_id
    assert (box.value(), box.currentText()) == (key, "小家电")
    found = choosing.offered(workspace.context, Chosen.CATEGORY, "小家电")
    assert found.entries == ()


def test_a_payments_category_is_searched_in_its_cell(
    window: CustomerWindow, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    table = window.ui.payments
    window.sheet.tables.show_line("payments", 0)
    table.go_to(0, "product_category_id")
    keys.type("w")
    box = QApplication.focusWidget()
    assert isinstance(box, SuggestingBox)
    keys.type("j")
    wait_offering(qtbot, box)
    keys.press(Key.Key_Return)
    shown = table.lines.index(0, table.lines.column_of("product_category_id"))
    qtbot.waitUntil(lambda: shown.data() == "儿童玩具")


def test_bulk_changes_wait_for_a_category_that_is_clear(
    workspace: Workspace, categories: dict[str, int], keys: Keyboard, qtbot: QtBot
) -> None:
    ids = [stored_id(store(workspace.context, name)) for name in ("甲公司", "乙公司")]
    dialog = BulkChangeDialog(workspace, ids, Criteria(), 2)
    qtbot.addWidget(dialog)
    dialog.open()
    box = dialog.ui.product_category_id
    qtbot.waitUntil(lambda: box.is_searching)
    dialog.ui.product_category_id_set.click()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("ertong")
    assert not dialog.ui.change_button.isEnabled()
    wait_offering(qtbot, box)
    keys.press(Key.Key_Return)
    assert dialog.values == {"product_category_id": categories["儿童玩具"]}
    qtbot.waitUntil(lambda: dialog.ui.change_button.isEnabled())


@pytest.fixture
def many_users(workspace: Workspace, qtbot: QtBot) -> None:
    with UnitOfWork(workspace.context) as work:
        work.session.add_all(
            ClientUser(username=f"user{n:03}", display_name=f"张{n:03}", is_active=n % 9 != 0)
            for n in range(MANY)
        )
        work.commit()
    qtbot.waitUntil(lambda: len(workspace.labels.owners) > MANY)


@pytest.mark.usefixtures("many_users")
def test_customers_are_handed_over_to_one_of_many(
    workspace: Workspace, keys: Keyboard, qtbot: QtBot
) -> None:
    store(workspace.context, "甲公司", owner_id=workspace.actor.user_id)
    dialog = HandOverDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.open()
    box = dialog.ui.to_user
    qtbot.waitUntil(lambda: box.is_searching)
    assert dialog.ui.from_user.value() == workspace.actor.user_id
    assert dialog.ui.from_user.currentText() == workspace.actor.display_name
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("z07")
    assert wait_offering(qtbot, box)[:2] == ["张070", "张071"]
    assert not dialog.ui.hand_over_button.isEnabled()
    keys.press(Key.Key_Down, Key.Key_Return)
    assert box.currentText() == "张071"
    qtbot.waitUntil(lambda: dialog.ui.hand_over_button.isEnabled())


@pytest.mark.usefixtures("many_users")
def test_what_is_typed_first_stands_for_the_user_that_is_proposed(
    workspace: Workspace, keys: Keyboard, qtbot: QtBot
) -> None:
    dialog = HandOverDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    box = dialog.ui.from_user
    box.setFocus()
    qtbot.waitUntil(lambda: box.is_searching and box.hasFocus())
    assert box.currentText() == workspace.actor.display_name
    keys.type("z071")
    assert wait_offering(qtbot, box)[:1] == ["张071"]


@pytest.mark.usefixtures("many_users")
def test_the_history_is_filtered_by_one_of_many_users(
    workspace: Workspace, keys: Keyboard, qtbot: QtBot
) -> None:
    store(workspace.context, "甲公司")
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.refresh()
    box = page.form.username
    qtbot.waitUntil(lambda: box.is_searching and page.model.rowCount() > 0)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    keys.type("042")
    assert wait_offering(qtbot, box) == ["user042"]
    keys.press(Key.Key_Return)
    assert box.currentText() == "user042"
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.form.clear_button.click()
    assert box.currentText() == ""
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)


def test_a_search_that_takes_long_says_so_and_one_that_fails_says_why(
    window: CustomerWindow, keys: Keyboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def slow(*_given: object, **_named: object) -> object:
        go_on.wait(60)
        raise DatabaseBusy

    monkeypatch.setattr(choosing, "offered", slow)
    box = window.ui.product_category_id
    box.setFocus(Qt.FocusReason.TabFocusReason)
    keys.type("jd")
    try:
        qtbot.waitUntil(lambda: box.field.is_offering())
        assert offering(box) == ["Searching…"]
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not box.is_waiting)
    assert offering(box) == [error_text(DatabaseBusy())]
    keys.press(Key.Key_Return)
    assert box.hasFocus() and box.is_unclear


@pytest.mark.usefixtures("many_users", "categories")
def test_a_query_searches_owners_and_categories(
    workspace: Workspace, keys: Keyboard, qtbot: QtBot
) -> None:
    owner = next(key for key, name in workspace.labels.owners.items() if name == "张042")
    store(workspace.context, "甲公司", owner_id=owner)
    page = QueryView(workspace)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.ui.more.setChecked(True)
    box = page.ui.owner_id
    assert box.is_searching and box.count() == 0
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    keys.type("z042")
    assert wait_offering(qtbot, box) == ["张042"]
    keys.press(Key.Key_Return)
    assert page.ui.owner_id.currentText() == "张042"
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.model.total == 1)
    assert query.count(workspace.context, page.table.criteria) == 1
    # What is found takes the keyboard, once it is there.
    qtbot.waitUntil(lambda: page.table.ui.table.hasFocus() and not workspace.tasks.running)
    category = page.ui.category
    category.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(category.hasFocus)
    keys.type("家")
    assert wait_offering(qtbot, category) == ["家用电器", "小家电"]
    keys.press(Key.Key_Escape)
    assert category.currentText() == "家", "any text can be searched for"
