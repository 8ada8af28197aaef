"""From criteria to grams: what the index by grams can tell of who may meet them.

Whoever meets the criteria has the grams; whoever has the grams need not meet the criteria, unless
a single gram is all that was asked for. That is asked by `criteria_conditions`.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import (
    is_storable,
    letters_of,
    looks_like_phone,
    text_found,
)
from crm_desktop.data.grams import Grams, Group, Kind, beginning, is_whole, needed
from crm_desktop.data.tables import ProductCategoryRecord
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.folding import fold, normalised_phone


class Narrowing(NamedTuple):
    """What must hold of the grams of every customer found: of each group one alternative.

    Who has the grams meets those criteria that are `answered`, and need not be asked again.
    """

    groups: tuple[Group, ...]
    answered: frozenset[str] = frozenset()

    @property
    def is_hopeless(self) -> bool:
        """Whether nobody can be found."""
        return not all(self.groups)

    @property
    def strong(self) -> "Narrowing":
        """The groups that the index looks up at once."""
        strong = tuple(g for g in self.groups if not any(each.is_weak for each in g))
        return self._replace(groups=strong)


def narrowing(session: Session, criteria: Criteria) -> Narrowing:
    """Return what the texts among `criteria` tell; without texts there are no groups."""
    groups: dict[str, tuple[Group, ...]] = {}
    for name, value in criteria.given().items():
        if name == "category":
            groups[name] = (category_grams(session, str(value)),)
        elif name in _GROUPS:
            groups[name] = tuple(_GROUPS[name](str(value)))
    answered = {name for name, asked in groups.items() if all(map(_answers, asked))}
    return Narrowing(tuple(chain.from_iterable(groups.values())), frozenset(answered))


def name_grams(text: str) -> Group:
    """Return the grams of names, short names, pinyin and initials that contain `text`."""
    return (*text_grams(text), *letters_grams(text))


def text_grams(text: str) -> Group:
    """Return the grams of names and short names that contain `text`."""
    return _grams(Kind.NAME, fold(text))


def letters_grams(text: str) -> Group:
    """Return the grams of pinyin and initials that contain `text`."""
    return _grams(Kind.LETTERS, letters_of(text))


def beginning_grams(text: str) -> Group:
    """Return the grams of names and short names that begin with `text`."""
    return _begins(Kind.BEGINNING, fold(text))


def first_letters_grams(text: str) -> Group:
    """Return the grams of pinyin and initials that begin with `text`."""
    return _begins(Kind.FIRST_LETTERS, letters_of(text))


def number_grams(text: str) -> Group:
    """Return the grams of customer numbers that contain `text`."""
    return _grams(Kind.NUMBER, fold(text))


def contact_grams(text: str) -> Group:
    """Return the grams of contacts' names, pinyin and initials that contain `text`."""
    return (
        *_grams(Kind.CONTACT, fold(text)),
        *_grams(Kind.CONTACT_LETTERS, letters_of(text)),
    )


def phone_grams(text: str) -> Group:
    """Return the grams of phone numbers, also of contacts, that contain the digits of `text`."""
    return _grams(Kind.PHONE, normalised_phone(text))


def category_grams(session: Session, text: str) -> Group:
    """Return the categories whose names contain `text`."""
    named = text_found(fold(text), ProductCategoryRecord.name_key)
    found = session.scalars(select(ProductCategoryRecord.id).where(named))
    return tuple(Grams(Kind.CATEGORY, (str(category_id),), is_all=True) for category_id in found)


def _location_groups(text: str) -> Iterator[Group]:
    for word in fold(text).split(" "):
        yield _grams(Kind.PLACE, word)


def _anything_groups(text: str) -> Iterator[Group]:
    for word in fold(text).split(" "):
        phone = phone_grams(word) if looks_like_phone(word) else ()
        place = _grams(Kind.PLACE, word)
        yield (*number_grams(word), *name_grams(word), *contact_grams(word), *place, *phone)


def _begins(kind: Kind, term: str) -> Group:
    return (Grams(kind, (beginning(kind, term)[-1],)),) if is_storable(term) else ()


def _grams(kind: Kind, term: str) -> Group:
    if not is_storable(term):
        return ()
    grams = needed(kind, term)
    is_all = grams == [term] and is_whole(kind, term) and kind in _OF_ONE_TEXT
    return (Grams(kind, tuple(grams), is_all and not (kind is Kind.PLACE and term.isascii())),)


def _answers(group: Group) -> bool:
    return all(each.is_all for each in group)


# Grams of names are also of what likely duplicates are found by.
_OF_ONE_TEXT = frozenset(
    {Kind.LETTERS, Kind.NUMBER, Kind.CONTACT, Kind.CONTACT_LETTERS, Kind.PHONE, Kind.PLACE}
)
_GROUPS: dict[str, Callable[[str], Iterator[Group]]] = {
    "location": _location_groups,
    "name": lambda text: iter([name_grams(text)]),
    "number": lambda text: iter([number_grams(text)]),
    "contact": lambda text: iter([contact_grams(text)]),
    "phone": lambda text: iter([phone_grams(text)]),
    "anything": _anything_groups,
}
