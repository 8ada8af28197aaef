"""Rows derived from others, kept in the transaction of every change: the one place that does it.

Whoever changes customers, contacts or payments takes `stored` before and calls `refresh` after
the change. `data.audit` does so at every flush; what writes past the session does it itself.
On a server triggers keep what is derived, and both do nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from crm_desktop.data import search_index, server_grams, summaries
from crm_desktop.data.dialect import SCHEMA
from crm_desktop.data.dialect.search import derives_by_triggers
from crm_desktop.data.tables import ContactRecord, CustomerRecord, PaymentRecord

_OTHERS = ("product_category_id", "deleted_at")
# Columns by which customers are found, beside those of new and deleted records.
_SEARCHED: dict[type[object], tuple[str, ...]] = {
    CustomerRecord: (*search_index.OWN_KEYS, *_OTHERS),
    ContactRecord: ("customer_id", "name_key", "pinyin", "initials", "phone_key", "deleted_at"),
    PaymentRecord: ("customer_id", "product_category_id", "voided_at"),
}


@dataclass(slots=True)
class Before:
    """Customers that are about to change, and what is derived from them and theirs until then."""

    customers: set[int] = field(default_factory=set)
    grams: dict[int, str] = field(default_factory=dict)
    days: summaries.Days = field(default_factory=dict)

    def add(self, others: "Before") -> None:
        """Take in what was derived from other customers than these."""
        self.customers |= others.customers
        self.grams |= others.grams
        for day, (payments, revenue) in others.days.items():
            counted = self.days.get(day, (0, 0))
            self.days[day] = (counted[0] + payments, counted[1] + revenue)


_Keys = tuple[list[str], list[str]]

# Fields of customers from which nothing is derived; a statement that sets no others need not ask.
UNCONCERNED = frozenset({"status", "level", "owner_id"})


def stored(connection: Connection, customers: Iterable[int]) -> Before:
    """Return what is derived from these customers, their contacts and payments, before a change.

    Customers that are about to be entered need not be named: `refresh` is told of them.
    """
    ids = set(customers)
    if not ids or derives_by_triggers(connection):
        return Before()
    return Before(
        customers=ids,
        grams=search_index.grams_of(connection, ids),
        days=summaries.days_of(connection, ids),
    )


def refresh(connection: Connection, before: Before, entered: Iterable[int] = ()) -> None:
    """Bring up to date what is derived from the customers of `before` and those just `entered`.

    For entered ones nothing may have been derived yet: one call for all that belongs to them.
    """
    if derives_by_triggers(connection):
        return
    ids = before.customers.union(entered)
    if ids:
        _replace_grams(connection, before, ids)
        summaries.replace(connection, ids, before.days)


def replace_own(
    connection: Connection, customer_id: int, before: Sequence[str], after: Sequence[str]
) -> None:
    """Follow a customer outside the recycle bin of which only `search_index.OWN_KEYS` changed."""
    if list(before) == list(after) or derives_by_triggers(connection):
        return
    then, now = search_index.own_grams(connection, customer_id, before, after)
    search_index.replace(connection, {customer_id: then}, {customer_id: now})


def before_flush(session: Session) -> None:
    """Take what is derived from the customers that a flush is about to change."""
    connection = session.connection()
    session.info["before"], session.info["edits"] = Before(), {}
    if derives_by_triggers(connection):
        return
    ids, edited = _concerned(session)
    # What was paid is known of the records themselves.
    grams = search_index.grams_of(connection, ids) if ids else {}
    session.info["before"] = Before(customers=ids, grams=grams)
    session.info["edits"] = {
        key: search_index.own_grams(connection, key, *keys) for key, keys in edited.items()
    }


def after_flush(session: Session) -> None:
    """Bring up to date what is derived from what was flushed."""
    before: Before = session.info.pop("before")
    edits: dict[int, tuple[str, str]] = session.info.pop("edits")
    connection = session.connection()
    if derives_by_triggers(connection):
        return
    entered = [record.id for record in session.new if isinstance(record, CustomerRecord)]
    ids = before.customers.union(entered)
    if ids:
        _replace_grams(connection, before, ids)
    if edits:
        then, now = ({key: pair[side] for key, pair in edits.items()} for side in (0, 1))
        search_index.replace(connection, then, now)
    summaries.after_flush(session)


@dataclass(frozen=True, slots=True)
class DerivedPart:
    """One kind of derived rows; `differences` counts what is not as the records say."""

    name: str
    differences: Callable[[Connection], int]


_SUMMARIES = (
    DerivedPart("revenue_by_day", summaries.differing_days),
    DerivedPart("paid_by_customer", summaries.differing_customers),
)
_IN_FILES = DerivedPart("search_index", search_index.differing_grams)
_ON_SERVERS = DerivedPart("search_index", server_grams.differing_grams)


def parts(connection: Connection) -> tuple[DerivedPart, ...]:
    """Return what can be examined in this database."""
    return (*_SUMMARIES, _ON_SERVERS if derives_by_triggers(connection) else _IN_FILES)


def rebuild(connection: Connection) -> None:
    """Derive everything anew in a file, which takes minutes for a million customers.

    It is for repairs, and for who wrote many records without `refresh`.
    """
    if not derives_by_triggers(connection):
        search_index.rebuild(connection)
        summaries.rebuild(connection)


def rebuild_on_server(connection: Connection) -> None:
    """Derive everything on a server anew, which only the database's owner may."""
    for procedure in ("rebuild_summaries", "rebuild_grams"):
        connection.exec_driver_sql(f"EXEC {SCHEMA}.{procedure}")


def _replace_grams(connection: Connection, before: Before, customers: set[int]) -> None:
    after = search_index.grams_of(connection, customers)
    search_index.replace(connection, before.grams, after)


def _changes_what_is_searched(record: object) -> bool:
    columns = next((names for kind, names in _SEARCHED.items() if isinstance(record, kind)), ())
    return any(get_history(record, name).has_changes() for name in columns)


def _concerned(session: Session) -> tuple[set[int], dict[int, _Keys]]:
    """Return the customers that a flush changes, and apart those whose keys are all it changes.

    Of those the records in memory tell everything, and the database need not be asked.
    """
    changed = list(filter(_changes_what_is_searched, session.dirty))
    ids: set[int] = set()
    edited: dict[int, _Keys] = {}
    for record in (*session.new, *session.deleted, *changed):
        if isinstance(record, ContactRecord | PaymentRecord):
            ids |= _owners(record)
    for record in (*session.new, *session.deleted):
        if isinstance(record, CustomerRecord) and record.id is not None:
            ids.add(record.id)
    for record in changed:
        if isinstance(record, CustomerRecord) and record.id not in ids:
            keys = _edited_keys(record)
            if keys is None:
                ids.add(record.id)
            else:
                edited[record.id] = keys
    return ids, edited


def _edited_keys(record: CustomerRecord) -> _Keys | None:
    """Return the keys of a customer before and after, where nothing else of it is searched by.

    They are None where the records in memory do not tell: then the database is asked.
    """
    if record.deleted_at is not None or any(
        get_history(record, name).has_changes() for name in _OTHERS
    ):
        return None
    before: list[str] = []
    after: list[str] = []
    for name in search_index.OWN_KEYS:
        history = get_history(record, name)
        if history.added and not history.deleted:
            return None
        now = next(iter(history.added or history.unchanged))
        after.append(now)
        before.append(history.deleted[0] if history.deleted else now)
    return before, after


def _owners(record: ContactRecord | PaymentRecord) -> set[int]:
    """Return the customer that a record belongs to, and the one it belonged to before."""
    history = get_history(record, "customer_id")
    owners = {*history.unchanged, *history.added, *history.deleted}
    if isinstance(record, ContactRecord) and (customer := record.__dict__.get("customer")):
        owners.add(customer.id)
    return owners - {None}
