"""History: who changed what, when, from what to what. It can be read, never changed."""

from crm_desktop.data import history_queries
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.history import HistoryEntry, HistoryFilter
from crm_desktop.services.context import (
    ServiceContext,
    require_administrator,
    require_signed_in,
)

EVERYTHING = HistoryFilter()
PAGE = 200


def entries(
    context: ServiceContext, wanted: HistoryFilter = EVERYTHING, offset: int = 0, limit: int = PAGE
) -> tuple[HistoryEntry, ...]:
    """Return what happened, the latest first (administrators)."""
    require_administrator(context)
    with ReadOnlyWork(context) as work:
        return history_queries.entries(work.session, wanted, offset, limit)


def customer_history(
    context: ServiceContext, customer_id: int, offset: int = 0, limit: int = PAGE
) -> tuple[HistoryEntry, ...]:
    """Return what happened to a customer, its contacts and payments, the latest first."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return history_queries.customer_entries(work.session, customer_id, offset, limit)
