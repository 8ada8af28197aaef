"""What is asked before customers are left unsaved or deleted."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop.domain.money import format_money
from crm_desktop.infra.i18n import translate

_NAMED = 8
_WITH_KEYS = (
    Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Question(QMessageBox):
    """A question that no bare letter answers: whoever types on as it comes up loses nothing.

    Qt lets letters press the buttons of its message boxes also without Alt.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by Enter, Esc, Space, the arrows, and letters with Alt."""
        if event.text().strip() and event.text().isprintable():
            if not event.modifiers() & _WITH_KEYS:
                return
        super().keyPressEvent(event)


class Leaving(Enum):
    """What is to become of what was typed."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()
    KEEP = auto()


def ask_leaving(parent: QWidget, name: str, *, may_keep: bool = False) -> Leaving:
    """Ask what is to become of the changes to the customer called `name`.

    With `may_keep` they may also stay on this computer as a draft, because they cannot be saved.
    """
    box = _box(parent, QMessageBox.Icon.Question)
    box.setWindowTitle(translate("CustomerQuestions", "Unsaved changes"))
    box.setText(translate("CustomerQuestions", "Save the changes to {name}?").format(name=name))
    box.setInformativeText(
        translate("CustomerQuestions", "What you do not save is lost when the window closes.")
    )
    roles = QMessageBox.ButtonRole
    save = box.addButton(translate("CustomerQuestions", "&Save"), roles.AcceptRole)
    discard = box.addButton(translate("CustomerQuestions", "&Discard"), roles.DestructiveRole)
    keep = None
    if may_keep:
        text = translate("CustomerQuestions", "&Keep as a draft")
        keep = box.addButton(text, roles.ApplyRole)
    stay = box.addButton(translate("CustomerQuestions", "&Cancel"), roles.RejectRole)
    box.setDefaultButton(keep or save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is save:
        return Leaving.SAVE
    if keep is not None and clicked is keep:
        return Leaving.KEEP
    return Leaving.DISCARD if clicked is discard else Leaving.STAY


def ask_refund(parent: QWidget, paid: Decimal, returned: Decimal) -> bool:
    """Ask whether a customer is meant to get back more than it paid."""
    box = _box(parent, QMessageBox.Icon.Question)
    box.setWindowTitle(translate("CustomerQuestions", "Refund"))
    box.setText(translate("CustomerQuestions", "Give back more than the customer has paid?"))
    text = translate("CustomerQuestions", "Paid in all: {paid}. Given back with this: {returned}.")
    box.setInformativeText(text.format(paid=format_money(paid), returned=format_money(returned)))
    roles = QMessageBox.ButtonRole
    save = box.addButton(translate("CustomerQuestions", "&Save"), roles.AcceptRole)
    back = box.addButton(translate("CustomerQuestions", "&Back to the form"), roles.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is save


def ask_deletion(parent: QWidget, names: Sequence[str], delete: Callable[[], None]) -> QMessageBox:
    """Ask whether the customers called `names` are to be moved to the recycle bin, then do it."""
    box = _box(parent, QMessageBox.Icon.Warning)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("CustomerQuestions", "Delete customers"))
    box.setText(
        translate("CustomerQuestions", "Move to the recycle bin? Customers: {n}").format(
            n=len(names)
        )
    )
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        more = translate("CustomerQuestions", "… and {n} more").format(n=len(names) - _NAMED)
        shown.append(more)
    shown.append("")
    shown.append(
        translate(
            "CustomerQuestions",
            "Contacts go with them; payments stay in the statistics. "
            "Customers can be restored from the recycle bin.",
        )
    )
    box.setInformativeText("\n".join(shown))
    roles = QMessageBox.ButtonRole
    accept = box.addButton(translate("CustomerQuestions", "&Delete"), roles.AcceptRole)
    stay = box.addButton(translate("CustomerQuestions", "&Cancel"), roles.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    accept.clicked.connect(delete)
    box.open()
    return box


def ask_gone(
    parent: QWidget,
    text: str,
    restore: Callable[[], None] | None,
    save_as_new: Callable[[], None],
) -> QMessageBox:
    """Ask what is to become of what was typed for a customer that somebody deleted meanwhile.

    `text` says who did it. Without `restore` the customer cannot be brought back from here.
    """
    box = _box(parent, QMessageBox.Icon.Warning)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("CustomerQuestions", "Deleted meanwhile"))
    box.setText(text)
    box.setInformativeText(
        translate(
            "CustomerQuestions", "Nothing was saved, and what you typed is still in the form."
        )
    )
    roles = QMessageBox.ButtonRole
    if restore is not None:
        back = box.addButton(
            translate("CustomerQuestions", "&Restore it and save"), roles.AcceptRole
        )
        back.clicked.connect(restore)
    new = box.addButton(translate("CustomerQuestions", "Save as a &new customer"), roles.YesRole)
    new.clicked.connect(save_as_new)
    stay = box.addButton(translate("CustomerQuestions", "&Back to the form"), roles.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.open()
    return box


def _box(parent: QWidget, icon: QMessageBox.Icon) -> Question:
    box = Question(parent)
    box.setIcon(icon)
    # Names are what people typed: never read them as markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
