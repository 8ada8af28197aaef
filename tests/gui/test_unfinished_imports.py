"""An import that broke off is offered to be finished or taken back, and can wait."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.data import import_rows
from crm_desktop.data.import_rows import Incoming
from crm_desktop.data.tables import ImportBatch
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.transfer import ImportKind, ImportState
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services import query
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_in import imports, unfinished_imports
from tests.databases import FixedClock


def incoming(number: str) -> Incoming:
    return Incoming(2, number, {"customer_no": number, "name": number, "kind": "company"})


def broken_off(context: ServiceContext, state: ImportState) -> None:
    """Leave what a program leaves that was killed with one customer stored and one to come."""
    with UnitOfWork(context) as work:
        batch = ImportBatch(kind="customer", file_name="in.csv", state=state, created_count=1)
        work.session.add(batch)
        work.flush()
        import_rows.store(work, ImportKind.CUSTOMER, batch.id, [incoming("A1")])
        import_rows.wait(work.session, batch.id, 1, [incoming("A2")])
        work.commit()


@pytest.fixture
def window(workspace: Workspace, languages: LanguageSwitch, qtbot: QtBot) -> MainWindow:
    opened = MainWindow(workspace, languages)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    return opened


def asked(window: MainWindow, workspace: Workspace, clock: FixedClock) -> QMessageBox:
    clock.advance(timedelta(minutes=4))
    window.imports.offer(unfinished_imports(workspace.context))
    assert window.imports.box is not None
    return window.imports.box


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(each for each in box.findChildren(QPushButton) if each.text() == text)


def names(workspace: Workspace) -> list[str]:
    return sorted(row.name for row in query.rows(workspace.context))


@pytest.mark.parametrize(
    ("text", "left", "state"),
    [
        ("&Store the rest", ["A1", "A2"], ImportState.DONE),
        ("&Take it back", [], ImportState.TAKEN_BACK),
        ("&Later", ["A1"], ImportState.STORING),
    ],
)
def test_it_is_finished_taken_back_or_left(
    window: MainWindow,
    workspace: Workspace,
    clock: FixedClock,
    qtbot: QtBot,
    text: str,
    left: list[str],
    state: ImportState,
) -> None:
    broken_off(workspace.context, ImportState.STORING)
    box = asked(window, workspace, clock)
    assert "in.csv" in box.text() and "Records stored by then: 1" in box.informativeText()
    qtbot.mouseClick(button(box, text), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    assert names(workspace) == left
    assert [each.state for each in imports(workspace.context)] in ([state], [])
    assert window.imports.box is None


def test_what_was_not_read_to_its_end_can_only_be_taken_back(
    window: MainWindow, workspace: Workspace, clock: FixedClock, qtbot: QtBot
) -> None:
    broken_off(workspace.context, ImportState.READING)
    box = asked(window, workspace, clock)
    texts = {each.text() for each in box.findChildren(QPushButton)}
    assert texts == {"&Take it back", "&Later"}
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.imports.box is None)
    assert len(unfinished_imports(workspace.context)) == 1


def test_a_file_of_ones_own_asks_nothing(window: MainWindow, workspace: Workspace) -> None:
    window.imports.look()
    assert window.imports.box is None
    assert not workspace.tasks.running
