"""Exports to .csv and .xlsx: everything under the names of the data dictionary, or a list as shown.

Files with the names of the data dictionary can be imported again. Lists as they are on screen have
the labels, list values and names of the language in force.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from crm_desktop.data import customer_queries, export_queries
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.export_queries import FullCustomer
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.codes import Labels
from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.errors import Cancelled
from crm_desktop.domain.fields import (
    CONTACT_FIELDS,
    CUSTOMER_FIELDS,
    OTHER_LABELS,
    PAYMENT_FIELDS,
    Field,
    FieldKind,
    by_name,
)
from crm_desktop.domain.records import ContactRow, CustomerRow, PaymentRow
from crm_desktop.domain.texts import Text
from crm_desktop.infra.cancellation import CancelledWork, check_cancelled
from crm_desktop.infra.i18n import language, show, translate
from crm_desktop.services import lists, query
from crm_desktop.services.context import ServiceContext, require_signed_in
from crm_desktop.services.query import BY_NUMBER, EVERYTHING
from crm_desktop.services.transfer_columns import COMPUTED, CONTACT_PHONE, CUSTOMER_COLUMNS
from crm_desktop.services.transfer_writers import Head, Value, table_writer

RowT = TypeVar("RowT")
Progress = Callable[[int, int], None]

_WIDTHS = {
    FieldKind.DATE: 12,
    FieldKind.MONEY: 15,
    FieldKind.PHONE: 18,
    FieldKind.EMAIL: 26,
    FieldKind.CODE: 12,
    FieldKind.LONG_TEXT: 40,
    FieldKind.INTEGER: 12,
    FieldKind.BOOLEAN: 10,
}
_CUSTOMERS, _CONTACTS, _PAYMENTS = (
    by_name(fields) for fields in (CUSTOMER_FIELDS, CONTACT_FIELDS, PAYMENT_FIELDS)
)


@dataclass(frozen=True, slots=True)
class OutColumn(Generic[RowT]):
    """A column of an export: its header, its width in characters, and what it says of a row."""

    header: str
    width: int
    value: Callable[[RowT], Value]


def export_customers(
    context: ServiceContext,
    path: Path,
    criteria: Criteria = EVERYTHING,
    sort: SortOrder = BY_NUMBER,
    columns: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the customers that meet `criteria`, and return how many.

    With `columns`, names of `CustomerRow` as a list shows them, the headers are labels. Without,
    all fields are written, with the primary contact's, under names that an import understands.
    Raises FileNotWritable, Cancelled; the file then stays as it was.
    """
    require_signed_in(context)
    title = translate("Transfer", "Customers")
    total = query.count(context, criteria) if progress else 0
    if columns is None:
        full = _full_customers(context, criteria, sort)
        return _write(path, title, _full_columns(), full, total, progress)
    labels = lists.labels(context)
    shown = [_shown_column(name, labels) for name in columns]
    return _write(path, title, shown, query.rows(context, criteria, sort), total, progress)


def export_contacts(
    context: ServiceContext,
    path: Path,
    criteria: Criteria = EVERYTHING,
    labelled: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write all contacts of the customers that meet `criteria`; as `export_customers` otherwise.

    `labelled` writes labels instead of the names of the data dictionary.
    """
    columns: list[OutColumn[ContactRow]] = [
        _column(_CUSTOMERS["customer_no"], "customer_no", labelled, lambda row: row.customer_no),
        OutColumn(_customer_name(labelled), 30, lambda row: row.customer_name),
    ]
    for field in CONTACT_FIELDS:
        columns.append(_column(field, field.name, labelled, _contact_value(field, labelled)))
    rows = query.contact_rows(context, criteria)
    return _write(path, translate("Transfer", "Contacts"), columns, rows, 0, progress)


def export_payments(
    context: ServiceContext,
    path: Path,
    criteria: Criteria = EVERYTHING,
    labelled: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write the payments of the customers that meet `criteria`, void ones with their reason.

    `paid_from` and `paid_to` also restrict which payments; as `export_contacts` otherwise.
    """
    labels = lists.labels(context) if labelled else None
    return write_payments(path, query.payment_rows(context, criteria), labels, progress)


def write_payments(
    path: Path,
    rows: Iterable[PaymentRow],
    labels: Labels | None,
    progress: Progress | None = None,
) -> int:
    """Write payments that were read already, with `labels` or under names of the dictionary."""
    labelled = labels is not None
    columns: list[OutColumn[PaymentRow]] = []
    for field in PAYMENT_FIELDS:
        if field.name == "customer_id":
            number = _CUSTOMERS["customer_no"]
            columns.append(_column(number, "customer_no", labelled, lambda row: row.customer_no))
            columns.append(OutColumn(_customer_name(labelled), 30, lambda row: row.customer_name))
        elif field.kind is FieldKind.CATEGORY:
            name = "product_category"
            columns.append(_column(field, name, labelled, lambda row: row.category_name))
        else:
            columns.append(_column(field, field.name, labelled, _payment_value(field, labels)))
    header = show(OTHER_LABELS["void_reason"]) if labelled else "void_reason"
    columns.append(OutColumn(header, 20, lambda row: row.payment.void_reason))
    return _write(path, translate("Transfer", "Payments"), columns, rows, 0, progress)


def _write(
    path: Path,
    title: str,
    columns: Sequence[OutColumn[RowT]],
    rows: Iterable[RowT],
    total: int,
    progress: Progress | None,
) -> int:
    heads = [Head(column.header, column.width) for column in columns]
    done = 0
    try:
        with table_writer(path, title, heads) as write:
            for chunk in chunks(rows):
                check_cancelled()
                for row in chunk:
                    write([column.value(row) for column in columns])
                done += len(chunk)
                if progress is not None:
                    progress(done, max(total, done) if total else 0)
    except CancelledWork as error:
        raise Cancelled from error
    return done


def _column(
    field: Field, name: str, labelled: bool, value: Callable[[RowT], Value]
) -> OutColumn[RowT]:
    width = _WIDTHS.get(field.kind) or min(max((field.max_length or 20) // 4, 12), 40)
    return OutColumn(show(field.label) if labelled else name, width, value)


def _customer_name(labelled: bool) -> str:
    return show(_CUSTOMERS["name"].label) if labelled else "customer_name"


def _contact_value(field: Field, labelled: bool) -> Callable[[ContactRow], Value]:
    if field.kind is FieldKind.BOOLEAN:
        yes, no = (translate("Transfer", "Yes"), "") if labelled else ("1", "0")
        return lambda row: yes if getattr(row.contact, field.name) else no
    return lambda row: _plain(getattr(row.contact, field.name))


def _payment_value(field: Field, labels: Labels | None) -> Callable[[PaymentRow], Value]:
    return lambda row: _coded(field, getattr(row.payment, field.name), labels)


def _coded(field: Field, value: Any, labels: Labels | None) -> Value:
    if labels is not None and field.code_list and value:
        return labels.label(field.code_list, str(value), language())
    return _plain(value)


def _plain(value: Any) -> Value:
    plain: Value = value
    return plain


def _shown_column(name: str, labels: Labels) -> OutColumn[CustomerRow]:
    """Return a column of the list of customers as people see it."""
    field = _CUSTOMERS.get(name)
    if field is not None:
        if not field.code_list:
            return _column(field, name, True, attrgetter(name))
        known = field
        return _column(known, name, True, lambda row: _coded(known, getattr(row, name), labels))
    label, width = _OTHER_COLUMNS[name]
    return OutColumn(show(label), width, attrgetter(name))


_OTHER_COLUMNS: dict[str, tuple[Text, int]] = {
    "category_name": (_CUSTOMERS["product_category_id"].label, 16),
    "owner_name": (_CUSTOMERS["owner_id"].label, 14),
    "primary_contact": (OTHER_LABELS["primary_contact"], 16),
    "primary_contact_phone": (CONTACT_PHONE, 18),
    "total_paid": (OTHER_LABELS["total_paid"], 15),
    "last_payment_on": (OTHER_LABELS["last_payment_on"], 12),
    "created_at": (OTHER_LABELS["created_at"], 17),
    "updated_at": (OTHER_LABELS["updated_at"], 17),
}


def _full_customers(
    context: ServiceContext, criteria: Criteria, sort: SortOrder
) -> Iterator[FullCustomer]:
    with ReadOnlyWork(context) as work:
        for ids in chunks(customer_queries.customer_ids(work.session, criteria, sort)):
            yield from export_queries.full_customers(work.session, ids)


def _full_columns() -> list[OutColumn[FullCustomer]]:
    columns: list[OutColumn[FullCustomer]] = []
    for name, column in CUSTOMER_COLUMNS.items():
        value = _contact_part if column.is_contact else _customer_part
        columns.append(_column(column.field, name, False, value(column.field)))
    for name in ("total_paid", "last_payment_on", "created_at", "updated_at"):
        assert name in COMPUTED
        width = _OTHER_COLUMNS[name][1]
        columns.append(OutColumn(name, width, _row_part(name)))
    return columns


def _customer_part(field: Field) -> Callable[[FullCustomer], Value]:
    if field.kind is FieldKind.CATEGORY:
        return lambda full: full.row.category_name
    if field.kind is FieldKind.OWNER:
        return lambda full: full.owner
    if field.kind is FieldKind.CUSTOMER:
        return lambda full: full.parent
    return lambda full: _plain(getattr(full.customer, field.name))


def _contact_part(field: Field) -> Callable[[FullCustomer], Value]:
    return lambda full: _plain(getattr(full.contact, field.name)) if full.contact else None


def _row_part(name: str) -> Callable[[FullCustomer], Value]:
    return lambda full: _plain(getattr(full.row, name))
