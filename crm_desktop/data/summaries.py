"""Summaries of payments, kept in the transaction that changes a payment.

What they are is said in `data.tables`: `RevenueDay`, `CustomerPaid`. In an embedded file they are
written here and nowhere else (`data.derived` calls it): at a flush by what each record counted
before and counts now, for many records at once by the customers they belong to. On a server
triggers do the same (`db/schema/sql_server/76_summary_triggers.sql`), whatever tool a payment is
changed with.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    bindparam,
    case,
    func,
    inspect,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from crm_desktop.data.dialect import Money
from crm_desktop.data.dialect.search import id_list
from crm_desktop.data.payment_sums import signed_amount
from crm_desktop.data.tables import CustomerPaid, CustomerRecord, PaymentRecord, RevenueDay
from crm_desktop.domain.codes import PaymentKind

Days = dict[str, tuple[int, int]]

_REVENUE = "SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END)"
_IDS = "(SELECT value FROM json_each(?))"

_ADD_DAY = (
    "INSERT INTO revenue_day (paid_on, slot, payments, revenue) VALUES ({values}) "
    "ON CONFLICT DO UPDATE SET "
    "payments = payments + excluded.payments, revenue = revenue + excluded.revenue"
)
_COUNT_DAY = text(_ADD_DAY.format(values=":paid_on, 0, :payments, :revenue")).bindparams(
    bindparam("paid_on", type_=Date), bindparam("revenue", type_=Money)
)
_DROP_DAY = "DELETE FROM revenue_day WHERE paid_on = ? AND payments = 0"
# The latest payment is looked for from the end of the customer's: mostly it is the first found.
_LATEST = (
    "(SELECT p.paid_on FROM payment AS p WHERE p.customer_id = customer_paid.customer_id "
    "AND p.kind = 'payment' AND p.voided_at IS NULL ORDER BY p.paid_on DESC LIMIT 1)"
)
_COUNT_CUSTOMER = text(
    "UPDATE customer_paid SET payments = payments + :payments, revenue = revenue + :revenue, "
    f"last_payment_on = {_LATEST} WHERE customer_id = :customer_id"
).bindparams(bindparam("revenue", type_=Money))
_NEW_CUSTOMER = "INSERT INTO customer_paid (customer_id, payments, revenue) VALUES (?, 0, 0)"
_GONE_CUSTOMER = "DELETE FROM customer_paid WHERE customer_id = ?"

_DAYS_OF = (
    f"SELECT paid_on, COUNT(*), {_REVENUE} FROM payment "
    f"WHERE voided_at IS NULL AND customer_id IN {_IDS} GROUP BY paid_on"
)
_DROP_PAID = f"DELETE FROM customer_paid WHERE customer_id IN {_IDS}"
_PUT_PAID = f"""
    INSERT INTO customer_paid (customer_id, payments, revenue, last_payment_on)
    SELECT
        c.id, COUNT(p.id),
        COALESCE(SUM(CASE WHEN p.kind = 'refund' THEN -p.amount ELSE p.amount END), 0),
        MAX(CASE WHEN p.kind = 'payment' THEN p.paid_on END)
    FROM customer AS c
    LEFT JOIN payment AS p ON p.customer_id = c.id AND p.voided_at IS NULL
    WHERE c.id IN {_IDS}
    GROUP BY c.id
"""


def days_of(connection: Connection, customers: Iterable[int]) -> Days:
    """Return what these customers paid day by day: how many payments, and the revenue."""
    rows = connection.exec_driver_sql(_DAYS_OF, (id_list(customers),))
    return {day: (payments, revenue) for day, payments, revenue in rows}


def replace(connection: Connection, customers: Iterable[int], before: Days) -> None:
    """Count for `customers` what is stored now in place of the days `before`, of the same ones."""
    ids = id_list(customers)
    after = days_of(connection, customers)
    changes = [
        (day, 0, now[0] - then[0], now[1] - then[1])
        for day in sorted(before.keys() | after.keys())
        if (now := after.get(day, (0, 0))) != (then := before.get(day, (0, 0)))
    ]
    _run(connection, _ADD_DAY.format(values="?, ?, ?, ?"), changes)
    _run(connection, _DROP_DAY, [(day,) for day, _, payments, _ in changes if payments < 0])
    connection.exec_driver_sql(_DROP_PAID, (ids,))
    connection.exec_driver_sql(_PUT_PAID, (ids,))


def after_flush(session: Session) -> None:
    """Bring the summaries up to what was just flushed."""
    changes = _Changes()
    for record in session.new:
        changes.note(record, before=False)
    for record in session.dirty:
        changes.note(record)
    for record in session.deleted:
        changes.note(record, after=False)
    changes.store(session)


class _Changes:
    """What a flush adds to the summaries; what is taken out counts negative."""

    def __init__(self) -> None:
        self._days: dict[date, list[Any]] = defaultdict(lambda: [0, Decimal(0)])
        self._customers: dict[int, list[Any]] = defaultdict(lambda: [0, Decimal(0)])
        self._new: list[tuple[int]] = []
        self._gone: list[tuple[int]] = []

    def note(self, record: object, *, before: bool = True, after: bool = True) -> None:
        """Take out what `record` counted before, and put in what it counts now."""
        if isinstance(record, PaymentRecord):
            old, new = _values(record)
            if before and after and old == new:
                return
            if before:
                self._count(*old, sign=-1)
            if after:
                self._count(*new, sign=1)
        elif isinstance(record, CustomerRecord) and before is not after:
            (self._new if after else self._gone).append((record.id,))

    def store(self, session: Session) -> None:
        """Write what was noted."""
        if not (self._days or self._new or self._gone):
            return
        connection = session.connection()
        _run(connection, _NEW_CUSTOMER, self._new)
        for day, (payments, revenue) in self._days.items():
            values = {"paid_on": day, "payments": payments, "revenue": revenue}
            connection.execute(_COUNT_DAY, values)
            if payments < 0:
                connection.exec_driver_sql(_DROP_DAY, (day.isoformat(),))
        for customer, (payments, revenue) in self._customers.items():
            values = {"customer_id": customer, "payments": payments, "revenue": revenue}
            connection.execute(_COUNT_CUSTOMER, values)
        _run(connection, _GONE_CUSTOMER, self._gone)

    def _count(
        self,
        customer_id: int,
        kind: str,
        paid_on: date,
        amount: Decimal,
        voided_at: object,
        *,
        sign: int,
    ) -> None:
        if voided_at is not None:
            return
        for total in (self._days[paid_on], self._customers[customer_id]):
            total[0] += sign
            total[1] += -sign * amount if kind == PaymentKind.REFUND else sign * amount


_COUNTED = ("customer_id", "kind", "paid_on", "amount", "voided_at")


def _values(record: PaymentRecord) -> tuple[list[Any], list[Any]]:
    """Return what a payment counted by before and counts by now (`active_history` keeps both)."""
    attributes = inspect(record).attrs
    old, new = [], []
    for name in _COUNTED:
        history = attributes[name].history
        [now] = history.added or history.unchanged or [None]
        new.append(now)
        # What was never set is stored as nothing, and has no history of that.
        [then] = history.deleted or ([None] if history.added else [now])
        old.append(then)
    return old, new


def _run(connection: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


# -- all of them

_REBUILT = (
    "DELETE FROM revenue_day",
    "INSERT INTO revenue_day (paid_on, slot, payments, revenue) "
    f"SELECT paid_on, 0, COUNT(*), {_REVENUE} FROM payment WHERE voided_at IS NULL "
    "GROUP BY paid_on",
    "DELETE FROM customer_paid",
    "INSERT INTO customer_paid (customer_id, payments, revenue, last_payment_on) "
    "SELECT c.id, COALESCE(p.payments, 0), COALESCE(p.revenue, 0), p.last_payment_on "
    f"FROM customer AS c LEFT JOIN (SELECT customer_id, COUNT(*) AS payments, {_REVENUE} AS "
    "revenue, MAX(CASE WHEN kind = 'payment' THEN paid_on END) AS last_payment_on FROM payment "
    "WHERE voided_at IS NULL GROUP BY customer_id) AS p ON p.customer_id = c.id",
)


def rebuild(connection: Connection) -> None:
    """Make the summaries of an embedded file anew from all payments there are."""
    for statement in _REBUILT:
        connection.exec_driver_sql(statement)


def differing_days(connection: Connection) -> int:
    """Return on how many days the summary is not what the payments say."""
    counted = select(RevenueDay.paid_on, RevenueDay.payments, RevenueDay.revenue)
    taken_out = (
        select(
            PaymentRecord.paid_on,
            (-func.count()).label("payments"),
            (-func.sum(signed_amount(), type_=Money)).label("revenue"),
        )
        .where(PaymentRecord.voided_at.is_(None))
        .group_by(PaymentRecord.paid_on)
    )
    both = union_all(counted, taken_out).subquery()
    left = (
        select(both.c.paid_on)
        .group_by(both.c.paid_on)
        .having(or_(func.sum(both.c.payments) != 0, func.sum(both.c.revenue) != 0))
        .subquery()
    )
    return connection.scalar(select(func.count()).select_from(left)) or 0


def differing_customers(connection: Connection) -> int:
    """Return for how many customers the summary is not what their payments say."""
    is_payment = PaymentRecord.kind == PaymentKind.PAYMENT
    paid = (
        select(
            PaymentRecord.customer_id,
            func.count().label("payments"),
            func.sum(signed_amount(), type_=Money).label("revenue"),
            func.max(case((is_payment, PaymentRecord.paid_on))).label("last_payment_on"),
        )
        .where(PaymentRecord.voided_at.is_(None))
        .group_by(PaymentRecord.customer_id)
        .subquery()
    )
    never = date.min
    differs = or_(
        CustomerPaid.customer_id.is_(None),
        CustomerPaid.payments != func.coalesce(paid.c.payments, 0),
        CustomerPaid.revenue != func.coalesce(paid.c.revenue, 0, type_=Money),
        func.coalesce(CustomerPaid.last_payment_on, never)
        != func.coalesce(paid.c.last_payment_on, never),
    )
    wrong = (
        select(func.count())
        .select_from(CustomerRecord)
        .outerjoin(CustomerPaid, CustomerPaid.customer_id == CustomerRecord.id)
        .outerjoin(paid, paid.c.customer_id == CustomerRecord.id)
        .where(differs)
    )
    nobodys = (
        select(func.count())
        .select_from(CustomerPaid)
        .outerjoin(CustomerRecord, CustomerRecord.id == CustomerPaid.customer_id)
        .where(CustomerRecord.id.is_(None))
    )
    return (connection.scalar(wrong) or 0) + (connection.scalar(nobodys) or 0)
