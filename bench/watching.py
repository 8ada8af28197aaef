"""Watching windows: when they are painted, and whether they answer. Knows nothing of the program.

`python -m bench.watching` watches the least window there can be and prints JSON.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from bench.memory import resident

Condition = Callable[[], bool]


class Painted(QObject):
    """Notes when a widget was painted last while it showed what is waited for."""

    def __init__(self, widget: QWidget, shows: Condition = lambda: True) -> None:
        super().__init__(widget)
        self.at = self.began = 0.0
        self._shows = shows
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note the moment once the painting that begins now is through."""
        if event.type() == QEvent.Type.Paint and self._shows():
            QTimer.singleShot(0, self, partial(self._note, time.perf_counter()))
        return False

    def since(self, moment: float) -> bool:
        """Return whether a painting that began after `moment` is through."""
        return self.began > moment

    def _note(self, began: float) -> None:
        self.began, self.at = began, time.perf_counter()


class Heartbeat(QObject):
    """Notes the longest time in which the thread of the windows did not answer."""

    INTERVAL_MS = 1

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=self.INTERVAL_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def take(self) -> float:
        """Return the longest silence in milliseconds since this was asked last."""
        self._beat()
        longest, self.longest = self.longest, 0.0
        return round(max(0.0, longest * 1000 - self.INTERVAL_MS), 1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def watch_bare_window() -> None:
    """Print how long the least window takes to its first paint, and its memory."""
    application = QApplication(sys.argv[:1])
    began = time.perf_counter()
    button = QPushButton("OK")
    painted = Painted(button)
    beats = Heartbeat()

    def tell() -> None:
        gc.collect()
        found = {
            "painted": painted.at - began,
            "memory": resident(),
            "stall": beats.take(),
        }
        print(json.dumps(found), flush=True)
        os._exit(0)

    button.show()
    beats.take()
    QTimer.singleShot(1000, tell)
    application.exec()


if __name__ == "__main__":
    watch_bare_window()
