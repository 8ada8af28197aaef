"""Says what a restore or a copy brought, and shows the one-time passwords once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QTreeWidgetItem, QWidget

from crm_desktop.domain.archive import Restored
from crm_desktop.domain.texts import marked
from crm_desktop.gui.forms.ui_restored_dialog import Ui_RestoredDialog
from crm_desktop.gui.icons import icon
from crm_desktop.gui.widgets.fitting import fit_height
from crm_desktop.infra.i18n import show, translate

_TABLES = {
    "client_user": marked("RestoredDialog", "Users"),
    "company_profile": marked("RestoredDialog", "Company profile"),
    "product_category": marked("RestoredDialog", "Product categories"),
    "code_item": marked("RestoredDialog", "List entries"),
    "import_batch": marked("RestoredDialog", "Imports"),
    "customer": marked("RestoredDialog", "Customers"),
    "contact": marked("RestoredDialog", "Contacts"),
    "payment": marked("RestoredDialog", "Payments and refunds"),
    "saved_query": marked("RestoredDialog", "Saved queries"),
    "job": marked("RestoredDialog", "Jobs that can be undone"),
    "job_item": marked("RestoredDialog", "Records of these jobs"),
    "number_series": marked("RestoredDialog", "Number series"),
    "audit_log": marked("RestoredDialog", "History"),
}


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
        if restored.manifest is None and not restored.passwords:
            fit_height(self)

    def _show_tables(self, restored: Restored) -> None:
        manifest = restored.manifest
        self.form.tables.setVisible(manifest is not None)
        for table in manifest.tables if manifest else ():
            row = QTreeWidgetItem([_what(table.name), f"{table.rows:,}"])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setToolTip(0, f"SHA-256: {table.sha256}")
            self.form.tables.addTopLevelItem(row)
        self.form.tables.resizeColumnToContents(0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.passwords.toPlainText())
        self.form.copy_button.setText(translate("RestoredDialog", "Copied"))


def _what(table: str) -> str:
    return show(_TABLES[table]) if table in _TABLES else table


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
