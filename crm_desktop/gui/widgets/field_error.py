"""What is wrong with a field, said under it in a line whose room is always kept."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

_SMALLER = 0.85
_TALLEST = "⚠ 国gj"


class FieldError(QLabel):
    """A line for one message. Screen readers hear it with the field that `watch` names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = ""
        self._editor: QWidget | None = None
        self.setProperty("look", "field-error")  # before its first polish, which is the costly part
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit_font()

    def watch(self, editor: QWidget) -> None:
        """Say what is wrong with `editor` from now on."""
        self._editor = editor

    @property
    def message(self) -> str:
        """What is wrong, in full, or nothing."""
        return self._message

    def say(self, message: str) -> None:
        """Show `message`, or nothing; the layout stays as it is."""
        if message == self._message:
            return
        self._message = message
        self.setToolTip(message)
        self.setAccessibleName(message)
        if self._editor is not None:
            self._editor.setAccessibleDescription(message)
            self._editor.setProperty("invalid", bool(message))
        self._fit_text()
        if message:
            announce(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the message to the width there is."""
        super().resizeEvent(event)
        self._fit_text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the system's font."""
        if event.type() == QEvent.Type.ParentChange:
            self._fit_font()
        super().changeEvent(event)

    def _fit_font(self) -> None:
        parent = self.parentWidget()
        font = (parent or self).font()
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _SMALLER)
        else:
            font.setPixelSize(round(font.pixelSize() * _SMALLER))
        self.setFont(font)
        # Fonts that step in for Chinese and for the sign are often taller than the font itself.
        metrics = QFontMetrics(font)
        self.setFixedHeight(max(metrics.height(), metrics.boundingRect(_TALLEST).height()) + 1)

    def _fit_text(self) -> None:
        """Begin where the field begins if there is room, else where its label begins."""
        metrics = self.fontMetrics()
        shown = f"⚠ {self._message}" if self._message else ""
        start = 0
        if self._editor is not None and self._editor.parentWidget() is self.parentWidget():
            start = max(0, self._editor.x() - self.x())
        fits = start + metrics.horizontalAdvance(shown) + 2 <= self.width()
        self.setIndent(start if fits else 0)
        self.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, self.width()))


def announce(message: QWidget) -> None:
    """Let screen readers say what `message` shows now, wherever the keyboard is."""
    QAccessible.updateAccessibility(QAccessibleEvent(message, QAccessible.Event.Alert))


def point_at(wrong: QLineEdit | None, among: Iterable[QLineEdit], text: str) -> None:
    """Lead the keyboard to the `wrong` field, and tell screen readers that `text` is why."""
    for field in among:
        field.setAccessibleDescription(text if field is wrong else "")
    if wrong is not None:
        wrong.setFocus()
        wrong.selectAll()
