"""Writing a list to an Excel or CSV file: which file, how far it is, where it lies."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from crm_desktop.gui.dialogs.file_dialog import FileDialog
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate

FOLDER_KEY = "export.folder"
KIND_KEY = "export.kind"
_SUFFIXES = (".xlsx", ".csv")
_UNFIT = '\\/:*?"<>|'


class Export(QObject):
    """One export, from the choice of the file to the word that it is done.

    `write` writes to the path it is given, on a worker thread, and returns the number of rows.
    """

    def __init__(
        self, workspace: Workspace, page: QWidget, name: str, write: Callable[[Path], int]
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._write = write
        self._ask(name)

    def _ask(self, name: str) -> None:
        settings = self._workspace.settings
        filters = _filters()
        dialog = FileDialog(self._page, translate("Export", "Export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)
        kind = settings.text(KIND_KEY, _SUFFIXES[0])
        chosen = _SUFFIXES.index(kind) if kind in _SUFFIXES else 0
        dialog.selectNameFilter(filters[chosen])
        dialog.setDefaultSuffix(_SUFFIXES[chosen])
        dialog.filterSelected.connect(
            lambda text: dialog.setDefaultSuffix(_SUFFIXES[filters.index(text)])
        )
        dialog.setDirectory(settings.text(FOLDER_KEY, str(Path.home())))
        dialog.selectFile(file_name(name))
        dialog.fileSelected.connect(lambda path: self._start(Path(path)))
        dialog.rejected.connect(self.deleteLater)
        dialog.open()

    def _start(self, path: Path) -> None:
        settings = self._workspace.settings
        settings.set(FOLDER_KEY, str(path.parent))
        settings.set(KIND_KEY, path.suffix.lower())
        task = self._workspace.tasks.background(
            self._page, lambda: self._write(path), lambda rows: self._tell(path, rows)
        )
        text = translate("Export", "Writing {name}…").format(name=path.name)
        follow(task, translate("Export", "Export"), text, self._page)

    def _tell(self, path: Path, rows: int) -> None:
        box = QMessageBox(self._page)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(translate("Export", "Export"))
        box.setText(translate("Export", "Rows written: {n}").format(n=f"{rows:,}"))
        box.setInformativeText(str(path))
        box.setTextFormat(Qt.TextFormat.PlainText)
        show = box.addButton(translate("Export", "&Open file"), QMessageBox.ButtonRole.ActionRole)
        folder = box.addButton(
            translate("Export", "Show &folder"), QMessageBox.ButtonRole.ActionRole
        )
        ok = box.addButton(translate("Export", "&Done"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(ok)
        box.setEscapeButton(ok)
        show.clicked.connect(lambda: open_path(path))
        folder.clicked.connect(lambda: open_path(path.parent))
        box.finished.connect(self.deleteLater)
        box.finished.connect(box.deleteLater)
        box.open()


def open_path(path: Path) -> None:
    """Open a file or folder with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def file_name(name: str) -> str:
    """Return `name` without what no file's name may hold."""
    return "".join("_" if c in _UNFIT or ord(c) < 32 else c for c in name).strip(" .")[:120]


def _filters() -> list[str]:
    return [
        translate("Export", "Excel workbook (*.xlsx)"),
        translate("Export", "Text with commas (*.csv)"),
    ]
