"""Backups, archives and moving. For administrators."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMessageBox, QTreeWidgetItem, QWidget

from crm_desktop.domain.archive import Manifest, Restored
from crm_desktop.domain.backups import Backup, BackupState
from crm_desktop.gui.backup_texts import size_text, state_text
from crm_desktop.gui.daily_backup import second_place, set_second_place
from crm_desktop.gui.dialogs.export_dialog import file_name, open_path
from crm_desktop.gui.dialogs.file_dialog import ask_file, ask_folder, ask_new_file
from crm_desktop.gui.dialogs.move_dialog import Destination, MoveDialog
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.dialogs.restored_dialog import RestoredDialog
from crm_desktop.gui.forms.ui_backup_page import Ui_BackupPage
from crm_desktop.gui.icons import icon
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.theme import set_look
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.clock import shown_moment
from crm_desktop.infra.i18n import translate
from crm_desktop.services import archive, backups, moving

_PATH = int(Qt.ItemDataRole.UserRole)


class BackupPage(QWidget):
    """How old the last backup is, which there are, and what can be done with them."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_file = workspace.context.database.is_embedded
        self._location = workspace.context.database.location
        self.form = Ui_BackupPage()
        self.form.setupUi(self)
        self._set_icons()
        form = self.form
        form.back_up_button.clicked.connect(self._back_up)
        form.restore_button.clicked.connect(self._restore_backup)
        form.folder_button.clicked.connect(self._show_folder)
        form.second_button.clicked.connect(self._choose_second)
        form.no_second_button.clicked.connect(lambda: self.set_second(None))
        form.archive_button.clicked.connect(self._ask_archive)
        form.restore_archive_button.clicked.connect(self._ask_restore)
        form.copy_button.clicked.connect(self._ask_copy)
        form.backups.itemSelectionChanged.connect(self._show_possible)
        form.backups.itemActivated.connect(lambda *_: self._restore_backup())
        form.backups_box.setVisible(self._is_file)
        form.restore_archive_button.setVisible(self._is_file)
        workspace.backup_known.connect(lambda _: self.refresh())
        self._show_second()
        self._show_possible()

    def refresh(self) -> None:
        """Read the state of the backups anew."""
        context, path = self._workspace.context, Path(self._location)

        def work() -> tuple[BackupState, tuple[Backup, ...]]:
            found = backups.backups(path) if context.database.is_embedded else ()
            return backups.state(context), found

        self._workspace.tasks.read(self, work, self._show)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslateUi(self)
            self.refresh()
        super().changeEvent(event)

    def _set_icons(self) -> None:
        for name, drawing in (
            ("back_up_button", "backup"),
            ("restore_button", "restore"),
            ("folder_button", "open"),
            ("archive_button", "export"),
            ("restore_archive_button", "restore"),
            ("copy_button", "database"),
        ):
            getattr(self.form, name).setIcon(icon(drawing))

    def _show(self, found: tuple[BackupState, tuple[Backup, ...]]) -> None:
        state, made = found
        now: datetime = self._workspace.context.clock.now()
        self.form.state.setText(state_text(state, now, on_server=not self._is_file))
        set_look(self.form.state_frame, "warning" if state.is_old else "info")
        self.form.backups.clear()
        for backup in made:
            row = QTreeWidgetItem(
                [shown_moment(backup.made_at), size_text(backup.size), backup.path.name]
            )
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setData(0, _PATH, str(backup.path))
            self.form.backups.addTopLevelItem(row)
        for column in range(2):
            self.form.backups.resizeColumnToContents(column)
        self._show_possible()

    def _show_possible(self) -> None:
        self.form.restore_button.setEnabled(bool(self.form.backups.selectedItems()))

    # Backups of the file.

    def _back_up(self) -> None:
        context, folder = self._workspace.context, self._second()
        task = self._workspace.tasks.background(
            self,
            lambda: backups.back_up(context, folder, task_progress()),
            self._workspace.backup_known.emit,
        )
        text = translate("BackupPage", "Copying and checking…")
        follow(task, translate("BackupPage", "Backup"), text, self)

    def _restore_backup(self) -> None:
        chosen = self.form.backups.selectedItems()
        if chosen:
            self.ask_to_restore(Path(chosen[0].data(0, _PATH)))

    def _show_folder(self) -> None:
        folder = backups.folder_of(Path(self._location))
        open_path(folder if folder.exists() else folder.parent)

    def _second(self) -> Path | None:
        return second_place(self._workspace.settings, self._location)

    def _choose_second(self) -> None:
        dialog = ask_folder(self.window(), translate("BackupPage", "Second place for backups"))
        dialog.fileSelected.connect(lambda folder: self.set_second(Path(folder)))
        dialog.open()

    def set_second(self, folder: Path | None) -> None:
        """Take `folder` as the second place."""
        set_second_place(self._workspace.settings, self._location, folder)
        self._show_second()

    def _show_second(self) -> None:
        folder = self._second()
        self.form.second.setText(str(folder) if folder else "")
        self.form.no_second_button.setEnabled(folder is not None)

    # Archives.

    def _ask_archive(self) -> None:
        name = f"{self._workspace.profile.name or 'CRM'} {self._workspace.context.clock.today()}"
        proposed = Path.home() / f"{file_name(name)}.zip"
        dialog = ask_new_file(
            self.window(), translate("BackupPage", "Save archive"), _zip_filter(), str(proposed)
        )
        dialog.fileSelected.connect(lambda path: self.save_archive(Path(path)))
        dialog.open()

    def save_archive(self, path: Path) -> None:
        """Write everything to an archive at `path`."""
        context = self._workspace.context
        task = self._workspace.tasks.background(
            self,
            lambda: archive.save_archive(context, path, task_progress()),
            lambda manifest: self._archive_saved(path, manifest),
        )
        text = translate("BackupPage", "Writing {name}…").format(name=path.name)
        follow(task, translate("BackupPage", "Save archive"), text, self)

    def _archive_saved(self, path: Path, manifest: Manifest) -> None:
        text = translate(
            "BackupPage",
            "Rows: {n}. The archive holds all your data: keep it as safe as the database itself.",
        )
        box = QMessageBox(
            QMessageBox.Icon.Information,
            translate("BackupPage", "Archive saved"),
            f"{path}\n\n{text.format(n=f'{manifest.rows:,}')}",
            QMessageBox.StandardButton.Ok,
            self,
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _ask_restore(self) -> None:
        dialog = ask_file(
            self.window(),
            translate("BackupPage", "Restore from a file"),
            translate("BackupPage", "Archives and backups (*.zip *.db *.sqlite *.sqlite3)"),
            str(Path.home()),
        )
        dialog.fileSelected.connect(lambda path: self.ask_to_restore(Path(path)))
        dialog.open()

    def ask_to_restore(self, source: Path) -> None:
        """Ask whether `source` is to take the place of the database, then let it be done."""
        text = translate(
            "BackupPage",
            "Everything in this database is replaced by what is in {file}. What was entered since "
            "then is no longer in it; the present file is kept beside it. The program signs you "
            "out to do it.",
        )
        question = QMessageBox(
            QMessageBox.Icon.Warning,
            translate("BackupPage", "Restore"),
            text.format(file=source.name),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        go_on = question.addButton(
            translate("BackupPage", "&Restore"), QMessageBox.ButtonRole.DestructiveRole
        )
        go_on.clicked.connect(lambda: self._workspace.restore_requested.emit(source))
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()

    # Moving.

    def _ask_copy(self) -> None:
        proposed = Path.home() / f"{file_name(self._workspace.profile.name or 'crm')}.db"
        dialog = MoveDialog(self._workspace.settings, proposed, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.copy_to)
        dialog.open()

    def copy_to(self, destination: Destination) -> None:
        """Copy everything to an empty database."""
        context = self._workspace.context
        task = self._workspace.tasks.background(
            self,
            lambda: moving.copy(
                context,
                destination.target,
                owner=destination.owner,
                password=destination.password,
                progress=task_progress(),
            ),
            self._copied,
        )
        text = translate("BackupPage", "Copying and comparing…")
        follow(task, translate("BackupPage", "Copy to another database"), text, self)

    def _copied(self, restored: Restored) -> None:
        RestoredDialog(restored, self).open()


def _zip_filter() -> str:
    return translate("BackupPage", "Archives (*.zip)")
