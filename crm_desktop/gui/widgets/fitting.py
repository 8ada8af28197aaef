"""Letting a dialog be as high as its texts need, also when they change and wrap."""

from PySide6.QtWidgets import QWidget


def fit_height(window: QWidget) -> None:
    """Give `window` the height its layout wants at its present width, and never less.

    Qt's own `adjustSize` squeezes fields when wrapped texts get longer.
    """
    layout = window.layout()
    if layout is None:
        return
    layout.invalidate()
    layout.activate()
    width = max(window.width(), layout.totalMinimumSize().width())
    if layout.hasHeightForWidth():
        height = layout.totalHeightForWidth(width)
    else:
        height = layout.totalSizeHint().height()
    window.setMinimumHeight(0)
    window.resize(width, height)
    window.setMinimumHeight(height)


def grow_height(window: QWidget) -> None:
    """Give `window` the height its layout wants at its present width, unless it has more."""
    height = window.height()
    fit_height(window)
    if window.height() < height:
        window.resize(window.width(), height)
