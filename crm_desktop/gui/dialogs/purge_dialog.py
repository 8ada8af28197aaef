"""A second look before something is removed for good."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.folding import fold
from crm_desktop.domain.jobs import PurgePreview
from crm_desktop.gui.forms.ui_purge_dialog import Ui_PurgeDialog
from crm_desktop.gui.undo_texts import left_lines
from crm_desktop.infra.i18n import translate


class PurgeDialog(QDialog):
    """Shows what `found` says would go. `confirmed` comes once the word was typed."""

    confirmed = Signal()

    def __init__(self, found: PurgePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.ui = Ui_PurgeDialog()
        self.ui.setupUi(self)
        self.ui.word.textEdited.connect(lambda _text: self._allow())
        self.ui.purge_button.clicked.connect(self._confirm)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._show_texts()
        self.ui.word.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force; the word is asked for in that language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self._show_texts()
        super().changeEvent(event)

    def _show_texts(self) -> None:
        found = self._found
        self.ui.summary.setText(
            translate("PurgeDialog", "Customers: {customers}, contacts: {contacts}").format(
                customers=f"{len(found.customers):,}", contacts=f"{found.contacts:,}"
            )
        )
        self.ui.lines.setPlainText("\n".join([*found.customers, *left_lines(found.left)]))
        ask = translate("PurgeDialog", "To go on, &type: {word}")
        self.ui.word_label.setText(ask.format(word=self._word()))
        self._allow()

    def _word(self) -> str:
        return translate("PurgeDialog", "remove")

    def _allow(self) -> None:
        something = bool(self._found.customers or self._found.contacts)
        self.ui.word.setEnabled(something)
        typed = fold(self.ui.word.text().strip()) == fold(self._word())
        self.ui.purge_button.setEnabled(something and typed)
        # Enter does what was typed out; before, and after anything else, it leaves all as it is.
        default = self.ui.purge_button if something and typed else self.ui.cancel_button
        default.setDefault(True)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()
