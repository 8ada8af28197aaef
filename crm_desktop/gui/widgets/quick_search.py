"""The quick-search box: a few letters, digits or initials, Enter, and the customer is open."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from crm_desktop.domain.records import QuickMatch
from crm_desktop.gui.icons import icon
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import query

MATCHES = 10
# Searches are quick and give way to the next one: only keys of one stroke are waited for.
_PAUSE = 5
_MATCH = Qt.ItemDataRole.UserRole


class QuickSearch(QLineEdit):
    """Suggests customers while typing. `left` says that Escape was pressed in the empty box."""

    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: Task | None = None
        self._found_for = ""
        self._open_first = False
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MATCHES)
        # Not `setCompleter`: the list is shown when the answer is there, not when a key is pressed.
        self._completer.setWidget(self)
        self._list = QListView()
        self._completer.setPopup(self._list)
        self._list.clicked.connect(self._open_index)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.setClearButtonEnabled(True)
        self._glass = self.addAction(icon("quick-search"), QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._enter)
        self.retranslate()

    def suggestions(self) -> list[str]:
        """Return the lines of the list as they are shown."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def retranslate(self) -> None:
        """Set the texts in the language in force."""
        name = translate("QuickSearch", "Quick search")
        self.setAccessibleName(name)
        self.setPlaceholderText(translate("QuickSearch", "Quick search (Ctrl+K)"))
        self.setToolTip(
            translate("QuickSearch", "Number, name, pinyin initials, phone or contact person")
        )
        self._glass.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the box, then leaves it; Down asks again for the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._close_list()
            else:
                self.left.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Down and not self._list.isVisible() and self._found_for:
            self._show_list()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._open_first = False
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._close_list()

    def _enter(self) -> None:
        text = self.text().strip()
        if not text:
            return
        if self._found_for == text:
            current = self._list.currentIndex()
            self._open_index(current if current.isValid() else self._model.index(0, 0))
            return
        self._open_first = True
        if self._pause.isActive():
            self._pause.stop()
            self._search()

    def _search(self) -> None:
        text, context = self.text().strip(), self._workspace.context
        self._task = self._workspace.tasks.read(
            self,
            lambda: query.quick_search(context, text, MATCHES),
            lambda matches: self._found(text, matches),
        )

    def _found(self, text: str, matches: tuple[QuickMatch, ...]) -> None:
        self._task = None
        self._found_for = text
        self._model.clear()
        for match in matches:
            item = QStandardItem("   ".join(filter(None, _words(match))))
            item.setData(match, _MATCH)
            self._model.appendRow(item)
        if not matches:
            nothing = QStandardItem(translate("QuickSearch", "No customer found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(nothing)
        if self._open_first and matches:
            self._open_index(self._model.index(0, 0))
        elif self.hasFocus():
            self._show_list()

    def _show_list(self) -> None:
        self._completer.complete()
        if self._model.item(0).isEnabled():
            self._list.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _close_list(self) -> None:
        self._list.hide()
        self._model.clear()
        self._found_for = ""

    def _open_index(self, index: QModelIndex) -> None:
        match = index.data(_MATCH)
        if isinstance(match, QuickMatch):
            self._close_list()
            self.clear()
            self._workspace.open_customer(match.id)


def _words(match: QuickMatch) -> tuple[str, str, str]:
    return match.customer_no, match.name, match.detail
