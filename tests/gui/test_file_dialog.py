"""Asking for files: what lies in a folder is shown, and never opened."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileSystemModel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.gui.dialogs.file_dialog import FileDialog, ask_file, ask_folder, ask_new_file

_TRY = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print("free")
    except OSError:
        print("locked")
"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown_kind(dialog: FileDialog, path: Path) -> str:
    model = dialog.findChild(QFileSystemModel)
    assert model is not None
    index = model.index(str(path))
    return str(index.siblingAtColumn(2).data())


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_a_look_into_the_folder_of_a_database_leaves_its_locks(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    import fcntl

    path = tmp_path / "company.crm"
    path.write_bytes(b"nothing that tells its kind")
    (tmp_path / "folder").mkdir()
    with path.open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        dialog = ask_file(window, "Restore", "All (*)", str(tmp_path))
        dialog.open()
        qtbot.waitUntil(lambda: shown_kind(dialog, path) != "")
        tried = [sys.executable, "-c", _TRY, str(path)]
        assert subprocess.check_output(tried, text=True).strip() == "locked"


def test_a_name_without_an_ending_gets_the_proposed_one(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ask_new_file(window, "Archive", "Archives (*.zip)", str(tmp_path / "all.zip"))
    dialog.open()
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None and field.text() == "all.zip"
    field.setText("everything")
    with qtbot.waitSignal(dialog.fileSelected) as chosen:
        dialog.accept()
    assert chosen.args == [str(tmp_path / "everything.zip")]


def test_a_folder_is_chosen(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ask_folder(window, "Second place")
    dialog.setDirectory(str(tmp_path))
    dialog.open()
    with qtbot.waitSignal(dialog.fileSelected) as chosen:
        dialog.accept()
    assert chosen.args == [str(tmp_path)]
    qtbot.waitUntil(lambda: not window.findChildren(FileDialog))
