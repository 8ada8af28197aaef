"""Ctrl+Z and Ctrl+Y in a customer's window, by keys."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services import customers, payments
from crm_desktop.services import undo as undo_service
from tests.gui.customer_windows import OpenWindow
from tests.gui.keyboard import CONTROL, Key

CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(workspace: Workspace, open_window: OpenWindow) -> CustomerWindow:
    """The window of a stored customer with one contact."""
    stored = customers.save(
        workspace.context,
        CustomerChange(
            customer=Customer(name="联华超市", city="上海市", phone="021-1234567"),
            contacts=(Contact(name="王芳"),),
        ),
    )
    return open_window(stored.customer.id)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QApplication.processEvents()
    qtbot.keyClick(focused(), key, modifiers)
    QApplication.processEvents()


def undo(qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Z, CONTROL)


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    QApplication.processEvents()
    field.setFocus()
    qtbot.keyClick(field, Key.Key_A, CONTROL)
    qtbot.keyClicks(field, text)
    QApplication.processEvents()


def test_steps_go_back_across_fields_and_forth_again(window: CustomerWindow, qtbot: QtBot) -> None:
    ui = window.ui
    type_into(qtbot, ui.short_name, "lianhua")
    type_into(qtbot, ui.phone, "010-7654321")
    ui.status.setFocus()
    qtbot.keyClicks(ui.status, "Act")
    undo(qtbot)
    assert ui.status.value() == "potential"
    assert ui.status.hasFocus()
    undo(qtbot)
    assert ui.phone.text() == "021-1234567"
    assert ui.phone.hasFocus()
    undo(qtbot)
    assert ui.short_name.text() == ""
    assert window.form is not None and not window.form.is_changed
    assert not window.isWindowModified()
    undo(qtbot)
    assert ui.short_name.text() == ""
    press(qtbot, Key.Key_Y, CONTROL)
    press(qtbot, Key.Key_Y, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL_SHIFT)
    assert (ui.short_name.text(), ui.phone.text(), ui.status.value()) == (
        "lianhua",
        "010-7654321",
        "active",
    )
    assert window.isWindowModified()


def test_inside_a_field_its_own_steps_come_first(window: CustomerWindow, qtbot: QtBot) -> None:
    ui = window.ui
    type_into(qtbot, ui.short_name, "one")
    ui.short_name.setFocus()
    qtbot.keyClick(ui.short_name, Key.Key_Backspace)
    assert ui.short_name.text() == "on"
    undo(qtbot)
    assert ui.short_name.text() == "one"
    undo(qtbot)
    assert ui.short_name.text() == ""
    assert window.form is not None and not window.form.is_changed


def test_what_was_typed_elsewhere_last_goes_first(window: CustomerWindow, qtbot: QtBot) -> None:
    ui = window.ui
    type_into(qtbot, ui.short_name, "one")
    type_into(qtbot, ui.phone, "12345")
    ui.short_name.setFocus()
    undo(qtbot)
    assert (ui.short_name.text(), ui.phone.text()) == ("one", "021-1234567")
    assert ui.phone.hasFocus()


def test_what_is_still_wrong_elsewhere_stays_said(window: CustomerWindow, qtbot: QtBot) -> None:
    ui = window.ui
    type_into(qtbot, ui.name, " ")
    type_into(qtbot, ui.email, "nowhere")
    type_into(qtbot, ui.short_name, "one")
    said = (ui.name_error.message, ui.email_error.message)
    assert all(said)
    undo(qtbot)
    assert ui.short_name.text() == ""
    assert (ui.name_error.message, ui.email_error.message) == said
    ui.name.setFocus()
    undo(qtbot)
    assert ui.email_error.message == ""
    assert ui.name_error.message == said[0]


def test_a_wrong_cell_stays_marked_when_a_field_goes_back(
    window: CustomerWindow, qtbot: QtBot
) -> None:
    contacts = window.ui.contacts
    email = contacts.lines.column_of("email")
    contacts.setFocus()
    contacts.setCurrentIndex(contacts.lines.index(0, email))
    qtbot.keyClicks(contacts, "nowhere")
    press(qtbot, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    type_into(qtbot, window.ui.short_name, "one")
    column = contacts.lines.columns[email]
    said = contacts.lines.problem_text(0, column)
    assert said
    undo(qtbot)
    assert window.ui.short_name.text() == ""
    assert contacts.lines.problem_text(0, column) == said


def test_a_contact_that_was_added_and_one_removed_come_back(
    window: CustomerWindow, qtbot: QtBot
) -> None:
    ui, form = window.ui, window.form
    assert form is not None
    ui.contacts.start()
    qtbot.keyClick(ui.contacts, "Z")
    qtbot.keyClicks(focused(), "hao")
    qtbot.keyClick(focused(), Key.Key_Return)
    QApplication.processEvents()
    assert len(form.contacts) == 2
    assert form.contacts.draft(1).text("name") == "Zhao"
    ui.contacts.go_to(0, "name")
    qtbot.keyClick(ui.contacts, Key.Key_Delete)
    QApplication.processEvents()
    assert form.contacts.is_removed(0)
    undo(qtbot)
    assert not form.contacts.is_removed(0)
    assert ui.contacts.hasFocus()
    assert ui.contacts.currentIndex().row() == 0
    undo(qtbot)
    assert len(form.contacts) == 1
    assert ui.contacts.lines.rowCount() == 2
    press(qtbot, Key.Key_Y, CONTROL)
    assert form.contacts.draft(1).text("name") == "Zhao"


def test_the_remark_and_the_group_parent_come_back(
    window: CustomerWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    group = customers.save(workspace.context, CustomerChange(customer=Customer(name="Holding")))
    ui, form = window.ui, window.form
    assert form is not None
    ui.parent_id.setFocus()
    qtbot.keyClicks(ui.parent_id, "Holding")
    qtbot.waitUntil(ui.parent_id.is_offering)
    qtbot.keyClick(ui.parent_id, Key.Key_Return)
    assert form.customer.value("parent_id") == group.customer.id
    QApplication.processEvents()
    ui.remark.setFocus()
    qtbot.keyClicks(ui.remark, "note")
    undo(qtbot)
    assert ui.remark.toPlainText() == ""
    while form.is_changed:
        undo(qtbot)
    assert ui.parent_id.text() == ""
    steps = 0
    while form.customer.value("remark") != "note" and steps < 20:
        press(qtbot, Key.Key_Y, CONTROL)
        steps += 1
    assert form.customer.value("parent_id") == group.customer.id
    assert "Holding" in ui.parent_id.text()


def test_a_payment_that_was_entered_again_says_for_which(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    context = workspace.context
    stored = customers.save(
        context,
        CustomerChange(
            customer=Customer(name="甲"),
            payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("9.90")),),
        ),
    )
    payment = stored.payments[0]
    payments.void(context, payment.id or 0, payment.version or 0, "重复")
    job = undo_service.last(context)
    assert job is not None
    undo_service.undo(context, job.id)
    window = open_window(stored.customer.id)
    table = window.ui.payments.lines
    tips = [
        table.index(row, table.column_of("amount")).data(Qt.ItemDataRole.ToolTipRole)
        for row in range(2)
    ]
    assert tips == ["Void: 重复", "Entered again for P000001, which is void"]


def test_saving_begins_anew(window: CustomerWindow, workspace: Workspace, qtbot: QtBot) -> None:
    type_into(qtbot, window.ui.short_name, "one")
    press(qtbot, Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.is_busy and not workspace.tasks.running)
    undo(qtbot)
    assert window.ui.short_name.text() == "one"
    stored = customers.open_customer(workspace.context, window.customer_id or 0).customer
    assert stored == replace(stored, short_name="one")
