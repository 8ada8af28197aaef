"""Keeping the index by grams in step with customers, contacts and payments, in an embedded file.

On a server triggers do it (db/schema/sql_server/72_search_triggers.sql).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from crm_desktop.data.dialect import runner
from crm_desktop.data.dialect.search import (
    clear_grams,
    id_list,
    index_grams,
    indexed_grams,
    remove_grams,
    tidy_grams,
)
from crm_desktop.data.grams import GRAM_END, Kind, beginning, cut, joined
from crm_desktop.data.keys import SEPARATOR
from crm_desktop.infra.cancellation import check_cancelled

# Customers whose grams are in memory at a time.
CHUNK = 5000

# Of a customer itself, as `_own_grams` takes them.
OWN_KEYS = (
    "name_key",
    "short_name_key",
    "normalised_name",
    "pinyin",
    "initials",
    "number_key",
    "location_key",
    "phone_key",
)
# Which of them are cut into the same kinds of grams.
_PARTS = (slice(0, 3), slice(3, 5), slice(5, 6), slice(6, 7), slice(7, 8))

_CUSTOMERS = """
    SELECT id, name_key, short_name_key, normalised_name, pinyin, initials, number_key,
        location_key, phone_key, product_category_id
    FROM customer
    WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
"""
_CONTACTS = """
    SELECT customer_id, name_key, pinyin, initials, phone_key
    FROM contact
    WHERE customer_id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL
    ORDER BY id
"""
_PHONES = "SELECT phone_key FROM contact WHERE customer_id = ? AND deleted_at IS NULL"
_CATEGORIES = """
    SELECT DISTINCT customer_id, product_category_id
    FROM payment
    WHERE customer_id IN (SELECT value FROM json_each(?))
        AND voided_at IS NULL AND product_category_id IS NOT NULL
"""


def grams_of(connection: Connection, customers: Iterable[int]) -> dict[int, str]:
    """Return by id the grams of those customers that are stored and not in the recycle bin."""
    ids = (id_list(customers),)
    found = connection.exec_driver_sql(_CUSTOMERS, ids).all()
    categories: dict[int, set[int]] = {}
    grams: dict[int, list[str]] = {}
    for row in found:
        grams[row[0]] = [_own_grams(*row[1:9])]
        categories[row[0]] = set() if row[9] is None else {row[9]}
    for customer_id, category in connection.exec_driver_sql(_CATEGORIES, ids):
        if customer_id in categories:
            categories[customer_id].add(category)
    for customer_id, *keys in connection.exec_driver_sql(_CONTACTS, ids):
        if customer_id in grams:
            grams[customer_id].append(_contact_grams(*keys))
    for customer_id, wanted in categories.items():
        grams[customer_id].append(joined(Kind.CATEGORY, [str(each) for each in sorted(wanted)]))
    return {customer_id: "".join(parts) for customer_id, parts in grams.items()}


def own_grams(
    connection: Connection, customer_id: int, before: Sequence[str], after: Sequence[str]
) -> tuple[str, str]:
    """Return the grams of a customer whose `OWN_KEYS` change, before and after that.

    Left out are those that stay; of contacts there are those that its own might be taken for.
    """
    then, now = list(before), list(after)
    for part in _PARTS:
        if before[part] == after[part]:
            then[part] = now[part] = [""] * len(before[part])
    others = ""
    if then[-1] or now[-1]:
        phones = runner(connection)(_PHONES, (customer_id,))
        others = "".join([joined(Kind.PHONE, cut(Kind.PHONE, row[0])) for row in phones])
    return _own_grams(*then) + others, _own_grams(*now) + others


def replace(connection: Connection, before: dict[int, str], after: dict[int, str]) -> None:
    """Let the index have the grams `after` in place of `before`."""
    removed, added = [], []
    for customer_id in before.keys() | after.keys():
        then, now = before.get(customer_id), after.get(customer_id)
        if then == now:
            continue
        if then is not None and now is not None:
            then, now = _differing(then, now)
        if then is not None:
            removed.append((customer_id, then))
        if now is not None:
            added.append((customer_id, now))
    remove_grams(connection, removed)
    index_grams(connection, added)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return what to take out of the index and what to put in: grams are kept one by one in it.

    It counts how many each customer has, those that come twice too: what has another number is
    taken out and put in with all its repetitions, so that the count stays true.
    """
    then, now = before.split(GRAM_END)[:-1], after.split(GRAM_END)[:-1]
    had, has = Counter(then), Counter(now)
    differ = {gram for gram in had.keys() | has.keys() if had[gram] != has[gram]}
    return (
        "".join([f"{gram}{GRAM_END}" for gram in then if gram in differ]),
        "".join([f"{gram}{GRAM_END}" for gram in now if gram in differ]),
    )


def rebuild(connection: Connection) -> None:
    """Make the index anew from all customers there are."""
    clear_grams(connection)
    for ids in _all_ids(connection):
        check_cancelled()
        index_grams(connection, list(grams_of(connection, ids).items()))
    tidy_grams(connection)


def differing_grams(connection: Connection) -> int:
    """Return how many grams the index knows of more or fewer customers than there are.

    That takes minutes for a million customers.
    """
    counts: Counter[str] = Counter()
    for ids in _all_ids(connection):
        check_cancelled()
        for grams in grams_of(connection, ids).values():
            counts.update({*grams.split(GRAM_END)})
    del counts[""]  # behind the last gram
    for gram, customers in indexed_grams(connection):
        counts[gram] -= customers
    return sum(1 for difference in counts.values() if difference)


def _all_ids(connection: Connection) -> Iterator[list[int]]:
    last = 0
    while True:
        query = "SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?"
        ids = [row[0] for row in connection.exec_driver_sql(query, (last, CHUNK))]
        if not ids:
            return
        yield ids
        last = ids[-1]


def _own_grams(
    name: str,
    short_name: str,
    normalised: str,
    pinyin: str,
    initials: str,
    number: str,
    location: str,
    phone: str,
) -> str:
    # By the normalised name likely duplicates are found.
    names = [name, *(other for other in (short_name, normalised) if other not in name)]
    begins = [gram for text in (name, short_name) for gram in beginning(Kind.BEGINNING, text)]
    first = [gram for text in (pinyin, initials) for gram in beginning(Kind.FIRST_LETTERS, text)]
    return "".join(
        (
            joined(Kind.NAME, cut(Kind.NAME, SEPARATOR.join(names))),
            joined(Kind.LETTERS, cut(Kind.LETTERS, f"{pinyin}{SEPARATOR}{initials}")),
            joined(Kind.BEGINNING, begins),
            joined(Kind.FIRST_LETTERS, first),
            joined(Kind.NUMBER, cut(Kind.NUMBER, number)),
            # What is written without spaces may run over several parts of an address.
            joined(Kind.PLACE, cut(Kind.PLACE, location.replace(SEPARATOR, ""))),
            joined(Kind.PHONE, cut(Kind.PHONE, phone)),
        )
    )


def _contact_grams(name: str, pinyin: str, initials: str, phone: str) -> str:
    letters = cut(Kind.CONTACT_LETTERS, f"{pinyin}{SEPARATOR}{initials}")
    return "".join(
        (
            joined(Kind.CONTACT, cut(Kind.CONTACT, name)),
            joined(Kind.CONTACT_LETTERS, letters),
            joined(Kind.PHONE, cut(Kind.PHONE, phone)),
        )
    )
