from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from crm_desktop.gui.dialogs.about_dialog import AboutDialog
from crm_desktop.gui.dialogs.preferences_dialog import PreferencesDialog
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.theme import apply_appearance, is_dark, saved_appearance
from crm_desktop.infra import i18n
from crm_desktop.infra.settings import Settings


@pytest.fixture(autouse=True)
def light_afterwards(qapp: QApplication) -> Iterator[None]:
    apply_appearance(qapp, "light")
    yield
    apply_appearance(qapp, "light")


@pytest.fixture
def dialog(settings: Settings, languages: LanguageSwitch, qtbot: QtBot) -> PreferencesDialog:
    shown = PreferencesDialog(settings, languages)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def press(dialog: PreferencesDialog, button: QDialogButtonBox.StandardButton) -> None:
    dialog.ui.buttons.button(button).click()


def test_language_and_appearance_change_at_once_and_are_kept(
    qtbot: QtBot, dialog: PreferencesDialog, settings: Settings
) -> None:
    qtbot.keyClick(dialog.ui.language, Qt.Key.Key_Home)
    qtbot.keyClick(dialog.ui.appearance, Qt.Key.Key_End)
    assert not is_dark()
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert is_dark()
    assert i18n.language() == i18n.CHINESE
    kept = Settings(settings.path)
    assert saved_appearance(kept) == "dark"
    assert kept.text("language") == i18n.CHINESE


def test_cancel_changes_nothing(
    qtbot: QtBot, dialog: PreferencesDialog, settings: Settings
) -> None:
    qtbot.keyClick(dialog.ui.language, Qt.Key.Key_Home)
    qtbot.keyClick(dialog.ui.appearance, Qt.Key.Key_End)
    press(dialog, QDialogButtonBox.StandardButton.Cancel)
    assert not is_dark()
    assert i18n.language() == i18n.ENGLISH
    assert saved_appearance(settings) == "system"


def test_a_strange_appearance_is_the_systems(settings: Settings) -> None:
    settings.set("appearance", "purple")
    assert saved_appearance(settings) == "system"


def test_about_says_what_helpers_ask(qtbot: QtBot) -> None:
    dialog = AboutDialog("/data/office.db")
    qtbot.addWidget(dialog)
    dialog.ui.copy.click()
    copied = QApplication.clipboard().text()
    assert "CRM Desktop 0." in copied
    assert "/data/office.db" in copied
    assert "crm-desktop.log" in copied
