"""Editable drop-down lists for searching: what is typed stays as it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.gui.choices import Search
from crm_desktop.gui.widgets.suggesting_box import SuggestingBox


class SearchBox(SuggestingBox):
    """A box for a criterion of whose values there may be too many to hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_field()
        self.field.returnPressed.connect(self._stop)

    def search_in(self, search: Search | None) -> None:
        """Search with `search` from now on, leaving what stands here; None: hold all entries."""
        super().search_in(search)
        if search is None:
            if self.completer() is None:
                _complete(self)
            return
        typed = self.currentText()
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes it for: none
        self.clear()
        self.setEditText(typed)

    def _show(self, offered: list[tuple[str, object]], term: str, note: str) -> None:
        # What is typed is a criterion in its own right, unless it can only be meant as letters.
        spoken = bool(term) and not any(term in fold(name) for name, _ in offered)
        self.field.offer(offered, choose_first=spoken, note=note)


def prepare_search_box(box: QComboBox) -> None:
    """Let `box` offer entries that contain what was typed, without completing it by itself."""
    _complete(box)
    line = box.lineEdit()
    if line is not None:
        line.setClearButtonEnabled(True)
        line.setMaxLength(200)
    box.setCurrentIndex(-1)


def offer(box: QComboBox, texts: Sequence[str]) -> None:
    """Offer `texts`, leaving what stands in the field."""
    if isinstance(box, SearchBox):
        box.search_in(None)
    typed = box.currentText()
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(-1)
    box.setEditText(typed)


def _complete(box: QComboBox) -> None:
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
