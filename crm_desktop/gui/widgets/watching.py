"""Watching the events of widgets without being called while they are being destroyed."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def watch(watcher: QObject, widgets: Iterable[QWidget], window: QWidget) -> None:
    """Let `watcher.eventFilter` see the events of `widgets` as long as `window` lives.

    A widget under destruction sends events too, and Python cannot be asked about it any more: the
    interpreter would crash. `destroyed` of the window comes before its children go.
    """
    watched = tuple(widgets)
    for widget in watched:
        widget.installEventFilter(watcher)

    def release() -> None:
        for widget in watched:
            if isValid(widget):
                widget.removeEventFilter(watcher)

    window.destroyed.connect(release)
