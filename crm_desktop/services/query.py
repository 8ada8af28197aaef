"""Finding customers: by any combination of criteria, by the quick-search box, by a saved query."""

from array import array
from collections.abc import Iterator

from crm_desktop.data import customer_queries, customer_walk, detail_queries, user_queries
from crm_desktop.data import saved_queries as stored
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.customer_rows import customer_rows
from crm_desktop.data.dialect import UniqueViolation
from crm_desktop.data.prepared import reader, reader_of
from crm_desktop.data.quick_search import quick_matches
from crm_desktop.data.tables import SavedQueryRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.data.user_queries import names
from crm_desktop.domain.criteria import Count, Criteria, SavedQuery, SortOrder
from crm_desktop.domain.errors import (
    DuplicateName,
    LostEdit,
    NotFound,
    NothingToSearch,
    ValidationFailed,
)
from crm_desktop.domain.fields import Field
from crm_desktop.domain.folding import fold
from crm_desktop.domain.positions import Positions
from crm_desktop.domain.records import ContactRow, CustomerRow, PaymentRow, QuickMatch
from crm_desktop.domain.texts import marked
from crm_desktop.domain.validation import check_value
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock, require_signed_in

EVERYTHING = Criteria()
BY_NUMBER = SortOrder()
# More customers than these are not sorted by a column that has no index: it would take too long.
MOST_SORTED = 50_000
QUERY_NAME = Field("name", marked("Fields", "Name of the query"), max_length=100, required=True)


def require_criteria(criteria: Criteria) -> None:
    """Raise NothingToSearch when nothing was entered; no query may run then."""
    if criteria.is_empty:
        raise NothingToSearch


def page(
    context: ServiceContext,
    criteria: Criteria = EVERYTHING,
    sort: SortOrder = BY_NUMBER,
    offset: int = 0,
    limit: int = 100,
    positions: Positions | None = None,
) -> tuple[CustomerRow, ...]:
    """Return at most `limit` customers from position `offset` on.

    With no criteria these are all customers that are not in the recycle bin. The order is the
    same at every call; raises ValueError for a column that `CustomerRow` does not have. With the
    `positions` of these criteria in this order any place is reached as fast as the first; who was
    deleted since they were made is then missing.
    """
    require_signed_in(context)
    if positions is not None and positions.ids is not None:
        with reader(context) as read:
            return tuple(customer_rows(read, positions.ids[offset : offset + limit]))
    if criteria.is_empty and can_sort_any_number(context, sort.column):
        anchored = positions if positions and positions.anchors else None
        anchor = anchored.before(offset) if anchored else None
        stretches = anchored.stretches_from(offset) if anchored else None
        skip = offset - (anchor.position if anchor else 0)
        with reader(context) as read:
            if not offset:
                return tuple(customer_walk.first_rows(read, sort, limit))
            ids = customer_walk.ids_from(read, sort, skip, limit, anchor, stretches)
            return tuple(customer_rows(read, ids))
    with ReadOnlyWork(context) as work:
        found = customer_queries.customer_ids(work.session, criteria, sort, offset, limit)
        return tuple(customer_rows(reader_of(work.session), found))


def positions(
    context: ServiceContext, criteria: Criteria = EVERYTHING, sort: SortOrder = BY_NUMBER
) -> Positions:
    """Return where customers stand in an order, for `page`, and how many they are.

    With many customers it takes its time, and is for the background.
    """
    require_signed_in(context)
    if criteria.is_empty and can_sort_any_number(context, sort.column):
        with reader(context) as read:
            return customer_walk.positions(read, sort)
    with ReadOnlyWork(context) as work:
        found = customer_queries.customer_ids(work.session, criteria, sort)
        ids = found if isinstance(found, array) else array("q", found)
    return Positions(len(ids), ids=ids)


def offered_order(context: ServiceContext, criteria: Criteria, sort: SortOrder) -> SortOrder:
    """Return `sort`, or the order by number where so many customers cannot be sorted so."""
    if can_sort_any_number(context, sort.column):
        return sort
    return sort if estimate(context, criteria).value <= MOST_SORTED else BY_NUMBER


def can_sort_any_number(context: ServiceContext, column: str) -> bool:
    """Return whether any number of customers can be sorted by `column`: whether it has an index.

    Others are worth offering up to `MOST_SORTED`.
    """
    return customer_walk.can_walk(column, context.database.dialect_name)


def count(context: ServiceContext, criteria: Criteria = EVERYTHING) -> int:
    """Return how many customers meet `criteria`."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return customer_queries.count_customers(work.session, criteria)


def estimate(context: ServiceContext, criteria: Criteria = EVERYTHING) -> Count:
    """Return at once about how many customers meet `criteria`, exactly where they are few.

    `count` tells exactly, and takes longer among very many.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return customer_queries.estimate_customers(work.session, criteria)


def rows(
    context: ServiceContext, criteria: Criteria = EVERYTHING, sort: SortOrder = BY_NUMBER
) -> Iterator[CustomerRow]:
    """Yield all customers that meet `criteria`, as they were when the first one was asked for."""
    require_signed_in(context)
    return _rows(context, criteria, sort)


def _rows(context: ServiceContext, criteria: Criteria, sort: SortOrder) -> Iterator[CustomerRow]:
    with ReadOnlyWork(context) as work:
        ids = customer_queries.customer_ids(work.session, criteria, sort)
        read = reader_of(work.session)
        for chunk in chunks(ids):
            check_cancelled()
            yield from customer_rows(read, chunk)


def contact_rows(context: ServiceContext, criteria: Criteria = EVERYTHING) -> Iterator[ContactRow]:
    """Yield all contacts of the customers that meet `criteria`, each customer's primary one first.

    They are in the order of the customers' numbers.
    """
    require_signed_in(context)
    return _contact_rows(context, criteria)


def _contact_rows(context: ServiceContext, criteria: Criteria) -> Iterator[ContactRow]:
    with ReadOnlyWork(context) as work:
        users = names(work.session)
        for chunk in chunks(detail_queries.contact_ids(work.session, criteria)):
            check_cancelled()
            yield from detail_queries.contact_rows(work.session, chunk, users)


def payment_rows(context: ServiceContext, criteria: Criteria = EVERYTHING) -> Iterator[PaymentRow]:
    """Yield the payments of the customers that meet `criteria`, oldest first, void ones as well.

    `paid_from` and `paid_to` also restrict which payments these are.
    """
    require_signed_in(context)
    return _payment_rows(context, criteria)


def _payment_rows(context: ServiceContext, criteria: Criteria) -> Iterator[PaymentRow]:
    with ReadOnlyWork(context) as work:
        users = names(work.session)
        for chunk in chunks(detail_queries.payment_ids(work.session, criteria)):
            check_cancelled()
            yield from detail_queries.payment_rows(work.session, chunk, users)


def quick_search(context: ServiceContext, text: str, limit: int = 10) -> tuple[QuickMatch, ...]:
    """Return the customers that `text` finds by number, name, initials, phone or contact.

    The best come first: an exact number, then what begins with the text.
    """
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return tuple(quick_matches(work.session, text, limit))


def owner_by_name(context: ServiceContext, name: str) -> int | None:
    """Return the id of the user of that user name or display name, None for no or several users."""
    require_signed_in(context)
    wanted = fold(name)
    with ReadOnlyWork(context) as work:
        users = user_queries.all_users(work.session)
        exact = [user.id for user in users if fold(user.username) == wanted]
        found = exact or [user.id for user in users if fold(user.display_name) == wanted]
    return found[0] if len(found) == 1 else None


def saved_queries(context: ServiceContext) -> tuple[SavedQuery, ...]:
    """Return the queries that the signed-in user keeps, by name."""
    actor = require_signed_in(context)
    with ReadOnlyWork(context) as work:
        return tuple(stored.saved_queries(work.session, actor.user_id))


@repeated_after_deadlock
def save_query(context: ServiceContext, query: SavedQuery) -> SavedQuery:
    """Keep `query` for the signed-in user; one with an id replaces the one it was read from.

    Raises:
        NothingToSearch: it has no criteria.
        ValidationFailed: the name is empty or too long.
        DuplicateName: the user keeps another query of that name.
        NotFound: it is not one of the user's own, or gone.
        LostEdit: it was changed since it was read.

    """
    actor = require_signed_in(context)
    require_criteria(query.criteria)
    name = query.name.strip()
    if problem := check_value(QUERY_NAME, name):
        raise ValidationFailed([problem])
    with UnitOfWork(context) as work:
        if query.id is None:
            record = SavedQueryRecord(user_id=actor.user_id)
            work.session.add(record)
        else:
            record = _own(work, actor.user_id, query.id)
            if record.version != query.version:
                raise LostEdit
        record.name = name
        record.criteria = stored.dump_criteria(query.criteria)
        try:
            work.flush()
        except UniqueViolation as error:
            raise DuplicateName(name=name) from error
        saved = stored.saved_query(record)
        work.commit()
    return saved


@repeated_after_deadlock
def delete_query(context: ServiceContext, query_id: int) -> None:
    """Forget one of the signed-in user's own queries; raises NotFound where there is none."""
    actor = require_signed_in(context)
    with UnitOfWork(context) as work:
        work.session.delete(_own(work, actor.user_id, query_id))
        work.commit()


def _own(work: UnitOfWork, user_id: int, query_id: int) -> SavedQueryRecord:
    record = stored.find_saved_query(work.session, user_id, query_id)
    if record is None:
        raise NotFound
    return record
