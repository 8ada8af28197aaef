"""Differences between what I typed and what is stored, as people read them, without a window."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    PAYMENT_FIELDS,
    Field,
    FieldKind,
    by_name,
)
from crm_desktop.domain.history import Action
from crm_desktop.domain.meanwhile import Present, Touch
from crm_desktop.domain.merge import Difference, Side, What
from crm_desktop.domain.records import Contact, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.infra.i18n import show, translate
from crm_desktop.reports.values import field_value, joined, labelled, shown

_ENTITIES = {"": "customer", CONTACTS: "contact", PAYMENTS: "payment"}
_FIELDS: dict[str, dict[str, Field]] = {
    "": by_name(CUSTOMER_FIELDS),
    CONTACTS: by_name(CONTACT_FIELDS),
    PAYMENTS: by_name(PAYMENT_FIELDS),
}
# What a line is called by already, or nobody reads.
_UNSAID = {"name", "is_primary", "payment_no", "customer_id", "kind", "paid_on", "amount"}


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference in the user's language. `who` did what stands in `theirs`, and when."""

    title: str
    before: str
    mine: str
    theirs: str
    who: str
    outcome: str = ""
    by: str = ""


class MergeTexts:
    """Puts differences into words.

    `present` knows who did what, `customers` are number and name of other customers by id.
    """

    def __init__(
        self,
        present: Present,
        labels: Labels,
        customers: Mapping[int, tuple[str, str]],
        customer_id: int | None = None,
    ) -> None:
        self._present = present
        self._labels = labels
        self._customers = {**customers, **present.customers}
        self._customer_id = customer_id

    def of(self, difference: Difference) -> ShownDifference:
        """Return a difference in words."""
        before, mine, theirs = self._values(difference)
        touch = self._touch(difference)
        is_mine = difference.side is Side.MINE
        return ShownDifference(
            title=self._title(difference),
            before=before,
            mine=mine,
            theirs=theirs,
            who=touched(touch),
            outcome=mine if is_mine else theirs,
            by=self._by(difference, touch),
        )

    def heading(self) -> str:
        """Return who changed the customer last, and when."""
        return changed_by(self._latest())

    def _latest(self) -> Touch | None:
        return next(iter(self._present.touches), None)

    def _by(self, difference: Difference, touch: Touch | None) -> str:
        if difference.is_shared:
            return translate("Merge", "You and {who} alike").format(who=touched(touch) or "…")
        if difference.side is Side.MINE:
            return translate("Merge", "You")
        return touched(touch)

    # -- what it is about

    def _title(self, difference: Difference) -> str:
        place, line = difference.place, difference.record
        name = ""
        if place.field:
            name = show(_FIELDS[place.table][place.field].label)
        if difference.what is What.PRIMARY:
            return translate("Merge", "Primary contact")
        if isinstance(line, Contact):
            about = translate("Merge", "Contact {name}").format(name=line.name)
        elif isinstance(line, Payment):
            about = translate("Merge", "Payment {name}").format(name=payment_name(line))
        else:
            return name
        return joined((about, name))

    def _values(self, difference: Difference) -> tuple[str, str, str]:
        if difference.what is What.FIELD:
            field = _FIELDS[difference.place.table][difference.place.field]
            states = (difference.before, difference.mine, difference.theirs)
            before, mine, theirs = (self.value(field, state) for state in states)
            return before, mine, theirs
        if difference.what is What.PRIMARY:
            people = (difference.before, difference.mine, difference.theirs)
            before, mine, theirs = (person.name if person else "" for person in people)
            return before, mine, theirs
        before = self._line(difference.before)
        return before, self._what_i_did(difference), self._what_they_did(difference)

    def value(self, field: Field, value: object) -> str:
        """Return a field's value; ids and codes as what they are called."""
        if isinstance(value, int) and not isinstance(value, bool):
            if field.kind is FieldKind.OWNER:
                return self._labels.owner(value)
            if field.kind is FieldKind.CATEGORY:
                return self._labels.category(value)
            if field.kind is FieldKind.CUSTOMER:
                return " ".join(self._customers.get(value, (f"#{value}",)))
        return field_value(field, value, self._labels) if value is not None else ""

    # -- whole lines

    def _what_i_did(self, difference: Difference) -> str:
        mine, edits = difference.mine, self._edits(difference.before, difference.mine)
        if difference.what is What.TWICE:
            return translate("Merge", "Enter mine as well: these are two payments")
        if difference.what is What.ADDED:
            return self._added(mine)
        if mine is None:
            return translate("Merge", "Remove")
        if isinstance(mine, Payment) and mine.void_reason:
            return translate("Merge", "Make it void: {reason}").format(reason=mine.void_reason)
        if isinstance(mine, Payment):
            return translate("Merge", "Enter it again as a new payment, with {edits}").format(
                edits=edits
            )
        if difference.side is None:
            return translate("Merge", "Bring it back, with {edits}").format(edits=edits)
        return translate("Merge", "Not touched")

    def _what_they_did(self, difference: Difference) -> str:
        theirs, edits = difference.theirs, self._edits(difference.before, difference.theirs)
        if difference.what is What.TWICE:
            return translate("Merge", "It is the same payment: leave it at {name}").format(
                name=payment_name(theirs)
            )
        if difference.what is What.ADDED:
            return self._added(theirs)
        if theirs is None:
            return (
                translate("Merge", "Removed: let it go")
                if difference.side is None
                else translate("Merge", "Removed")
            )
        if isinstance(theirs, Payment) and theirs.is_void:
            return translate("Merge", "Void: {reason}").format(reason=theirs.void_reason)
        return translate("Merge", "Keep it, with {edits}").format(edits=edits)

    def _added(self, line: Contact | Payment | None) -> str:
        if line is None:
            return ""
        return translate("Merge", "Added: {line}").format(line=self._line(line))

    def _line(self, line: Contact | Payment | None) -> str:
        """Return a whole line: its name and whatever else stands in it."""
        if line is None:
            return ""
        table = CONTACTS if isinstance(line, Contact) else PAYMENTS
        name = line.name if isinstance(line, Contact) else payment_name(line)
        values = (
            labelled(show(field.label), self.value(field, getattr(line, field.name)))
            for field in _FIELDS[table].values()
            if field.name not in _UNSAID and getattr(line, field.name) not in (None, "")
        )
        return joined((name, *values))

    def _edits(self, before: Contact | Payment | None, after: Contact | Payment | None) -> str:
        """Return what differs between two states of a line."""
        if before is None or after is None:
            return ""
        table = CONTACTS if isinstance(after, Contact) else PAYMENTS
        return joined(
            labelled(show(field.label), self.value(field, getattr(after, field.name)))
            for field in _FIELDS[table].values()
            if getattr(before, field.name) != getattr(after, field.name)
        )

    # -- who

    def _touch(self, difference: Difference) -> Touch | None:
        """Return who did what stands there now, as far as the history tells."""
        place, present = difference.place, self._present
        entity = _ENTITIES[place.table]
        if not place.table:
            return present.who_changed(entity, self._customer_id, place.field)
        if difference.what is What.PRIMARY:
            person = difference.theirs
            return present.who_changed(entity, person.id if person else None, "is_primary")
        line = getattr(difference.theirs, "id", None) if not place.line.isdigit() else None
        line_id = int(place.line) if place.line.isdigit() else line
        if place.field:
            return present.who_changed(entity, line_id, place.field)
        if difference.what is What.REMOVED and difference.theirs is None:
            return present.who_did(entity, line_id, Action.DELETE, Action.PURGE)
        if difference.what is What.VOIDED and getattr(difference.theirs, "is_void", False):
            return present.who_did(entity, line_id, Action.VOID)
        return present.who_did(entity, line_id, *Action)


def payment_name(payment: Payment) -> str:
    """Return what a payment is called: number, day and amount, as far as it has them."""
    return joined((payment.payment_no, shown(payment.paid_on), shown(payment.amount)))


def touched(touch: Touch | None) -> str:
    """Return who did something, and when; nothing where nobody knows."""
    return joined((touch.who, shown(touch.at))) if touch is not None else ""


def changed_by(touch: Touch | None) -> str:
    """Return the sentence that says who changed a customer, and when."""
    if touch is None:
        return translate("Merge", "Somebody changed this customer meanwhile.")
    return translate("Merge", "{who} changed this customer at {when}.").format(
        who=touch.who, when=shown(touch.at)
    )
