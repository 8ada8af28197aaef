"""Changing a stored customer by one statement that sets what differs.

Statements pass the flush by, and take a third of its time: stamps, keys, history and what is
derived are kept here, in the same transaction.
"""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from crm_desktop.data import audit, derived, plain_writes
from crm_desktop.data.conversion import customer_values
from crm_desktop.data.keys import changed_customer_keys
from crm_desktop.data.plain_rows import PlainRows
from crm_desktop.data.prepared import reader_of
from crm_desktop.data.search_index import OWN_KEYS
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import LostEdit
from crm_desktop.domain.records import Customer

_BY_ID = PlainRows(CustomerRecord, by="id")
# By the others more is found than the customer itself.
_CATEGORY = "product_category_id"


def stored(session: Session, customer_id: int) -> Any:
    """Return a customer as it is stored, also a deleted one; None where there is none.

    It has the attributes of a mapped object, and no session keeps track of it.
    """
    return next(iter(_BY_ID.read(reader_of(session), customer_id)), None)


def as_typed(row: Any) -> Any:
    """Return a row with its codes as people choose them."""
    response = row.campaign_response
    return row._replace(campaign_response="" if response is None else str(response))


def change(work: UnitOfWork, row: Any, customer: Customer) -> Any:
    """Store what differs from `row`, which `stored` returned; return the customer as it is then.

    Where nothing differs nothing is stored. Raises LostEdit where somebody else changed it since,
    UniqueViolation where its number is taken.
    """
    typed = customer_values(customer)
    changed = {name: value for name, value in typed.items() if getattr(row, name) != value}
    if not changed:
        return row
    keys = changed_customer_keys(typed.__getitem__, changed)
    changed_keys = {name: key for name, key in keys.items() if getattr(row, name) != key}
    stamps = audit.bulk_stamps(work.session)
    _write(work, row, changed | changed_keys | stamps, changes_category=_CATEGORY in changed)
    told = [name for name in audit.history_columns(CustomerRecord) if name in changed]
    changes = {name: (getattr(row, name), changed[name]) for name in told}
    label = f"{customer.customer_no} {customer.name}"
    audit.note_bulk_changes(work.session, [audit.BulkEntry(row.id, label, changes)])
    if not stamps:
        return stored(work.session, row.id)  # with those that the server set
    return row._replace(**changed, **changed_keys, **stamps, version=row.version + 1)


def _write(work: UnitOfWork, row: Any, values: dict[str, Any], *, changes_category: bool) -> None:
    connection = work.session.connection()
    before = derived.stored(connection, [row.id] if changes_category else [])
    table = CustomerRecord.__table__
    assert isinstance(table, Table)
    with work.in_our_words():
        if not plain_writes.update(connection, table, row.id, row.version, values):
            raise LostEdit
    if changes_category:
        derived.refresh(connection, before)
        return
    keys = [getattr(row, name) for name in OWN_KEYS]
    now = [values.get(name, key) for name, key in zip(OWN_KEYS, keys, strict=True)]
    derived.replace_own(connection, row.id, keys, now)
