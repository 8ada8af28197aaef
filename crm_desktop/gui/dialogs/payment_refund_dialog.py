"""Asks what is given back to a customer for a payment."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.fields import PAYMENT_FIELDS, by_name
from crm_desktop.domain.records import Payment
from crm_desktop.domain.rules import check_payment
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.draft import Draft
from crm_desktop.gui.drafts import FormDraft
from crm_desktop.gui.form_drafts import Texts
from crm_desktop.gui.forms.ui_payment_refund_dialog import Ui_PaymentRefundDialog
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.enter_flow import EnterFlow, focus_field
from crm_desktop.infra.i18n import show

_ASKED = ("amount", "paid_on", "method", "remark")
_FIELDS = by_name(PAYMENT_FIELDS)


class PaymentRefundDialog(QDialog):
    """The dialog for `payment`, described by `description`.

    `keep` makes the draft of what is typed into it.
    `decided` carries a payment of kind refund with amount, day, method and remark.
    """

    decided = Signal(object)

    def __init__(
        self,
        description: str,
        payment: Payment,
        choices: Choices,
        today: date,
        parent: QWidget | None = None,
        keep: Callable[[QDialog, Callable[[], tuple[Texts, Texts]]], FormDraft] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = choices
        start = Payment(
            kind=PaymentKind.REFUND,
            customer_id=payment.customer_id,
            amount=payment.amount,
            paid_on=today,
            method=payment.method,
        )
        self._draft = Draft([_FIELDS[name] for name in _ASKED], start, today, check_payment)
        self.ui = Ui_PaymentRefundDialog()
        self.ui.setupUi(self)
        self.ui.payment.setText(description)
        self.ui.paid_on.today = lambda: today
        self._editors: dict[str, QWidget] = {name: getattr(self.ui, name) for name in _ASKED}
        self._show()
        for name in _ASKED:
            getattr(self.ui, f"{name}_error").watch(self._editors[name])
        EnterFlow(self, list(self._editors.values()), self._decide)
        self.ui.accept_button.clicked.connect(self._decide)
        self.ui.cancel_button.clicked.connect(self.reject)
        self._base = self._texts()
        self._kept = keep(self, lambda: (self._base, self._texts())) if keep is not None else None
        focus_field(self.ui.amount)

    def put_back(self, texts: Texts) -> None:
        """Let the fields hold these texts, as if they had been typed."""
        for name, editor in self._editors.items():
            if isinstance(editor, QLineEdit):
                editor.setText(texts.get(name, ""))
        self.ui.method.show_value(texts.get("method", ""))
        if self._kept is not None:
            self._kept.keep_now()

    def _texts(self) -> Texts:
        texts = {n: e.text() for n, e in self._editors.items() if isinstance(e, QLineEdit)}
        return {**texts, "method": str(self.ui.method.value() or "")}

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the language in force."""
        if event.type() == QEvent.Type.LanguageChange:
            self.ui.retranslateUi(self)
            self.ui.paid_on.retranslate()
            self._offer_methods()
        super().changeEvent(event)

    def _show(self) -> None:
        self._offer_methods()
        for name, editor in self._editors.items():
            if isinstance(editor, QLineEdit):
                editor.setText(self._draft.text(name))
        self.ui.method.show_value(self._draft.value("method"))

    def _offer_methods(self) -> None:
        self.ui.method.set_choices(self._choices.of(_FIELDS["method"]), nothing="", required=False)

    def _decide(self) -> None:
        for name, editor in self._editors.items():
            typed = editor.value() if isinstance(editor, ChoiceBox) else None
            self._draft.enter(name, editor.text() if isinstance(editor, QLineEdit) else typed)
        wrong = {problem.field: problem for problem in self._draft.problems()}
        for name in _ASKED:
            problem = wrong.get(name)
            text = show(problem.text, **problem.values) if problem else ""
            getattr(self.ui, f"{name}_error").say(text)
        if wrong:
            focus_field(self._editors[next(iter(wrong))])
            return
        self.decided.emit(self._draft.record)
        self.accept()
