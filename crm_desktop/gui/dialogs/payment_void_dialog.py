"""Asks why a payment is void."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.rules import check_void_reason
from crm_desktop.gui.drafts import FormDraft
from crm_desktop.gui.form_drafts import Texts
from crm_desktop.gui.forms.ui_payment_void_dialog import Ui_PaymentVoidDialog
from crm_desktop.infra.i18n import show


class PaymentVoidDialog(QDialog):
    """The dialog for one payment, named by `payment`; `decided` carries the reason.

    `keep` makes the draft of what is typed into it.
    """

    decided = Signal(str)

    def __init__(
        self,
        payment: str,
        parent: QWidget | None = None,
        keep: Callable[[QDialog, Callable[[], tuple[Texts, Texts]]], FormDraft] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = Ui_PaymentVoidDialog()
        self.ui.setupUi(self)
        self.ui.payment.setText(payment)
        self.ui.reason_error.watch(self.ui.reason)
        self.ui.reason.textEdited.connect(lambda _text: self.ui.reason_error.say(""))
        self.ui.accept_button.clicked.connect(self._decide)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._draft = keep(self, self._states) if keep is not None else None

    def put_back(self, texts: Texts) -> None:
        """Let the field hold its text, as if it had been typed."""
        self.ui.reason.setText(texts.get("reason", ""))
        if self._draft is not None:
            self._draft.keep_now()

    def _states(self) -> tuple[Texts, Texts]:
        return {"reason": ""}, {"reason": self.ui.reason.text()}

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
