"""Keys pressed while a window is busy storing or loading, kept until they can be typed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

# Pressed for the sake of another key, which tells of them itself.
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class TypeAhead:
    """Collects the keys of `window`, and types them where the keyboard is then.

    Shortcuts added here are kept in their turn like other keys: whoever types on while a customer
    is saved means the next one by F6, and by Ctrl+S as well.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._keys: list[QKeyEvent] = []
        self._acts: dict[str, Callable[[], object]] = {}
        self._saving: set[str] = set()
        self._shortcuts: list[QShortcut] = []
        self._is_typing_allowed = True

    def add_shortcut(self, key: str, act: Callable[[], object], *, saves: bool = False) -> None:
        """Let `key` do `act`, in its turn.

        One that `saves` and is pressed once more before anything else was typed means the save
        that is under way: it is not kept.
        """
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.activated.connect(act)
        self._shortcuts.append(shortcut)
        name = QKeySequence(key).toString()
        self._acts[name] = act
        if saves:
            self._saving.add(name)

    def allow(self, is_allowed: bool) -> None:
        """Say whether keys can be typed at present; without that, shortcuts are kept too."""
        self._is_typing_allowed = is_allowed
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_allowed)

    def take(self, event: QKeyEvent) -> None:
        """Keep a key that cannot be typed just now."""
        name = _sequence(event)
        is_same_again = name in self._saving and (not self._keys or event.isAutoRepeat())
        if not is_same_again and event.key() not in _HELD:
            self._keys.append(event.clone())
        event.accept()

    def replay(self) -> None:
        """Type what was kept, as far as it can be typed: a save among it makes the rest wait."""
        while self._keys and self._is_typing_allowed:
            key = self._keys.pop(0)
            act = self._acts.get(_sequence(key))
            target = self._window.focusWidget()
            if act is not None:
                act()
            elif target is not None:
                QCoreApplication.sendEvent(target, key)

    def forget(self) -> None:
        """Drop what was kept: nobody knows where it belongs."""
        self._keys.clear()


def _sequence(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
