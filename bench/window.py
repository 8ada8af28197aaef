"""The program with its windows, led through a scenario: `python -m bench.window SCENARIO …`.

Everything happens in a process of its own, without a screen, and as a person would do it: the
sign-in dialog is filled in, scroll bars are dragged, keys are pressed. The last line printed is
JSON.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Generator
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from bench.watching import Condition, Painted
from crm_desktop import app
from crm_desktop.gui.daily_backup import DailyBackup
from crm_desktop.gui.session import Session
from crm_desktop.gui.shown_values import PLACEHOLDER

Steps = Generator[Condition, None, dict[str, Any]]
_LOOK_EVERY_MS = 2
_PATIENCE = 120.0


class Drive(QObject):
    """Leads the program through a scenario and prints what that answers."""

    def __init__(self, username: str, password: str) -> None:
        super().__init__()
        self.username, self.password = username, password
        self.accepted_at = 0.0
        self.session: Session | None = None
        self._steps: Steps | None = None
        self._condition: Condition = lambda: True
        self._since = time.perf_counter()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self, steps: Steps) -> None:
        """Start: each step says what to wait for, the last one returns what was found."""
        self._steps = steps
        self._timer.start()

    def _look(self) -> None:
        if not self._condition():
            if time.perf_counter() - self._since > _PATIENCE:
                self._end({"error": f"waited in vain for {self._condition}"})
            return
        assert self._steps is not None
        try:
            self._condition = next(self._steps)
            self._since = time.perf_counter()
        except StopIteration as stop:
            self._end(stop.value)

    def _end(self, found: dict[str, Any]) -> None:
        self._timer.stop()
        print(json.dumps(found), flush=True)
        os._exit(1 if "error" in found else 0)

    # What scenarios are made of.

    @property
    def window(self) -> Any:
        """The main window."""
        assert self.session is not None
        return self.session.window

    @property
    def workspace(self) -> Any:
        """What the main window works with."""
        assert self.session is not None
        return self.session.workspace

    def sign_in(self) -> Generator[Condition, None, None]:
        """Fill in the sign-in dialog and wait for the main window."""
        session = self.session
        assert session is not None
        yield lambda: cast(Any, session)._dialog is not None and session.front is not None
        dialog = cast(Any, session)._dialog
        yield dialog.isVisible
        yield after(0.5)  # as somebody who types: what the program loads meanwhile is loaded
        dialog.ui.username.setText(self.username)
        dialog.ui.password.setText(self.password)
        dialog.ui.sign_in.click()
        yield lambda: session.window is not None
        for daily in self.window.findChildren(DailyBackup):
            daily._timer.stop()  # what is measured must not be backed up meanwhile

    def table(self) -> QTableView:
        """Return the table of the page that is shown."""
        found = [table for table in self.window.findChildren(QTableView) if table.isVisible()]
        return cast(QTableView, found[0])

    def has_table(self) -> bool:
        """Whether a table is shown."""
        return any(table.isVisible() for table in self.window.findChildren(QTableView))

    def is_idle(self) -> bool:
        """Whether no work is under way on another thread."""
        return not self.workspace.tasks.running


def rows_are_there(table: QAbstractItemView) -> bool:
    """Whether all rows that can be seen are there, rather than placeholders."""
    model, height = table.model(), table.viewport().height()
    if model is None or not isinstance(table, QTableView) or not model.rowCount():
        return False
    first, last = table.rowAt(0), table.rowAt(height - 1)
    last = model.rowCount() - 1 if last < 0 else last
    column = table.columnAt(0)
    return first >= 0 and all(
        model.index(row, column).data() not in (None, PLACEHOLDER) for row in (first, last)
    )


def painted_rows(table: QTableView) -> Painted:
    """Return what notes when `table` was painted with all its rows."""
    return Painted(table.viewport(), lambda: rows_are_there(table))


def press(widget: QWidget, text: str) -> None:
    """Press and let go a key that types `text`."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


def after(seconds: float) -> Condition:
    """Return the condition that this much time has passed."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def drive(steps: Callable[[Drive], Steps], options: app.Options, who: tuple[str, str]) -> None:
    """Run the program through a scenario."""
    driver: list[Drive] = []
    begin, accepted = Session.begin, Session._signed_in_by_dialog

    def watched_begin(session: Session) -> None:
        drive = Drive(*who)
        driver.append(drive)
        drive.session = session
        begin(session)
        drive.begin(steps(drive))

    def watched_accepted(session: Session, context: Any) -> None:
        driver[0].accepted_at = time.perf_counter()
        accepted(session, context)

    Session.begin = watched_begin  # type: ignore[method-assign, assignment]
    Session._signed_in_by_dialog = watched_accepted  # type: ignore[method-assign, assignment]
    app.run(options)


if __name__ == "__main__":
    from bench.scenarios import SCENARIOS

    name, described = sys.argv[1:]
    given = json.loads(described)
    options = app.Options(database=given["database"], language="zh_CN")
    scenario = SCENARIOS[name]
    drive(lambda d: scenario(d, given), options, (given["username"], given["password"]))
