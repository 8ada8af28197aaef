"""How texts, phone numbers and names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.folding import digits, fold, normalised_name, normalised_phone


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_case_and_width_of_latin_text_do_not_count(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c != " " else "\u3000" for c in text)
    assert fold(text.upper()) == fold(text.lower()) == fold(wide)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  A　B \t c ", "a b c"),
        ("México", "mexico"),
        ("ＡＢＣ（上海）", "abc(上海)"),
        ("Straße", "strasse"),
        ("ガギグ", "ガギグ"),
        ("𠮷野家", "𠮷野家"),
        ("%_['\"", "%_['\""),
        ("", ""),
    ],
)
def test_what_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("021-5555 1234", "02155551234"),
        ("+86 21 5555 1234", "2155551234"),
        ("0086-139 0000 1111", "13900001111"),
        ("８６１３９００００１１１１", "13900001111"),
        ("8612345", "8612345"),
        ("(0)30 123", "030123"),
        ("none", ""),
    ],
)
def test_phone_numbers_are_compared_by_their_digits(text: str, number: str) -> None:
    assert normalised_phone(text) == number


@given(st.text())
def test_a_normalised_phone_number_has_digits_only(text: str) -> None:
    assert normalised_phone(text).strip("0123456789") == ""
    assert digits(digits(text)) == digits(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海华联超市有限公司", "上海华联超市"),
        ("上海华联超市（集团）股份有限公司", "上海 华联·超市"),
        ("Ernst Handel GmbH", "ERNST HANDEL"),
        ("Around the Horn Co., Ltd", "around-the-horn"),
    ],
)
def test_names_are_alike_without_legal_form_and_punctuation(one: str, other: str) -> None:
    assert normalised_name(one) == normalised_name(other)


def test_something_is_always_left_of_a_name() -> None:
    assert normalised_name("有限公司") == "有限公司"
    assert normalised_name("AG") == "ag"
    assert normalised_name("***") == "***"


@given(st.text(min_size=1).filter(lambda text: fold(text) != ""))
def test_a_name_that_is_not_blank_never_becomes_empty(name: str) -> None:
    assert normalised_name(name)
