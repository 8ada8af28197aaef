"""Editable drop-down lists for searching: what is typed stays as it is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter


def prepare_search_box(box: QComboBox) -> None:
    """Let `box` offer entries that contain what was typed, without completing it by itself."""
    completer = QCompleter(box.model(), box)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    line = box.lineEdit()
    if line is not None:
        line.setClearButtonEnabled(True)
        line.setMaxLength(200)
    box.setCurrentIndex(-1)


def offer(box: QComboBox, texts: Sequence[str]) -> None:
    """Offer `texts`, leaving what stands in the field."""
    typed = box.currentText()
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(-1)
    box.setEditText(typed)
