"""Announcing several transactions of one job as one change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from crm_desktop.domain.transfer import Change
from crm_desktop.services.context import ServiceContext

# So many customers are announced as "all of them".
_MOST_NAMED = 1000


@contextmanager
def gathered(context: ServiceContext) -> Iterator[ServiceContext]:
    """Yield a context whose changes are announced together when the block ends."""
    changes: list[Change] = []
    try:
        yield replace(context, on_change=changes.append)
    finally:
        if changes:
            kinds = frozenset[str]().union(*(change.kinds for change in changes))
            customers = frozenset[int]().union(*(change.customer_ids for change in changes))
            if len(customers) > _MOST_NAMED:
                customers = frozenset()
            context.on_change(Change(kinds=kinds, customer_ids=customers))
