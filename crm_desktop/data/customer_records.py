"""One customer with all that belongs to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop.data.conversion import contact_of, customer_of, payment_of
from crm_desktop.data.plain_rows import PlainRows
from crm_desktop.data.prepared import Prepared, Reader, reader_of
from crm_desktop.data.tables import (
    ClientUser,
    CodeItemRecord,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
)
from crm_desktop.data.user_queries import names
from crm_desktop.domain.fields import FieldKind
from crm_desktop.domain.folding import fold
from crm_desktop.domain.meanwhile import Versions
from crm_desktop.domain.records import CustomerDetails

# Written once: to put a statement together takes longer than to run it.
_CONTACTS = (
    select(ContactRecord)
    .where(
        ContactRecord.customer_id == bindparam("customer_id"), ContactRecord.deleted_at.is_(None)
    )
    .order_by(ContactRecord.is_primary.desc(), ContactRecord.id)
)
# What is only shown: no session has to keep track of it.
_CONTACT_ROWS = PlainRows(
    ContactRecord,
    "customer_id",
    ContactRecord.deleted_at.is_(None),
    order=(ContactRecord.is_primary.desc(), ContactRecord.id),
)
_PAYMENT_ROWS = PlainRows(
    PaymentRecord, "customer_id", order=(PaymentRecord.paid_on.desc(), PaymentRecord.id.desc())
)
_PARENT = Prepared(
    select(CustomerRecord.customer_no, CustomerRecord.name).where(
        CustomerRecord.id == bindparam("id")
    )
)
_CATEGORY = Prepared(
    select(ProductCategoryRecord.name).where(ProductCategoryRecord.id == bindparam("id"))
)


def by_number(session: Session, number: str) -> CustomerRecord | None:
    """Return the customer with that number, whatever its case and width; also a deleted one."""
    query = select(CustomerRecord).where(CustomerRecord.number_key == fold(number))
    return session.scalars(query).first()


def contacts(session: Session, customer_id: int) -> list[ContactRecord]:
    """Return a customer's contacts that are not in the recycle bin, the primary one first."""
    return list(session.scalars(_CONTACTS, {"customer_id": customer_id}))


def payments(session: Session, customer_id: int) -> list[PaymentRecord]:
    """Return a customer's payments, the latest first; void ones too."""
    query = select(PaymentRecord).where(PaymentRecord.customer_id == customer_id)
    order = (PaymentRecord.paid_on.desc(), PaymentRecord.id.desc())
    return list(session.scalars(query.order_by(*order)))


def replacement_of(session: Session, void: PaymentRecord) -> PaymentRecord | None:
    """Return the payment that was entered again for a void one and counts, if there is any."""
    query = select(PaymentRecord).where(
        PaymentRecord.customer_id == void.customer_id,
        PaymentRecord.replaces_id == void.id,
        PaymentRecord.voided_at.is_(None),
    )
    return session.scalars(query.limit(1)).first()


def contact_rows(session: Session, customer_id: int) -> list[Any]:
    """Return what `contacts` returns, to be shown only."""
    return _CONTACT_ROWS.read(reader_of(session), customer_id)


def details(
    session: Session, record: Any, its_contacts: Sequence[Any] | None = None
) -> CustomerDetails:
    """Return a customer with its contacts, payments and the names of what it refers to.

    `record` is a mapped object or a row of `customer_edits`; what is pending must be flushed.
    `its_contacts` are given by who has read them just now.
    """
    reader, users = reader_of(session), names(session)
    if its_contacts is None:
        its_contacts = _CONTACT_ROWS.read(reader, record.id)
    parent_no, parent_name = _first(reader, _PARENT, record.parent_id) or ("", "")
    (category,) = _first(reader, _CATEGORY, record.product_category_id) or ("",)
    return CustomerDetails(
        customer=customer_of(record, users),
        contacts=tuple([contact_of(found, users) for found in its_contacts]),
        payments=tuple(
            [payment_of(found, users) for found in _PAYMENT_ROWS.read(reader, record.id)]
        ),
        owner_name=users.get(record.owner_id or 0, ""),
        parent_no=parent_no,
        parent_name=parent_name,
        category_name=category,
    )


def _first(reader: Reader, statement: Prepared, record_id: int | None) -> Any:
    return next(iter(reader.listed(statement, (record_id,))), None) if record_id else None


def versions(session: Session, customer_id: int) -> Versions:
    """Return the versions of a customer and its lines, without reading them."""
    query = select(CustomerRecord.version).where(
        CustomerRecord.id == customer_id, CustomerRecord.deleted_at.is_(None)
    )
    of_contacts = select(ContactRecord.id, ContactRecord.version).where(
        ContactRecord.customer_id == customer_id, ContactRecord.deleted_at.is_(None)
    )
    of_payments = select(PaymentRecord.id, PaymentRecord.version).where(
        PaymentRecord.customer_id == customer_id
    )
    return Versions(
        session.scalar(query),
        frozenset((row[0], row[1]) for row in session.execute(of_contacts)),
        frozenset((row[0], row[1]) for row in session.execute(of_payments)),
    )


def numbers_and_names(session: Session, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return number and name of a few customers, deleted ones too, by id."""
    query = select(CustomerRecord.id, CustomerRecord.customer_no, CustomerRecord.name)
    rows = session.execute(query.where(CustomerRecord.id.in_(set(ids))))
    return {row[0]: (row[1], row[2]) for row in rows}


def choices(session: Session) -> dict[str, frozenset[object]]:
    """Return what may be chosen: active codes by list, ids of active categories and users."""
    found: dict[str, set[object]] = {}
    codes = select(CodeItemRecord.list, CodeItemRecord.code).where(CodeItemRecord.is_active)
    for list_name, code in session.execute(codes):
        found.setdefault(list_name, set()).add(code)
    active = select(ProductCategoryRecord.id).where(ProductCategoryRecord.is_active)
    found[FieldKind.CATEGORY.value] = set(session.scalars(active))
    found[FieldKind.OWNER.value] = set(
        session.scalars(select(ClientUser.id).where(ClientUser.is_active))
    )
    return {name: frozenset(values) for name, values in found.items()}


class ChoicesWhenAsked(Mapping[str, frozenset[object]]):
    """The `choices`, read when first asked for: most changes choose nothing anew."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _choices(self) -> dict[str, frozenset[object]]:
        with self._session.no_autoflush:
            return choices(self._session)

    def __getitem__(self, name: str) -> frozenset[object]:
        return self._choices[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


def is_above(session: Session, customer_id: int, parent_id: int) -> bool:
    """Return whether `customer_id` is `parent_id` or one of the customers it belongs to."""
    seen: set[int] = set()
    above: int | None = parent_id
    while above is not None and above not in seen:
        if above == customer_id:
            return True
        seen.add(above)
        above = session.scalar(select(CustomerRecord.parent_id).where(CustomerRecord.id == above))
    return False
