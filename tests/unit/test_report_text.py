"""Wrapping: kinsoku, long words, and nothing lost on the way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.reports.fonts import FontLibrary
from crm_desktop.reports.glyphs import Typesetter
from crm_desktop.reports.text import NOT_FIRST, NOT_LAST, Style, Wrapping

STYLE = Style(10)
BLANKS = " \t\u3000\u200b\u2002\u2003\u2009"


@pytest.fixture(scope="module")
def wrapping() -> Wrapping:
    return Wrapping(Typesetter(FontLibrary(folders=())))


def lines(wrapping: Wrapping, text: str, width: float) -> list[str]:
    found = wrapping.lines(text, STYLE, width)
    return ["".join(glyph.text for glyph in line.glyphs) for line in found]


def test_chinese_breaks_anywhere_but_not_before_a_comma(wrapping: Wrapping):
    assert lines(wrapping, "上海市第一百货商店", 50) == ["上海市第一", "百货商店"]
    assert lines(wrapping, "上海市第一，百货", 50) == ["上海市第", "一，百货"]


def test_an_opening_bracket_goes_with_what_it_opens(wrapping: Wrapping):
    assert lines(wrapping, "上海汇丰（集团）公司", 50) == ["上海汇丰", "（集团）公", "司"]


def test_latin_breaks_between_words(wrapping: Wrapping):
    found = lines(wrapping, "Alfreds Futterkiste of Berlin", 60)
    assert found == ["Alfreds", "Futterkiste", "of Berlin"]


def test_a_word_longer_than_the_line_is_split(wrapping: Wrapping):
    found = lines(wrapping, "see Donaudampfschifffahrtsgesellschaft", 60)
    assert found[0] == "see"
    assert "".join(found[1:]) == "Donaudampfschifffahrtsgesellschaft"


def test_line_ends_of_the_text_are_kept(wrapping: Wrapping):
    assert lines(wrapping, "one\r\ntwo\n\nthree\u2028four", 200) == [
        "one",
        "two",
        "",
        "three",
        "four",
    ]
    assert lines(wrapping, "", 200) == [""]


def test_a_number_is_not_broken_at_its_separators(wrapping: Wrapping):
    assert lines(wrapping, "sum 1,234,567.50", 70) == ["sum", "1,234,567.50"]
    assert lines(wrapping, "on 2026-03-31", 62) == ["on", "2026-03-31"]


def test_a_compound_breaks_after_its_hyphen(wrapping: Wrapping):
    assert lines(wrapping, "Baden-Baden/Karlsruhe", 50) == ["Baden-", "Baden/", "Karlsruhe"]
    assert lines(wrapping, "a.b@long.example.com", 90) == ["a.b@long.", "example.com"]


def test_marks_stay_with_their_letter(wrapping: Wrapping):
    text = "葛\ufe00" * 12
    for line in lines(wrapping, text, 41):
        assert line[0] == "葛" and line[-1] == "\ufe00"


def test_the_width_of_a_text_is_that_of_its_line(wrapping: Wrapping):
    text = "客户 Customer"
    (line,) = wrapping.lines(text, STYLE, 1000)
    assert line.width == pytest.approx(wrapping.natural_width(text + "\nx", STYLE))


ALPHABET = st.sampled_from("上海市第一，。（）「」A bc,.-/12 \t\u3000😀\ufe00\u0301לש")


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=60), st.floats(25, 200))
def test_nothing_is_lost_and_nothing_is_too_wide(wrapping: Wrapping, text: str, width: float):
    found = wrapping.lines(text, STYLE, width)
    copied = "".join("".join(sorted(g.text for g in line.glyphs)) for line in found)
    wanted = "".join(text.split())
    assert sorted("".join(c for c in copied if c not in BLANKS)) == sorted(
        c for c in wanted if c not in BLANKS
    )
    for line in found:
        blanks = sum(glyph.width for glyph in line.glyphs if glyph.text in BLANKS)
        alone = sum(1 for glyph in line.glyphs if glyph.width) == 1
        assert line.width <= width + 0.01 or alone or line.width - blanks / 100 <= width


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["上海", "市，", "（百货）", "好。」", "￥12", "A-b"])),
    st.integers(60, 90),
)
def test_no_line_begins_or_ends_with_a_forbidden_sign(
    wrapping: Wrapping, words: list[str], width: int
):
    for before, after in pairwise(lines(wrapping, "".join(words), width)):
        assert before[-1] not in NOT_LAST
        assert after[0] not in NOT_FIRST
