from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.gui.dialogs.first_start_dialog import FirstStartDialog
from crm_desktop.gui.first_start import Answers, Choice, first_problem
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.infra import i18n

PASSWORD = "herbst-Laub-99"


@pytest.fixture
def dialog(tmp_path: Path, languages: LanguageSwitch, qtbot: QtBot) -> FirstStartDialog:
    shown = FirstStartDialog(languages, tmp_path / "crm.db")
    qtbot.addWidget(shown)
    shown.show()
    return shown


def new_database(file: Path, **changed: str) -> Answers:
    entered = {
        "path": str(file),
        "username": "boss",
        "password": PASSWORD,
        "repeated": PASSWORD,
    }
    return Answers(choice=Choice.CREATE, **{**entered, **changed})


def test_the_sample_company_needs_nothing() -> None:
    assert first_problem(Answers()) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"path": "  "}, "path"),
        ({"username": " "}, "username"),
        ({"password": "short", "repeated": "short"}, "password"),
        ({"username": PASSWORD}, "password"),
        ({"repeated": "another-one-1"}, "repeat"),
        ({}, None),
    ],
)
def test_a_new_database_needs_path_name_and_password(
    tmp_path: Path, changed: dict[str, str], field: str | None
) -> None:
    problem = first_problem(new_database(tmp_path / "new.db", **changed))
    assert (problem and problem[0]) == field


def test_files_that_exist_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear colleagues", encoding="utf-8")
    problem = first_problem(new_database(path))
    assert problem is not None and problem[0] == "path"
    assert first_problem(Answers(choice=Choice.EXISTING, path=str(path))) is None


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.db"):
        problem = first_problem(Answers(choice=Choice.EXISTING, path=str(path)))
        assert problem is not None and problem[0] == "path"


def test_a_new_file_gets_our_ending(tmp_path: Path) -> None:
    assert new_database(tmp_path / "office").target == str(tmp_path / "office.db")
    assert new_database(tmp_path / "office.crm").target == str(tmp_path / "office.crm")


def test_the_sample_is_one_key_away(qtbot: QtBot, dialog: FirstStartDialog) -> None:
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen.args[0].choice is Choice.SAMPLE


def test_a_new_database_is_asked_for_by_keyboard(
    qtbot: QtBot, dialog: FirstStartDialog, tmp_path: Path
) -> None:
    assert not dialog.ui.password.isVisible()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.ui.sample.hasFocus)
    qtbot.keyClick(dialog.ui.sample, Qt.Key.Key_Down)
    assert dialog.ui.create.isChecked()
    assert dialog.ui.password.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.ui.message.text() == "Choose a user name to sign in with."
    qtbot.keyClicks(dialog.ui.username, "boss")
    qtbot.keyClick(dialog.ui.username, Qt.Key.Key_Return)
    assert dialog.ui.password.hasFocus() and dialog.ui.message.text() == ""
    qtbot.keyClicks(dialog.ui.password, PASSWORD)
    qtbot.keyClicks(dialog.ui.repeat, PASSWORD)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.ui.repeat, Qt.Key.Key_Return)
    assert chosen.args[0] == new_database(tmp_path / "crm.db")


def test_a_server_is_chosen_without_further_questions(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    dialog.ui.server.setFocus()
    qtbot.keyClick(dialog.ui.server, Qt.Key.Key_Space)
    assert not dialog.ui.details.isVisible()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.ui.start, Qt.MouseButton.LeftButton)
    assert chosen.args[0].choice is Choice.SERVER


def test_the_guide_speaks_both_languages(
    qtbot: QtBot, dialog: FirstStartDialog, languages: LanguageSwitch
) -> None:
    languages.switch(i18n.CHINESE)
    qtbot.waitUntil(lambda: dialog.ui.title.text() == "您想怎样开始？")
    assert dialog.ui.language.currentText() == "简体中文"
