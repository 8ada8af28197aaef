from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.records import CustomerChange
from crm_desktop.gui import main_window
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.pages import PAGES, Page
from crm_desktop.gui.views.recycle_bin_view import RecycleBinView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.settings import Settings
from crm_desktop.services import customers

Open = Callable[[Workspace], MainWindow]


class NotedPage(QWidget):
    """A page that notes what the main window asks of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.asked: list[str] = []
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel("page"))
        self.field = QLineEdit()
        layout.addWidget(self.field)
        self.setFocusProxy(self.field)

    def refresh(self) -> None:
        self.asked.append("refresh")

    def print_(self) -> None:
        self.asked.append("print")


class SearchingPage(NotedPage):
    def focus_search(self) -> None:
        self.asked.append("search")


@pytest.fixture
def noted_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Light pages in place of the real ones, which have tests of their own."""
    light = tuple(
        Page(page.name, page.title, page.icon, SearchingPage if number == 1 else NotedPage)
        for number, page in enumerate(PAGES)
    )
    monkeypatch.setattr(main_window, "PAGES", light)


@pytest.fixture
def open_window(noted_pages: None, languages: LanguageSwitch, qtbot: QtBot) -> Open:
    def show(workspace: Workspace) -> MainWindow:
        window = MainWindow(workspace, languages)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.page is not None)
        return window

    return show


def page_of(window: MainWindow) -> NotedPage:
    page = window.page
    assert isinstance(page, NotedPage)
    return page


def test_nothing_is_made_before_the_first_paint(
    noted_pages: None, workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot
) -> None:
    window = MainWindow(workspace, languages)
    qtbot.addWidget(window)
    window.show()
    assert window.page is None
    qtbot.waitUntil(lambda: window.page is not None)


def test_each_page_is_made_at_its_first_visit(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    assert window.ui.pages.findChildren(NotedPage) == [window.page]
    seen = [window.page]
    for number in "23456":
        qtbot.keyClick(
            window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert window.ui.pages.currentWidget() is window.page
        seen.append(window.page)
    assert len(set(seen)) == 6
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page is seen[0]
    assert window.ui.navigation.currentRow() == 0


def test_the_navigation_works_with_arrow_keys(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    qtbot.keyClick(window.ui.navigation, Qt.Key.Key_Down)
    qtbot.keyClick(window.ui.navigation, Qt.Key.Key_Down)
    assert window.ui.pages.currentWidget() is window.page
    assert window.ui.navigation.currentItem().text() == "Statistics"


def test_keys_reach_the_page(qtbot: QtBot, open_window: Open, workspace: Workspace) -> None:
    window = open_window(workspace)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page_of(window).asked == ["refresh", "print"]
    assert not window.ui.action_export.isEnabled()
    assert window.ui.action_print.isEnabled()


def test_a_page_whose_first_button_cannot_be_pressed_gets_the_keyboard(
    qtbot: QtBot, languages: LanguageSwitch, workspace: Workspace
) -> None:
    window = MainWindow(workspace, languages)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.page is not None)
    page = window.go_to("recycle_bin")
    assert isinstance(page, RecycleBinView)
    assert not page.form.restore_button.isEnabled()
    assert page.form.filter.hasFocus()


def test_f3_finds_on_the_page_or_everywhere(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert window.quick_search.hasFocus()
    qtbot.keyClick(window.quick_search, Qt.Key.Key_Escape)
    assert page_of(window).field.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert page_of(window).asked == ["search"]


def test_control_k_leads_out_of_a_field(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    field = page_of(window).field
    field.setFocus()
    qtbot.keyClicks(field, "typed")
    field.home(False)
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.quick_search.hasFocus()
    assert field.text() == "typed"


def test_control_n_asks_for_a_new_customer(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    workspace.new_customer_requested.disconnect()
    with qtbot.waitSignal(workspace.new_customer_requested):
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def settings_actions(window: MainWindow) -> list[QAction]:
    ui = window.ui
    return [ui.action_users, ui.action_lists, ui.action_company, ui.action_history]


def test_administrators_may_everything(open_window: Open, workspace: Workspace) -> None:
    window = open_window(workspace)
    assert all(action.isEnabled() for action in settings_actions(window))
    assert "(administrator)" in window.ui.status_bar.findChildren(QLabel)[-2].text()


def test_clerks_see_what_they_may_not_do_and_why(
    open_window: Open, clerk_workspace: Workspace
) -> None:
    window = open_window(clerk_workspace)
    for action in settings_actions(window):
        assert action.isVisible()
        assert not action.isEnabled()
        assert action.toolTip() == "Only an administrator may do this."
        assert action.statusTip() == action.toolTip()
    assert window.ui.settings_menu.toolTipsVisible()
    for action in (window.ui.action_change_password, window.ui.action_preferences):
        assert action.isEnabled()


def test_the_status_bar_says_who_and_where(open_window: Open, clerk_workspace: Workspace) -> None:
    window = open_window(clerk_workspace)
    shown = [label.text() for label in window.ui.status_bar.findChildren(QLabel)]
    assert "Clerk (clerk)" in shown
    location = clerk_workspace.context.database.location
    assert location.endswith(shown[-1].removeprefix("…"))
    assert location in window.ui.status_bar.findChildren(QLabel)[-1].toolTip()


def test_sample_data_are_marked_in_the_title(
    qtbot: QtBot, open_window: Open, sample_workspace: Workspace, languages: LanguageSwitch
) -> None:
    window = open_window(sample_workspace)
    name = sample_workspace.profile.name
    assert window.windowTitle() == f"{name} [Sample data] — CRM Desktop"
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: window.windowTitle() == f"{name} [样例数据] — 客户关系管理系统")


def test_the_language_changes_without_losing_work(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    window = open_window(workspace)
    page = page_of(window)
    qtbot.keyClicks(page.field, "half a sentence")
    window.ui.action_chinese.trigger()
    qtbot.waitUntil(lambda: window.ui.customer_menu.title() == "客户(&C)")
    assert window.ui.navigation.item(0).text() == "客户"
    assert window.page is page
    assert page.field.text() == "half a sentence"
    assert window.ui.action_chinese.isChecked()
    window.ui.action_english.trigger()
    qtbot.waitUntil(lambda: window.ui.customer_menu.title() == "&Customers")


def test_the_window_comes_back_as_it_was(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    first = open_window(workspace)
    first.resize(760, 600)
    first.go_to("statistics")
    first.close()
    second = open_window(workspace)
    assert second.size() == first.size()
    assert second.ui.navigation.currentRow() == 2


def test_lost_settings_are_told(
    qtbot: QtBot, open_window: Open, workspace: Workspace, expected_logs: pytest.LogCaptureFixture
) -> None:
    path = workspace.settings.path
    path.write_text("{", encoding="utf-8")
    workspace.settings = Settings(path)
    window = open_window(workspace)
    assert "begin anew" in window.ui.status_bar.currentMessage()


def test_unfinished_work_is_asked_about(
    qtbot: QtBot, open_window: Open, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(workspace)
    gate = Event()
    task = workspace.tasks.background(
        window, lambda: gate.wait(10), lambda _: None, title="Export of customers"
    )
    asked: list[str] = []

    def refuse(box: main_window.QMessageBox) -> main_window.QMessageBox.StandardButton:
        asked.append(box.text())
        return main_window.QMessageBox.StandardButton.No

    monkeypatch.setattr(main_window.QMessageBox, "exec", refuse)
    assert not window.close()
    assert asked == ["This is not finished yet: Export of customers. Cancel it?"]
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert window.close()


# Quick search


def add_customer(workspace: Workspace, name: str) -> int:
    proposed = customers.new_customer(workspace.context)
    saved = customers.save(workspace.context, CustomerChange(customer=replace(proposed, name=name)))
    assert saved.customer.id is not None
    return saved.customer.id


def note_opened(workspace: Workspace) -> list[int]:
    """Note which customers are asked for instead of opening them."""
    workspace.customer_requested.disconnect()
    asked: list[int] = []
    workspace.customer_requested.connect(asked.append)
    return asked


def test_initials_and_enter_open_the_customer(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    wanted = add_customer(workspace, "华联超市")
    add_customer(workspace, "北京饭店")
    window = open_window(workspace)
    asked = note_opened(workspace)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.quick_search, "hlcs")
    qtbot.keyClick(window.quick_search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked == [wanted])
    assert window.quick_search.text() == ""


def test_suggestions_are_chosen_with_the_arrows(
    qtbot: QtBot, open_window: Open, workspace: Workspace
) -> None:
    numbers = {add_customer(workspace, name): name for name in ("华联超市一店", "华联超市二店")}
    window = open_window(workspace)
    asked = note_opened(workspace)
    search = window.quick_search
    search.setFocus()
    qtbot.keyClicks(search, "hlcs")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    second = search.suggestions()[1]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert numbers[asked[0]] in second
    assert QApplication.activePopupWidget() is None


def test_nothing_found_is_said(qtbot: QtBot, open_window: Open, workspace: Workspace) -> None:
    window = open_window(workspace)
    search = window.quick_search
    search.setFocus()
    qtbot.keyClicks(search, "nobody")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    assert search.suggestions() == ["No customer found"]
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert QApplication.activePopupWidget() is None
