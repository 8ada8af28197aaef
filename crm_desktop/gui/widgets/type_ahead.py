"""Keys pressed while a window is busy storing or loading, kept until they can be typed."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class TypeAhead:
    """Collects the keys of `window`, and types them where the keyboard is then."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._keys: list[QKeyEvent] = []

    def take(self, event: QKeyEvent) -> None:
        """Keep a key that cannot be typed just now."""
        self._keys.append(event.clone())
        event.accept()

    def replay(self) -> None:
        """Type what was kept."""
        keys, self._keys = self._keys, []
        for key in keys:
            target = self._window.focusWidget()
            if target is not None:
                QCoreApplication.sendEvent(target, key)

    def forget(self) -> None:
        """Drop what was kept: nobody knows where it belongs."""
        self._keys.clear()
