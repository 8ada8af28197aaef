"""Where a window was and how its splitters were set, kept in the settings."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QSplitter, QWidget

from crm_desktop.infra.settings import Settings

# What a frame and a title need about a window.
_FRAME = 20


def restore_window(
    window: QWidget,
    settings: Settings,
    key: str,
    usual: QSize,
    splitters: Mapping[str, QSplitter],
) -> None:
    """Put the window where it was, and its splitters as they were.

    At first it is `usual` in size, or as large as fits on the screen.
    """
    kept = settings.text(f"{key}.geometry")
    if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
        room = window.screen().availableSize()
        window.resize(usual.boundedTo(QSize(room.width() - _FRAME, room.height() - 2 * _FRAME)))
    for name, splitter in splitters.items():
        sizes = settings.get(f"{key}.{name}")
        if isinstance(sizes, list) and all(isinstance(size, int) for size in sizes):
            splitter.setSizes(sizes)


def remember_window(
    window: QWidget, settings: Settings, key: str, splitters: Mapping[str, QSplitter]
) -> None:
    """Keep where the window is and how its splitters are set."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    settings.set(f"{key}.geometry", geometry)
    for name, splitter in splitters.items():
        settings.set(f"{key}.{name}", splitter.sizes())
