from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from crm_desktop.gui.views.settings_view import SettingsView
from crm_desktop.gui.workspace import Workspace


def drag(qtbot: QtBot, table: QTableView, section: int, by: int) -> None:
    header = table.horizontalHeader()
    edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 1
    start = QPoint(edge, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(header.viewport(), start + QPoint(by // 2, 0))
    qtbot.mouseMove(header.viewport(), start + QPoint(by, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def opened(qtbot: QtBot, workspace: Workspace) -> SettingsView:
    view = SettingsView(workspace)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    qtbot.waitUntil(lambda: view.users.model.rowCount() == 2)
    return view


def test_a_column_keeps_the_width_it_was_dragged_to(qtbot: QtBot, workspace: Workspace) -> None:
    first = opened(qtbot, workspace)
    table = first.users.form.table
    others = [table.columnWidth(1), table.columnWidth(2)]
    wanted = table.columnWidth(0) + 60
    drag(qtbot, table, 0, 60)
    assert table.columnWidth(0) == wanted
    workspace.settings.save()
    again = opened(qtbot, workspace).users.form.table
    assert again.columnWidth(0) == wanted
    assert [again.columnWidth(1), again.columnWidth(2)] == others
    columns = again.model().columnCount()
    assert list(workspace.settings.get(f"users.widths-{columns}")) == ["0"]
