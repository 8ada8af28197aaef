"""Exports ask for a file, show how far they are, and say what was written."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.gui.dialogs.export_dialog import Export, file_name
from crm_desktop.gui.errors import ErrorDialog
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.cancellation import check_cancelled

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def enter_name(qtbot: QtBot, window: QWidget, target: Path) -> str:
    """Type a file's name into the dialog; return the name that was proposed."""
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    proposed = field.text()
    field.setText(str(target))
    qtbot.keyClick(field, Key.Key_Return)
    return proposed


def export(workspace: Workspace, window: QWidget, write: Callable[[Path], int]) -> None:
    Export(workspace, window, "Query: 1/2", write)


def test_a_file_is_written_and_the_folder_remembered(
    workspace: Workspace, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    def write(path: Path) -> int:
        path.write_text("x", encoding="utf-8")
        return 1234

    export(workspace, window, write)
    assert enter_name(qtbot, window, tmp_path / "list") == "Query_ 1_2"
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Rows written: 1,234"
    assert box.informativeText() == str(tmp_path / "list.xlsx")
    assert (tmp_path / "list.xlsx").exists()
    assert workspace.settings.get("export.folder") == str(tmp_path)
    qtbot.keyClick(box, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)


def test_the_kind_chosen_last_is_proposed(
    workspace: Workspace, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    export(workspace, window, lambda _path: 0)
    enter_name(qtbot, window, tmp_path / "list.csv")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    written: list[Path] = []
    other = QWidget(window)
    export(workspace, other, lambda path: written.append(path) or 0)
    enter_name(qtbot, other, tmp_path / "again")
    qtbot.waitUntil(lambda: written == [tmp_path / "again.csv"])
    qtbot.waitUntil(lambda: not workspace.tasks.running)


def test_a_refusal_is_shown(
    workspace: Workspace, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    def refuse(path: Path) -> int:
        raise FileNotWritable(path=path, reason="disk full.")

    export(workspace, window, refuse)
    enter_name(qtbot, window, tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: window.findChild(ErrorDialog) is not None)
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    assert "disk full." in dialog.text()


def test_a_long_export_shows_how_far_it_is_and_can_be_cancelled(
    workspace: Workspace, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    followed, go_on, ended = Event(), Event(), Event()

    def slow(_path: Path) -> int:
        followed.wait(10)
        task_progress()(3, 12)
        go_on.wait(10)
        try:
            check_cancelled()
        finally:
            ended.set()
        return 12

    export(workspace, window, slow)
    enter_name(qtbot, window, tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is not None)
    dialog = window.findChild(QProgressDialog)
    assert dialog is not None
    followed.set()
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.value() == 3)
    assert dialog.maximum() == 12
    dialog.canceled.emit()
    go_on.set()
    qtbot.waitUntil(lambda: ended.is_set() and not workspace.tasks.running)
    assert window.findChild(QMessageBox) is None


def test_the_columns_on_screen_are_exported(
    sample_workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = QueryView(sample_workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClicks(page.ui.name, "chaoshi")
    qtbot.keyClick(page.ui.name, Key.Key_Return)
    qtbot.waitUntil(page.ui.export_button.isEnabled)
    qtbot.mouseClick(page.ui.export_button, LEFT)
    enter_name(qtbot, page, tmp_path / "list.csv")
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Customer number,Customer name,Status")
    assert len(lines) - 1 == page.table.model.total
    box = page.findChild(QMessageBox)
    assert box is not None
    assert box.text() == f"Rows written: {page.table.model.total}"


@pytest.mark.parametrize(
    ("name", "fit"),
    [('a\\b/c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"), ("客户. ", "客户"), ("x\n", "x_")],
)
def test_names_of_files(name: str, fit: str) -> None:
    assert file_name(name) == fit
