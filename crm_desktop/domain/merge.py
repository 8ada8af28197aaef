"""Two people changed the same customer: what each did, what goes together, what must be decided.

`merge` compares three states: `base`, from which both started, what I typed, and what is stored
now. Whatever only one side changed merges by itself. The outcome is what is stored now with all
those differences put on it that are mine or were decided for me, so nothing else is touched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS, Field
from crm_desktop.domain.records import Contact, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS, tidy, tidy_change

PRIMARY = "is_primary"
_CONTACT_FIELDS = tuple(field for field in CONTACT_FIELDS if field.name != PRIMARY)
_PAYMENT_FIELDS = tuple(field for field in PAYMENT_FIELDS if field.name != "customer_id")
# Given by the program, so two people never have the same.
_OF_ITS_OWN = {"payment_no", "received_by"}
_NEW = "+"


LineT = TypeVar("LineT", Contact, Payment)


class Side(Enum):
    """Whose state is meant."""

    MINE = "mine"
    THEIRS = "theirs"


class What(Enum):
    """What a difference is about."""

    FIELD = "field"
    ADDED = "added"
    REMOVED = "removed"
    VOIDED = "voided"
    TWICE = "twice"  # a payment that both entered
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a difference is. `table` is "" for the customer's own fields.

    `line` is the id of a stored line as text, or "+0", "+1" … for the lines I added.
    """

    table: str = ""
    line: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that at least one side changed. `side` prevails; None asks for a decision.

    For a field the three are its values, for the primary contact contacts, else whole lines; None
    where a side has no such line. `record` is the line itself, to name it by.
    """

    place: Place
    what: What
    side: Side | None
    before: Any = None
    mine: Any = None
    theirs: Any = None
    record: Contact | Payment | None = None

    @property
    def is_shared(self) -> bool:
        """Whether both sides did the same."""
        return bool(self.mine == self.theirs and self.before != self.mine)


@dataclass(frozen=True, slots=True)
class Merge:
    """All differences between what I typed and what is stored now (`theirs`)."""

    theirs: CustomerDetails
    differences: tuple[Difference, ...]
    _primaries: tuple[str, str]

    @property
    def decisions(self) -> tuple[Difference, ...]:
        """The differences that somebody must decide."""
        return tuple(each for each in self.differences if each.side is None)

    @property
    def by_itself(self) -> tuple[Difference, ...]:
        """The differences that merge by themselves."""
        return tuple(each for each in self.differences if each.side is not None)

    def outcome(self, chosen: Mapping[Place, Side]) -> CustomerChange:
        """Return the change that turns what is stored now into both sides' work.

        `chosen` holds a side for each of `decisions`.
        """
        kept = [d for d in self.differences if (d.side or chosen[d.place]) is Side.MINE]
        values = {d.place.field: d.mine for d in kept if not d.place.table}
        contacts = _Lines(self.theirs.contacts, kept, CONTACTS)
        payments = _Lines(self.theirs.payments, kept, PAYMENTS)
        mine, theirs = self._primaries
        is_mine = any(d.what is What.PRIMARY for d in kept)
        contacts.mark_primary(*((mine, theirs) if is_mine else (theirs, mine)))
        return CustomerChange(
            customer=replace(self.theirs.customer, **values),
            contacts=contacts.changed(),
            removed_contact_ids=tuple(int(line) for line in contacts.ended),
            payments=payments.changed(),
            voided_payments=tuple((int(k), p.void_reason) for k, p in payments.ended.items()),
        )

    def keeps_mine(self, chosen: Mapping[Place, Side]) -> bool:
        """Whether anything of mine is left to be stored."""
        return self.outcome(chosen) != CustomerChange(customer=self.theirs.customer)


def merge(base: CustomerDetails, mine: CustomerChange, theirs: CustomerDetails) -> Merge:
    """Compare what I typed (`mine`, on top of `base`) with what is stored now (`theirs`)."""
    mine = tidy_change(mine)
    own = _fields(Place(), CUSTOMER_FIELDS, base.customer, mine.customer, theirs.customer)
    contacts = _Sides(
        CONTACTS,
        _CONTACT_FIELDS,
        base.contacts,
        mine.contacts,
        dict.fromkeys(mine.removed_contact_ids),
        theirs.contacts,
    )
    payments = _Sides(
        PAYMENTS,
        _PAYMENT_FIELDS,
        base.payments,
        mine.payments,
        dict(mine.voided_payments),
        theirs.payments,
    )
    before, my, their = (_primary_line(rows) for rows in contacts.states())
    my = contacts.twins.get(my, my)
    primary = _primary(contacts, before, my, their)
    found = (*own, *contacts.differences(), *primary, *payments.differences())
    return Merge(theirs, found, (my, their))


def _fields(
    place: Place, fields: Iterable[Field], base: Any, mine: Any, theirs: Any
) -> Iterator[Difference]:
    for field in fields:
        before, my, their = (getattr(record, field.name) for record in (base, mine, theirs))
        if my == before == their:
            continue
        side = None
        if my in (before, their):
            side = Side.THEIRS
        elif their == before:
            side = Side.MINE
        yield Difference(
            place=replace(place, field=field.name),
            what=What.FIELD,
            side=side,
            before=before,
            mine=my,
            theirs=their,
            record=theirs if place.table else None,
        )


_Rows = dict[str, Any]


class _Sides:
    """The lines of one table, contacts or payments, in their three states.

    `ended` are the stored lines I removed, or declared void with a reason.
    """

    def __init__(
        self,
        table: str,
        fields: Sequence[Field],
        base: Sequence[Any],
        changed: Sequence[Any],
        ended: Mapping[int, str | None],
        theirs: Sequence[Any],
    ) -> None:
        self.table = table
        self._fields = fields
        self.theirs: _Rows = {str(line.id): line for line in theirs}
        self.base: _Rows = {str(line.id): line for line in base}
        self.ended = {str(line_id): reason for line_id, reason in ended.items()}
        self.changed: _Rows = {}
        self.new: _Rows = {}
        for line in map(self._known, changed):
            if str(line.id) in self.base or str(line.id) in self.theirs:
                self.changed[str(line.id)] = line
            else:
                fresh = replace(line, id=None, version=None)
                self.new[f"{_NEW}{len(self.new)}"] = fresh
        # A line I know of, but not as what: then nothing of it is mine but what I typed.
        for key in (self.changed.keys() | self.ended.keys()) & self.theirs.keys():
            self.base.setdefault(key, self.theirs[key])
        self._added = {k: line for k, line in self.theirs.items() if k not in self.base}
        # My new lines that somebody else added just alike, each once.
        self.twins = self._twins()

    def _known(self, line: Any) -> Any:
        """Return a contact that is to be brought back, and is back already, as that one."""
        back = getattr(line, "restores_id", None)
        is_back = line.id is None and str(back) in self.theirs
        return replace(line, id=back, restores_id=None) if is_back else line

    def states(self) -> tuple[_Rows, _Rows, _Rows]:
        """Return the lines as they were, as I left them and as they are stored now."""
        mine = {k: self.changed.get(k, v) for k, v in self.base.items() if k not in self.ended}
        return self.base, {**mine, **self.new}, self.theirs

    def differences(self) -> Iterator[Difference]:
        """Return what the sides did to the lines."""
        for line in self.base:
            yield from self._of_stored(line)
        for key, line in self.new.items():
            yield self._of_new(key, line, self._added.get(self.twins.get(key, "")))
        for key, line in self._added.items():
            if key not in self.twins.values():
                place = Place(self.table, key)
                yield Difference(
                    place=place, what=What.ADDED, side=Side.THEIRS, theirs=line, record=line
                )

    def _of_stored(self, key: str) -> Iterator[Difference]:
        before, theirs = self.base[key], self.theirs.get(key)
        mine = self.changed.get(key, before)
        place = Place(self.table, key)
        is_gone = theirs is None or (_is_void(theirs) and not _is_void(before))
        if key not in self.ended and not is_gone:
            yield from _fields(place, self._fields, before, mine, theirs)
            return
        side: Side | None = Side.THEIRS
        if key not in self.ended:
            side = None if self._is_edited(before, mine) else Side.THEIRS
        elif not is_gone:
            side = None if self._is_edited(before, theirs) else Side.MINE
        removed = self.table == CONTACTS or theirs is None
        yield Difference(
            place=place,
            what=What.REMOVED if removed else What.VOIDED,
            side=side,
            before=before,
            mine=self._ended(key, before) if key in self.ended else mine,
            theirs=theirs,
            record=before,
        )

    def _ended(self, key: str, before: Any) -> Any:
        return None if self.table == CONTACTS else replace(before, void_reason=self.ended[key])

    def _of_new(self, key: str, line: Any, twin: Any) -> Difference:
        what, side = What.ADDED, Side.MINE
        if twin is not None:
            what = What.TWICE if self.table == PAYMENTS else What.ADDED
        decided = None if what is What.TWICE else Side.THEIRS if twin is not None else side
        return Difference(
            place=Place(self.table, key),
            what=what,
            side=decided,
            mine=line,
            theirs=twin,
            record=line,
        )

    def _twins(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, line in self.new.items():
            alike = (k for k, theirs in self._added.items() if self._alike(line, theirs))
            twin = next((k for k in alike if k not in found.values()), None)
            if twin is not None:
                found[key] = twin
        return found

    def _alike(self, mine: Any, theirs: Any) -> bool:
        names = (field.name for field in self._fields if field.name not in _OF_ITS_OWN)
        return all(getattr(mine, name) == getattr(theirs, name) for name in names)

    def _is_edited(self, before: Any, after: Any) -> bool:
        if any(getattr(before, f.name) != getattr(after, f.name) for f in self._fields):
            return True
        return self.table == CONTACTS and after.is_primary and not before.is_primary


def _is_void(line: Any) -> bool:
    return isinstance(line, Payment) and line.is_void


def _primary_line(rows: _Rows) -> str:
    return next((key for key, contact in rows.items() if contact.is_primary), "")


def _primary(sides: _Sides, base: str, mine: str, theirs: str) -> Iterator[Difference]:
    """Return the difference in who is the primary contact.

    Who loses the primary contact gets another one without having chosen it: that is no choice.
    """
    if mine == base == theirs:
        return
    i_had_to = not base or base in sides.ended
    they_had_to = not base or base not in sides.theirs
    side = None
    if mine in (base, theirs) or (i_had_to and theirs != base):
        side = Side.THEIRS
    elif theirs == base or they_had_to:
        side = Side.MINE
    before, my, their = (
        rows.get(key) for rows, key in zip(sides.states(), (base, mine, theirs), strict=True)
    )
    yield Difference(
        place=Place(CONTACTS, "", PRIMARY),
        what=What.PRIMARY,
        side=side,
        before=before,
        mine=my,
        theirs=their,
    )


class _Lines:
    """The lines of one table as they are stored now, with what is `kept` of mine put on them."""

    def __init__(self, theirs: Sequence[Any], kept: Iterable[Difference], table: str) -> None:
        self._stored: _Rows = {str(line.id): line for line in theirs}
        self.rows: _Rows = dict(self._stored)
        self.ended: _Rows = {}
        for difference in kept:
            if difference.place.table == table and difference.what is not What.PRIMARY:
                self._take(difference)

    def _take(self, difference: Difference) -> None:
        key, mine = difference.place.line, difference.mine
        if difference.what is What.FIELD:
            self.rows[key] = replace(self.rows[key], **{difference.place.field: mine})
        elif difference.what in (What.ADDED, What.TWICE):
            self.rows[key] = mine
        elif mine is None:
            self.ended[key] = self.rows.pop(key)
        elif getattr(mine, "void_reason", ""):
            self.ended[key] = mine
        else:
            self.rows[key] = _anew(mine)

    def mark_primary(self, *wished: str) -> None:
        """Make the first of the `wished` contacts that is there the only primary one."""
        primary = next((key for key in wished if key in self.rows), next(iter(self.rows), ""))
        for key, contact in self.rows.items():
            if contact.is_primary != (key == primary):
                self.rows[key] = replace(contact, is_primary=key == primary)

    def changed(self) -> tuple[Any, ...]:
        """Return the lines that are to be stored."""
        return tuple(line for key, line in self.rows.items() if line != self._stored.get(key))


def _anew(line: Any) -> Any:
    """Return a line that somebody else ended as one to be brought back or entered again."""
    if isinstance(line, Contact):
        return replace(line, id=None, version=None, restores_id=line.id)
    return replace(line, id=None, version=None, payment_no="", proposed_no="")


def as_stored(
    now: Sequence[LineT], sent: Sequence[LineT], stored: Sequence[LineT]
) -> tuple[LineT, ...]:
    """Return new lines as the stored ones that they became.

    `sent` are the lines as they were sent to be stored, `now` as they are since. A line that was
    not changed since is known by what it holds, another one by its place.
    """
    left = list(stored)
    unchanged = {row for row, line in enumerate(now) if line in sent}
    found: dict[int, LineT] = {}
    for row in sorted(range(len(now)), key=lambda row: row not in unchanged):
        before = now[row] if row in unchanged else sent[row] if row < len(sent) else None
        twin = next((each for each in left if before and _same_line(before, each)), None)
        if twin is None:
            found[row] = now[row]
            continue
        left.remove(twin)
        own: dict[str, Any] = {"payment_no": twin.payment_no} if isinstance(twin, Payment) else {}
        found[row] = replace(now[row], id=twin.id, version=twin.version, **own)
    return tuple(found[row] for row in range(len(now)))


def _same_line(sent: Contact | Payment, stored: Contact | Payment) -> bool:
    fields = _CONTACT_FIELDS if isinstance(sent, Contact) else _PAYMENT_FIELDS
    names = (field.name for field in fields if field.name != "payment_no")
    clean = tidy(sent)
    return all(getattr(clean, name) == getattr(stored, name) for name in names)
