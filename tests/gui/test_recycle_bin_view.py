"""Restoring several records at once, and removing for good after a second look."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.history import HistoryFilter
from crm_desktop.domain.records import Customer, CustomerChange, Payment
from crm_desktop.gui.dialogs.purge_dialog import PurgeDialog
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.views.recycle_bin_view import RecycleBinView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services import customers, history, recycle_bin, users
from tests.databases import add_clerk
from tests.gui.customer_windows import store, stored_id
from tests.gui.keyboard import CONTROL, Key


@pytest.fixture
def settled(workspace: Workspace, qtbot: QtBot) -> Callable[[], None]:
    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not workspace.tasks.running)
            QApplication.processEvents()

    return wait


@pytest.fixture
def deleted(workspace: Workspace) -> list[int]:
    """Two deleted customers, the second one with a payment."""
    unpaid = customers.save(
        workspace.context, CustomerChange(customer=Customer(name="甲公司", customer_no="C000001"))
    )
    paid = customers.save(
        workspace.context,
        CustomerChange(
            customer=Customer(name="乙公司", customer_no="C000002"),
            payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("9.90")),),
        ),
    )
    ids = [stored_id(unpaid), stored_id(paid)]
    customers.delete(workspace.context, ids)
    return ids


def open_view(workspace: Workspace, qtbot: QtBot) -> RecycleBinView:
    view = RecycleBinView(workspace)
    qtbot.addWidget(view)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    QApplication.processEvents()
    view.form.table.setFocus()
    qtbot.keyClick(view.form.table, Key.Key_A, CONTROL)
    return view


def test_many_come_back_and_what_was_different_is_told(
    workspace: Workspace, settled: Callable[[], None], qtbot: QtBot
) -> None:
    gone = add_clerk(workspace.context, "gone")
    ids = [
        stored_id(store(workspace.context, "甲公司", owner_id=gone)),
        stored_id(store(workspace.context, "乙公司")),
    ]
    customers.delete(workspace.context, ids)
    users.set_active(workspace.context, gone, False)
    view = open_view(workspace, qtbot)
    settled()
    qtbot.keyClick(view.form.table, Key.Key_A, CONTROL)
    qtbot.mouseClick(view.form.restore_button, Qt.MouseButton.LeftButton)
    settled()
    assert recycle_bin.items(workspace.context) == ()
    [report] = view.findChildren(UndoReportDialog)
    assert report.ui.summary.text() == "Restored: 2."
    assert report.ui.lines.toPlainText() == (
        "C000001 甲公司: The owner Gone is disabled: it has no owner now."
    )
    qtbot.mouseClick(report.ui.close_button, Qt.MouseButton.LeftButton)


def test_removing_for_good_needs_the_word_and_leaves_money(
    workspace: Workspace, deleted: list[int], settled: Callable[[], None], qtbot: QtBot
) -> None:
    view = open_view(workspace, qtbot)
    settled()
    qtbot.keyClick(view.form.table, Key.Key_A, CONTROL)
    qtbot.keyClick(view.form.table, Key.Key_Delete)
    settled()
    [dialog] = view.findChildren(PurgeDialog)
    assert dialog.ui.summary.text() == "Customers: 1, contacts: 0"
    lines = dialog.ui.lines.toPlainText().splitlines()
    assert lines == ["C000001 甲公司", "C000002 乙公司: left as it is — has payments"]
    assert not dialog.ui.purge_button.isEnabled()
    qtbot.keyClicks(dialog.ui.word, "remov")
    assert not dialog.ui.purge_button.isEnabled()
    assert dialog.ui.cancel_button.isDefault(), "Enter removes nothing before the word is complete"
    qtbot.keyClicks(dialog.ui.word, "E")
    qtbot.keyClick(dialog.ui.word, Qt.Key.Key_Return)
    settled()
    assert [item.id for item in recycle_bin.items(workspace.context)] == [deleted[1]]
    [entry] = history.entries(workspace.context, HistoryFilter(action="purge"))
    assert entry.label == "C000001 甲公司"
    assert view.model.rowCount() == 1


def test_what_only_has_payments_cannot_be_removed(
    workspace: Workspace, deleted: list[int], settled: Callable[[], None], qtbot: QtBot
) -> None:
    recycle_bin.restore(workspace.context, "customer", deleted[0])
    view = open_view(workspace, qtbot)
    settled()
    qtbot.mouseClick(view.form.purge_button, Qt.MouseButton.LeftButton)
    settled()
    [dialog] = view.findChildren(PurgeDialog)
    assert not dialog.ui.word.isEnabled()
    assert not dialog.ui.purge_button.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert len(recycle_bin.items(workspace.context)) == 1


def test_clerks_see_that_removing_is_for_administrators(
    clerk_workspace: Workspace, qtbot: QtBot
) -> None:
    customers.delete(clerk_workspace.context, [stored_id(store(clerk_workspace.context, "甲公司"))])
    view = open_view(clerk_workspace, qtbot)
    qtbot.waitUntil(lambda: view.form.restore_button.isEnabled())
    assert not view.form.purge_button.isEnabled()
    assert "administrator" in view.form.purge_button.toolTip()
    qtbot.keyClick(view.form.table, Key.Key_Delete)
    assert view.findChildren(PurgeDialog) == []


def test_the_buttons_stay_at_the_top_of_an_empty_bin(workspace: Workspace, qtbot: QtBot) -> None:
    view = open_view(workspace, qtbot)
    view.resize(800, 700)
    QApplication.processEvents()
    assert view.form.empty.isVisible() and not view.form.table.isVisible()
    below_intro = view.form.intro.geometry().bottom() + 1
    assert view.form.intro.height() <= 2 * view.form.filter.height()
    assert view.form.filter.y() - below_intro < view.form.filter.height()
