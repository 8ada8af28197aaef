"""The customer window with a stored customer: corrected, left, contested, printed, deleted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.errors import DatabaseBusy, DiskFull
from crm_desktop.domain.fields import CUSTOMER_FIELDS
from crm_desktop.domain.records import CustomerChange
from crm_desktop.gui.dialogs.customer_history_dialog import CustomerHistoryDialog
from crm_desktop.gui.dialogs.payment_refund_dialog import PaymentRefundDialog
from crm_desktop.gui.dialogs.payment_void_dialog import PaymentVoidDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.i18n import show
from crm_desktop.services import customers, lists, recycle_bin
from tests.databases import TODAY
from tests.gui.customer_windows import OpenWindow, store, stored_id, wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard


@pytest.fixture
def press_in_box() -> Iterator[Callable[[str], None]]:
    """Press the button with a text in the message box that is about to open."""
    timer = QTimer(interval=5)
    wanted: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and wanted:
            text = wanted.pop()
            click(next(b for b in box.buttons() if b.text().replace("&", "") == text))

    timer.timeout.connect(look)
    timer.start()
    yield wanted.append
    timer.stop()


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_corrected_is_stored_and_the_title_says_that_it_is_not_yet(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("C000001 Acme")
    keys.type("Acme Foods")
    assert window.isWindowModified()
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    details = customers.open_customer(workspace.context, customer_id)
    assert details.customer.name == "Acme Foods"
    assert [contact.name for contact in details.contacts] == ["王芳", "李伟"]
    assert "Saved: C000001 Acme Foods" in window.ui.stamp.text()


def test_leaving_asks_and_discards(
    workspace: Workspace,
    open_window: OpenWindow,
    press_in_box: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    keys.type("Other")
    press_in_box("Cancel")
    keys.press(Key.Key_Escape)
    assert window.isVisible() and window.ui.name.text() == "Other"
    press_in_box("Discard")
    window.activateWindow()
    qtbot.waitUntil(window.ui.name.hasFocus)
    keys.press(Key.Key_Escape)
    assert not window.isVisible()
    assert customers.open_customer(workspace.context, customer_id).customer.name == "Acme"


def test_leaving_asks_and_saves(
    workspace: Workspace,
    open_window: OpenWindow,
    press_in_box: Callable[[str], None],
    qtbot: QtBot,
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    Keyboard().type("Other")
    press_in_box("Save")
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    assert customers.open_customer(workspace.context, customer_id).customer.name == "Other"


def test_what_a_full_disk_took_not_may_stay_as_a_draft_and_is_forgotten_once_saved(
    workspace: Workspace,
    open_window: OpenWindow,
    press_in_box: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    window = open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    keys.type("Other")
    with monkeypatch.context() as patched:
        patched.setattr(customers, "save", full)
        keys.press(Key.Key_S, modifier=CONTROL)
        qtbot.waitUntil(window.ui.message_bar.isVisible)
    assert "disk is full" in window.ui.message.text()
    assert "Sav" not in window.ui.stamp.text()
    assert window.saving.is_stuck
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    assert not window.ui.message_bar.isVisible()
    assert not window.saving.is_stuck
    keys.type("Third")
    monkeypatch.setattr(customers, "save", full)
    keys.press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(window.ui.message_bar.isVisible)
    press_in_box("Keep as a draft")
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    workspace.drafts.close()
    (left,) = workspace.drafts.whose.folder.glob("*/*.json")
    assert "Third" in left.read_text(encoding="utf-8")


def test_the_window_is_no_larger_than_the_screen(open_window: OpenWindow) -> None:
    window = open_window(None)
    room = window.screen().availableSize()
    least = window.minimumSizeHint()
    assert window.width() <= max(room.width(), least.width())
    assert window.height() <= max(room.height(), least.height())


def test_a_letter_typed_on_answers_no_question(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Other")
    seen: list[bool] = []

    def type_on() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return
        QTest.keyClicks(box, "dkszc")
        seen.append(box.isVisible())
        QTest.keyClick(box, Qt.Key.Key_Escape)
        timer.stop()

    timer = QTimer(interval=5)
    timer.timeout.connect(type_on)
    timer.start()
    window.close()
    assert seen == [True]
    assert window.isVisible() and window.ui.name.text() == "Other"


def test_leaving_unchanged_asks_nothing(workspace: Workspace, open_window: OpenWindow) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    assert window.close()


def test_a_change_elsewhere_is_shown_while_nothing_is_typed(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    window = open_window(stored_id(details))
    theirs = replace(details.customer, city="苏州市")
    customers.save(workspace.context, CustomerChange(customer=theirs))
    qtbot.waitUntil(lambda: window.ui.city.text() == "苏州市")
    assert not window.isWindowModified()


def test_a_number_that_is_taken_is_refused_and_nothing_is_lost(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    store(workspace.context, "Acme")
    window = open_window(None)
    keys = Keyboard()
    keys.type("Other")
    window.sheet.fields.focus("customer_no")
    keys.type("C000001")
    keys.press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.ui.message_bar.isVisible())
    assert "C000001" in window.ui.message.text()
    assert window.ui.customer_no.hasFocus() and window.ui.name.text() == "Other"


# Payments.


def test_a_payment_is_made_void_with_a_reason(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    window.ui.payments.go_to(0, "amount")
    keys.press(Key.Key_Delete)
    dialog = window.findChild(PaymentVoidDialog)
    assert dialog is not None
    click(dialog.ui.accept_button)
    assert dialog.ui.reason_error.message == "Say why."
    QTest.keyClicks(dialog.ui.reason, "entered twice")
    QTest.keyClick(dialog.ui.reason, Key.Key_Return)
    model = window.sheet.tables.payments
    cell = model.index(0, model.column_of("amount"))
    assert model.index(0, 0).data() == "Void"
    assert cell.data(Qt.ItemDataRole.FontRole).strikeOut()
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Void: entered twice"
    assert "250.50" in window.ui.total.text()
    window.activateWindow()
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    details = customers.open_customer(workspace.context, customer_id)
    assert {p.void_reason for p in details.payments if p.is_void} == {"entered twice"}
    assert details.total_paid == Decimal("250.50")
    window.ui.payments.go_to(0, "amount")
    assert not window.ui.void_button.isEnabled() and not window.ui.refund_button.isEnabled()
    keys.press(Key.Key_5)
    assert window.form is not None and not window.form.is_changed


def test_declaring_void_can_be_taken_back_before_it_is_saved(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    window.ui.payments.go_to(0, "amount")
    click(window.ui.void_button)
    dialog = window.findChild(PaymentVoidDialog)
    assert dialog is not None
    dialog.decided.emit("by mistake")
    assert window.isWindowModified()
    assert window.ui.void_button.text() == "Not &void"
    click(window.ui.void_button)
    assert not window.isWindowModified()


def test_a_payment_is_refunded_in_part(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    window.ui.payments.go_to(0, "amount")
    click(window.ui.refund_button)
    dialog = window.findChild(PaymentRefundDialog)
    assert dialog is not None
    assert dialog.ui.amount.text() == "1,000.00" and dialog.ui.method.value() == "transfer"
    dialog.ui.amount.setText("0")
    click(dialog.ui.accept_button)
    assert "greater than zero" in dialog.ui.amount_error.message
    dialog.ui.amount.setText("400")
    click(dialog.ui.accept_button)
    assert "850.50" in window.ui.total.text()
    Keyboard().press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    refunds = [
        p
        for p in customers.open_customer(workspace.context, customer_id).payments
        if p.kind == "refund"
    ]
    assert [(p.amount, p.paid_on, p.method) for p in refunds] == [
        (Decimal("400.00"), TODAY, "transfer")
    ]


@pytest.mark.parametrize("is_meant", [True, False])
def test_giving_back_more_than_was_paid_is_asked_about(
    workspace: Workspace,
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    is_meant: bool,
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    window.ui.payments.go_to(0, "amount")
    click(window.ui.refund_button)
    dialog = window.findChild(PaymentRefundDialog)
    assert dialog is not None
    dialog.ui.amount.setText("5000")
    click(dialog.ui.accept_button)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        roles = QMessageBox.ButtonRole
        wanted = roles.AcceptRole if is_meant else roles.RejectRole
        next(b for b in box.buttons() if box.buttonRole(b) == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    Keyboard().press(Key.Key_S, modifier=CONTROL)
    assert asked == [
        "Give back more than the customer has paid? "
        "Paid in all: 1,250.50. Given back with this: 5,000.00."
    ]
    if not is_meant:
        assert window.isWindowModified() and window.form is not None
        assert customers.open_customer(workspace.context, customer_id).total_paid > 0
        return
    wait_saved(qtbot, window)
    assert customers.open_customer(workspace.context, customer_id).total_paid < 0
    # What stands already is not asked about again.
    QTest.keyClicks(window.ui.name, " Ltd.")
    assert window.isWindowModified()
    window.saving.save()
    wait_saved(qtbot, window)
    assert "Ltd." in customers.open_customer(workspace.context, customer_id).customer.name
    assert len(asked) == 1


def test_a_payment_is_corrected_in_its_cell(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    window.ui.payments.go_to(0, "amount")
    keys.type("zero")
    keys.press(Key.Key_Return)
    window.ui.payments.go_to(0, "amount")
    assert "An amount" in window.ui.payments_error.message
    assert window.ui.payments.currentIndex().data() == "zero"
    keys.fill("1200")
    keys.type("c")  # cash
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    corrected = customers.open_customer(workspace.context, customer_id).payments[-1]
    assert (corrected.amount, corrected.method) == (Decimal("1200.00"), "cash")


# What else is on the screen.


def test_duplicates_are_named_while_a_name_is_typed_and_opened_by_a_click(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "苏州 <好来喜> 食品有限公司", city="苏州市")
    window = open_window(None)
    height = window.ui.duplicates.height()
    Keyboard().type("苏州好来喜食品")
    qtbot.waitUntil(lambda: "C000001" in window.ui.duplicates.text())
    assert "&lt;好来喜&gt;" in window.ui.duplicates.text()
    assert "similar name" in window.ui.duplicates.accessibleName()
    assert window.ui.duplicates.height() == height
    with qtbot.waitSignal(workspace.customer_requested) as asked:
        window.ui.duplicates.linkActivated.emit(str(details.customer.id))
    assert asked.args == [details.customer.id]


def test_duplicates_are_found_by_the_phone_of_a_contact(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    store(workspace.context, "Acme")
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    keys.fill("Wang", "", "138 0000 0001")
    qtbot.waitUntil(lambda: "same phone" in window.ui.duplicates.text())


def test_the_group_parent_is_found_by_typing(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    parent_id = stored_id(store(workspace.context, "好来喜集团"))
    window = open_window(None)
    keys = Keyboard()
    keys.type("Branch")
    window.sheet.fields.focus("parent_id")
    keys.type("hlx")
    qtbot.waitUntil(window.ui.parent_id.is_offering)
    keys.press(Key.Key_Return)
    assert window.ui.parent_id.text() == "C000001 好来喜集团"
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    assert window.customer_id is not None
    stored = customers.open_customer(workspace.context, window.customer_id)
    assert stored.customer.parent_id == parent_id


def test_a_parent_that_does_not_exist_is_refused_beside_the_field(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Branch")
    window.sheet.fields.focus("parent_id")
    keys.type("nobody at all")
    keys.press(Key.Key_Return)
    assert "Choose a customer" in window.ui.parent_id_error.message
    keys.press(Key.Key_S, modifier=CONTROL)
    assert window.ui.parent_id.hasFocus() and window.customer_id is None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_labels_are_the_words_of_the_data_dictionary(
    workspace: Workspace, languages: LanguageSwitch, open_window: OpenWindow, language: str
) -> None:
    languages.switch(language)
    window = open_window(None)
    for field in CUSTOMER_FIELDS:
        text = getattr(window.ui, f"{field.name}_label").text()
        bare = text.replace(" *", "").partition("(&")[0].replace("&", "")
        assert bare == show(field.label), field.name
        assert getattr(window.ui, f"{field.name}_label").buddy() is getattr(window.ui, field.name)


def test_the_language_is_switched_without_losing_what_is_typed(
    languages: LanguageSwitch, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Acme")
    window.sheet.fields.focus("email")
    keys.type("nobody@")
    window.sheet.fields.focus("status")
    keys.type("l")  # Lost
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: window.ui.save_button.text() == "保存(&S)")
    assert (window.ui.name.text(), window.ui.email.text()) == ("Acme", "nobody@")
    assert window.ui.status.currentText() == "流失"
    assert "电子邮件" in window.ui.email_error.message or "邮箱" in window.ui.email_error.message
    assert window.windowTitle().startswith("新客户 C000001 Acme")
    assert window.form is not None and window.form.customer.value("status") == "lost"


def test_history_tells_who_changed_what(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme")
    renamed = replace(details.customer, name="Acme Foods")
    customers.save(workspace.context, CustomerChange(customer=renamed))
    window = open_window(stored_id(details))
    click(window.ui.history_button)
    dialog = window.findChild(CustomerHistoryDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.entries.rowCount() > 0)
    shown = [dialog.changes.index(0, column).data() for column in range(3)]
    assert shown == ["Customer name", "Acme", "Acme Foods"]
    assert "C000001 Acme Foods" in dialog.windowTitle()


def test_deleting_is_confirmed_by_name_and_moves_to_the_recycle_bin(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    click(window.ui.delete_button)
    box = window.findChild(QMessageBox)
    assert box is not None and "C000001 Acme" in box.informativeText()
    click(next(b for b in box.buttons() if b.text() == "&Delete"))
    qtbot.waitUntil(lambda: not isValid(window))
    (item,) = recycle_bin.items(workspace.context)
    assert item.customer_no == "C000001"


def test_the_card_is_printed_as_it_is_saved(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Acme Foods")
    made: list[tuple[str, Callable[[Path], object]]] = []
    workspace.report_requested.connect(lambda title, make: made.append((title, make)))
    Keyboard().press(Key.Key_P, modifier=CONTROL)
    qtbot.waitUntil(lambda: bool(made))
    title, make = made[0]
    assert title == "Customer card C000001"
    make(tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_customer_that_is_gone_says_so_and_can_be_tried_again(
    workspace: Workspace, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    customers.delete(workspace.context, [customer_id])
    window = CustomerWindow(workspace, customer_id)
    window.show()
    qtbot.waitUntil(window.ui.loading_retry.isVisible)
    assert "recycle bin" in window.ui.loading_text.text()
    recycle_bin.restore(workspace.context, "customer", customer_id)
    click(window.ui.loading_retry)
    qtbot.waitUntil(window.ui.name.isVisible)
    assert window.ui.name.text() == "Acme"


def test_the_window_remembers_its_size_and_its_columns(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(None)
    window.resize(window.width(), 611)
    window.ui.tables.setSizes([300, 100])
    heights = window.ui.tables.sizes()
    window.close()
    again = open_window(None)
    assert again.height() == 611
    assert again.ui.tables.sizes() == heights


def left_and_top(window: CustomerWindow, name: str) -> tuple[int, int]:
    widget = window.sheet.fields.editors[name]
    place = widget.mapTo(window, QPoint(0, 0))
    return place.x(), place.y()


def test_narrow_windows_put_the_fields_into_one_column(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)

    def differs(place: int) -> bool:
        first, second = (left_and_top(window, name) for name in ("name", "customer_no"))
        return first[place] != second[place]

    window.resize(1700, 800)
    qtbot.waitUntil(lambda: differs(0) and not differs(1))
    window.resize(900, 560)
    qtbot.waitUntil(lambda: differs(1) and not differs(0))
    qtbot.waitUntil(lambda: window.ui.fields_area.horizontalScrollBar().maximum() == 0)


def test_a_value_that_is_no_longer_offered_stays_readable(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme", source="fair"))
    fair = next(i for i in lists.code_items(workspace.context, "source") if i.code == "fair")
    lists.save_code_item(workspace.context, replace(fair, is_active=False))
    window = open_window(customer_id)
    assert window.ui.source.currentText() == "Trade fair"
    keys = Keyboard()
    keys.type("Acme Foods")
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, customer_id)
    assert (stored.customer.name, stored.customer.source) == ("Acme Foods", "fair")


def test_a_list_changed_elsewhere_is_offered_at_once(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    Keyboard().type("Acme")
    lists.save_category(workspace.context, ProductCategory("礼盒"))
    box = window.ui.product_category_id
    qtbot.waitUntil(lambda: box.findText("礼盒") > 0)
    assert window.ui.name.text() == "Acme" and box.currentText() == ""


def test_looking_for_duplicates_in_vain_disturbs_nobody(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tasks: Tasks
) -> None:
    asked: list[object] = []

    def busy(*arguments: object) -> None:
        asked.append(arguments)
        raise DatabaseBusy

    monkeypatch.setattr(customers, "duplicates", busy)
    window = open_window(None)
    Keyboard().type("Acme")
    qtbot.waitUntil(lambda: bool(asked) and not tasks.running)
    assert QApplication.activeModalWidget() is None
    assert window.ui.duplicates.text() == ""


def test_backspace_clears_a_cell_and_removes_no_line(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    window.ui.contacts.go_to(0, "mobile")
    keys.press(Key.Key_Backspace)
    keys.press(Key.Key_Return)
    assert window.form is not None and not window.form.contacts.is_removed(0)
    assert window.form.contacts.draft(0).record.mobile == ""


def test_backspace_on_a_cell_that_takes_no_typing_does_nothing(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    window.ui.payments.go_to(0, "state")
    Keyboard().press(Key.Key_Backspace)
    assert window.form is not None and not window.form.is_changed
    assert window.ui.payments.hasFocus()
