"""Pinyin of Chinese names, for search and order. pypinyin is loaded at the first use only."""

from functools import lru_cache
from itertools import groupby

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
    words = [_read_word(word) for word in _words(folded)]
    read = tuple(piece for pieces, _ in words for piece in pieces)
    return read, "".join(letters for _, letters in words)


def _words(text: str) -> list[str]:
    """Cut a text as pypinyin does before it reads the words one by one."""
    from pypinyin.constants import RE_HANS
    from pypinyin.seg import mmseg

    def is_han(character: str) -> bool:
        return "\u4e00" <= character <= "\u9fff" or RE_HANS.match(character) is not None

    words: list[str] = []
    for are_han, characters in groupby(text, is_han):
        run = "".join(characters)
        words += mmseg.seg.cut(run) if are_han else [run]
    return words


# A few thousand words make up nearly all names, and pypinyin takes its time for each.
@lru_cache(maxsize=16_384)
def _read_word(word: str) -> tuple[tuple[str, ...], str]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin([word], style=Style.NORMAL, errors="default")
    letters = lazy_pinyin([word], style=Style.FIRST_LETTER, errors="default")
    pieces = tuple(piece.strip().lower() for piece in read if piece.strip())
    return pieces, "".join(letters).replace(" ", "").lower()
