"""A person who types into a window of a program of its own, until that program is killed.

`python -m tests.gui.typing_clerk DATABASE` says "typed" once everything is typed, and types on.
"""

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.gui import opening
from crm_desktop.gui.announcements import Announcements
from crm_desktop.gui.tasks import Tasks
from crm_desktop.gui.views.customer_window import CustomerWindow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.settings import Settings
from crm_desktop.services import databases
from tests.databases import ADMINISTRATOR, FixedClock, acting
from tests.gui.keyboard import Key, Keyboard


def wait(condition: Callable[[], bool]) -> None:
    """Let the program run until `condition` holds; whoever waits too long is killed by the test."""
    while not condition():
        QTest.qWait(10)


def main(database: str) -> int:
    """Type until killed."""
    app = QApplication(["typing"])
    announcements = Announcements()
    context = acting(databases.open_database(Path(database)), ADMINISTRATOR, FixedClock())
    context = replace(context, on_change=announcements.announce)
    opened = opening.load(context)
    workspace = Workspace(
        context, Tasks(), Settings(), opened.labels, opened.profile, announcements
    )
    stored, new = CustomerWindow(workspace, 1), CustomerWindow(workspace, None)

    def come_to_front(window: CustomerWindow, field: str) -> None:
        wait(lambda: window.form is not None)
        window.show()
        window.activateWindow()
        window.sheet.fields.focus(field)
        wait(window.sheet.fields.editors[field].hasFocus)

    def type_all() -> None:
        keys = Keyboard()
        come_to_front(stored, "phone")
        keys.type("021-2222222")
        stored.ui.contacts.go_to(0, "mobile")
        keys.type("139")
        come_to_front(new, "name")
        keys.type("Newcomer Ltd")
        keys.press(Key.Key_F6)
        keys.fill("Sun")
        sys.stdout.write("typed\n")
        sys.stdout.flush()

    sys.excepthook = lambda *error: (traceback.print_exception(*error), os._exit(1))
    QTimer.singleShot(0, type_all)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
