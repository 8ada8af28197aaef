"""Pinyin of Chinese names, for search and order. pypinyin is loaded at the first use only."""

from functools import lru_cache

from crm_desktop.domain.folding import fold


def _is_chinese(character: str) -> bool:
    return character >= "\u2e80" and character.isalpha()


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """Return the syllables of the Chinese characters in `text` without tones, ü as v.

    Everything else is kept, folded, in one piece: `A1超市` gives `("a1", "chao", "shi")`.
    """
    folded = fold(text)
    if not any(_is_chinese(character) for character in folded):
        return (folded,) if folded else ()
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(folded, style=Style.NORMAL, errors="default")
    return tuple(piece.strip().lower() for piece in found if piece.strip())


def pinyin(text: str) -> str:
    """Return the pinyin of `text` in one word: `中国移动` gives `zhongguoyidong`."""
    return "".join(syllables(text)).replace(" ", "")


def initials(text: str) -> str:
    """Return the first letters of the syllables: `中国移动` gives `zgyd`; other text stays."""
    folded = fold(text)
    if not any(_is_chinese(character) for character in folded):
        return folded.replace(" ", "")
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(folded, style=Style.FIRST_LETTER, errors="default")
    return "".join(found).replace(" ", "").lower()


def sort_key(text: str) -> str:
    """Return the key by which names sort: by pinyin, syllable by syllable."""
    return " ".join(syllables(text))
