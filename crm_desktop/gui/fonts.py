"""Making sure that Chinese can be read where the system brings no font for it."""

import sys

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from crm_desktop.infra.paths import resource


def ensure_chinese() -> None:
    """Lend the program its own Chinese font on a Linux that has none."""
    if sys.platform in ("win32", "darwin"):
        return
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    number = QFontDatabase.addApplicationFont(str(resource("fonts", "NotoSansSC-Regular.ttf")))
    lent = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    font = QApplication.font()
    font.setFamilies([*font.families(), *lent])
    QApplication.setFont(font)
