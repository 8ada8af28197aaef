"""What was left, and what had to be done differently, when records were restored or undone."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.gui.forms.ui_undo_report_dialog import Ui_UndoReportDialog
from crm_desktop.gui.icons import icon


class UndoReportDialog(QDialog):
    """Shows `summary` and, line by line, what concerns single records."""

    def __init__(
        self, title: str, summary: str, lines: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts = (title, summary)
        self.ui = Ui_UndoReportDialog()
        self.ui.setupUi(self)
        self.ui.lines.setPlainText("\n".join(lines))
        self.ui.copy_button.setIcon(icon("copy"))
        self.ui.copy_button.clicked.connect(self._copy)
        self.ui.close_button.clicked.connect(self.accept)
        self._show_texts()

    def changeEvent(self, event: QEvent) -> None:
        """Show the buttons in the language in force; the report stays as it was made."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._show_texts()
        super().changeEvent(event)

    def _show_texts(self) -> None:
        self.setWindowTitle(self._texts[0])
        self.ui.summary.setText(self._texts[1])

    def _copy(self) -> None:
        text = f"{self._texts[1]}\n{self.ui.lines.toPlainText()}"
        QGuiApplication.clipboard().setText(text)
