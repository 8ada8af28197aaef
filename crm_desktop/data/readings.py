"""How Chinese is read: the words pypinyin knows, looked up character by character.

pypinyin itself reads its whole dictionary at its first use, which takes a tenth of a second that
no other thread can interrupt, and 40 MB. `resources/reference/readings.txt` has what the program
needs of it (`devtools.readings`): a line for each character, in their order, with its reading and
the words that begin with it; a word's own reading behind it where its characters are read otherwise
than alone. Of all lines only those are taken apart whose characters turn up.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from crm_desktop.infra.paths import resource

# The characters that pypinyin takes for Han; many of them have no reading.
_HAN = (
    "\u3007\ue815-\ue864\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002a6df\U0002a703-\U0002b81d\U0002b825-\U0002bf6e\U0002c029-\U0002ce93"
    "\U0002d016\U0002d11b-\U0002ebd9\U0002f80a-\U0002fa1f\U00030000-\U0003134a"
    "\U00031350-\U00032389"
)
_RUNS = re.compile(f"([{_HAN}]+)|[^{_HAN}]+")


class _Known(NamedTuple):
    """A character: how it is read alone, and the words that begin with it.

    Words are without it; empty is the reading of those whose characters are read as alone.
    """

    reading: str
    words: dict[str, str]
    lengths: tuple[int, ...]
    listed: str


def read(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text: a syllable for each Han character, all else as it stands.

    With each comes whether it is a syllable (or a Han character that nobody can read).
    """
    for run in _RUNS.finditer(text):
        if run[1]:
            yield from [(syllable, True) for syllable in _syllables(run[1])]
        else:
            yield run[0], False


def _syllables(text: str) -> Iterator[str]:
    """Yield how Han characters are read, from the front always by the longest word there is."""
    at = 0
    while at < len(text):
        known = _known(text[at])
        for length in known.lengths:
            word = text[at + 1 : at + 1 + length]
            own = known.words.get(word)
            if own is not None:
                yield from own.split(" ") if own else _alone(text[at : at + 1 + len(word)])
                at += 1 + len(word)
                break
        else:
            rest = text[at + 1 :]
            if known.lengths and len(rest) < known.lengths[0] and f"\t{rest}" in known.listed:
                # The beginning of a longer word, though not that word: so pypinyin has it.
                yield from _alone(text[at:])
                return
            yield known.reading
            at += 1


def _alone(text: str) -> list[str]:
    return [_known(character).reading for character in text]


@lru_cache(maxsize=8192)
def _known(character: str) -> _Known:
    line = _line(character)
    if not line:
        return _Known(character, {}, (), "")
    _, reading, *entries = line.split("\t")
    words = {word: own for word, _, own in (entry.partition(" ") for entry in entries)}
    lengths = tuple(sorted({len(word) for word in words}, reverse=True))
    return _Known(reading or character, words, lengths, "".join(f"\t{word}" for word in words))


def _line(character: str) -> str:
    """Return a character's line of the table, empty where it has none."""
    table, wanted = _table(), character.encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.index(b"\n", start)
        found = table[start : table.index(b"\t", start, end)]
        if found == wanted:
            return table[start:end].decode()
        low, high = (end + 1, high) if found < wanted else (low, start)
    return ""


@cache
def _table() -> bytes:
    return resource("reference", "readings.txt").read_bytes()
