import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crm_desktop.gui.dialogs.guide_dialog import GuideDialog
from crm_desktop.gui.dialogs.preferences_dialog import PreferencesDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_actions import without_mnemonic
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import guide
from crm_desktop.infra.settings import Settings

LINK = re.compile(r"\]\(([^)#]+)\)")


def text_of(page: str, language: str) -> str:
    ending = ".zh-CN.md" if language == i18n.CHINESE else ".md"
    return (guide() / f"{page}{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_menu_entry_and_its_key_is_in_the_guide(
    qtbot: QtBot, workspace: Workspace, languages: LanguageSwitch, language: str
) -> None:
    languages.switch(language)
    window = MainWindow(workspace, languages)
    qtbot.addWidget(window)
    start, keys = text_of("getting-started", language), text_of("keyboard", language)
    actions = [a for a in window.findChildren(QAction) if a.objectName().startswith("action_")]
    assert len(actions) > 20
    for action in actions:
        assert without_mnemonic(action.text()) in start
        key = action.shortcut().toString()
        if key and not key[-1].isdigit():
            assert key in keys


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_preference_is_in_the_guide(
    qtbot: QtBot, settings: Settings, languages: LanguageSwitch, language: str
) -> None:
    languages.switch(language)
    dialog = PreferencesDialog(settings, languages)
    qtbot.addWidget(dialog)
    text = text_of("getting-started", language)
    for combo in dialog.findChildren(QComboBox):
        for row in range(combo.count()):
            assert combo.itemText(row) in text


def test_the_guide_opens_follows_links_and_speaks_both_languages(
    qtbot: QtBot, languages: LanguageSwitch
) -> None:
    dialog = GuideDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert "User guide" in dialog.text.toPlainText()
    dialog.text.anchorClicked.emit(QUrl("keyboard.md"))
    assert "Ctrl+K" in dialog.text.toPlainText()
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: "键盘快捷键" in dialog.text.toPlainText())
    dialog.contents.click()
    assert "使用手册" in dialog.text.toPlainText()
    dialog.show_page("no-such-page")
    assert dialog.text.toPlainText() == "缺少这一页说明。"


def test_own_pages_link_to_pages_in_their_language() -> None:
    for page in ("getting-started", "keyboard"):
        for language in i18n.LANGUAGES:
            for target in LINK.findall(text_of(page, language)):
                assert (guide() / Path(target)).exists(), target
