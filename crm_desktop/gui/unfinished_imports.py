"""Imports that broke off on a server: whoever signs in next is asked what is to become of them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop.domain.transfer import Import
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.clock import local
from crm_desktop.infra.i18n import translate
from crm_desktop.services import transfer_in


class UnfinishedImports(QObject):
    """Asks over `window`, one import after the other."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.box: QMessageBox | None = None
        self._workspace = workspace
        self._window = window
        self._left: list[Import] = []

    def look(self) -> None:
        """Ask the database whether there are any; in an embedded file there are none."""
        context = self._workspace.context
        if context.database.is_embedded:
            return
        # That it is not known is no reason to disturb anybody: the next sign-in asks again.
        self._workspace.tasks.read(
            self, lambda: transfer_in.unfinished_imports(context), self.offer, lambda _error: None
        )

    def offer(self, found: tuple[Import, ...]) -> None:
        """Ask about these imports."""
        self._left = list(found)
        self._ask()

    def _ask(self) -> None:
        if not self._left:
            return
        self.box = _box(self._left[0], self._is_own(self._left[0]), self._window)
        self.box.finished.connect(self._answered)
        self.box.open()

    def _is_own(self, found: Import) -> bool:
        actor = self._workspace.context.actor
        return actor is not None and found.user_id == actor.user_id

    def _answered(self) -> None:
        assert self.box is not None
        clicked = self.box.clickedButton()
        role = self.box.buttonRole(clicked) if clicked else QMessageBox.ButtonRole.RejectRole
        self.box.deleteLater()
        self.box = None
        found = self._left.pop(0)
        if role is QMessageBox.ButtonRole.AcceptRole:
            self._finish(found)
        elif role is QMessageBox.ButtonRole.DestructiveRole:
            self._take_back(found)
        self._ask()

    def _finish(self, found: Import) -> None:
        context = self._workspace.context
        title = translate("UnfinishedImports", "Import")
        task = self._workspace.tasks.write(
            self,
            lambda: transfer_in.finish_import(context, found.id, task_progress()),
            lambda _result: None,
            title=title,
        )
        text = translate("UnfinishedImports", "Storing the rest of {file}…")
        follow(task, title, text.format(file=found.file_name), self._window)

    def _take_back(self, found: Import) -> None:
        context = self._workspace.context
        title = translate("UnfinishedImports", "Import")
        task = self._workspace.tasks.write(
            self,
            lambda: transfer_in.undo_import(context, found.id, task_progress()),
            lambda _taken: None,
            title=title,
        )
        text = translate("UnfinishedImports", "Taking back the import of {file}…")
        follow(task, title, text.format(file=found.file_name), self._window)


def _box(found: Import, is_own: bool, window: QWidget) -> QMessageBox:
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("UnfinishedImports", "Import"))
    text = translate("UnfinishedImports", "The import of {file} by {user} on {day} broke off.")
    box.setText(
        text.format(file=found.file_name, user=found.by, day=f"{local(found.at):%Y-%m-%d %H:%M}")
    )
    can_be_finished = found.can_be_finished and is_own
    if can_be_finished:
        more = translate(
            "UnfinishedImports",
            "Records stored by then: {n}. The rest can still be stored, or all of it taken back.",
        )
        box.setInformativeText(more.format(n=found.created))
        box.addButton(
            translate("UnfinishedImports", "&Store the rest"), QMessageBox.ButtonRole.AcceptRole
        )
    else:
        box.setInformativeText(
            translate("UnfinishedImports", "Take it back, so that nothing half remains of it.")
        )
    box.addButton(
        translate("UnfinishedImports", "&Take it back"), QMessageBox.ButtonRole.DestructiveRole
    )
    later = box.addButton(
        translate("UnfinishedImports", "&Later"), QMessageBox.ButtonRole.RejectRole
    )
    box.setDefaultButton(later)
    box.setEscapeButton(later)
    return box
