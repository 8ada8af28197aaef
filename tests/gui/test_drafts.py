"""What is typed survives: kept while one types, offered at the next start, put back and merged."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.codes import CodeItem
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.merge import Side
from crm_desktop.domain.records import CustomerChange
from crm_desktop.domain.rules import MAX_LOGO_BYTES
from crm_desktop.domain.user import User
from crm_desktop.gui.dialogs.code_entry_dialog import CodeEntryDialog
from crm_desktop.gui.dialogs.drafts_dialog import DraftsDialog
from crm_desktop.gui.dialogs.merge_dialog import MergeDialog
from crm_desktop.gui.dialogs.payment_refund_dialog import PaymentRefundDialog
from crm_desktop.gui.dialogs.payment_void_dialog import PaymentVoidDialog
from crm_desktop.gui.dialogs.save_query_dialog import SaveQueryDialog
from crm_desktop.gui.dialogs.user_dialog import UserDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.views.company_page import CompanyPage
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.views.settings_view import SettingsView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n, journal
from crm_desktop.services import customers
from tests.databases import CLERK, FixedClock, acting
from tests.gui.conftest import MakeWorkspace
from tests.gui.customer_windows import OpenWindow, store, stored_id, wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard


@pytest.fixture
def home(workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window that drafts go back into."""
    window = MainWindow(workspace, languages)
    window.show()
    qtbot.waitUntil(lambda: window.page is not None)
    yield window
    for each in QApplication.topLevelWidgets():
        if isinstance(each, CustomerWindow):
            forget(each)
    window.close()
    workspace.drafts.close()


def files(workspace: Workspace) -> list[Path]:
    """Return what this program keeps just now."""
    workspace.drafts.wait()
    return sorted(workspace.drafts.folder.glob("*.json"))


def wait_kept(qtbot: QtBot, workspace: Workspace, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(files(workspace)) == count)


def die(workspace: Workspace) -> None:
    """Leave what is kept as a program leaves it that is gone: nobody holds it any more."""
    workspace.drafts.wait()
    folder = workspace.drafts.folder
    os.replace(folder, folder.with_name(f"dead-{len(journal.copies(workspace.drafts.whose))}"))


def offered(qtbot: QtBot, home: MainWindow) -> DraftsDialog:
    home.drafts.offer()
    qtbot.waitUntil(lambda: home.drafts.dialog is not None)
    assert home.drafts.dialog is not None
    return home.drafts.dialog


def customer_window(qtbot: QtBot) -> CustomerWindow:
    """Wait for the window that a draft went back into."""

    def found() -> list[CustomerWindow]:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerWindow)]
        return [w for w in shown if w.isVisible() and w.form is not None]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def forget(window: CustomerWindow) -> None:
    """Take a window away as a killed program would: nothing is dropped."""
    window._draft.let_go()
    window._may_close = True
    window.close()


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# While one types.


def test_what_is_typed_is_on_the_disk_while_the_window_is_open_and_gone_once_saved(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    assert files(workspace) == []
    keys = Keyboard()
    keys.type("Acme Foods")
    wait_kept(qtbot, workspace)
    (kept,) = journal.read(workspace.drafts.folder, workspace.drafts.whose).kept
    assert kept.entry.kind == "customer" and kept.entry.title == "C000001 Acme Foods"
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    wait_kept(qtbot, workspace, 0)


def test_what_is_typed_back_is_no_draft(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    keys.type("Other")
    wait_kept(qtbot, workspace)
    keys.press(Key.Key_A, modifier=CONTROL)
    keys.type("Acme")
    wait_kept(qtbot, workspace, 0)


def test_discarding_takes_the_draft_away(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Other")
    wait_kept(qtbot, workspace)
    window._may_close = True
    window.close()
    wait_kept(qtbot, workspace, 0)


def test_a_disk_that_is_full_is_told_once_and_stops_nobody(
    workspace: Workspace,
    home: MainWindow,
    open_window: OpenWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    expected_logs: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "write", full)
    window = open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    keys.type("Acme Foods")
    said = home.notices.ui.text
    qtbot.waitUntil(lambda: said.isVisible() and "The disk is full" in said.text())
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    assert "a draft cannot be kept" in expected_logs.text


# At the next start.


def test_a_draft_is_offered_with_what_it_would_change_and_put_back(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    keys.type("Acme Foods")
    window.sheet.fields.focus("annual_revenue")
    keys.type("a lot")
    window.ui.contacts.go_to(1, "job_title")
    keys.fill("Buyer")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    dialog = offered(qtbot, home)
    row = [dialog.drafts.index(0, column).data() for column in range(4)]
    assert row[:2] == ["C000001 Acme Foods", "Customer"]
    assert row[3] == "Customer name, Contact 李伟 · Job title, Annual revenue"
    changes = [
        [dialog.changes.index(r, c).data() for c in range(3)]
        for r in range(dialog.changes.rowCount())
    ]
    assert changes == [
        ["Customer name", "Acme", "Acme Foods"],
        ["Contact 李伟 · Job title", "", "Buyer"],
        ["Annual revenue", "", "a lot"],
    ]
    keys.press(Key.Key_Return)
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: again.ui.name.text() == "Acme Foods")
    assert again.ui.annual_revenue.text() == "a lot" and again.isWindowModified()
    assert customers.open_customer(workspace.context, customer_id).customer.name == "Acme"
    qtbot.waitUntil(lambda: len(files(workspace)) == 1)
    assert list(workspace.drafts.whose.folder.glob("dead-*")) == []
    again.sheet.fields.focus("annual_revenue")
    keys.type("1000")
    again.save()
    wait_saved(qtbot, again)
    stored = customers.open_customer(workspace.context, customer_id)
    assert stored.customer.name == "Acme Foods"
    assert [contact.job_title for contact in stored.contacts] == ["", "Buyer"]
    wait_kept(qtbot, workspace, 0)


def test_a_draft_meets_what_a_colleague_stored_meanwhile(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    details = store(workspace.context, "Acme", phone="1111111")
    window = open_window(stored_id(details))
    window.sheet.fields.focus("phone")
    Keyboard().type("2222222")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    colleague = acting(workspace.context.database, CLERK, workspace.context.clock)
    theirs = replace(details.customer, phone="3333333", city="苏州市")
    customers.save(colleague, CustomerChange(customer=theirs))
    dialog = offered(qtbot, home)
    assert dialog.changes.index(0, 1).data() == "3333333"
    assert "Somebody else changed the same" in dialog.ui.note.text()
    click(dialog.ui.restore_button)
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: bool(again.findChildren(MergeDialog)))
    (merge,) = again.findChildren(MergeDialog)
    merge.ui.rows.choose_all(Side.MINE)
    merge.ui.accept_button.click()
    qtbot.waitUntil(lambda: again.ui.city.text() == "苏州市")
    assert again.ui.phone.text() == "2222222"


def test_a_new_customer_comes_back_with_the_number_that_is_free_now(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Newcomer")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    store(workspace.context, "Acme")  # takes the number that was proposed
    click(offered(qtbot, home).ui.restore_button)
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: again.ui.name.text() == "Newcomer")
    assert again.ui.customer_no.text() == "C000002" and again.customer_id is None


def test_a_new_customer_that_was_stored_just_before_the_end_is_not_entered_twice(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    Keyboard().type("Newcomer")
    wait_kept(qtbot, workspace)
    assert window.form is not None
    customers.save(workspace.context, window.form.change())
    forget(window)
    die(workspace)
    dialog = offered(qtbot, home)
    assert dialog.ui.note.text() == "This customer is stored already: C000001."
    click(dialog.ui.restore_button)
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: again.customer_id is not None)
    assert not again.isWindowModified()
    assert "stored already" in again.ui.stamp.text()


def test_what_was_stored_just_before_the_end_is_not_offered(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Acme Foods")
    wait_kept(qtbot, workspace)
    assert window.form is not None
    customers.save(workspace.context, window.form.change())
    forget(window)
    die(workspace)
    home.drafts.offer()
    qtbot.waitUntil(lambda: not list(workspace.drafts.whose.folder.glob("*/*.json")))
    assert home.drafts.dialog is None


def test_a_customer_deleted_meanwhile_says_so_and_nothing_typed_is_gone(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    Keyboard().type("Acme Foods")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    customers.delete(workspace.context, [customer_id])
    dialog = offered(qtbot, home)
    assert dialog.ui.note.text() == "This customer was deleted meanwhile."
    click(dialog.ui.restore_button)
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: again.findChild(QMessageBox) is not None)
    assert again.ui.name.text() == "Acme Foods"


def test_a_window_in_which_something_is_typed_keeps_that_and_the_draft_stays(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    Keyboard().type("Acme Foods")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    workspace.open_customer(customer_id)
    other = customer_window(qtbot)
    other.activateWindow()
    qtbot.waitUntil(other.ui.name.hasFocus)
    Keyboard().type("Acme Trading")
    dialog = offered(qtbot, home)
    click(dialog.ui.restore_button)
    qtbot.waitUntil(other.ui.message_bar.isVisible)
    assert "There is a draft of this customer too" in other.ui.message.text()
    assert other.ui.name.text() == "Acme Trading"
    workspace.drafts.wait()
    assert len(list(workspace.drafts.whose.folder.glob("dead-*/*.json"))) == 1


def test_later_leaves_the_draft_and_discard_asks_first(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Acme Foods")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    dialog = offered(qtbot, home)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: home.drafts.dialog is None)
    dialog = offered(qtbot, home)
    for answer, left in (("&Cancel", 1), ("&Discard", 0)):
        click(dialog.ui.discard_button)
        box = dialog.findChildren(QMessageBox)[-1]
        assert "C000001 Acme Foods" in box.informativeText()
        click(next(b for b in box.buttons() if b.text() == answer))
        workspace.drafts.wait()
        assert len(list(workspace.drafts.whose.folder.glob("dead-*/*.json"))) == left
    qtbot.waitUntil(lambda: home.drafts.dialog is None)


def test_another_copy_that_is_alive_keeps_its_drafts_to_itself(
    workspace: Workspace,
    home: MainWindow,
    make_workspace: MakeWorkspace,
    qtbot: QtBot,
) -> None:
    other = make_workspace(workspace.context)
    other.drafts.write("a", "customer", "C1", {"x": 1})
    other.drafts.wait()
    home.drafts.offer()
    assert home.drafts.dialog is None and len(files(other)) == 1
    assert other.drafts.folder != workspace.drafts.folder
    other.drafts.close()
    assert len(workspace.drafts.take_left().kept) == 1, "its copy has ended"
    third = make_workspace(workspace.context)
    assert third.drafts.take_left().kept == (), "one of two takes it"
    workspace.drafts.release_left()
    assert len(third.drafts.take_left().kept) == 1
    third.drafts.close()


def test_garbage_is_set_aside_with_a_sentence(
    workspace: Workspace,
    home: MainWindow,
    qtbot: QtBot,
    expected_logs: pytest.LogCaptureFixture,
) -> None:
    folder = workspace.drafts.whose.folder / "dead"
    folder.mkdir(parents=True)
    (folder / "bad.json").write_bytes(b"\xff{garbage")
    home.drafts.offer()
    assert "Drafts that could not be read: 1." in home.notices.ui.text.text()
    assert (folder / "bad.json.unreadable").exists()
    entry = journal.Entry(
        kind="customer", title="X", at=workspace.context.clock.now(), values={"base": 5}
    )
    journal.write(folder, workspace.drafts.whose, entry)
    home.drafts.offer()
    assert home.drafts.dialog is None
    assert len(list(folder.glob("*.unreadable"))) == 2
    assert "set aside" in expected_logs.text


def test_with_the_clock_set_back_drafts_are_kept_and_offered(
    workspace: Workspace,
    home: MainWindow,
    open_window: OpenWindow,
    clock: FixedClock,
    qtbot: QtBot,
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    keys = Keyboard()
    keys.type("Acme")
    keys.type(" F")
    wait_kept(qtbot, workspace)
    clock.advance(timedelta(days=-300))
    keys.type("oods")
    window.keep_draft()
    forget(window)
    die(workspace)
    dialog = offered(qtbot, home)
    assert dialog.drafts.index(0, 0).data() == "C000001 Acme Foods"
    assert dialog.drafts.index(0, 2).data().startswith("2025-05")


def test_the_dialog_is_said_in_both_languages(
    workspace: Workspace,
    home: MainWindow,
    open_window: OpenWindow,
    languages: LanguageSwitch,
    qtbot: QtBot,
) -> None:
    window = open_window(stored_id(store(workspace.context, "Acme")))
    Keyboard().type("Acme Foods")
    wait_kept(qtbot, workspace)
    forget(window)
    die(workspace)
    dialog = offered(qtbot, home)
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: dialog.ui.restore_button.text() == "恢复(&R)")
    assert dialog.drafts.index(0, 1).data() == "客户"
    assert dialog.changes.index(0, 0).data() == "客户名称"


def test_the_menu_offers_drafts_and_says_when_there_are_none(
    home: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "information", lambda *texts: said.append(texts[2]))
    home.ui.action_drafts.trigger()
    assert said == ["There are no drafts: nothing that you typed was left unsaved."]


# Other forms.


def put_back(
    qtbot: QtBot, workspace: Workspace, home: MainWindow, close: Callable[[], None]
) -> None:
    """Let the program die with a form open, and restore its draft at the next start."""
    wait_kept(qtbot, workspace)
    die(workspace)
    close()
    dialog = offered(qtbot, home)
    click(dialog.ui.restore_button)
    wait_kept(qtbot, workspace)


def test_a_user_being_entered_comes_back(
    workspace: Workspace, home: MainWindow, qtbot: QtBot
) -> None:
    dialog = UserDialog(workspace, User(), home)
    dialog.open()
    QTest.keyClicks(dialog.form.username, "zhao")
    QTest.keyClicks(dialog.form.phone, "021-1234567")
    dialog.form.pop.setCurrentIndex(1)
    put_back(qtbot, workspace, home, dialog.close)
    (again,) = [d for d in home.findChildren(UserDialog) if d.isVisible()]
    assert again.form.username.text() == "zhao" and again.form.pop.currentIndex() == 1
    content = files(workspace)[0].read_text(encoding="utf-8")
    assert "021-1234567" in content and "password" not in content
    again.reject()
    wait_kept(qtbot, workspace, 0)


def test_an_entry_a_query_and_the_company_come_back(
    workspace: Workspace, home: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    entry = CodeEntryDialog(workspace, CodeItem("source", "", "", "", 9), home)
    entry.open()
    QTest.keyClicks(entry.form.label_en, "Podcast")
    put_back(qtbot, workspace, home, entry.close)
    (entry_again,) = [d for d in home.findChildren(CodeEntryDialog) if d.isVisible()]
    assert entry_again.form.label_en.text() == "Podcast"
    entry_again.reject()
    query = SaveQueryDialog(workspace, Criteria(location="杭州"), "杭州", (), home)
    query.open()
    query.ui.name.setEditText("Hangzhou")
    put_back(qtbot, workspace, home, query.close)
    (query_again,) = [d for d in home.findChildren(SaveQueryDialog) if d.isVisible()]
    assert query_again.ui.name.currentText() == "Hangzhou"
    assert "杭州" in query_again.ui.described.text()
    query_again.reject()
    page = CompanyPage(workspace)
    qtbot.addWidget(page)
    page.form.name.setText("Acme Trading")
    logo = tmp_path / "logo.png"
    picture = QPixmap(20, 10)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(logo))
    page.set_logo_file(logo)
    wait_kept(qtbot, workspace)
    die(workspace)
    dialog = offered(qtbot, home)
    assert dialog.changes.rowCount() == 2
    assert dialog.changes.index(1, 2).data() == "a picture of 1 KB"
    click(dialog.ui.restore_button)
    qtbot.waitUntil(lambda: isinstance(home.page, SettingsView))
    settings = home.page
    assert isinstance(settings, SettingsView)
    qtbot.waitUntil(lambda: settings.company.form.name.text() == "Acme Trading")
    assert settings.company._logo == logo.read_bytes()
    # What could not be saved anyway is not kept; nothing typed, nothing kept.
    settings.company.form.revert_button.click()
    wait_kept(qtbot, workspace, 0)
    logo.write_bytes(b"x" * (MAX_LOGO_BYTES + 1))
    settings.company.set_logo_file(logo)
    settings.company._draft.keep_now()
    wait_kept(qtbot, workspace, 0)


def test_a_void_reason_and_a_refund_come_back_over_the_customers_window(
    workspace: Workspace, home: MainWindow, open_window: OpenWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    window.ui.payments.go_to(0, "amount")
    click(window.ui.void_button)
    void = window.findChild(PaymentVoidDialog)
    assert void is not None
    QTest.keyClicks(void.ui.reason, "entered twice")
    put_back(qtbot, workspace, home, lambda: forget(window))
    again = customer_window(qtbot)
    qtbot.waitUntil(lambda: again.findChild(PaymentVoidDialog) is not None)
    void = again.findChild(PaymentVoidDialog)
    assert void is not None and void.ui.reason.text() == "entered twice"
    void.reject()
    wait_kept(qtbot, workspace, 0)
    again.ui.payments.go_to(0, "amount")
    click(again.ui.refund_button)
    refund = again.findChild(PaymentRefundDialog)
    assert refund is not None
    refund.ui.remark.setText("damaged")
    put_back(qtbot, workspace, home, lambda: forget(again))
    third = customer_window(qtbot)
    qtbot.waitUntil(lambda: third.findChild(PaymentRefundDialog) is not None)
    refund = third.findChild(PaymentRefundDialog)
    assert refund is not None and refund.ui.remark.text() == "damaged"


# The accident itself.


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_program_leaves_what_was_typed(
    workspace: Workspace, home: MainWindow, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme", phone="021-1111111"))
    assert customer_id == 1
    database = str(workspace.context.database.location)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.gui.typing_clerk", database],
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        try:
            assert program.stdout.readline() == "typed\n"
            root = workspace.drafts.whose.folder
            qtbot.waitUntil(lambda: len(list(root.glob("*/*.json"))) == 2)
            assert workspace.drafts.take_left().kept == (), "it is still alive"
        finally:
            program.send_signal(signal.SIGKILL)
    dialog = offered(qtbot, home)
    titles = [draft.kept.entry.title for draft in dialog.drafts.records]
    assert sorted(titles) == ["C000001 Acme", "New customer C000002 Newcomer Ltd"]
    click(dialog.ui.restore_button)

    def window(name: str) -> CustomerWindow | None:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerWindow)]
        return next((w for w in shown if w.form is not None and w.ui.name.text() == name), None)

    qtbot.waitUntil(lambda: window("Acme") is not None and window("Newcomer Ltd") is not None)
    stored, new = window("Acme"), window("Newcomer Ltd")
    assert stored is not None and new is not None
    assert stored.ui.phone.text() == "021-2222222"
    assert stored.form is not None and new.form is not None
    assert stored.form.contacts.draft(0).text("mobile") == "139", "typed in an open cell"
    assert new.form.contacts.draft(0).text("name") == "Sun"
    assert customers.open_customer(workspace.context, 1).customer.phone == "021-1111111"
