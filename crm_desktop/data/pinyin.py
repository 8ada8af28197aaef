"""Pinyin of Chinese names, for search and order."""

from functools import lru_cache

from crm_desktop.data.readings import read
from crm_desktop.domain.folding import fold


def _is_chinese(character: str) -> bool:
    return character >= "\u2e80" and character.isalpha()


def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of the Chinese characters in `text` without tones, ü as v.

    Everything else is kept, folded, in one piece: `A1超市` gives `("a1", "chao", "shi")`.
    """
    return _read(fold(text))[0]


def pinyin(text: str) -> str:
    """Return the pinyin of `text` in one word: `中国移动` gives `zhongguoyidong`."""
    return "".join(syllables(text)).replace(" ", "")


def initials(text: str) -> str:
    """Return the first letters of the syllables: `中国移动` gives `zgyd`; other text stays."""
    return _read(fold(text))[1]


def sort_key(text: str) -> str:
    """Return the key by which names sort: by pinyin, syllable by syllable."""
    return " ".join(syllables(text))


@lru_cache(maxsize=4096)
def _read(folded: str) -> tuple[tuple[str, ...], str]:
    """Return the syllables and the initials of a folded text."""
    if not any(_is_chinese(character) for character in folded):
        return ((folded,) if folded else ()), folded.replace(" ", "")
    pieces = [(piece.strip().lower(), is_syllable) for piece, is_syllable in read(folded)]
    letters = [piece[:1] if is_syllable else piece for piece, is_syllable in pieces]
    return tuple(piece for piece, _ in pieces if piece), "".join(letters).replace(" ", "")
