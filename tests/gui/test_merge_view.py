"""Two people save the same customer: nothing is lost, and who wants something else decides."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import DatabaseBusy
from crm_desktop.domain.merge import Side
from crm_desktop.domain.records import Contact, CustomerChange, CustomerDetails
from crm_desktop.gui.dialogs.merge_dialog import MergeDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers, history, meanwhile, payments, recycle_bin
from crm_desktop.services.context import ServiceContext
from tests.databases import CLERK, acting
from tests.gui.conftest import MakeWorkspace
from tests.gui.customer_windows import OpenWindow, store, stored_id, wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard


@pytest.fixture
def colleague(workspace: Workspace) -> ServiceContext:
    """The clerk on another workstation: what he stores is announced to nobody here."""
    return acting(workspace.context.database, CLERK, workspace.context.clock)


def view(qtbot: QtBot, window: CustomerWindow) -> MergeDialog:
    """Wait for the merge view of a window."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(MergeDialog)))
    (dialog,) = [d for d in window.findChildren(MergeDialog) if d.isVisible()]
    return dialog


def rows(dialog: MergeDialog) -> list[tuple[str, str, str]]:
    """Return field, mine and theirs of what is to be decided."""
    found = []
    for place, sides in dialog.ui.rows.choices.items():
        texts = (sides[Side.MINE].label.text(), sides[Side.THEIRS].label.text())
        found.append((place.field or place.table, *texts))
    return found


def by_itself(dialog: MergeDialog) -> list[tuple[str, str, str]]:
    """Return field, outcome and whose it is of what merged by itself."""
    model = dialog.by_itself
    cells = [[model.index(r, c).data() for c in (0, 2, 3)] for r in range(model.rowCount())]
    return [(cell[0], cell[1], cell[2].split(" · ")[0]) for cell in cells]


def in_conflict(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow
) -> tuple[CustomerWindow, int]:
    """Open a customer and type; the colleague stores something else, partly in the same field."""
    details = store(workspace.context, "Acme", phone="021-1111111", status="potential")
    window = open_window(stored_id(details))
    window.sheet.fields.focus("phone")
    Keyboard().type("021-2222222")
    window.sheet.fields.focus("short_name")
    Keyboard().type("AC")
    theirs = replace(details.customer, phone="021-3333333", city="苏州市", status="active")
    customers.save(colleague, CustomerChange(customer=theirs))
    return window, stored_id(details)


def test_saving_what_a_colleague_changed_meanwhile_asks_only_what_both_changed(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, customer_id = in_conflict(workspace, colleague, open_window)
    keys = Keyboard()
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    assert dialog.ui.heading.text() == "Clerk changed this customer at 2026-03-10 06:30."
    assert rows(dialog) == [("phone", "021-2222222", "021-3333333")]
    assert by_itself(dialog) == [
        ("Short name", "AC", "You"),
        ("Status", "Active", "Clerk"),
        ("City", "苏州市", "Clerk"),
    ]
    assert not dialog.ui.by_itself.isVisible() and not dialog.ui.accept_button.isEnabled()
    assert customers.open_customer(workspace.context, customer_id).customer.short_name == ""
    QTest.mouseClick(
        next(iter(dialog.ui.rows.choices.values()))[Side.MINE], Qt.MouseButton.LeftButton
    )
    QTest.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, customer_id).customer
    assert (stored.phone, stored.short_name) == ("021-2222222", "AC")
    assert (stored.city, stored.status) == ("苏州市", "active")
    assert "Saved" in window.ui.stamp.text()


def test_keys_alone_decide(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, customer_id = in_conflict(workspace, colleague, open_window)
    keys = Keyboard()
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    (choices,) = dialog.ui.rows.choices.values()
    qtbot.waitUntil(choices[Side.MINE].button.hasFocus)
    assert not dialog.ui.rows.chosen
    keys.press(Key.Key_Right)
    assert choices[Side.THEIRS].button.isChecked() and dialog.ui.accept_button.isEnabled()
    keys.press(Key.Key_Return)
    assert dialog.ui.accept_button.hasFocus()
    keys.press(Key.Key_Return)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, customer_id).customer
    assert (stored.phone, stored.short_name) == ("021-3333333", "AC")


def test_walking_away_from_the_view_loses_nothing(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, customer_id = in_conflict(workspace, colleague, open_window)
    keys = Keyboard()
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (window.ui.phone.text(), window.ui.short_name.text()) == ("021-2222222", "AC")
    assert window.isWindowModified() and window.isVisible()
    assert customers.open_customer(workspace.context, customer_id).customer.phone == "021-3333333"
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.press(Key.Key_S, modifier=CONTROL)
    assert rows(view(qtbot, window)) == [("phone", "021-2222222", "021-3333333")]


def test_changes_that_do_not_touch_each_other_need_one_key(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    keys = Keyboard()
    keys.type("Acme Foods")
    customers.save(colleague, CustomerChange(customer=replace(details.customer, city="苏州市")))
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    assert rows(dialog) == [] and dialog.ui.by_itself.isVisible()
    assert dialog.ui.accept_button.hasFocus()
    # What is said stands together at the top.
    assert dialog.ui.heading.height() < 2 * dialog.ui.heading.sizeHint().height()
    keys.press(Key.Key_Return)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, stored_id(details)).customer
    assert (stored.name, stored.city) == ("Acme Foods", "苏州市")


def test_two_windows_save_the_same_customer_and_nothing_of_either_is_lost(
    workspace: Workspace, make_workspace: MakeWorkspace, colleague: ServiceContext, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    windows = []
    for desk, field, text in (
        (workspace, "short_name", "AC"),
        (make_workspace(replace(colleague)), "city", "Suzhou"),
    ):
        window = CustomerWindow(desk, customer_id)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda each=window: each.form is not None and each.ui.name.hasFocus())
        window.sheet.fields.focus(field)
        Keyboard().type(text)
        window.sheet.fields.focus("phone")
        Keyboard().type(f"021-{len(windows) + 1}111111")
        windows.append(window)
    first, second = windows
    QTest.mouseClick(second.ui.save_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, second)
    QTest.mouseClick(first.ui.save_button, Qt.MouseButton.LeftButton)
    dialog = view(qtbot, first)
    assert rows(dialog) == [("phone", "021-1111111", "021-2111111")]
    dialog.ui.rows.choose_all(Side.THEIRS)
    QTest.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, first)
    stored = customers.open_customer(workspace.context, customer_id).customer
    assert (stored.short_name, stored.city, stored.phone) == ("AC", "Suzhou", "021-2111111")


def contact_of(details: CustomerDetails, name: str) -> Contact:
    return next(contact for contact in details.contacts if contact.name == name)


@pytest.mark.parametrize(("side", "left"), [(Side.MINE, ["王芳", "李伟"]), (Side.THEIRS, ["王芳"])])
def test_a_contact_a_colleague_removed_comes_back_with_my_changes_or_goes(
    workspace: Workspace,
    colleague: ServiceContext,
    open_window: OpenWindow,
    qtbot: QtBot,
    side: Side,
    left: list[str],
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    keys = Keyboard()
    window.ui.contacts.go_to(1, "mobile")
    keys.fill("13900000009")
    gone = contact_of(details, "李伟").id
    assert gone is not None
    customers.save(
        colleague, CustomerChange(customer=details.customer, removed_contact_ids=(gone,))
    )
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    ((_, mine, theirs),) = rows(dialog)
    assert "Bring it back" in mine and "13900000009" in mine
    assert theirs == "Removed: let it go"
    dialog.ui.rows.choose_all(side)
    QTest.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, stored_id(details))
    assert [contact.name for contact in stored.contacts] == left
    assert [c.name for c in stored.contacts if c.is_primary] == ["王芳"]
    if side is Side.MINE:  # the same record, and its history goes on
        assert contact_of(stored, "李伟").id == gone
        found = history.customer_history(workspace.context, stored_id(details), None, 99)
        its = [entry for entry in found if (entry.entity, entry.entity_id) == ("contact", gone)]
        told = [entry.action for entry in its]
        assert told == ["restore", "delete", "create"]


def test_a_payment_a_colleague_made_void_is_entered_again_if_i_say_so(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    keys = Keyboard()
    keys.type("Acme Foods")
    window.ui.payments.go_to(0, "amount")
    keys.fill("777")
    first = details.payments[-1]
    assert first.id is not None and first.version is not None
    payments.void(colleague, first.id, first.version, "entered twice")
    keys.press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    ((_, mine, theirs),) = rows(dialog)
    assert "new payment" in mine and "777.00" in mine and theirs == "Void: entered twice"
    dialog.ui.rows.choose_all(Side.MINE)
    QTest.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, stored_id(details))
    assert stored.customer.name == "Acme Foods"
    assert stored.total_paid == Decimal("1027.50")
    assert [p.void_reason for p in stored.payments if p.is_void] == ["entered twice"]


def test_the_view_is_said_in_both_languages_and_keeps_what_was_decided(
    workspace: Workspace,
    colleague: ServiceContext,
    open_window: OpenWindow,
    languages: LanguageSwitch,
    qtbot: QtBot,
) -> None:
    window, _ = in_conflict(workspace, colleague, open_window)
    Keyboard().press(Key.Key_S, modifier=CONTROL)
    dialog = view(qtbot, window)
    dialog.ui.rows.choose_all(Side.THEIRS)
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: dialog.ui.accept_button.text() == "保存(&S)")
    assert dialog.ui.heading.text() == "Clerk 于 2026-03-10 06:30 修改了这个客户。"
    assert dialog.ui.accept_button.isEnabled()
    assert ("状态", "合作", "Clerk") in by_itself(dialog)
    (choices,) = dialog.ui.rows.choices.values()
    assert (
        "联系电话" in choices[Side.THEIRS].button.accessibleName()
        or "电话" in choices[Side.THEIRS].button.accessibleName()
    )


# The customer is gone.


def gone_box(qtbot: QtBot, window: CustomerWindow) -> QMessageBox:
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert box is not None
    return box


def click(box: QMessageBox, text: str) -> None:
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_customer_a_colleague_deleted_is_restored_and_saved(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    keys.type("Acme Foods")
    customers.delete(colleague, [customer_id])
    keys.press(Key.Key_S, modifier=CONTROL)
    box = gone_box(qtbot, window)
    assert "Clerk" in box.text() and "C000001" in box.text()
    click(box, "Restore it and save")
    dialog = view(qtbot, window)
    QTest.mouseClick(dialog.ui.accept_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    assert customers.open_customer(workspace.context, customer_id).customer.name == "Acme Foods"


def test_a_clerk_saves_what_an_administrator_deleted_as_a_new_customer(
    workspace: Workspace, make_workspace: MakeWorkspace, colleague: ServiceContext, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    mine = make_workspace(colleague)
    window = CustomerWindow(mine, customer_id)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.form is not None and window.ui.name.hasFocus())
    keys = Keyboard()
    keys.type("Acme Foods")
    customers.delete(workspace.context, [customer_id])
    window.ui.save_button.click()
    box = gone_box(qtbot, window)
    assert not [b for b in box.buttons() if "Restore" in b.text()]
    click(box, "Save as a new customer")
    qtbot.waitUntil(lambda: window.customer_id not in (None, customer_id))
    assert window.customer_id is not None
    stored = customers.open_customer(workspace.context, window.customer_id)
    assert (stored.customer.customer_no, stored.customer.name) == ("C000002", "Acme Foods")
    assert [contact.name for contact in stored.contacts] == ["王芳", "李伟"]
    assert stored.payments == ()
    assert [item.customer_no for item in recycle_bin.items(workspace.context)] == ["C000001"]


# Noticed before one types on.


def offer(qtbot: QtBot, window: CustomerWindow) -> str:
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    return window.ui.notice.text()


def test_a_window_that_comes_to_the_front_says_what_a_colleague_changed(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    customers.save(colleague, CustomerChange(customer=replace(details.customer, city="苏州市")))
    window.watch.look()
    assert offer(qtbot, window) == "Clerk changed this customer at 2026-03-10 06:30."
    assert window.ui.city.text() == ""
    QTest.mouseClick(window.ui.notice_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.ui.city.text() == "苏州市")
    assert not window.ui.notice_bar.isVisible() and not window.isWindowModified()


def test_the_first_change_typed_asks_and_show_merges_into_the_form(
    workspace: Workspace, colleague: ServiceContext, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    theirs = replace(details.customer, city="苏州市", name="Acme Trading")
    customers.save(colleague, CustomerChange(customer=theirs))
    keys = Keyboard()
    keys.type("Acme Foods")
    offer(qtbot, window)
    keys.press(Key.Key_F5)
    dialog = view(qtbot, window)
    assert dialog.ui.accept_button.text() == "Take &over"
    dialog.ui.rows.choose_all(Side.MINE)
    dialog.ui.accept_button.click()
    qtbot.waitUntil(lambda: window.ui.city.text() == "苏州市")
    assert window.ui.name.text() == "Acme Foods" and window.isWindowModified()
    assert customers.open_customer(workspace.context, stored_id(details)) != details
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, stored_id(details)).customer
    assert (stored.name, stored.city) == ("Acme Foods", "苏州市")


def test_what_another_window_stores_is_offered_while_something_is_typed(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    Keyboard().type("Acme Foods")
    customers.save(
        workspace.context, CustomerChange(customer=replace(details.customer, city="苏州市"))
    )
    assert "changed this customer" in offer(qtbot, window)
    assert window.ui.name.text() == "Acme Foods" and window.ui.city.text() == ""


def test_asking_for_changes_where_there_are_none_says_so_and_keeps_what_is_typed(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    keys.type("Acme Foods")
    keys.press(Key.Key_F5)
    qtbot.waitUntil(lambda: "Nobody else has changed" in window.ui.stamp.text())
    assert window.ui.name.text() == "Acme Foods" and window.isWindowModified()


def test_a_line_that_is_away_is_nobodys_concern_while_looking(
    workspace: Workspace,
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    asked: list[int] = []
    answers: list[Callable[[], None]] = []

    def busy(_context: ServiceContext, customer_id: int) -> None:
        asked.append(customer_id)
        raise DatabaseBusy

    monkeypatch.setattr(meanwhile, "versions", busy)
    window.watch.look()
    qtbot.waitUntil(lambda: bool(asked) and not workspace.tasks.running)
    assert not answers
    assert not window.ui.notice_bar.isVisible() and not window.ui.message_bar.isVisible()
