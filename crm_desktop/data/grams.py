"""Cutting keys into grams: short pieces by which an index finds what contains a text.

A text is cut run by run, of ASCII (letters, digits) and of other characters. A gram of each of the
lengths of its kind begins at each position; where the run ends before, a shorter one does. A letter
in front tells what kind of text it is from. Grams narrow a search down; whether a key really
contains the text is asked of the key (decision 14).
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

# Between grams; people cannot type it.
GRAM_END = "\n"

_RUNS = re.compile("[\x20-\x7e]+|[^\x00-\x7f]+")


class Kind(StrEnum):
    """What a gram is from."""

    NAME = "n"
    LETTERS = "l"
    BEGINNING = "b"
    FIRST_LETTERS = "f"
    NUMBER = "m"
    CONTACT = "c"
    CONTACT_LETTERS = "i"
    PHONE = "t"
    PLACE = "p"
    CATEGORY = "k"


# The lengths of grams, of ASCII and of other characters. Long ones are had by few; short ones are
# for what is searched by few characters: initials, surnames, parts of numbers.
_ASCII = {Kind.PHONE: (3, 4)}
_OTHER = {Kind.BEGINNING: (1, 2), Kind.CONTACT: (1, 2)}


def cut(kind: Kind, text: str) -> list[str]:
    """Return all grams of `text`, which may hold several texts between separators."""
    found: list[str] = []
    for run in _RUNS.findall(text):
        shorter = 0
        for length in lengths(kind, run):
            found += [run[at : at + length] for at in range(len(run) - shorter)]
            shorter = length
    return found


def beginning(kind: Kind, text: str) -> list[str]:
    """Return the grams that `text` begins with, if it has any."""
    first = _RUNS.match(text)
    if not first:
        return []
    return [first[0][:length] for length in lengths(kind, first[0])]


def joined(kind: Kind, grams: Collection[str]) -> str:
    """Return `grams` as the index takes them."""
    if not grams:
        return ""
    mark = kind.value
    return f"{mark}{f'{GRAM_END}{mark}'.join(grams)}{GRAM_END}"


def needed(kind: Kind, term: str) -> list[str]:
    """Return grams that every text containing `term` has, or what such grams begin with.

    Empty where nothing of `term` is indexed.
    """
    found = [gram for run in _RUNS.findall(term) for gram in _cover(kind, run)]
    # To collect what begins so is slow, and tells little of a single letter.
    for is_better in (
        lambda gram: is_whole(kind, gram),
        lambda gram: len(gram) > 1,
        lambda gram: not gram.isascii(),
    ):
        if any(map(is_better, found)):
            return list(filter(is_better, found))
    return found


def is_whole(kind: Kind, gram: str) -> bool:
    """Return whether this is a gram, rather than the beginning of some."""
    return kind is Kind.CATEGORY or len(gram) in lengths(kind, gram)


def lengths(kind: Kind, run: str) -> tuple[int, ...]:
    """Return how long the grams of a run are, the shortest first."""
    return _ASCII.get(kind, (2, 3, 4)) if run.isascii() else _OTHER.get(kind, (2,))


def _cover(kind: Kind, run: str) -> Iterator[str]:
    """Yield the fewest grams that have all characters of `run`."""
    longest = lengths(kind, run)[-1]
    last = max(len(run) - longest, 0)
    for at in range(0, last, longest):
        yield run[at : at + longest]
    yield run[last:]


class Grams(NamedTuple):
    """Grams of one kind, all of which a customer has.

    `is_all` if that is all there is to ask: a single gram is the very text that was asked for.
    """

    kind: Kind
    grams: tuple[str, ...]
    is_all: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether what has them has to be collected from all grams that begin so."""
        return not all(is_whole(self.kind, gram) for gram in self.grams)


# One of these alternatives holds; with none nothing can be found.
Group = tuple[Grams, ...]
