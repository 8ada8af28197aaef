"""Acting as a person does who has no mouse: keys go to whatever widget has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """The keys, and the input method for what keys do not have."""

    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.focused(), key, modifier)

    def type(self, text: str) -> None:
        """Type; what a keyboard has no keys for is composed with an input method."""
        if text.isascii():
            for character in text:
                QTest.keyClick(self.focused(), character)
            return
        QApplication.sendEvent(self.focused(), QInputMethodEvent("pin'yin", []))
        self.commit(text)

    def commit(self, text: str) -> None:
        """Let an input method hand over a text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focused(), event)

    def fill(self, *texts: str) -> None:
        """Type each text and press Enter."""
        for text in texts:
            self.type(text)
            self.press(Key.Key_Return)
