"""The history of a customer reads like a story, and earlier states come back from it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain import errors
from crm_desktop.domain.history import REMOVED
from crm_desktop.domain.records import (
    Contact,
    Customer,
    CustomerChange,
    CustomerDetails,
    Payment,
)
from crm_desktop.gui.dialogs import export_dialog
from crm_desktop.gui.dialogs.bring_back_dialog import BringBackDialog
from crm_desktop.gui.dialogs.customer_history_dialog import CustomerHistoryDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.views.history_page import HistoryPage
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers, history, recycle_bin
from tests.gui.keyboard import Key


@pytest.fixture
def settled(workspace: Workspace, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not workspace.tasks.running)
            QApplication.processEvents()

    return wait


@pytest.fixture
def changed(workspace: Workspace) -> CustomerDetails:
    """A customer that was entered with a contact and changed twice."""
    context = workspace.context
    first = customers.save(
        context,
        CustomerChange(
            customer=Customer(name="联华超市", city="上海市", fax="021-5555555"),
            contacts=(Contact(name="王芳"),),
        ),
    )
    second = customers.save(
        context,
        CustomerChange(
            customer=replace(first.customer, status="active", city="北京市", fax="", level="vip")
        ),
    )
    return customers.save(
        context, CustomerChange(customer=replace(second.customer, name="联华超市有限公司"))
    )


@pytest.fixture
def dialog(
    workspace: Workspace, changed: CustomerDetails, settled: Callable[[], None], qtbot: QtBot
) -> CustomerHistoryDialog:
    opened = CustomerHistoryDialog(workspace, changed.customer.id or 0, "联华超市")
    qtbot.addWidget(opened)
    opened.show()
    settled()
    return opened


def sentences(dialog: CustomerHistoryDialog) -> list[str]:
    return [str(dialog.entries.index(row, 2).data()) for row in range(dialog.entries.rowCount())]


def go_to(dialog: CustomerHistoryDialog, row: int) -> None:
    dialog.ui.entries.setCurrentIndex(dialog.entries.index(row, 0))


def test_what_happened_is_told_in_sentences(
    dialog: CustomerHistoryDialog, workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    latest, before, *first = sentences(dialog)
    assert latest == ("changed the customer: Customer name from “联华超市” to “联华超市有限公司”")
    assert before == (
        "changed the customer: Status from “Potential” to “Active”; "
        "Level set to “Key account”; City from “上海市” to “北京市”; "
        "Fax emptied, it was “021-5555555”"
    )
    assert set(first) == {
        "entered the contact “王芳”",
        "entered the customer",
    }
    assert dialog.entries.index(0, 1).data() == workspace.actor.display_name
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: "客户名称由“联华超市”改为“联华超市有限公司”" in sentences(dialog)[0])


def test_one_value_comes_back_after_a_look(
    dialog: CustomerHistoryDialog,
    changed: CustomerDetails,
    workspace: Workspace,
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    go_to(dialog, 1)
    fields = [change.field for change in dialog.changes.records]
    dialog.ui.changes.setCurrentIndex(dialog.changes.index(fields.index("City"), 0))
    qtbot.mouseClick(dialog.ui.value_button, Qt.MouseButton.LeftButton)
    settled()
    [ask] = dialog.findChildren(BringBackDialog)
    assert [(c.field, c.before, c.after) for c in ask.model.records] == [
        ("City", "北京市", "上海市")
    ]
    qtbot.mouseClick(ask.ui.accept_button, Qt.MouseButton.LeftButton)
    settled()
    stored = customers.open_customer(workspace.context, changed.customer.id or 0).customer
    assert (stored.city, stored.status, stored.name) == ("上海市", "active", "联华超市有限公司")
    assert "City from “北京市” to “上海市”" in sentences(dialog)[0]


def test_the_whole_record_comes_back_as_it_was(
    dialog: CustomerHistoryDialog,
    changed: CustomerDetails,
    workspace: Workspace,
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    row = sentences(dialog).index("entered the customer")
    go_to(dialog, row)
    qtbot.mouseClick(dialog.ui.state_button, Qt.MouseButton.LeftButton)
    settled()
    [ask] = dialog.findChildren(BringBackDialog)
    assert [change.field for change in ask.model.records] == [
        "Customer name",
        "Status",
        "Level",
        "Fax",
        "City",
    ]
    qtbot.mouseClick(ask.ui.accept_button, Qt.MouseButton.LeftButton)
    settled()
    stored = customers.open_customer(workspace.context, changed.customer.id or 0).customer
    assert (stored.name, stored.status, stored.level, stored.city, stored.fax) == (
        "联华超市",
        "potential",
        "",
        "上海市",
        "021-5555555",
    )


def test_the_present_state_changes_nothing(
    dialog: CustomerHistoryDialog, settled: Callable[[], None], qtbot: QtBot
) -> None:
    go_to(dialog, 0)
    qtbot.mouseClick(dialog.ui.state_button, Qt.MouseButton.LeftButton)
    settled()
    [ask] = dialog.findChildren(BringBackDialog)
    assert "nothing changes" in ask.ui.summary.text()
    assert not ask.ui.accept_button.isEnabled()
    qtbot.keyClick(ask, Key.Key_Escape)


def test_a_change_made_meanwhile_is_told_and_nothing_is_saved(
    dialog: CustomerHistoryDialog,
    changed: CustomerDetails,
    workspace: Workspace,
    settled: Callable[[], None],
    qtbot: QtBot,
) -> None:
    go_to(dialog, len(sentences(dialog)) - 1)
    row = sentences(dialog).index("entered the customer")
    go_to(dialog, row)
    qtbot.mouseClick(dialog.ui.state_button, Qt.MouseButton.LeftButton)
    settled()
    [ask] = dialog.findChildren(BringBackDialog)
    customers.save(
        workspace.context, CustomerChange(customer=replace(changed.customer, remark="meanwhile"))
    )
    qtbot.mouseClick(ask.ui.accept_button, Qt.MouseButton.LeftButton)
    settled()
    assert ask.isVisible()
    assert "Somebody else changed this record" in ask.ui.summary.text()
    stored = customers.open_customer(workspace.context, changed.customer.id or 0).customer
    assert (stored.name, stored.remark) == ("联华超市有限公司", "meanwhile")


def test_the_history_that_was_searched_is_exported(
    workspace: Workspace,
    changed: CustomerDetails,
    settled: Callable[[], None],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "history.csv"
    monkeypatch.setattr(export_dialog.Export, "_ask", lambda self, _name: self._start(path))
    monkeypatch.setattr(export_dialog.Export, "_tell", lambda *_: None)
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClicks(page.form.text, changed.customer.customer_no)
    qtbot.mouseClick(page.form.export_button, Qt.MouseButton.LeftButton)
    settled()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "When,User,Action,Kind,Record,Field,From,To"
    assert any(line.endswith("Customer name,联华超市,联华超市有限公司") for line in lines)


def test_why_an_earlier_state_cannot_come_back_is_said(
    workspace: Workspace, changed: CustomerDetails, settled: Callable[[], None], qtbot: QtBot
) -> None:
    context, customer = workspace.context, changed.customer
    payment = Payment(paid_on=context.clock.today(), amount=Decimal(5))
    paid = customers.save(context, CustomerChange(customer=customer, payments=(payment,)))
    voided = ((paid.payments[0].id or 0, "twice"),)
    gone = (paid.contacts[0].id or 0,)
    customers.save(
        context,
        CustomerChange(customer=paid.customer, voided_payments=voided, removed_contact_ids=gone),
    )
    dialog = CustomerHistoryDialog(workspace, customer.id or 0, "联华超市")
    qtbot.addWidget(dialog)
    dialog.show()
    settled()
    ui = dialog.ui
    said: dict[str, tuple[bool, str]] = {}
    for row, entry in enumerate(dialog.entries.records):
        go_to(dialog, row)
        text = ui.message.text() if ui.message.isVisible() else ""
        assert ui.state_button.isEnabled() == ui.value_button.isEnabled() == (not text)
        said.setdefault(entry.entity, (ui.state_button.isEnabled(), text))
    assert said["customer"] == (True, "")
    assert said["payment"] == (False, i18n.show(errors.PaymentIsVoid.text))
    assert said["contact"] == (False, i18n.show(errors.ContactIsDeleted.text))
    dialog.close()
    customers.delete(context, [customer.id or 0])
    kept = {entry.kept for entry in history.customer_history(context, customer.id or 0, None, 99)}
    assert kept == {errors.CustomerIsDeleted.text}
    recycle_bin.restore(context, "customer", customer.id or 0)
    recycle_bin.purge(context, [("contact", gone[0])])
    found = history.customer_history(context, customer.id or 0, None, 99)
    assert {entry.kept for entry in found if entry.entity == "contact"} == {REMOVED}
