"""The main window and customer windows, as they are in the program."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers


@pytest.fixture
def window(sample_workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot) -> MainWindow:
    shown = MainWindow(sample_workspace, languages)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.page is not None)
    return shown


def customer_windows() -> list[CustomerWindow]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerWindow)]
    return [each for each in found if each.isVisible()]


def open_customer(qtbot: QtBot, workspace: Workspace, number: str) -> CustomerWindow:
    found = customers.open_by_number(workspace.context, number).customer
    assert found.id is not None
    workspace.open_customer(found.id)
    (window,) = [each for each in customer_windows() if each.customer_id == found.id]
    qtbot.waitUntil(lambda: window.ui.name.text() == found.name)
    return window


def test_one_window_a_customer(
    qtbot: QtBot, window: MainWindow, sample_workspace: Workspace
) -> None:
    first = open_customer(qtbot, sample_workspace, "C000001")
    other = open_customer(qtbot, sample_workspace, "C000002")
    assert open_customer(qtbot, sample_workspace, "C000001") is first
    assert set(customer_windows()) == {first, other}
    assert window.close()
    assert customer_windows() == []


def test_control_n_opens_an_empty_window(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (new,) = customer_windows()
    assert new.customer_id is None


def test_unsaved_typing_keeps_the_program_open_and_survives_the_language(
    qtbot: QtBot, window: MainWindow, sample_workspace: Workspace, languages: LanguageSwitch
) -> None:
    customer = open_customer(qtbot, sample_workspace, "C000001")
    customer.activateWindow()
    customer.ui.short_name.setFocus()
    customer.ui.short_name.selectAll()
    qtbot.keyClicks(customer.ui.short_name, "Typed")
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: window.ui.navigation.item(0).text() == "客户")
    assert customer.ui.short_name.text() == "Typed"
    for button, stays in (("取消(&C)", True), ("不保存(&D)", False)):
        asked: list[str] = []
        QTimer.singleShot(0, lambda text=button, seen=asked: answer(text, seen))
        assert window.close() is not stays
        assert len(asked) == 1
        assert window.isVisible() is stays
        assert customer.isVisible() is stays


def answer(button: str, asked: list[str]) -> None:
    """Press a button of the question that is open."""
    question = QApplication.activeModalWidget()
    assert isinstance(question, QMessageBox)
    asked.append(question.text())
    next(each for each in question.buttons() if each.text() == button).click()
