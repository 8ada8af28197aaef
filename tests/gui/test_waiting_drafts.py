"""Typing goes on without the server; what waits is saved on the user's word, and never twice."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.records import CustomerChange, CustomerDetails
from crm_desktop.domain.server_errors import AnswerLost, ConnectionLost, ServerUnreachable
from crm_desktop.gui.customer_drafts import CustomerDraft
from crm_desktop.gui.draft_values import decode_customer
from crm_desktop.gui.line import EVERYTHING
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import journal
from crm_desktop.services import customers, query
from crm_desktop.services import line as line_service
from crm_desktop.services.context import ServiceContext
from tests.gui.customer_windows import OpenWindow, store, stored_id, wait_saved
from tests.gui.keyboard import CONTROL, Key, Keyboard

OPERATION = 7


class Network:
    """The line, as far as saves go: the one thing faked here."""

    def __init__(self, save: Callable[[ServiceContext, CustomerChange], CustomerDetails]) -> None:
        self.error: CrmError | None = None
        self.stores_before_it_breaks = False
        self.was_stored = False
        self.asked: list[int] = []
        self.sent = 0
        self._save = save

    def save(self, context: ServiceContext, change: CustomerChange) -> CustomerDetails:
        self.sent += 1
        if self.error is None:
            return self._save(context, change)
        if self.stores_before_it_breaks:
            self._save(context, change)
            self.was_stored = True
        raise self.error

    def ask(self, _context: ServiceContext, number: int) -> bool:
        self.asked.append(number)
        if isinstance(self.error, ServerUnreachable) and not isinstance(self.error, AnswerLost):
            raise self.error
        return self.was_stored


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    made = Network(customers.save)
    monkeypatch.setattr(customers, "save", made.save)
    monkeypatch.setattr(line_service, "was_stored", made.ask)
    yield made


def save(qtbot: QtBot, window: CustomerWindow) -> str:
    """Try to save; return what is said about it."""
    Keyboard().press(Key.Key_S, modifier=CONTROL)
    qtbot.waitUntil(window.ui.message_bar.isVisible)
    return window.ui.message.text()


def line_is_back(workspace: Workspace, network: Network) -> None:
    network.error = None
    workspace.announce(EVERYTHING)


def count(workspace: Workspace) -> int:
    return query.count(workspace.context, Criteria())


def test_without_the_server_one_types_on_and_saves_on_ones_word(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    network.sent = 0
    window = open_window(customer_id)
    keys = Keyboard()
    keys.type("Acme Food")
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    qtbot.waitUntil(lambda: window.ui.stamp.text() == "Saved: C000001 Acme Food")
    network.sent = 0
    window.sheet.fields.focus("name")
    keys.type("Acme Foods")
    network.error = ServerUnreachable(place="sql.example.com")
    assert "kept on this computer" in save(qtbot, window)
    assert window.ui.stamp.text() == "", "what was saved before is no word about this"
    workspace.drafts.wait()
    (kept,) = journal.read(workspace.drafts.folder, workspace.drafts.whose).kept
    assert kept.entry.title == "C000001 Acme Foods"
    window.sheet.fields.focus("city")
    keys.type("Suzhou")
    line_is_back(workspace, network)
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    assert window.ui.notice.text() == "The server is back. What you typed is not saved yet."
    assert network.sent == 1, "nothing is sent without a word"
    QTest.mouseClick(window.ui.notice_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, customer_id).customer
    assert (stored.name, stored.city) == ("Acme Foods", "Suzhou")
    assert not window.ui.notice_bar.isVisible()
    workspace.drafts.wait()
    assert not list(workspace.drafts.folder.glob("*.json"))


@pytest.mark.parametrize("stored_before", [True, False])
def test_a_save_whose_answer_was_lost_is_asked_for_and_not_sent_twice(
    workspace: Workspace,
    open_window: OpenWindow,
    network: Network,
    qtbot: QtBot,
    stored_before: bool,
) -> None:
    window = open_window(None)
    Keyboard().type("Newcomer")
    network.error = AnswerLost(operation=OPERATION)
    network.stores_before_it_breaks = stored_before
    assert "nothing is stored twice" in save(qtbot, window)
    assert count(workspace) == int(stored_before)
    line_is_back(workspace, network)
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    QTest.mouseClick(window.ui.notice_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    assert network.asked == [OPERATION]
    assert network.sent == (1 if stored_before else 2)
    assert count(workspace) == 1
    assert window.ui.customer_no.text() == "C000001"


def test_what_was_typed_after_a_lost_answer_is_added_to_what_was_stored(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Newcomer")
    keys.press(Key.Key_F6)
    keys.fill("Sun")
    window.ui.contacts.go_to(1, "name")
    keys.fill("Li")
    network.error = AnswerLost(operation=OPERATION)
    network.stores_before_it_breaks = True
    save(qtbot, window)
    window.ui.contacts.go_to(0, "mobile")
    keys.fill("13900000009")
    window.sheet.fields.focus("city")
    keys.type("Suzhou")
    line_is_back(workspace, network)
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    window.ui.notice_button.click()
    wait_saved(qtbot, window)
    assert window.customer_id is not None and count(workspace) == 1
    stored = customers.open_customer(workspace.context, window.customer_id)
    assert (stored.customer.city, stored.customer.customer_no) == ("Suzhou", "C000001")
    assert [(c.name, c.mobile) for c in stored.contacts] == [("Sun", "13900000009"), ("Li", "")]


def test_a_program_that_dies_after_a_lost_answer_stores_nothing_twice_either(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Newcomer")
    network.error = AnswerLost(operation=OPERATION)
    network.stores_before_it_breaks = True
    save(qtbot, window)
    window.sheet.fields.focus("city")
    keys.type("Suzhou")
    window.keep_draft()
    workspace.drafts.wait()
    (kept,) = journal.read(workspace.drafts.folder, workspace.drafts.whose).kept
    network.error = None
    taken: list[bool] = []
    typed = decode_customer(kept.entry.values)
    draft = CustomerDraft(None, typed, lambda: taken.append(True))
    again = CustomerWindow(workspace, None, draft)
    again.show()
    qtbot.waitUntil(lambda: bool(taken))
    assert again.customer_id is not None and again.isWindowModified()
    again.save()
    wait_saved(qtbot, again)
    stored = customers.open_customer(workspace.context, again.customer_id).customer
    assert (stored.name, stored.city, count(workspace)) == ("Newcomer", "Suzhou", 1)


def test_a_lost_answer_about_a_stored_customer_is_shown_as_saved(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    customer_id = stored_id(store(workspace.context, "Acme"))
    window = open_window(customer_id)
    keys = Keyboard()
    window.ui.contacts.go_to(2, "name")
    keys.fill("Sun")
    network.error = AnswerLost(operation=OPERATION)
    network.stores_before_it_breaks = True
    save(qtbot, window)
    line_is_back(workspace, network)
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    QTest.mouseClick(window.ui.notice_button, Qt.MouseButton.LeftButton)
    wait_saved(qtbot, window)
    stored = customers.open_customer(workspace.context, customer_id)
    assert [contact.name for contact in stored.contacts] == ["王芳", "李伟", "Sun"]


def test_while_the_server_is_still_away_it_goes_on_waiting(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    window = open_window(None)
    Keyboard().type("Newcomer")
    network.error = AnswerLost(operation=OPERATION)
    save(qtbot, window)
    network.error = ConnectionLost()
    window.messages.hide()
    save(qtbot, window)
    assert network.asked == [OPERATION] and network.sent == 1
    line_is_back(workspace, network)
    qtbot.waitUntil(window.ui.notice_bar.isVisible)
    window.ui.notice_button.click()
    wait_saved(qtbot, window)
    assert network.asked == [OPERATION] * 2 and count(workspace) == 1


def test_closing_without_the_server_keeps_the_draft_if_one_wants(
    workspace: Workspace, open_window: OpenWindow, network: Network, qtbot: QtBot
) -> None:
    window = open_window(None)
    Keyboard().type("Newcomer")
    network.error = ServerUnreachable(place="sql.example.com")
    save(qtbot, window)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text() == "&Keep as a draft").click()

    QTimer.singleShot(0, answer)
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    workspace.drafts.close()
    (left,) = workspace.drafts.whose.folder.glob("*/*.json")
    assert "Newcomer" in left.read_text(encoding="utf-8")
