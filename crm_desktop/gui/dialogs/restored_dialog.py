"""Says what a restore or a copy brought, and shows the one-time passwords once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QTreeWidgetItem, QWidget

from crm_desktop.domain.archive import Restored
from crm_desktop.gui.forms.ui_restored_dialog import Ui_RestoredDialog
from crm_desktop.gui.icons import icon
from crm_desktop.infra.i18n import translate


class RestoredDialog(QDialog):
    """The proof that everything arrived, table by table."""

    def __init__(self, restored: Restored, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Ui_RestoredDialog()
        self.form.setupUi(self)
        self.form.text.setText("\n".join(_said(restored)))
        self._show_tables(restored)
        self.form.passwords.setPlainText(
            "\n".join(f"{name}\t{password}" for name, password in restored.passwords.items())
        )
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.form.passwords.setFont(fixed)
        for widget in (self.form.passwords_hint, self.form.passwords, self.form.copy_button):
            widget.setVisible(bool(restored.passwords))
        self.form.copy_button.setIcon(icon("copy"))
        self.form.copy_button.clicked.connect(self._copy)
        self.form.buttons.rejected.connect(self.reject)

    def _show_tables(self, restored: Restored) -> None:
        manifest = restored.manifest
        self.form.tables.setVisible(manifest is not None)
        for table in manifest.tables if manifest else ():
            row = QTreeWidgetItem([table.name, f"{table.rows:,}"])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setToolTip(0, f"SHA-256: {table.sha256}")
            self.form.tables.addTopLevelItem(row)
        self.form.tables.resizeColumnToContents(0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.passwords.toPlainText())
        self.form.copy_button.setText(translate("RestoredDialog", "Copied"))


def _said(restored: Restored) -> list[str]:
    lines = [
        translate("RestoredDialog", "The data are now in {place}.").format(place=restored.location)
    ]
    if restored.manifest is not None:
        text = translate(
            "RestoredDialog", "Rows: {n}. Every table has the count and checksum of its source."
        )
        lines.append(text.format(n=f"{restored.manifest.rows:,}"))
    if restored.kept is not None:
        text = translate("RestoredDialog", "The database that was there is kept as {file}.")
        lines.append(text.format(file=restored.kept))
    return lines
