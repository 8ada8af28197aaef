"""Start a program and tell when its first window was painted.

`python -m bench.painted PROGRAM [ARGUMENTS]`: PROGRAM is a module with a function `main`. Prints
the moment (`time.perf_counter`, which processes of a machine share), the window's class and the
number of modules loaded, and ends the process. Only windows are watched, from the moment they are
shown: a look at every event of every field would be measured too.
"""

import importlib
import os
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer


class Watch(QObject):
    """Reports the first paint of a window."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint; the report comes when that is through."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            name = type(watched).__name__
            QTimer.singleShot(0, lambda: report(name))
        return False


def report(window: str) -> None:
    """Print what was found and end at once, however many dialogs are open."""
    print(time.perf_counter(), window, len(sys.modules), flush=True)
    os._exit(0)


def watch_windows() -> None:
    """Let every window that is shown from now on be watched."""
    show, watch = QtWidgets.QWidget.show, Watch()

    def watched_show(widget: QtWidgets.QWidget) -> None:
        if widget.isWindow():
            widget.installEventFilter(watch)
        show(widget)

    QtWidgets.QWidget.show = watched_show  # type: ignore[method-assign]


if __name__ == "__main__":
    watch_windows()
    program = importlib.import_module(sys.argv[1])
    sys.argv = sys.argv[1:]
    program.main()
    sys.exit("the program ended before it painted a window")
