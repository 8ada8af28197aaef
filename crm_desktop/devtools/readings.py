"""Make `resources/reference/readings.txt` from pypinyin: how characters and words are read.

`python -m crm_desktop.devtools.readings`, then look at what changed: keys that are stored already
were made from the readings of their day.
"""

from collections import defaultdict
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS

from crm_desktop.devtools.paths import ROOT

TARGET = ROOT / "resources" / "reference" / "readings.txt"


def lines() -> list[str]:
    """Return the lines of the table, by character (`data.readings`)."""
    alone = {chr(code): _read(chr(code)) for code in PINYIN_DICT if RE_HANS.match(chr(code))}
    words: dict[str, list[str]] = defaultdict(list)
    for word in sorted(PHRASES_DICT):
        words[word[0]].append(word)
    return [
        "\t".join([character, alone.get(character, ""), *_words(words[character], alone)])
        for character in sorted(alone.keys() | words.keys())
    ]


def _words(words: Iterable[str], alone: dict[str, str]) -> list[str]:
    """Return words without their first character, and how they are read where that is special."""
    entries = []
    for word in words:
        read = _read(word)
        usual = " ".join([alone.get(character, character) for character in word])
        entries.append(word[1:] if read == usual else f"{word[1:]} {read}")
    return entries


def _read(word: str) -> str:
    return " ".join(lazy_pinyin([word], style=Style.NORMAL))


if __name__ == "__main__":
    TARGET.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8", newline="\n")
