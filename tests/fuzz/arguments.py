"""Arguments of every kind that somebody or something may hand to a service."""

from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from hypothesis import strategies as st

RecordT = TypeVar("RecordT")

# Half pairs, controls, other planes, marks that combine, markup, SQL and patterns of LIKE.
_NASTY = (
    "\ud800",
    "\x00",
    "\x1f",
    "\x7f",
    "\ufeff",
    "\u202e",
    "\uffff",
    "𠮷" * 30,
    "👩‍👩‍👧‍👦",
    "e\u0301" * 40,
    "%_[]^\\",
    "'; DROP TABLE customer; --",
    '"><b>&amp;',
    "{name} %s {0.__class__}",
    "１２３",
    "-0",
    "1e400",
    "　 \t\n",
    "x" * 5000,
)
texts = st.one_of(
    st.text(max_size=20), st.text(st.characters(), max_size=8), st.sampled_from(_NASTY)
)
whole = st.one_of(
    st.integers(-3, 12), st.sampled_from([0, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30])
)
amounts = st.one_of(
    st.decimals(-100, 10**6, places=2),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from([Decimal("0.001"), Decimal("1e16"), Decimal("-0.00"), Decimal("sNaN")]),
)
days = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)]))


def records(kind: type[RecordT], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[RecordT]:
    """Return records of a dataclass with some fields set to anything their types hold.

    The others keep their usual values, so that some get past the first check. `fixed` says what
    certain fields take.
    """
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.init]  # type: ignore[arg-type]
    values = {name: fixed.get(name, _values(hints[name])) for name in names}
    usable = {name: value for name, value in values.items() if value is not None}

    def build(chosen: dict[str, Any]) -> RecordT:
        required = {name: chosen.pop(name) for name in fixed}
        return replace(kind(**required), **chosen)  # type: ignore[type-var]

    some = st.lists(st.sampled_from(sorted(usable)), max_size=4, unique=True)
    return some.flatmap(
        lambda chosen: st.fixed_dictionaries({n: usable[n] for n in {*chosen, *fixed}})
    ).map(build)


def _values(hint: Any) -> st.SearchStrategy[Any] | None:
    kinds: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        int: whole,
        bool: st.booleans(),
        Decimal: amounts,
        date: days,
        datetime: st.datetimes(timezones=st.timezones()),
    }
    if hint in kinds:
        return kinds[hint]
    options = [kinds[part] for part in get_args(hint) if part in kinds]
    return st.none() | options[0] if options and type(None) in get_args(hint) else None
