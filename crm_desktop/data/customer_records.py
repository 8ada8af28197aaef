"""One customer with all that belongs to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop.data.conversion import contact_of, customer_of, payment_of
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
_PAYMENTS = (
    select(*PaymentRecord.__table__.columns)
    .where(PaymentRecord.customer_id == bindparam("customer_id"))
    .order_by(PaymentRecord.paid_on.desc(), PaymentRecord.id.desc())
)
_PARENT = select(CustomerRecord.customer_no, CustomerRecord.name).where(
    CustomerRecord.id == bindparam("id")
)
_CATEGORY = select(ProductCategoryRecord.name).where(ProductCategoryRecord.id == bindparam("id"))


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


def details(
    session: Session,
    record: CustomerRecord,
    its_contacts: Sequence[ContactRecord] | None = None,
) -> CustomerDetails:
    """Return a customer with its contacts, payments and the names of what it refers to.

    `its_contacts` are given by who has read them just now.
    """
    connection = session.connection()
    users = names(session)
    if its_contacts is None:
        its_contacts = contacts(session, record.id)
    # They are only shown: no session has to keep track of them.
    paid = connection.execute(_PAYMENTS, {"customer_id": record.id}).all()
    parent = (
        connection.execute(_PARENT, {"id": record.parent_id}).first() if record.parent_id else None
    )
    category = (
        connection.scalar(_CATEGORY, {"id": record.product_category_id})
        if record.product_category_id
        else None
    )
    return CustomerDetails(
        customer=customer_of(record, users),
        contacts=tuple(contact_of(found, users) for found in its_contacts),
        payments=tuple(payment_of(found, users) for found in paid),
        owner_name=users.get(record.owner_id or 0, ""),
        parent_no=parent.customer_no if parent else "",
        parent_name=parent.name if parent else "",
        category_name=category or "",
    )


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
