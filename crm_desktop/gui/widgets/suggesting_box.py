"""A box with more entries than it can hold: it searches them while one types."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from crm_desktop.domain.choosing import Entries
from crm_desktop.domain.folding import fold
from crm_desktop.gui.choices import Search
from crm_desktop.gui.errors import error_text
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.widgets.suggesting_field import SuggestingField
from crm_desktop.infra.i18n import translate

# Only keys of one stroke are waited for: a search gives way to the next one.
_PAUSE = 15
_BLINK = 250
_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)


class SuggestingBox(QComboBox):
    """A combo box that is as ever until `search_in` tells it where to search.

    Then Down or a click offers the first entries, letters look for others in the background,
    Enter or Tab take the chosen one, Esc leaves everything as it was.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: Search | None = None
        self._task: Task | None = None
        self._asked = ""
        self._pause: QTimer | None = None
        self._slow: QTimer | None = None

    @property
    def is_searching(self) -> bool:
        """Whether the box searches, rather than holding all its entries."""
        return self._search is not None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer to what was typed is still to come."""
        return self._task is not None or (self._pause is not None and self._pause.isActive())

    @property
    def field(self) -> SuggestingField:
        """What is typed into while the box searches."""
        return cast(SuggestingField, self.lineEdit())

    def search_in(self, search: Search | None) -> None:
        """Search with `search` from now on; None: hold all entries."""
        self._search = search
        self._stop()
        if search is not None and not isinstance(self.lineEdit(), SuggestingField):
            self._make_field()

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Offer entries: all, or the first ones where it is searched."""
        if self._search is None:
            super().showPopup()
        elif self.field.is_offering():
            self.field.withdraw()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._ask("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down asks for the first entries; the rest is the field's."""
        if self._search is None:
            super().keyPressEvent(event)
        elif event.key() in _OPENING and not self.field.is_offering():
            self._ask("")
        else:
            self.field.event(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes what is chosen, and goes on."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if self._search is not None and is_key and cast(QKeyEvent, event).key() == Qt.Key.Key_Tab:
            self._take_on_leaving()
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Type what an input method makes."""
        if self._search is not None:
            self.field.event(event)
        else:
            super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what stands here, so that typing replaces it."""
        super().focusInEvent(event)
        if self._search is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.field.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Suggestions go with the keyboard."""
        if self._search is not None:
            self.field.withdraw()
        super().focusOutEvent(event)

    def _make_field(self) -> None:
        field = SuggestingField(self)
        self.setLineEdit(field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes it for: none
        field.textEdited.connect(self._typed)
        field.picked.connect(self._take)

    # -- searching

    def _typed(self, text: str) -> None:
        if self._search is None:
            return
        self._stop()
        if not text.strip():
            self.field.withdraw()
            return
        if self._pause is None:
            self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
            self._pause.timeout.connect(lambda: self._ask(self.field.text()))
        self._pause.start()

    def _ask(self, text: str) -> None:
        if self._search is None:
            return
        self._stop()
        self._asked = text
        if self._slow is None:
            self._slow = QTimer(self, singleShot=True, interval=_BLINK)
            self._slow.timeout.connect(self._say_that_it_takes_long)
        self._slow.start()
        self._task = self._search(self, text, self._found, self._failed)

    def _say_that_it_takes_long(self) -> None:
        note = translate("SuggestingBox", "Searching…")
        self.field.offer((), choose_first=False, note=note)

    def _failed(self, error: BaseException) -> None:
        self._stop()
        self.field.offer((), choose_first=False, note=error_text(error))

    def _found(self, found: Entries) -> None:
        self._stop()
        term = fold(self._asked)
        offered: list[tuple[str, object]] = [(name, (key, name)) for key, name in found.entries]
        note = ""
        if not offered:
            note = translate("SuggestingBox", "Nothing found")
        elif found.has_more and term:
            note = translate("SuggestingBox", "There are more: type on")
        elif found.has_more:
            note = translate("SuggestingBox", "There are more: type to search")
        self._show(offered, term, note)

    def _show(self, offered: list[tuple[str, object]], term: str, note: str) -> None:
        self.field.offer(offered, choose_first=bool(term), note=note)

    def _take(self, taken: tuple[int, str]) -> None:
        """Take what was chosen among the suggestions."""
        self.setEditText(taken[1])
        self.field.textEdited.emit(taken[1])
        self._stop()

    def _take_on_leaving(self) -> None:
        self.field.take_chosen()

    def _stop(self) -> None:
        for timer in (self._pause, self._slow):
            if timer is not None:
                timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
