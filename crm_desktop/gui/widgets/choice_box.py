"""A box to choose one of a list's values; letters find an entry, also by pinyin initials."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.services.pinyin import initials, pinyin


class ChoiceBox(QComboBox):
    """A combo box of values and labels. An empty first entry stands for no choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._since = QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(16)

    def set_choices(
        self, choices: Sequence[tuple[object, str]], *, nothing: object = None, required: bool
    ) -> None:
        """Offer `choices`; `nothing` is the value of the empty entry, which `required` omits.

        The value shown stays, also when it is no longer offered.
        """
        value, label = self.value(), self.currentText()
        blocked = self.blockSignals(True)
        self.clear()
        if not required:
            self.addItem("", nothing)
        for choice, text in choices:
            self.addItem(text, choice)
        self.blockSignals(blocked)
        if value is not None or not required:
            self.show_value(value, label)

    def value(self) -> object:
        """Return the chosen value."""
        return self.currentData()

    def show_value(self, value: object, label: str = "") -> None:
        """Show `value` without telling anybody; one that is not offered is added as `label`."""
        blocked = self.blockSignals(True)
        index = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        if index < 0 and value not in (None, ""):
            self.addItem(label or str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel only where the keyboard is, so that scrolling a form changes nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find the entry that begins with what is typed: label, pinyin or initials."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.itemText(0) == "":
            self._choose(0)
        elif plain and text.isprintable() and text.strip():
            self._find(text)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Find the entry that begins with what an input method commits."""
        if event.commitString().strip():
            self._find(event.commitString())
        event.accept()

    def _find(self, text: str) -> None:
        interval = QGuiApplication.styleHints().keyboardInputInterval()
        fresh = not self._since.isValid() or self._since.elapsed() > interval
        again = not fresh and self._typed == fold(text)
        self._typed = fold(text) if fresh or again else self._typed + fold(text)
        self._since.start()
        first = self.currentIndex() + (1 if fresh or again else 0)
        order = [(first + step) % self.count() for step in range(self.count())]
        for index in order:
            label = self.itemText(index)
            keys = (fold(label), pinyin(label), initials(label), str(self.itemData(index)))
            if any(key.startswith(self._typed) for key in keys if key):
                self._choose(index)
                return

    def _choose(self, index: int) -> None:
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.activated.emit(index)
