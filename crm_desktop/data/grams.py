"""Cutting keys into grams: short pieces by which an index finds what contains a text.

A gram is up to four characters of a run of ASCII (letters, digits), up to two of any other run:
each position begins one, so that shorter ones stand only at a run's end. A letter in front tells
what kind of text it is from. Grams narrow a search down; whether a key really contains the text is
asked of the key (decision 13).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

ASCII_LENGTH, OTHER_LENGTH = 4, 2
# Between grams; people cannot type it.
GRAM_END = "\n"

_RUNS = re.compile("[\x20-\x7e]+|[^\x00-\x7f]+")


class Kind(StrEnum):
    """What a gram is from."""

    NAME = "n"
    LETTERS = "l"
    BEGINNING = "b"
    NUMBER = "m"
    CONTACT = "c"
    CONTACT_LETTERS = "i"
    PHONE = "t"
    PLACE = "p"
    CATEGORY = "k"


def cut(text: str) -> list[str]:
    """Return all grams of `text`, which may hold several texts between separators."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        size = _size(run)
        found += [run[at : at + size] for at in range(len(run))]
    return found


def beginning(text: str) -> list[str]:
    """Return the gram that `text` begins with, if it has any."""
    first = _RUNS.match(text)
    return [first[0][: _size(first[0])]] if first else []


def joined(kind: Kind, grams: Iterable[str]) -> str:
    """Return `grams` as the index takes them."""
    mark = kind.value
    found = f"{GRAM_END}{mark}".join(grams)
    return f"{mark}{found}{GRAM_END}" if found else ""


def needed(term: str) -> list[str]:
    """Return grams that every text containing `term` has, or what such grams begin with.

    Empty where nothing of `term` is indexed.
    """
    found = [gram for run in _RUNS.findall(term) for gram in _cover(run)]
    # A single letter is in nearly every text, and to collect what it begins is slow.
    for is_better in (lambda gram: is_full(gram) or len(gram) > 1, lambda gram: not gram.isascii()):
        if any(map(is_better, found)):
            return list(filter(is_better, found))
    return found


def is_full(gram: str) -> bool:
    """Return whether no other gram begins with this one."""
    return len(gram) == _size(gram)


def expression(groups: Sequence[Sequence[tuple[Kind, Sequence[str]]]]) -> str:
    """Return the full-text expression for: of each group one alternative, of that all grams."""
    return " AND ".join(f"({' OR '.join(_all_of(*each) for each in group)})" for group in groups)


def _all_of(kind: Kind, grams: Sequence[str]) -> str:
    return f"({' AND '.join(_phrase(kind, gram) for gram in grams)})"


def _phrase(kind: Kind, gram: str) -> str:
    quoted = '"{}"'.format(f"{kind.value}{gram}".replace('"', '""'))
    return quoted if kind is Kind.CATEGORY or is_full(gram) else f"{quoted} *"


def _cover(run: str) -> Iterator[str]:
    """Yield the fewest grams that have all characters of `run`."""
    size = _size(run)
    for at in range(0, max(len(run) - size, 0), size):
        yield run[at : at + size]
    yield run[max(len(run) - size, 0) :]


def _size(run: str) -> int:
    return ASCII_LENGTH if run.isascii() else OTHER_LENGTH
