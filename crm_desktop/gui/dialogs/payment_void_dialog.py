"""Asks why a payment is void."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.rules import check_void_reason
from crm_desktop.gui.forms.ui_payment_void_dialog import Ui_PaymentVoidDialog
from crm_desktop.infra.i18n import show


class PaymentVoidDialog(QDialog):
    """The dialog for one payment, named by `payment`; `decided` carries the reason."""

    decided = Signal(str)

    def __init__(self, payment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = Ui_PaymentVoidDialog()
        self.ui.setupUi(self)
        self.ui.payment.setText(payment)
        self.ui.reason_error.watch(self.ui.reason)
        self.ui.reason.textEdited.connect(lambda _text: self.ui.reason_error.say(""))
        self.ui.accept_button.clicked.connect(self._decide)
        self.ui.cancel_button.clicked.connect(self.reject)

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            reason = self.ui.reason.text()
            self.ui.retranslateUi(self)
            self.ui.reason.setText(reason)
        super().changeEvent(event)

    def _decide(self) -> None:
        problems = check_void_reason(self.ui.reason.text())
        if problems:
            self.ui.reason_error.say(show(problems[0].text, **problems[0].values))
            self.ui.reason.setFocus()
            return
        self.decided.emit(self.ui.reason.text().strip())
        self.accept()
