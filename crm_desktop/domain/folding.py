"""Folding text for comparison: case, width and accents do not count.

NFKC unifies full-width and half-width forms (Unicode Standard Annex 15); combining accents of the
Latin, Greek and Cyrillic scripts (U+0300 to U+036F) are dropped, so that `mexico` finds `México`.
"""

import re
import unicodedata
from functools import lru_cache

_ACCENTS = re.compile("[\u0300-\u036f]")
_SPACE = re.compile(r"\s+")
# Common Chinese characters have one form only, as small letters and digits have.
_FOLDED = re.compile("[\u4e00-\u9fffa-z0-9]*")
_NOT_DIGIT = re.compile(r"[^0-9]")


# A record's derived keys fold the same text several times, and places come again and again.
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` as it is compared: width, case and accents folded, white space squeezed."""
    if _FOLDED.fullmatch(text):
        return text
    if text.isascii():
        return " ".join(text.lower().split())
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", bare).casefold())
    return _SPACE.sub(" ", folded).strip()


def digits(text: str) -> str:
    """Return only the digits of a phone number, in ASCII."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NOT_DIGIT.sub("", text)


def normalised_phone(text: str) -> str:
    """Return the digits by which two phone numbers are the same: without China's country code."""
    number = digits(text)
    for prefix in ("0086", "86"):
        if number.startswith(prefix) and len(number) - len(prefix) >= 10:
            return number.removeprefix(prefix)
    return number


_LEGAL_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团|公司|"
    r"\b(co\.?,? ?ltd|ltd|limited|inc|incorporated|corp|corporation|gmbh|ag|plc|llc|s\.?a)\b)"
)
_PUNCTUATION = re.compile(r"[\W_]+")


def normalised_name(name: str) -> str:
    """Return the part of a customer's name by which likely duplicates are found.

    Legal forms, brackets, punctuation and spaces are left out, unless nothing else remains.
    """
    folded = fold(name)
    bare = _PUNCTUATION.sub("", _LEGAL_FORMS.sub("", folded))
    return bare or _PUNCTUATION.sub("", folded) or folded
