"""Places offered while a location is typed: China's provinces, cities and districts.

The list is read from `resources/reference/places.json` when it is first needed. Nothing here
refuses a place: one that is not in the list can still be typed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crm_desktop.domain.folding import fold
from crm_desktop.domain.places import Place, PlaceKind
from crm_desktop.infra.paths import resource

_NO_MATCH = 99


@dataclass(frozen=True, slots=True)
class _Known:
    """A place with what it is found by: `readings` are its pinyin from each syllable on."""

    place: Place
    name: str
    readings: tuple[str, ...]
    initials: str

    def rank(self, typed: str, letters: str) -> int:
        """Return how well the place fits what was typed: 0 best, `_NO_MATCH` not at all."""
        at = self.name.find(typed)
        if at >= 0:
            return min(at, 1)
        if not letters:
            return _NO_MATCH
        for rank, found in ((2, self.initials.find(letters)), (3, self._syllable(letters))):
            if found >= 0:
                return rank if found == 0 else rank + 2
        return _NO_MATCH

    def _syllable(self, letters: str) -> int:
        for index, reading in enumerate(self.readings):
            if reading.startswith(letters):
                return index
        return -1


def provinces() -> tuple[str, ...]:
    """Return the names of all provinces, in the order of their codes."""
    return tuple(known.place.province for known in _all()["province"])


def cities(province: str) -> tuple[str, ...]:
    """Return the names of the cities of `province` (also without its 省), () if unknown."""
    name = _province(province)
    return tuple(k.place.city for k in _all()["city"] if k.place.province == name)


def districts(province: str, city: str) -> tuple[str, ...]:
    """Return the names of the districts of `city` in `province`, () if either is unknown."""
    wanted = (_province(province), _city(city))
    inside = (k.place for k in _all()["district"])
    return tuple(p.district for p in inside if (p.province, p.city) == wanted)


def suggest(
    kind: PlaceKind, typed: str, province: str = "", city: str = "", limit: int = 20
) -> tuple[Place, ...]:
    """Return the places of `kind` that fit what was typed, best first.

    `typed` matches anywhere in the Chinese name, the beginning of any syllable's pinyin, or the
    initials; empty it matches all. A known `province` or `city` (with or without 省, 市) restricts
    to what lies in it; an unknown one, such as a place abroad, leaves nothing to suggest.
    """
    wanted = fold(typed)
    letters = "".join(wanted.replace("'", "").split())
    letters = letters if letters.isascii() and letters.isalpha() else ""
    within = _scope(kind, province, city)
    if within is None:
        return ()
    ranked: list[tuple[int, int, Place]] = []
    for order, known in enumerate(_all()[kind]):
        if within.holds(known.place):
            rank = known.rank(wanted, letters)
            if rank < _NO_MATCH:
                ranked.append((rank, order, known.place))
    ranked.sort(key=lambda found: found[:2])
    return tuple(place for _, _, place in ranked[:limit])


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a place must lie in; empty names do not restrict."""

    province: str = ""
    city: str = ""

    def holds(self, place: Place) -> bool:
        return self.province in ("", place.province) and self.city in ("", place.city)


def _scope(kind: PlaceKind, province: str, city: str) -> _Scope | None:
    """Return what restricts the suggestions, or None where nothing can lie in it."""
    if kind == "province":
        return _Scope()
    province_name = _province(province)
    if province.strip() and not province_name:
        return None
    if kind == "city" or not city.strip():
        return _Scope(province_name)
    city_name = _city(city)
    return _Scope(province_name, city_name) if city_name else None


def _province(typed: str) -> str:
    return _official(typed, provinces())


def _city(typed: str) -> str:
    return _official(typed, tuple(known.place.city for known in _all()["city"]))


def _official(typed: str, names: tuple[str, ...]) -> str:
    """Return the official name of what people often write shorter (广东, 内蒙古), or ""."""
    wanted = fold(typed)
    if not wanted:
        return ""
    if wanted in names:
        return wanted
    longer = {name for name in names if name.startswith(wanted)}
    exact = {name for name in longer if len(name) == len(wanted) + 1}
    found = exact or longer
    return found.pop() if len(found) == 1 and len(wanted) >= 2 else ""


@lru_cache(maxsize=1)
def _all() -> dict[PlaceKind, tuple[_Known, ...]]:
    text = resource("reference", "places.json").read_text(encoding="utf-8")
    found: dict[PlaceKind, list[_Known]] = {"province": [], "city": [], "district": []}
    for kind, known in _walk(json.loads(text)):
        found[kind].append(known)
    return {kind: tuple(places) for kind, places in found.items()}


def _walk(nodes: list[Any]) -> Iterator[tuple[PlaceKind, _Known]]:
    """Yield what the file holds; see `devtools.places` for its form."""
    for code, province, pinyin, cities_inside in nodes:
        yield "province", _known(Place(province, code=code), pinyin)
        for city_code, city, city_pinyin, districts_inside in cities_inside:
            yield "city", _known(Place(province, city, code=city_code), city_pinyin)
            for district_code, district, district_pinyin in districts_inside:
                place = Place(province, city, district, district_code)
                yield "district", _known(place, district_pinyin)


def _known(place: Place, pinyin: str) -> _Known:
    syllables = pinyin.split()
    readings = tuple("".join(syllables[start:]) for start in range(len(syllables)))
    initials = "".join(syllable[0] for syllable in syllables)
    return _Known(place, place.name, readings, initials)
