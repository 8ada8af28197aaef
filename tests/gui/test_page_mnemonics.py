"""On each page every Alt+letter leads to one place only, the menus' letters included."""

from collections import defaultdict

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenuBar,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.pages import PAGES
from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.views.report_view import ReportView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n


def letters(window: QWidget) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    menu_bar = window.findChild(QMenuBar)
    texts = [action.text() for action in menu_bar.actions()] if menu_bar else []
    texts += [w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in window.findChildren(QLabel) if w.isVisible() and w.buddy()]
    for bar in window.findChildren(QTabBar):
        texts += [bar.tabText(i) for i in range(bar.count()) if bar.isVisible()]
    for text in texts:
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            found[letter].append(text)
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_no_letter_is_given_twice(
    sample_workspace: Workspace,
    languages: LanguageSwitch,
    qtbot: QtBot,
    name: str,
    language: str,
) -> None:
    languages.switch(language)
    window = MainWindow(sample_workspace, languages)
    qtbot.addWidget(window)
    window.show()
    page = window.go_to(name)
    qtbot.waitUntil(lambda: not sample_workspace.tasks.running)
    states = 1
    if isinstance(page, QueryView):
        page.ui.more.setChecked(True)
    if isinstance(page, ReportView):
        states = page.ui.reports.count()
    tabs = page.findChild(QTabWidget)
    if tabs is not None:
        states = tabs.count()
    for row in range(states):
        if tabs is not None:
            tabs.setCurrentIndex(row)
        if isinstance(page, ReportView):
            page.ui.reports.setCurrentRow(row)
        QApplication.processEvents()
        found = letters(window)
        assert len(found) >= 6  # the menus
        assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
