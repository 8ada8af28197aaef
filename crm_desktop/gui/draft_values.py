"""What stands in a form as plain JSON values, and back; whatever a file holds, never another error.

Records are written field by field with their types: a Decimal is no float, a day no text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.gui.customer_form import CustomerForm, Unread

T = TypeVar("T")
Values = dict[str, Any]
_ENCODED: dict[type, tuple[str, Callable[[str], Any]]] = {
    Decimal: ("decimal", Decimal),
    datetime: ("moment", datetime.fromisoformat),
    date: ("date", date.fromisoformat),
}
_LEFT_OUT = {"stamp"}


class BadDraft(ValueError):
    """The values are none of a form of this program."""


@dataclass(frozen=True, slots=True)
class TypedCustomer:
    """A customer as somebody left it: what it was based on, what was typed, what cannot be read.

    `sent` is what was sent in a save whose answer was lost; perhaps it is stored.
    """

    base: CustomerDetails
    change: CustomerChange
    unread: tuple[Unread, ...] = ()
    sent: CustomerChange | None = None

    @classmethod
    def of(cls, form: CustomerForm, sent: CustomerChange | None = None) -> "TypedCustomer":
        """Return what stands in a form."""
        return cls(form.details, form.change(), form.unread(), sent)


def encode(record: object) -> Values:
    """Return a dataclass's fields as JSON values."""
    found = {}
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if each.name not in _LEFT_OUT:
            found[each.name] = _encoded(value)
    return found


def decode(kind: type[T], values: object) -> T:
    """Return the dataclass of this kind; raises BadDraft. What is missing has its usual value."""
    if not isinstance(values, dict):
        raise BadDraft(f"no {kind.__name__}")
    types = _types(kind)  # type: ignore[arg-type]
    known = {name: _decoded(value, types[name]) for name, value in values.items() if name in types}
    try:
        return kind(**known)
    except TypeError as error:
        raise BadDraft(str(error)) from error


class CustomerEncoder:
    """Encodes one customer again and again, and what it is based on only once."""

    def __init__(self) -> None:
        self._base: CustomerDetails | None = None
        self._values: Values = {}

    def encode(self, typed: TypedCustomer) -> Values:
        """Return what was typed of the customer as JSON values."""
        if typed.base is not self._base:
            self._base, self._values = typed.base, _encoded_base(typed.base)
        return encode_customer(typed, self._values)


def encode_customer(typed: TypedCustomer, base: Values | None = None) -> Values:
    """Return what was typed of a customer as JSON values; `base` are those of `typed.base`."""
    return {
        "base": _encoded_base(typed.base) if base is None else base,
        "change": _encoded_change(typed.change),
        "sent": _encoded_change(typed.sent) if typed.sent is not None else None,
        "unread": [[each.table, each.line, each.field, each.text] for each in typed.unread],
    }


def decode_customer(values: Values) -> TypedCustomer:
    """Return what was typed of a customer; raises BadDraft."""
    base = _of(values, "base", dict)
    number, name = _list(base.get("parent", ["", ""]), str, str)
    unread = _of(values, "unread", list)
    typed = TypedCustomer(
        CustomerDetails(
            customer=decode(Customer, base.get("customer")),
            contacts=_all(Contact, base, "contacts"),
            payments=_all(Payment, base, "payments"),
            parent_no=number,
            parent_name=name,
        ),
        _decoded_change(_of(values, "change", dict)),
        tuple(Unread(*_list(each, str, int, str, str)) for each in unread),
        _decoded_change(_of(values, "sent", dict)) if values.get("sent") is not None else None,
    )
    _check(typed)
    return typed


def _encoded_base(base: CustomerDetails) -> Values:
    return {
        "customer": encode(base.customer),
        "contacts": [encode(contact) for contact in base.contacts],
        "payments": [encode(payment) for payment in base.payments],
        "parent": [base.parent_no, base.parent_name],
    }


def _encoded_change(change: CustomerChange) -> Values:
    return {
        "customer": encode(change.customer),
        "contacts": [encode(contact) for contact in change.contacts],
        "removed": list(change.removed_contact_ids),
        "payments": [encode(payment) for payment in change.payments],
        "voided": [list(each) for each in change.voided_payments],
    }


def _decoded_change(values: Values) -> CustomerChange:
    voided = (_list(pair, int, str) for pair in _of(values, "voided", list))
    return CustomerChange(
        customer=decode(Customer, values.get("customer")),
        contacts=_all(Contact, values, "contacts"),
        removed_contact_ids=tuple(_list([each], int)[0] for each in _of(values, "removed", list)),
        payments=_all(Payment, values, "payments"),
        voided_payments=tuple((each[0], each[1]) for each in voided),
    )


def _check(typed: TypedCustomer) -> None:
    """Refuse what would make no form."""
    counts = {"": 1, CONTACTS: len(typed.change.contacts), PAYMENTS: len(typed.change.payments)}
    known = {
        "": {each.name for each in fields(Customer)},
        CONTACTS: {each.name for each in fields(Contact)},
        PAYMENTS: {each.name for each in fields(Payment)},
    }
    for unread in typed.unread:
        if not 0 <= unread.line < counts.get(unread.table, 0):
            raise BadDraft("a text for no line")
        if unread.field not in known[unread.table]:
            raise BadDraft("a text for no field")
    if typed.base.customer.id != typed.change.customer.id:
        raise BadDraft("two customers")


def _encoded(value: object) -> object:
    for kind, (name, _) in _ENCODED.items():
        if isinstance(value, kind):
            return {name: str(value) if kind is Decimal else value.isoformat()}  # type: ignore[attr-defined]
    return str(value) if isinstance(value, str) else value


def _decoded(value: object, allowed: Sequence[type]) -> object:
    if isinstance(value, dict):
        for kind in allowed:
            name, read = _ENCODED.get(kind, ("", str))
            if name and set(value) == {name} and isinstance(value[name], str):
                return _read(read, value[name])
        raise BadDraft("a value of an unknown kind")
    if type(value) not in allowed:
        raise BadDraft(f"{value!r} is none of {allowed}")
    return value


def _read(read: Callable[[str], Any], text: str) -> object:
    try:
        value = read(text)
    except (ValueError, InvalidOperation) as error:
        raise BadDraft(str(error)) from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise BadDraft("no amount")
    return value


@cache
def _types(kind: type) -> dict[str, tuple[type, ...]]:
    hints = get_type_hints(kind)
    return {
        each.name: get_args(hints[each.name])
        if isinstance(hints[each.name], UnionType)
        else (hints[each.name],)
        for each in fields(kind)
        if each.name not in _LEFT_OUT
    }


def _of(values: Values, name: str, kind: type[T]) -> T:
    found = values.get(name)
    if not isinstance(found, kind):
        raise BadDraft(f"no {name}")
    return found


def _all(kind: type[T], values: Values, name: str) -> tuple[T, ...]:
    return tuple(decode(kind, each) for each in _of(values, name, list))


def _list(values: object, *kinds: type) -> Any:
    if not isinstance(values, list) or [type(each) for each in values] != list(kinds):
        raise BadDraft("a list of something else")
    return values
