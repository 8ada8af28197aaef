"""Start a program and tell when its first window was painted.

`python -m bench.painted PROGRAM [ARGUMENTS]`: PROGRAM is a module with a function `main`. Prints
the moment (`time.perf_counter`, which processes of a machine share), the window's class and the
number of modules loaded, and ends the process.
"""

import importlib
import os
import sys
import time

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer


class WatchingApplication(QtWidgets.QApplication):
    """A QApplication that reports the first paint of a window."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint; the report comes when that is through."""
        if (
            event.type() == QEvent.Type.Paint
            and isinstance(watched, QtWidgets.QWidget)
            and watched.isWindow()
        ):
            self.removeEventFilter(self)
            name = type(watched).__name__
            QTimer.singleShot(0, lambda: report(name))
        return False


def report(window: str) -> None:
    """Print what was found and end at once, however many dialogs are open."""
    print(time.perf_counter(), window, len(sys.modules), flush=True)
    os._exit(0)


if __name__ == "__main__":
    QtWidgets.QApplication = WatchingApplication  # type: ignore[misc, assignment]
    program = importlib.import_module(sys.argv[1])
    sys.argv = sys.argv[1:]
    program.main()
    sys.exit("the program ended before it painted a window")
