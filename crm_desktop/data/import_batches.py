"""Imports as they are listed, and taking them back: what they made, and what stays of it.

What is taken back is gone for good, history excepted: whoever did the import entered it, nobody
else ever changed it, and he himself did not since. On a server procedures hold these rules
(db/schema/sql_server/78_imports.sql); here they are for an embedded file.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from crm_desktop.data import bulk
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.history_queries import CustomerHistory
from crm_desktop.data.tables import AuditLog, CustomerRecord, ImportBatch, PaymentRecord
from crm_desktop.domain.transfer import (
    CHANGED_SINCE,
    HAS_MEMBERS,
    HAS_PAYMENTS,
    Import,
    ImportKind,
    ImportState,
    Kept,
)
from crm_desktop.infra.cancellation import check_cancelled

Log = type[AuditLog]
# Records in one transaction on a server.
BLOCK = 300
# The tables that an import of a kind writes.
CONCERNED = {
    ImportKind.CUSTOMER: ("customer", "contact"),
    ImportKind.PAYMENT: ("payment",),
}


def imports(session: Session, users: Mapping[int, str]) -> list[Import]:
    """Return all imports, the latest first; `users` are their names by id.

    Those that failed on a server and never were are left out.
    """
    never_was = (ImportBatch.state == ImportState.TAKEN_BACK) & (ImportBatch.created_count == 0)
    query = select(ImportBatch).where(~never_was, ImportBatch.kind.in_(list(ImportKind)))
    found = session.scalars(query.order_by(ImportBatch.id.desc())).all()
    rests = left(session, [each for each in found if each.state == ImportState.TAKEN_BACK])
    return [_import_of(batch, users, rests.get(batch.id, 0)) for batch in found]


def left(session: Session, batches: Sequence[ImportBatch]) -> dict[int, int]:
    """Return by the id of an import how many of its records are there; none are left out."""
    found: dict[int, int] = {}
    for mapped in (CustomerRecord, PaymentRecord):
        column = mapped.import_batch_id
        query = select(column, func.count()).group_by(column)
        for chunk in chunks(batch.id for batch in batches):
            rows = session.execute(query.where(column.in_(chunk)))
            found.update({batch_id or 0: rest for batch_id, rest in rows})
    return found


def is_free(session: Session, batch: ImportBatch) -> bool:
    """Return whether something that an import made could be taken back now."""
    if batch.kind not in list(ImportKind):
        return False
    # Clerks see no more of a server's history.
    log = AuditLog if session.get_bind().dialect.name == "sqlite" else CustomerHistory
    query = _removable(batch, log)
    return session.scalars(query.limit(1)).first() is not None


def _import_of(batch: ImportBatch, users: Mapping[int, str], rest: int) -> Import:
    return Import(
        id=batch.id,
        kind=ImportKind(batch.kind),
        file_name=batch.file_name,
        at=batch.created_at,
        by=users.get(batch.created_by or 0, ""),
        user_id=batch.created_by,
        created=batch.created_count,
        updated=batch.updated_count,
        state=ImportState(batch.state),
        last_sign_at=batch.updated_at,
        left=rest,
    )


def last_entry(session: Session) -> int:
    """Return the newest entry of the history about customers; clerks see no other."""
    return session.scalar(select(func.max(CustomerHistory.id))) or 0


def remove(session: Session, batch: ImportBatch) -> Iterator[int]:
    """Remove what can be taken back, yielding after each block how many records went.

    Members of groups go before the groups. On a server that ends after one block, to be committed
    and called again until it yields nothing.
    """
    if not session.info["is_embedded"]:
        procedure = f"EXEC crm.take_back_{batch.kind}s @batch_id = :batch, @most = :most"
        removed = session.execute(text(procedure), {"batch": batch.id, "most": BLOCK}).scalar_one()
        if removed:
            bulk.announce(session, CONCERNED[ImportKind(batch.kind)])
            yield removed
        return
    query = _removable(batch, AuditLog)
    is_customers = batch.kind == ImportKind.CUSTOMER
    take = bulk.remove_customers if is_customers else bulk.remove_payments
    while ids := list(session.scalars(query)):
        for chunk in chunks(ids):
            check_cancelled()
            take(session, chunk)
            yield len(chunk)


def _removable(batch: ImportBatch, log: Log) -> Select[int]:
    is_customers = batch.kind == ImportKind.CUSTOMER
    return _customers(batch, log) if is_customers else _payments(batch, log)


def _customers(batch: ImportBatch, log: Log) -> Select[int]:
    member = aliased(CustomerRecord)
    return select(CustomerRecord.id).where(
        CustomerRecord.import_batch_id == batch.id,
        *_entered_by_it(CustomerRecord, batch),
        ~exists().where(PaymentRecord.customer_id == CustomerRecord.id),
        ~exists().where(member.parent_id == CustomerRecord.id),
        # Payments that it had, and that were taken back with their own import, are no change.
        ~exists().where(
            log.customer_id == CustomerRecord.id,
            log.entity != PaymentRecord.__tablename__,
            _is_later(batch, log),
        ),
    )


def _payments(batch: ImportBatch, log: Log) -> Select[int]:
    again = aliased(PaymentRecord)
    return select(PaymentRecord.id).where(
        PaymentRecord.import_batch_id == batch.id,
        *_entered_by_it(PaymentRecord, batch),
        ~exists().where(again.replaces_id == PaymentRecord.id),
        ~exists().where(
            log.entity == PaymentRecord.__tablename__,
            log.entity_id == PaymentRecord.id,
            _is_later(batch, log),
        ),
    )


def _entered_by_it(
    mapped: type[CustomerRecord | PaymentRecord], batch: ImportBatch
) -> tuple[ColumnElement[bool], ...]:
    by = func.coalesce(mapped.created_by, 0) == (batch.created_by or 0)
    return by, mapped.created_at >= batch.created_at


def _is_later(batch: ImportBatch, log: Log) -> ColumnElement[bool]:
    """Whether an entry of the history says that a record was changed since, or by somebody else."""
    by_others = func.coalesce(log.user_id, 0) != (batch.created_by or 0)
    if batch.last_entry is None:
        return by_others
    return or_(by_others, log.id > batch.last_entry)


def kept(session: Session, batch: ImportBatch) -> list[Kept]:
    """Return what is still there of what an import made, and why."""
    if batch.kind == ImportKind.PAYMENT:
        numbers = select(PaymentRecord.payment_no).where(PaymentRecord.import_batch_id == batch.id)
        found = session.scalars(numbers.order_by(PaymentRecord.id))
        return [Kept(label=number, reason=CHANGED_SINCE) for number in found]
    member = aliased(CustomerRecord)
    query = select(
        CustomerRecord.customer_no,
        CustomerRecord.name,
        _flag(exists().where(PaymentRecord.customer_id == CustomerRecord.id)),
        _flag(exists().where(member.parent_id == CustomerRecord.id)),
    ).where(CustomerRecord.import_batch_id == batch.id)
    return [
        Kept(
            label=f"{number} {name}",
            reason=HAS_PAYMENTS if has_payments else HAS_MEMBERS if has_members else CHANGED_SINCE,
        )
        for number, name, has_payments, has_members in session.execute(
            query.order_by(CustomerRecord.id)
        )
    ]


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    # SQL Server knows conditions only where they decide something.
    return case((condition, 1), else_=0)
