"""Asking for a file or a folder, without a look into the files that lie there."""

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget


class _KindsByName(QFileIconProvider):
    """Tells files from folders, and kinds of files by what their names end with."""

    def icon(self, about: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the icon of a file or folder, or of their kind."""
        if isinstance(about, QFileInfo):
            kinds = QAbstractFileIconProvider.IconType
            return super().icon(kinds.Folder if about.isDir() else kinds.File)
        return super().icon(about)

    def type(self, info: QFileInfo) -> str:
        """Return what the dialog says of the kind of a file."""
        return "" if info.isDir() else info.suffix().upper()


class FileDialog(QFileDialog):
    """Asks for a file or folder; gone once it is answered.

    Where a system has no dialog of its own, Qt's opens every file it shows to find out its kind.
    On POSIX systems a process that closes a file loses all locks it has on it, those of SQLite too:
    a look at the folder of the database in use would leave it without any.
    """

    def __init__(self, parent: QWidget, title: str, folder: str = "") -> None:
        super().__init__(parent, title, folder)
        self._kinds = _KindsByName()
        self.setIconProvider(self._kinds)
        self.finished.connect(self.deleteLater)


def ask_file(parent: QWidget, title: str, name_filter: str, folder: str = "") -> FileDialog:
    """Return a dialog that asks for a file that exists; it is not open yet."""
    dialog = FileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(name_filter)
    return dialog


def ask_new_file(parent: QWidget, title: str, name_filter: str, proposed: str) -> FileDialog:
    """Return a dialog that asks where to write a file; it is not open yet.

    A name that is typed without an ending gets that of the proposed one.
    """
    dialog = FileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(name_filter)
    dialog.setDefaultSuffix(QFileInfo(proposed).suffix())
    dialog.selectFile(proposed)
    return dialog


def ask_folder(parent: QWidget, title: str) -> FileDialog:
    """Return a dialog that asks for a folder; it is not open yet."""
    dialog = FileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog
