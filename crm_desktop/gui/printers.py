"""The printers of this computer, for whoever examines it without opening a window."""

import os

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

# Qt works only as long as its application lives; where no window made one, it lives here.
_applications: list[QApplication] = []


def printer_names() -> list[str]:
    """Return the names of the printers, the default one first; needs no display."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _applications.append(QApplication([]))
    default = QPrinterInfo.defaultPrinterName()
    names = [name for name in QPrinterInfo.availablePrinterNames() if name != default]
    return [default, *names] if default else names
