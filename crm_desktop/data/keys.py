"""Derived keys: what is searched, compared and sorted by, made from what people typed."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from crm_desktop.data.pinyin import initials, pinyin, sort_key
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
    SavedQueryRecord,
)
from crm_desktop.domain.folding import fold, normalised_name, normalised_phone

# Separates what must not match across; people cannot type it.
SEPARATOR = "\x1f"

# Answers a record's value by its column: of a mapped object, or of a row that becomes one.
Get = Callable[[str], Any]


def derive(record: object) -> None:
    """Fill the derived keys of a record that is about to be stored."""
    make = KEYS.get(type(record))
    if make is not None:
        for name, value in make(partial(getattr, record)).items():
            setattr(record, name, value)


def changed_customer_keys(get: Get, changed: Collection[str]) -> dict[str, str]:
    """Return the derived keys of a customer that depend on the columns in `changed`."""
    keys: dict[str, str] = {}
    for sources, make in _CUSTOMER_PARTS:
        if not sources.isdisjoint(changed):
            keys |= make(get)
    return keys


def _customer_keys(get: Get) -> dict[str, str]:
    return {name: key for _, make in _CUSTOMER_PARTS for name, key in make(get).items()}


def _number_keys(get: Get) -> dict[str, str]:
    return {"number_key": fold(get("customer_no"))[:60]}


def _name_keys(get: Get) -> dict[str, str]:
    name, short_name = get("name"), get("short_name") or ""
    names = [name]
    if short_name and short_name not in name:
        names.append(short_name)
    return {
        "name_key": fold(name)[:600],
        "short_name_key": fold(short_name)[:300],
        "normalised_name": normalised_name(name)[:600],
        "pinyin": SEPARATOR.join([pinyin(each) for each in names])[:2000],
        "initials": SEPARATOR.join([initials(each) for each in names])[:600],
        "sort_key": sort_key(name)[:400],
    }


def _place_keys(get: Get) -> dict[str, str]:
    places = [get(name) or "" for name in _PLACES]
    return {"location_key": SEPARATOR.join([fold(place) for place in places])[:1400]}


def _phone_keys(get: Get) -> dict[str, str]:
    return {"phone_key": phone_key(*map(get, _PHONES))[:160]}


_PLACES = ("country", "province", "city", "district", "address")
_PHONES = ("phone", "mobile", "fax")
# The columns that keys of customers are made from, and how.
_CUSTOMER_PARTS: tuple[tuple[frozenset[str], Callable[[Get], dict[str, str]]], ...] = (
    (frozenset({"customer_no"}), _number_keys),
    (frozenset({"name", "short_name"}), _name_keys),
    (frozenset(_PLACES), _place_keys),
    (frozenset(_PHONES), _phone_keys),
)


def _contact_keys(get: Get) -> dict[str, str]:
    name = get("name")
    return {
        "name_key": fold(name)[:300],
        "pinyin": pinyin(name)[:1000],
        "initials": initials(name)[:300],
        "phone_key": phone_key(get("phone"), get("mobile"))[:110],
    }


def _payment_keys(get: Get) -> dict[str, str]:
    return {"number_key": fold(get("payment_no"))[:90]}


def _user_keys(get: Get) -> dict[str, str]:
    return {"username_key": fold(get("username"))[:100]}


def _named_keys(get: Get) -> dict[str, str]:
    return {"name_key": fold(get("name"))[:200]}


KEYS: Mapping[type[object], Callable[[Get], dict[str, str]]] = {
    CustomerRecord: _customer_keys,
    ContactRecord: _contact_keys,
    PaymentRecord: _payment_keys,
    ClientUser: _user_keys,
    ProductCategoryRecord: _named_keys,
    SavedQueryRecord: _named_keys,
}


def phone_key(*numbers: str | None) -> str:
    """Return the normalised phone numbers by which customers and contacts are found."""
    return SEPARATOR.join([normalised_phone(number) for number in numbers if number])
