"""Enter goes to the next field, as it does on paper."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.suggesting_field import SuggestingField
from crm_desktop.gui.widgets.watching import watch

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterFlow(QObject):
    """Lets Enter lead through `fields` in their order, and from the last one to `after_last`.

    Hidden and disabled fields are passed over. In a field of several lines Shift+Enter makes a new
    line. What is typed in the field reached is marked, so that typing replaces it.
    """

    def __init__(
        self, window: QWidget, fields: Sequence[QWidget], after_last: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._fields = list(fields)
        self._after_last = after_last
        watch(self, self._fields, window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter where it means: go on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or modifiers or not isinstance(watched, QWidget):
            return False
        if isinstance(watched, ChoiceBox):
            watched.settle(partial(self.go_on, watched))
            return True
        if isinstance(watched, SuggestingField):
            watched.take_chosen()
        self.go_on(watched)
        return True

    def go_on(self, field: QWidget) -> None:
        """Move from `field` to the next one that can be typed in."""
        following = self._fields[self._fields.index(field) + 1 :]
        for candidate in following:
            if candidate.isVisible() and candidate.isEnabled():
                focus_field(candidate)
                return
        self._after_last()


def focus_field(field: QWidget) -> None:
    """Move the keyboard to `field` and mark its text, as Tab does."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(field, QLineEdit):
        field.selectAll()
    elif isinstance(field, QPlainTextEdit):
        field.ensureCursorVisible()
