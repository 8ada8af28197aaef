"""What the first window did without: done once it has been painted."""

from PySide6.QtGui import QGuiApplication

from crm_desktop.gui.fonts import ensure_chinese
from crm_desktop.gui.icons import icon
from crm_desktop.gui.theme import settle_appearance


def settle() -> None:
    """Look after fonts, appearance and icon of the program; again it does no harm."""
    ensure_chinese()
    settle_appearance()
    QGuiApplication.setWindowIcon(icon("app"))
