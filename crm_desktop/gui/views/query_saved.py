"""The menu of saved queries: run one, save the present one, delete one."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from crm_desktop.domain.criteria import Criteria, SavedQuery
from crm_desktop.gui.dialogs.save_query_dialog import SaveQueryDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import query


class SavedQueries(QObject):
    """The signed-in user's saved queries.

    `chosen` carries the one picked from the menu; `save_requested` asks the page for its criteria,
    which it hands to `save`; `changed` comes when `queries` are others.
    """

    chosen = Signal(object)
    save_requested = Signal()
    changed = Signal()

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self.queries: tuple[SavedQuery, ...] = ()
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.load()

    def load(self) -> None:
        """Read the saved queries."""
        context = self._workspace.context
        self._workspace.tasks.read(self, lambda: query.saved_queries(context), self._take)

    def save(self, criteria: Criteria, described: str) -> None:
        """Ask for a name and keep `criteria` under it."""
        dialog = SaveQueryDialog(self._workspace, criteria, described, self.queries, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.load)
        dialog.open()

    def ask_to_delete(self, saved: SavedQuery, _checked: bool = False) -> None:
        """Delete a saved query once that is confirmed."""
        box = QMessageBox(self._page)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("SavedQueries", "Delete saved query"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            translate("SavedQueries", "Delete the saved query “{name}”?").format(name=saved.name)
        )
        box.setInformativeText(translate("SavedQueries", "No customer is touched."))
        delete = box.addButton(
            translate("SavedQueries", "&Delete"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(partial(self._delete, saved))
        box.finished.connect(box.deleteLater)
        box.open()

    def _take(self, queries: tuple[SavedQuery, ...]) -> None:
        self.queries = queries
        self.changed.emit()

    def _fill_menu(self) -> None:
        menu = self.menu
        menu.clear()
        for saved in self.queries:
            action = menu.addAction(icon("query-saved"), saved.name.replace("&", "&&"))
            action.triggered.connect(partial(self._choose, saved))
        if not self.queries:
            menu.addAction(translate("SavedQueries", "(none saved yet)")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(icon("save"), translate("SavedQueries", "&Save this query…"))
        save.triggered.connect(self.save_requested)
        if self.queries:
            deleting = menu.addMenu(icon("delete"), translate("SavedQueries", "&Delete"))
            for saved in self.queries:
                action = deleting.addAction(saved.name.replace("&", "&&"))
                action.triggered.connect(partial(self.ask_to_delete, saved))

    def _choose(self, saved: SavedQuery, _checked: bool = False) -> None:
        self.chosen.emit(saved)

    def _delete(self, saved: SavedQuery, _checked: bool = False) -> None:
        context, query_id = self._workspace.context, saved.id
        if query_id is not None:
            self._workspace.tasks.write(
                self,
                lambda: query.delete_query(context, query_id),
                lambda _nothing: self.load(),
            )
