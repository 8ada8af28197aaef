"""Names are read word by word from what was read before: exactly as pypinyin reads them whole."""

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from crm_desktop.data.pinyin import initials, pinyin, sort_key, syllables
from crm_desktop.domain.folding import fold

PARTS = (
    "重庆",
    "长江",
    "乐器行",
    "银行",
    "A1",
    " ",
    "（中国）",
    "𠮷野家",
    "单",
    "绿",
    "ü",
    "、",
    "々",
)
# Han of several blocks, kana, Latin with accents, digits, blanks and what has no reading.
CHARACTERS = st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs"])
TEXTS = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=6).map("".join),
    st.text(st.one_of(CHARACTERS, st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))),
)


@given(TEXTS)
def test_a_text_reads_as_pypinyin_reads_it(text: str) -> None:
    folded = fold(text)
    if any(character >= "\u2e80" and character.isalpha() for character in folded):
        read = lazy_pinyin(folded, style=Style.NORMAL, errors="default")
        letters = "".join(lazy_pinyin(folded, style=Style.FIRST_LETTER, errors="default"))
        expected = tuple(piece.strip().lower() for piece in read if piece.strip())
    else:
        expected, letters = ((folded,) if folded else ()), folded
    assert syllables(text) == expected
    assert initials(text) == letters.replace(" ", "").lower()
    assert pinyin(text) == "".join(expected).replace(" ", "")
    assert sort_key(text) == " ".join(expected)


def test_a_character_is_read_by_the_word_it_stands_in() -> None:
    assert syllables("重庆长江银行") == ("chong", "qing", "chang", "jiang", "yin", "hang")
    assert (pinyin("A1 超市"), initials("A1 超市")) == ("a1chaoshi", "a1cs")
