"""When Python looks through all objects for garbage: rarely, and best while nobody looks.

Most of what is thrown away goes at once, and most of the rest in short searches among what is
young. The long search, through everything, stops all threads: once reports and sheets have been
made 40 ms and more, in which no window answers. It is done when people turn to another program.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

# Short searches before a long one is done in any case; Python's own measure is 10.
_RARELY = 500
_TURNED_AWAY_MS = 1000


class QuietSearch(QObject):
    """Puts the long search off until the program has been in the background for a moment."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._timer = QTimer(self, singleShot=True, interval=_TURNED_AWAY_MS)
        self._timer.timeout.connect(_search)
        application.applicationStateChanged.connect(self._follow)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _RARELY)

    def _follow(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._timer.stop()
        else:
            self._timer.start()


def _search() -> None:
    if gc.isenabled():  # otherwise the program is just starting
        gc.collect()
