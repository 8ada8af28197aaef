"""The least a Qt program can be: a window with one button."""

import sys

from PySide6.QtWidgets import QApplication, QPushButton


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv)
    button = QPushButton("OK")
    button.show()
    return application.exec()
