"""A box to choose one of a list's values; letters find an entry, also by pinyin initials."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from crm_desktop.domain.choosing import Entries
from crm_desktop.domain.folding import fold
from crm_desktop.gui.choices import Search
from crm_desktop.gui.widgets.suggesting_box import SuggestingBox
from crm_desktop.services.pinyin import initials, pinyin

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChoiceBox(SuggestingBox):
    """A combo box of values and labels. An empty first entry stands for no choice.

    With more entries than a box can hold it searches them; `chosen` comes when another value, or a
    text that is none (`is_unclear`), stands in it.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._since = QElapsedTimer()
        self._value: object = None
        self._label = ""
        self._nothing: object = None
        self._is_required = False
        self._is_unclear = False
        self._is_composing = False
        self._afterwards: Callable[[], None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(16)
        self.currentIndexChanged.connect(self._index_changed)

    def set_choices(
        self,
        choices: Sequence[tuple[object, str]],
        *,
        nothing: object = None,
        required: bool,
        search: Search | None = None,
        empty: str = "",
    ) -> None:
        """Offer `choices`; `nothing` is the value of the `empty` entry, which `required` omits.

        Where these are not all, `search` finds the others. The value shown stays, also when it is
        no longer offered.
        """
        value, label = self.value(), self.currentText()
        typed = label if self._is_unclear else None
        self._nothing, self._is_required = nothing, required
        blocked = self.blockSignals(True)
        self.clear()
        self.search_in(search)
        self.setEditable(search is not None)
        if search is not None:
            self.field.setPlaceholderText(empty)
        if search is None:
            if not required:
                self.addItem(empty, nothing)
            for choice, text in choices:
                self.addItem(text, choice)
        self.blockSignals(blocked)
        if search is not None and typed is not None:
            self.show_text(typed)
        elif value is not None or not required:
            self.show_value(value, label)

    def value(self) -> object:
        """Return the chosen value; what is typed and names none does not change it."""
        return self._value if self.is_searching else self.currentData()

    @property
    def is_unclear(self) -> bool:
        """Whether something is typed that names no value (yet)."""
        return self.is_searching and self._is_unclear

    def show_value(self, value: object, label: str = "") -> None:
        """Show `value` without telling anybody; one that is not offered is added as `label`."""
        if self.is_searching:
            nothing = value is None or value == ""
            self._value, self._label = value, "" if nothing else label or str(value)
            self.show_text(self._label)
            self._is_unclear = False
            if self.hasFocus():
                self.field.selectAll()  # what is typed next stands for it, as after Tab
            return
        blocked = self.blockSignals(True)
        index = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        if index < 0 and value not in (None, ""):
            self.addItem(label or str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.blockSignals(blocked)

    def show_text(self, text: str) -> None:
        """Show, while the box searches, a text that names no value, without telling anybody."""
        self._is_unclear = True
        self.field.setText(text)
        self.field.setCursorPosition(0)

    def settle(self, then: Callable[[], None]) -> None:
        """Take what is chosen among the suggestions, and go on with `then`.

        An answer still to come is waited for. Where nothing was found the keyboard stays.
        """
        if not self.is_searching:
            then()
        elif self.is_waiting and self._is_unclear:
            self._afterwards = then
        else:
            self.field.take_chosen()
            if not self._is_unclear:
                then()

    # -- searching

    def _failed(self, error: BaseException) -> None:
        self._afterwards = None
        super()._failed(error)

    def _typed(self, text: str) -> None:
        self._afterwards = None
        super()._typed(text)
        if not text.strip() and not self._is_required and not self._is_composing:
            self._become(self._nothing, "")
        elif text == self._label:
            self._is_unclear = False
            self.chosen.emit()
        else:
            self._is_unclear = True
            self.chosen.emit()

    def _found(self, found: Entries) -> None:
        super()._found(found)
        then, self._afterwards = self._afterwards, None
        exact = [each for each in found.entries if fold(each[1]) == fold(self.field.text())]
        if not self._is_unclear:
            return
        if then is not None and found.entries:
            self._take(exact[0] if exact else found.entries[0])
            then()
        elif not self.hasFocus():
            if len(exact) == 1:
                self._take(exact[0])
            else:
                self.chosen.emit()  # nobody goes on typing: whoever shows what is wrong may do so

    def _show(self, offered: list[tuple[str, object]], term: str, note: str) -> None:
        if not term and not self._is_required:
            offered = [("", (self._nothing, "")), *offered]
        super()._show(offered, term, note)

    def _take(self, taken: tuple[object, str]) -> None:
        self._stop()
        self.field.withdraw()
        self._become(*taken)

    def _take_on_leaving(self) -> None:
        """Take the best match also where the answer comes after the keyboard has gone on."""
        if self.is_waiting and self._is_unclear:
            self._afterwards = _nothing_more
        else:
            super()._take_on_leaving()

    def _become(self, value: object, label: str) -> None:
        differs = self._is_unclear or value != self._value
        self._value, self._label, self._is_unclear = value, label, False
        if self.field.text() != label:
            self.field.setText(label)
        if differs:
            self.chosen.emit()

    def _index_changed(self, _index: int) -> None:
        if not self.is_searching:
            self.chosen.emit()

    # -- keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel only where the keyboard is, so that scrolling a form changes nothing."""
        if self.hasFocus() and not self.is_searching:
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find the entry that begins with what is typed: label, pinyin or initials."""
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self.is_searching:
            self._key_while_searching(event)
        elif event.key() in _CLEARING and self.count() and not self._is_required:
            self._choose(0)
        elif plain and text.isprintable() and text.strip():
            self._find(text)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for what was typed and not chosen."""
        if self.is_unclear and isinstance(event, QKeyEvent):
            overrides = event.type() == QEvent.Type.ShortcutOverride
            if overrides and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Find the entry that begins with what an input method commits."""
        if self.is_searching:
            # What is marked goes as soon as something is composed: that clears nothing yet.
            self._is_composing = bool(event.preeditString())
            super().inputMethodEvent(event)
            if not self._is_composing and self._is_unclear and not self.field.text():
                self._typed("")
            return
        if event.commitString().strip():
            self._find(event.commitString())
        event.accept()

    def _key_while_searching(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed and not chosen."""
        if event.key() == Qt.Key.Key_Escape and self._is_unclear:
            self._stop()
            self.field.withdraw()
            self._become(self._value, self._label)
        else:
            super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        interval = QGuiApplication.styleHints().keyboardInputInterval()
        fresh = not self._since.isValid() or self._since.elapsed() > interval
        again = not fresh and self._letters == fold(text)
        self._letters = fold(text) if fresh or again else self._letters + fold(text)
        self._since.start()
        first = self.currentIndex() + (1 if fresh or again else 0)
        order = [(first + step) % self.count() for step in range(self.count())]
        for index in order:
            label = self.itemText(index)
            keys = (fold(label), pinyin(label), initials(label), str(self.itemData(index)))
            if any(key.startswith(self._letters) for key in keys if key):
                self._choose(index)
                return

    def _choose(self, index: int) -> None:
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.activated.emit(index)


def _nothing_more() -> None:
    """Go nowhere: the keyboard has gone on already."""
