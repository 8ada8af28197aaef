"""The ways along the columns a list is sorted by: their stretches, and what reads along them.

`customer_walk` goes along them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from crm_desktop.data.customer_order import owners_in_order
from crm_desktop.data.customer_rows import with_columns
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
from crm_desktop.domain.positions import Stretch

# Where reading starts: with a stretch, behind a customer of the same key, or beyond that key.
WHOLE, SAME, BEYOND = "whole", "same", "beyond"
_VALUE, _SOME, _OTHER, _NONE = "value", "some", "other", "none"


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
        self,
        stretches: Callable[[Reader], Iterator[Stretch]],
        kinds: dict[str, _Held],
        counted: Prepared | None = None,
    ) -> None:
        self._stretches = stretches
        self._counted = counted
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

    def counts(self, reader: Reader) -> dict[Any, int] | None:
        """Return how many each stretch of a value has, where one statement tells of thousands."""
        if self._counted is None:
            return None
        return {row[0]: row[1] for row in reader.rows(self._counted)}

    def ids(self, kind: str, start: str, descending: bool) -> Prepared:
        """Return what reads ids from a place on, by `limit` and `offset`."""
        return self._known(self._ids, kind, start, descending)

    def rows(self, kind: str, descending: bool) -> Prepared:
        """Return what reads the rows of the first of a stretch, by `limit`."""
        return self._known(self._rows, kind, WHOLE, descending)

    def count(self, kind: str, start: str, descending: bool) -> Prepared:
        """Return what counts the customers from a place on."""
        return self._known(self._count, kind, start, descending)

    def anchors(self, kind: str, descending: bool) -> Prepared:
        """Return what reads the number, id and key of every `distance`-th customer."""
        return self._known(self._anchors, kind, WHOLE, descending)

    def all(self, descending: bool) -> Iterator[Prepared]:
        """Yield every statement there is along the column."""
        if self._counted is not None:
            yield self._counted
        for kind, held in self._kinds.items():
            yield self.rows(kind, descending)
            yield self.anchors(kind, descending)
            for start in (WHOLE, SAME, BEYOND):
                if start != BEYOND or held.key is not None:
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
        if start == WHOLE and self._kinds[kind].is_paid:
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
        if start == SAME:
            conditions.append(held.id < last if descending else held.id > last)
            if key is not None:
                conditions.append(key == bindparam("key", type_=key.type))
                key = None
        elif start == BEYOND:
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


# -- the columns

PLACES = ("province", "city")

_CODES_OF = Prepared(
    select(CodeItemRecord.code)
    .where(CodeItemRecord.list == bindparam("list"))
    .order_by(CodeItemRecord.position, CodeItemRecord.code)
)


def _is_named(column: Any, record_id: Any) -> ColumnElement[bool]:
    """Return whether any customer names a record: of thousands many may be empty stretches."""
    return exists().where(column == record_id, CustomerRecord.deleted_at.is_(None))


_USERS = Prepared(
    select(ClientUser.id, ClientUser.display_name, ClientUser.username).where(
        _is_named(CustomerRecord.owner_id, ClientUser.id)
    )
)
_CATEGORIES = Prepared(
    select(ProductCategoryRecord.id)
    .where(_is_named(CustomerRecord.product_category_id, ProductCategoryRecord.id))
    .order_by(ProductCategoryRecord.position, ProductCategoryRecord.name_key)
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
        Prepared(
            select(column, func.count()).where(CustomerRecord.deleted_at.is_(None)).group_by(column)
        ),
    )


def _last_payments() -> dict[str, _Held]:
    day, customer = CustomerPaid.last_payment_on, CustomerPaid.customer_id
    return {
        _SOME: _Held((day.is_not(None),), day, customer),
        _NONE: _Held((day.is_(None),), id=customer),
    }


_EMPTY: Any = literal_column("''")
TRACKS: dict[str, Track] = {
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
    **{name: _place(getattr(CustomerRecord, name)) for name in PLACES},
    "owner_name": _referring(
        CustomerRecord.owner_id, lambda reader: owners_in_order(reader.rows(_USERS))
    ),
    "category_name": _referring(
        CustomerRecord.product_category_id,
        lambda reader: [row[0] for row in reader.rows(_CATEGORIES)],
    ),
}
