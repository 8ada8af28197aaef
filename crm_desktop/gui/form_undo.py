"""Ctrl+Z and Ctrl+Y in a customer's window, step by step through fields, contacts and payments."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.form_history import FormHistory, Place
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.customer_sheet import CustomerSheet

_UNDO = ("Ctrl+Z", "Alt+Backspace")
_REDO = ("Ctrl+Y", "Ctrl+Shift+Z")


class FormUndo(QObject):
    """Keeps the steps typed into `sheet` of `window`.

    Where the last step is text in the field the keyboard is in, the field takes it back itself,
    piece by piece; everything else is taken back here, and the keyboard goes there.
    """

    def __init__(self, window: QWidget, sheet: CustomerSheet) -> None:
        super().__init__(window)
        self._window = window
        self._sheet = sheet
        self._form: CustomerForm | None = None
        self._history: FormHistory | None = None
        self._turn = 0
        self._focused: QWidget | None = None
        self._over = QTimer(self, singleShot=True, interval=0)
        for key, act in (*((k, self.undo) for k in _UNDO), *((k, self.redo) for k in _REDO)):
            QShortcut(QKeySequence(key), window).activated.connect(act)
        for editor in sheet.fields.editors.values():
            if isinstance(editor, QLineEdit | QPlainTextEdit | ChoiceBox):
                editor.installEventFilter(self)
        sheet.edited.connect(self._note)

    def begin(self, form: CustomerForm) -> None:
        """Begin anew with a form that is shown; what was typed before it cannot be taken back."""
        self._form = form
        self._history = FormHistory(form)

    def undo(self) -> None:
        """Take back the last step."""
        self._go(FormHistory.undo)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(FormHistory.redo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field from taking the keys where the last step is somewhere else."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString()
        if pressed in _UNDO or pressed in _REDO:
            if not self._is_fields_own(watched, undoes=pressed in _UNDO):
                event.ignore()
                return True
        return False

    def _is_fields_own(self, editor: QObject, *, undoes: bool) -> bool:
        history = self._history
        if history is None:
            return True
        if not undoes:
            return history.next_place is None and _can_redo(editor)
        last = history.last_place
        return last == Place(field=editor.objectName()) and _can_undo(editor)

    def _note(self) -> None:
        if self._history is None:
            return
        focused = self._window.focusWidget()
        if focused is not self._focused:
            self._focused = focused
            self._history.seal()
        if not self._over.isActive():
            self._turn += 1
            self._over.start()
        self._history.note(self._turn)

    def _go(self, step: Callable[[FormHistory], Place | None]) -> None:
        history, form = self._history, self._form
        if history is None or form is None or not self._window.isEnabled():
            return
        self._sheet.tables.take_open_editors()
        place = step(history)
        if place is None:
            return
        self._sheet.show_again(form)
        self._focus(place)
        self._focused = None
        self._sheet.edited.emit()

    def _focus(self, place: Place) -> None:
        if place.table:
            self._sheet.tables.show_line(place.table, place.row or 0)
        elif place.field:
            self._sheet.fields.focus(place.field)


def _can_undo(editor: QObject) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isUndoAvailable()
    line = editor.lineEdit() if isinstance(editor, ChoiceBox) else editor
    return isinstance(line, QLineEdit) and line.isUndoAvailable()


def _can_redo(editor: QObject) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isRedoAvailable()
    line = editor.lineEdit() if isinstance(editor, ChoiceBox) else editor
    return isinstance(line, QLineEdit) and line.isRedoAvailable()
