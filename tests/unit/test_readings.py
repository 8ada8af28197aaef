"""The table of readings against pypinyin, from which it was made: every character, every word."""

from itertools import islice, pairwise

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, RE_HANS

from crm_desktop.data.readings import read
from crm_desktop.devtools import readings

SURROGATES = range(0xD800, 0xE000)
# From the first that are no Latin letters to well behind the last Han character there is.
CHARACTERS = [chr(code) for code in range(0x2E00, 0x34000) if code not in SURROGATES]


def expected(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.NORMAL, errors="default")


def test_the_table_is_what_pypinyin_says() -> None:
    assert readings.TARGET.read_text(encoding="utf-8").splitlines() == readings.lines()


def test_every_character_that_pypinyin_takes_for_han_is_one() -> None:
    assert [c for c in CHARACTERS if next(read(c))[1]] == list(filter(RE_HANS.match, CHARACTERS))


@pytest.mark.slow
def test_every_character_is_read_as_pypinyin_reads_it() -> None:
    han = list(filter(RE_HANS.match, CHARACTERS))
    assert [next(read(character))[0] for character in han] == [expected(c)[0] for c in han]


def test_every_word_is_read_as_pypinyin_reads_it() -> None:
    assert [[piece for piece, _ in read(word)] for word in PHRASES_DICT] == [
        expected(word) for word in PHRASES_DICT
    ]


def test_words_side_by_side_and_cut_off_are_cut_as_pypinyin_cuts_them() -> None:
    # Every beginning of a word behind another one, in a fixed choice of all of them.
    words = list(islice(PHRASES_DICT, 0, None, 40))
    texts = [
        first + second[:length]
        for first, second in pairwise(words)
        for length in range(1, len(second) + 1)
    ]
    assert [[piece for piece, _ in read(text)] for text in texts] == list(map(expected, texts))
