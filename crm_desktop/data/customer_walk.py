"""Customers in the orders that have an index, from any place on, however many there are.

An order is walked stretch by stretch: customers with nothing in the column come last, a column of
codes has a stretch for each code, in the order of the list. Inside a stretch goes a key of the
index, if it has one, then the id. An anchor names a customer by these, so that those after it are
read without counting from the beginning (`customer_order.order` sorts the same way).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_desktop.data.customer_rows import customer_rows, rows_by_id
from crm_desktop.data.customer_tracks import BEYOND, PLACES, SAME, TRACKS, WHOLE, Track
from crm_desktop.data.prepared import Prepared, Reader
from crm_desktop.domain.criteria import SortOrder
from crm_desktop.domain.positions import Anchor, Positions, Stretch
from crm_desktop.domain.records import CustomerRow

# Customers between two anchors: a screen is found in the time it takes to skip half as many.
DISTANCE = 1000


def can_walk(column: str, dialect_name: str) -> bool:
    """Return whether the order by `column` has an index in such a database."""
    return column in TRACKS and (dialect_name == "sqlite" or column not in PLACES)


def statements(column: str, descending: bool) -> Iterator[Prepared]:
    """Yield every statement that reads the order by `column`, to see what a server is sent."""
    return TRACKS[column].all(descending)


def first_rows(reader: Reader, sort: SortOrder, limit: int) -> list[CustomerRow]:
    """Return the first rows of an order, read in one go where its first stretch has as many."""
    track = TRACKS[sort.column]
    first = next(track.stretches(reader, sort.descending))
    found = reader.rows(track.rows(first.kind, sort.descending), limit=limit, value=first.value)
    rows = list(rows_by_id(reader, found).values())
    if len(rows) == limit:
        return rows
    return customer_rows(reader, ids_from(reader, sort, 0, limit))


def ids_from(
    reader: Reader,
    sort: SortOrder,
    skip: int,
    limit: int,
    anchor: Anchor | None = None,
    stretches: Iterable[Stretch] | None = None,
) -> list[int]:
    """Return at most `limit` ids of customers, `skip` after `anchor` or after the first.

    `stretches` are those from the anchor on, where they are known.
    """
    track = TRACKS[sort.column]
    found: list[int] = []
    if stretches is None:
        stretches = track.stretches(reader, sort.descending)
    for stretch, start in _pieces(track, stretches, anchor):
        values = _values(stretch, anchor)
        names = (stretch.kind, start, sort.descending)
        wanted = limit - len(found)
        ids = reader.rows(track.ids(*names), limit=wanted, offset=skip, **values)
        found += [row[0] for row in ids]
        if len(found) >= limit:
            break
        if ids:
            skip = 0
        elif skip:
            skip -= reader.rows(track.count(*names), **values)[0][0]
    return found


def positions(reader: Reader, sort: SortOrder) -> Positions:
    """Return the anchors of an order, and how many customers there are."""
    track = TRACKS[sort.column]
    anchors: list[Anchor] = []
    total = 0
    counts = track.counts(reader)
    for stretch in track.stretches(reader, sort.descending):
        if counts is not None:
            count = counts.get(stretch.value, 0)
        else:
            whole = track.count(stretch.kind, WHOLE, sort.descending)
            count = reader.rows(whole, **_values(stretch, None))[0][0]
        if not count:
            continue
        anchors.append(Anchor(total, stretch))
        if count > DISTANCE:
            named = reader.rows(
                track.anchors(stretch.kind, sort.descending),
                distance=DISTANCE,
                **_values(stretch, None),
            )
            anchors += [Anchor(total + row[0], stretch, row[2], row[1]) for row in named]
        total += count
    return Positions(total, anchors=tuple(anchors))


def _pieces(
    track: Track, stretches: Iterable[Stretch], anchor: Anchor | None
) -> Iterator[tuple[Stretch, str]]:
    """Yield what is read one after the other: the rest of the anchor's stretch, then whole ones."""
    is_reached = anchor is None
    if anchor is not None and anchor.id is not None:
        yield anchor.stretch, SAME
        if track.has_key(anchor.stretch.kind):
            yield anchor.stretch, BEYOND
    for stretch in stretches:
        if anchor is not None and stretch == anchor.stretch:
            is_reached = True
            if anchor.id is not None:
                continue
        if is_reached:
            yield stretch, WHOLE


def _values(stretch: Stretch, anchor: Anchor | None) -> dict[str, Any]:
    values = {"value": stretch.value}
    if anchor is not None:
        values |= {"key": anchor.key, "id": anchor.id}
    return values


WALKED = tuple(TRACKS)
