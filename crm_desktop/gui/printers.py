"""The printers of this computer, for whoever examines it without opening a window."""

import os

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo


def printer_names() -> list[str]:
    """Return the names of the printers, the default one first; needs no display."""
    application = QGuiApplication.instance()
    if application is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QGuiApplication([])
    default = QPrinterInfo.defaultPrinterName()
    names = [name for name in QPrinterInfo.availablePrinterNames() if name != default]
    return [default, *names] if default else names
