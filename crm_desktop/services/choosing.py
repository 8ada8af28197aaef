"""What a box offers of product categories and owners, of which there may be thousands."""

from weakref import WeakKeyDictionary

from crm_desktop.data import choosing_queries
from crm_desktop.data.choosing_queries import Names
from crm_desktop.data.database import Database
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.choosing import MOST_OFFERED, Chosen, Entries
from crm_desktop.services.context import ServiceContext, require_signed_in

# Threads that read the names at the same time read the same ones: whose is kept does not matter.
_known: WeakKeyDictionary[Database, dict[Chosen, Names]] = WeakKeyDictionary()


def offered(
    context: ServiceContext,
    kind: Chosen,
    text: str = "",
    *,
    include_inactive: bool = False,
    limit: int = MOST_OFFERED,
) -> Entries:
    """Return at most `limit` entries: the first in their order, or those that `text` finds.

    `text` is found anywhere in a name, its pinyin or its initials, of users also in the user name.
    What is switched off is offered with `include_inactive` only.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        if not text.strip():
            return choosing_queries.first_entries(
                work.session, kind, limit, include_inactive=include_inactive
            )
        known = _known.setdefault(context.database, {})
        names = known.get(kind)
        if names is None or names.state != choosing_queries.state(work.session, kind):
            names = known[kind] = Names(work.session, kind)
        return names.find(text, limit, include_inactive=include_inactive)
