"""What counts as revenue and as the last payment, in SQL; `records.Payment.revenue` in Python."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column

from crm_desktop.data.dialect import Money
from crm_desktop.data.tables import PaymentRecord
from crm_desktop.domain.codes import PaymentKind


def revenue() -> ColumnElement[Any]:
    """Return the sum of payments less refunds; the caller leaves out void ones."""
    return func.coalesce(func.sum(signed_amount(), type_=Money), 0, type_=Money)


def signed_amount() -> ColumnElement[Any]:
    """Return an amount as it counts: less than nothing for a refund."""
    # Written out: SQL Server takes an expression with parameters for another one in GROUP BY.
    is_refund = PaymentRecord.kind == literal_column(f"'{PaymentKind.REFUND}'")
    return case((is_refund, -PaymentRecord.amount), else_=PaymentRecord.amount)


def last_payment_on() -> ColumnElement[Any]:
    """Return the latest day of a payment that is no refund; the caller leaves out void ones."""
    is_payment = PaymentRecord.kind == PaymentKind.PAYMENT
    return func.max(case((is_payment, PaymentRecord.paid_on)))
