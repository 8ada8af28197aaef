"""Customers in the orders that have an index, from any place on, however many there are.

An order is walked stretch by stretch: customers with nothing in the column come last, a column of
codes has a stretch for each code, in the order of the list. Inside a stretch goes a key of the
index, if it has one, then the id. An anchor names a customer by these, so that those after it are
read without counting from the beginning (`customer_order.order` sorts the same way).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal_column, select

from crm_desktop.data.customer_order import owners_in_order
from crm_desktop.data.customer_rows import customer_rows, rows_by_id, with_columns
from crm_desktop.data.dialect import without_case
from crm_desktop.data.prepared import Prepared, Reader
from crm_desktop.data.tables import (
    ClientUser,
    CodeItemRecord,
    CustomerPaid,
    CustomerRecord,
    ProductCategoryRecord,
)
from crm_desktop.domain.codes import FIXED_LISTS
from crm_desktop.domain.criteria import SortOrder
from crm_desktop.domain.positions import Anchor, Positions, Stretch
from crm_desktop.domain.records import CustomerRow

# Customers between two anchors: a screen is found in the time it takes to skip half as many.
DISTANCE = 1000


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds for the customers of a kind of stretch, and the key they are sorted by."""

    conditions: tuple[ColumnElement[bool], ...] = ()
    key: Any = None
    id: Any = CustomerRecord.id

    @property
    def is_paid(self) -> bool:
        """Whether the order is that of an index of what customers paid."""
        return self.id is not CustomerRecord.id


class Track:
    """The ways along one column."""

    def __init__(
        self, stretches: Callable[[Reader], Iterator[Stretch]], kinds: dict[str, _Held]
    ) -> None:
        self._stretches = stretches
        self._kinds = kinds
        self._prepared: dict[tuple[object, ...], Prepared] = {}

    def stretches(self, reader: Reader, descending: bool) -> Iterator[Stretch]:
        """Yield the stretches in their order; those of nothing come last both ways."""
        if not descending:
            yield from self._stretches(reader)
            return
        forward = list(self._stretches(reader))
        valued = [stretch for stretch in forward if stretch.kind == _VALUE]
        yield from reversed(valued)
        yield from (stretch for stretch in forward if stretch.kind != _VALUE)

    def ids(self, kind: str, start: str, descending: bool) -> Prepared:
        """Return what reads ids from a place on, by `limit` and `offset`."""
        return self._known(self._ids, kind, start, descending)

    def rows(self, kind: str, descending: bool) -> Prepared:
        """Return what reads the rows of the first of a stretch, by `limit`."""
        return self._known(self._rows, kind, _WHOLE, descending)

    def count(self, kind: str, start: str, descending: bool) -> Prepared:
        """Return what counts the customers from a place on."""
        return self._known(self._count, kind, start, descending)

    def anchors(self, kind: str, descending: bool) -> Prepared:
        """Return what reads the number, id and key of every `distance`-th customer."""
        return self._known(self._anchors, kind, _WHOLE, descending)

    def all(self, descending: bool) -> Iterator[Prepared]:
        """Yield every statement there is along the column."""
        for kind, held in self._kinds.items():
            yield self.rows(kind, descending)
            yield self.anchors(kind, descending)
            for start in (_WHOLE, _SAME, _BEYOND):
                if start != _BEYOND or held.key is not None:
                    yield self.ids(kind, start, descending)
                    yield self.count(kind, start, descending)

    def has_key(self, kind: str) -> bool:
        """Return whether the customers of such a stretch are sorted by more than their ids."""
        return self._kinds[kind].key is not None

    def _known(
        self, make: Callable[[str, str, bool], Select[Any]], kind: str, start: str, descending: bool
    ) -> Prepared:
        name = (make.__name__, kind, start, descending)
        known = self._prepared.get(name)
        if known is None:
            known = self._prepared[name] = Prepared(make(kind, start, descending))
        return known

    def _ids(self, kind: str, start: str, descending: bool) -> Select[Any]:
        statement, order = self._from(kind, start, descending)
        return (
            statement.order_by(*order)
            .limit(bindparam("limit", type_=Integer))
            .offset(bindparam("offset", type_=Integer))
        )

    def _rows(self, kind: str, start: str, descending: bool) -> Select[Any]:
        statement, order = self._from(kind, start, descending)
        if not self._kinds[kind].is_paid:
            statement = statement.join_from(
                CustomerRecord, CustomerPaid, CustomerPaid.customer_id == CustomerRecord.id
            )
        return with_columns(statement).order_by(*order).limit(bindparam("limit", type_=Integer))

    def _count(self, kind: str, start: str, descending: bool) -> Select[Any]:
        if start == _WHOLE and self._kinds[kind].is_paid:
            return _not_deleted(self._kinds[kind]).with_only_columns(func.count())
        return self._from(kind, start, descending)[0].with_only_columns(func.count())

    def _anchors(self, kind: str, start: str, descending: bool) -> Select[Any]:
        statement, order = self._from(kind, start, descending)
        held = self._kinds[kind]
        key = held.key
        if held.is_paid:
            statement = _not_deleted(held)
        numbered = statement.with_only_columns(
            func.row_number().over(order_by=order).label("number"),
            held.id.label("id"),
            (literal_column("NULL") if key is None else key).label("value"),
        ).subquery()
        return (
            select(numbered.c.number, numbered.c.id, numbered.c.value)
            .where(numbered.c.number % bindparam("distance", type_=Integer) == 0)
            .order_by(numbered.c.number)
        )

    def _from(
        self, kind: str, start: str, descending: bool
    ) -> tuple[Select[Any], list[ColumnElement[Any]]]:
        held = self._kinds[kind]
        key = held.key
        conditions = [CustomerRecord.deleted_at.is_(None), *held.conditions]
        last: Any = bindparam("id", type_=CustomerRecord.id.type)
        if start == _SAME:
            conditions.append(held.id < last if descending else held.id > last)
            if key is not None:
                conditions.append(key == bindparam("key", type_=key.type))
                key = None
        elif start == _BEYOND:
            beyond: Any = bindparam("key", type_=key.type)
            conditions.append(key < beyond if descending else key > beyond)
        terms = [term for term in (key, held.id) if term is not None]
        order = [term.desc() if descending else term.asc() for term in terms]
        statement = select(CustomerRecord.id).where(*conditions)
        if held.is_paid:
            statement = statement.join_from(
                CustomerPaid, CustomerRecord, CustomerPaid.customer_id == CustomerRecord.id
            )
        return statement, order


def _not_deleted(held: _Held) -> Select[Any]:
    """Return a SELECT from what all customers paid but those in the recycle bin.

    These are few: to look up everybody's record only to see that it is not deleted takes ten times
    as long as to read the index.
    """
    deleted = select(CustomerRecord.id).where(CustomerRecord.deleted_at.is_not(None))
    return select(held.id).where(held.id.not_in(deleted), *held.conditions)


def can_walk(column: str, dialect_name: str) -> bool:
    """Return whether the order by `column` has an index in such a database."""
    return column in _TRACKS and (dialect_name == "sqlite" or column not in _PLACES)


def statements(column: str, descending: bool) -> Iterator[Prepared]:
    """Yield every statement that reads the order by `column`, to see what a server is sent."""
    return _TRACKS[column].all(descending)


def first_rows(reader: Reader, sort: SortOrder, limit: int) -> list[CustomerRow]:
    """Return the first rows of an order, read in one go where its first stretch has as many."""
    track = _TRACKS[sort.column]
    first = next(track.stretches(reader, sort.descending))
    found = reader.rows(track.rows(first.kind, sort.descending), limit=limit, value=first.value)
    rows = list(rows_by_id(reader, found).values())
    if len(rows) == limit:
        return rows
    return customer_rows(reader, ids_from(reader, sort, 0, limit))


def ids_from(
    reader: Reader, sort: SortOrder, skip: int, limit: int, anchor: Anchor | None = None
) -> list[int]:
    """Return at most `limit` ids of customers, `skip` after `anchor` or after the first."""
    track = _TRACKS[sort.column]
    found: list[int] = []
    for stretch, start in _pieces(track, reader, sort.descending, anchor):
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
    track = _TRACKS[sort.column]
    anchors: list[Anchor] = []
    total = 0
    for stretch in track.stretches(reader, sort.descending):
        count = reader.rows(
            track.count(stretch.kind, _WHOLE, sort.descending), **_values(stretch, None)
        )[0][0]
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
    track: Track, reader: Reader, descending: bool, anchor: Anchor | None
) -> Iterator[tuple[Stretch, str]]:
    """Yield what is read one after the other: the rest of the anchor's stretch, then whole ones."""
    is_reached = anchor is None
    if anchor is not None and anchor.id is not None:
        yield anchor.stretch, _SAME
        if track.has_key(anchor.stretch.kind):
            yield anchor.stretch, _BEYOND
    for stretch in track.stretches(reader, descending):
        if anchor is not None and stretch == anchor.stretch:
            is_reached = True
            if anchor.id is not None:
                continue
        if is_reached:
            yield stretch, _WHOLE


def _values(stretch: Stretch, anchor: Anchor | None) -> dict[str, Any]:
    values = {"value": stretch.value}
    if anchor is not None:
        values |= {"key": anchor.key, "id": anchor.id}
    return values


# -- the columns

_VALUE, _SOME, _OTHER, _NONE = "value", "some", "other", "none"
_WHOLE, _SAME, _BEYOND = "whole", "same", "beyond"
_PLACES = ("province", "city")

_CODES_OF = Prepared(
    select(CodeItemRecord.code)
    .where(CodeItemRecord.list == bindparam("list"))
    .order_by(CodeItemRecord.position, CodeItemRecord.code)
)
_USERS = Prepared(select(ClientUser.id, ClientUser.display_name, ClientUser.username))
_CATEGORIES = Prepared(
    select(ProductCategoryRecord.id).order_by(
        ProductCategoryRecord.position, ProductCategoryRecord.name_key
    )
)


def _only(kind: str) -> Callable[[Reader], Iterator[Stretch]]:
    return lambda _: iter((Stretch(kind),))


def _some_then_none(_: Reader) -> Iterator[Stretch]:
    return iter((Stretch(_SOME), Stretch(_NONE)))


def _keyed(column: Any) -> Track:
    """Return the track of a column that is never empty."""
    return Track(_only(_SOME), {_SOME: _Held(key=column)})


def _place(column: Any) -> Track:
    folded = without_case(column)
    return Track(
        _some_then_none,
        {_SOME: _Held((folded > _EMPTY,), folded), _NONE: _Held((folded == _EMPTY,))},
    )


def _coded(list_name: str) -> Track:
    """Return the track of a column of codes of a list that people edit."""
    column = getattr(CustomerRecord, list_name)

    def stretches(reader: Reader) -> Iterator[Stretch]:
        for row in reader.rows(_CODES_OF, list=list_name):
            yield Stretch(_VALUE, row[0])
        yield Stretch(_OTHER)
        yield Stretch(_NONE)

    listed = select(CodeItemRecord.code).where(
        CodeItemRecord.list == literal_column(f"'{list_name}'")
    )
    return Track(
        stretches,
        {
            _VALUE: _Held((column == bindparam("value"),)),
            _OTHER: _Held((column > _EMPTY, column.not_in(listed)), column),
            _NONE: _Held((column == _EMPTY,)),
        },
    )


def _kinds() -> Track:
    column = CustomerRecord.kind
    codes = tuple(FIXED_LISTS["customer_kind"])
    return Track(
        lambda _: iter((*(Stretch(_VALUE, code) for code in codes), Stretch(_OTHER))),
        {
            _VALUE: _Held((column == bindparam("value"),)),
            _OTHER: _Held((column.not_in([literal_column(f"'{code}'") for code in codes]),)),
        },
    )


def _referring(column: Any, ids: Callable[[Reader], Sequence[int]]) -> Track:
    """Return the track of a column that names one of a few records."""

    def stretches(reader: Reader) -> Iterator[Stretch]:
        for each in ids(reader):
            yield Stretch(_VALUE, each)
        yield Stretch(_NONE)

    return Track(
        stretches,
        {
            _VALUE: _Held((column == bindparam("value"),)),
            _NONE: _Held((column.is_(None),)),
        },
    )


def _last_payments() -> dict[str, _Held]:
    day, customer = CustomerPaid.last_payment_on, CustomerPaid.customer_id
    return {
        _SOME: _Held((day.is_not(None),), day, customer),
        _NONE: _Held((day.is_(None),), id=customer),
    }


_EMPTY: Any = literal_column("''")
_TRACKS: dict[str, Track] = {
    "customer_no": _keyed(CustomerRecord.number_key),
    "name": _keyed(CustomerRecord.sort_key),
    "created_at": _keyed(CustomerRecord.created_at),
    "updated_at": _keyed(CustomerRecord.updated_at),
    "total_paid": Track(
        _only(_SOME), {_SOME: _Held(key=CustomerPaid.revenue, id=CustomerPaid.customer_id)}
    ),
    "last_payment_on": Track(_some_then_none, _last_payments()),
    "kind": _kinds(),
    **{name: _coded(name) for name in ("status", "level", "source", "industry")},
    **{name: _place(getattr(CustomerRecord, name)) for name in _PLACES},
    "owner_name": _referring(
        CustomerRecord.owner_id, lambda reader: owners_in_order(reader.rows(_USERS))
    ),
    "category_name": _referring(
        CustomerRecord.product_category_id,
        lambda reader: [row[0] for row in reader.rows(_CATEGORIES)],
    ),
}
WALKED = tuple(_TRACKS)
