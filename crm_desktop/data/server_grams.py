"""The grams that a server's triggers keep, compared with what the customers say.

How they are made stands in db/schema/sql_server/72_search_triggers.sql and nowhere else.
"""

from collections import Counter

from sqlalchemy import Connection

from crm_desktop.data.dialect import SCHEMA
from crm_desktop.infra.cancellation import check_cancelled

# Ids of customers whose grams one statement makes: some seconds on a slow server, so that none
# meets the time-out of a query, and reading can be cancelled between two.
CHUNK = 5000

_LAST = f"SELECT MAX(id) FROM {SCHEMA}.customer"
# As bytes: a gram may hold half of a character beyond the BMP, which is no text to the driver.
_COUNTED = (
    "SELECT CONVERT(VARBINARY(10), c.gram), c.customers FROM "
    f"(SELECT gram, COUNT(*) AS customers FROM {SCHEMA}.{{source}} GROUP BY gram) AS c"
)
_DUE = _COUNTED.format(source="customer_gram_due WHERE customer_id > ? AND customer_id <= ?")
_STORED = _COUNTED.format(source="customer_gram")
_SPACE = " ".encode("utf-16-le")


def differing_grams(connection: Connection) -> int:
    """Return how many grams the index knows of more or fewer customers than there are.

    That takes minutes for a million customers.
    """
    counts: Counter[bytes] = Counter()
    last = connection.exec_driver_sql(_LAST).scalar() or 0
    for first in range(0, last, CHUNK):
        check_cancelled()
        for gram, customers in connection.exec_driver_sql(_DUE, (first, first + CHUNK)):
            counts[_trimmed(gram)] += customers
    check_cancelled()
    for gram, customers in connection.exec_driver_sql(_STORED):
        counts[_trimmed(gram)] -= customers
    return sum(1 for difference in counts.values() if difference)


def _trimmed(gram: bytes) -> bytes:
    """Return a gram as the server compares it: without the spaces at its end."""
    while gram.endswith(_SPACE):
        gram = gram.removesuffix(_SPACE)
    return gram
