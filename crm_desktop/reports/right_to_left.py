"""Hebrew and Arabic in a left-to-right line: joined letter forms and the order on paper.

A simplified Unicode bidirectional algorithm (UAX 9) for names and remarks: right-to-left
stretches are turned round, numbers inside them are not. Explicit embeddings are not looked at.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RIGHT_TO_LEFT = frozenset({"R", "AL"})
NUMBERS = frozenset({"EN", "AN"})
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
LAM = "\u0644"


def is_right_to_left(character: str) -> bool:
    """Whether the character is a letter of a right-to-left script."""
    return unicodedata.bidirectional(character) in RIGHT_TO_LEFT


def visual_order(characters: Sequence[str]) -> list[tuple[int, bool]]:
    """Return the places of `characters` from left to right, and whether each is turned round.

    Only the first code point of each counts.
    """
    kinds = [unicodedata.bidirectional(text[0]) for text in characters]
    order: list[tuple[int, bool]] = []
    place = 0
    while place < len(kinds):
        if kinds[place] not in RIGHT_TO_LEFT:
            order.append((place, False))
            place += 1
            continue
        end = _end_of_stretch(kinds, place)
        order += _turned(kinds, place, end)
        place = end
    return order


def _end_of_stretch(kinds: list[str], start: int) -> int:
    """Return the end of the right-to-left stretch that begins at `start`."""
    end = start + 1
    for place in range(start + 1, len(kinds)):
        if kinds[place] == "L":
            break
        if kinds[place] in RIGHT_TO_LEFT or kinds[place] in NUMBERS or kinds[place] == "NSM":
            end = place + 1
    return end


def _turned(kinds: list[str], start: int, end: int) -> list[tuple[int, bool]]:
    turned: list[tuple[int, bool]] = []
    place = end
    while place > start:
        first = place - 1
        if kinds[first] in NUMBERS:  # a number, with the separators inside it, keeps its order
            while first - 1 >= start and kinds[first - 1] in {*NUMBERS, "CS", "ES", "ET"}:
                first -= 1
        turned += [(inner, kinds[inner] not in NUMBERS) for inner in range(first, place)]
        place = first
    return turned


def joined_letters(text: str) -> list[tuple[str, str]]:
    """Return each character of `text` with the form to draw, joined to its neighbours.

    An alef drawn together with the lam before it has an empty form of its own.
    """
    letters: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        before = _neighbour(text, place, -1)
        taken = 1
        forms = _forms().get(text[place], {})
        pair = _forms().get(text[place : place + 2], {}) if text[place] == LAM else {}
        if pair:
            forms, taken = pair, 2
        after = _neighbour(text, place + taken - 1, 1)
        joins_before = "final" in forms and "initial" in _forms().get(before, {})
        joins_after = "initial" in forms and "final" in _forms().get(after, {})
        wanted = {
            (True, True): "medial",
            (True, False): "final",
            (False, True): "initial",
            (False, False): "isolated",
        }[joins_before, joins_after]
        letters.append((text[place], forms.get(wanted, text[place])))
        letters += [(letter, "") for letter in text[place + 1 : place + taken]]
        place += taken
    return letters


def _neighbour(text: str, place: int, step: int) -> str:
    """Return the next character that is no mark, or an empty text."""
    place += step
    while 0 <= place < len(text):
        if not unicodedata.combining(text[place]):
            return text[place]
        place += step
    return ""


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Return the presentation forms of the Arabic letters, by letter and position."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        position, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if position in ("<isolated>", "<final>", "<initial>", "<medial>"):
            letter = "".join(chr(int(value, 16)) for value in letters)
            found.setdefault(letter, {}).setdefault(position[1:-1], chr(code))
    return found
