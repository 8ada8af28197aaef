"""What is typed on the query page becomes criteria, and criteria become texts again."""

from datetime import date

import pytest

from crm_desktop.domain.codes import INITIAL_ITEMS, Labels
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.validation import BAD_DATE, UNKNOWN_VALUE
from crm_desktop.gui.views.query_form import (
    ALL_CRITERIA,
    REVERSED,
    choices_from,
    described_criteria,
    read_criteria,
    uses_more,
    written_criteria,
)

TODAY = date(2026, 3, 10)
LABELS = Labels(
    items={(item.list, item.code): item for item in INITIAL_ITEMS},
    categories={1: "饮料", 2: "Beverages"},
    owners={7: "王晓芳", 3: "Anna"},
)
CHOICES = choices_from(LABELS, "en")


def read(**typed: str) -> Criteria:
    criteria, problems = read_criteria(typed, CHOICES, TODAY)
    assert not problems
    return criteria


def test_blanks_are_nothing() -> None:
    assert read(location="  ", name="", status=" ", paid_from="\u3000").is_empty


def test_texts_are_taken_as_they_are_typed_without_blanks_around() -> None:
    assert read(location=" London ", name="100%_[a]'\"😀", category="饮") == Criteria(
        location="London", name="100%_[a]'\"😀", category="饮"
    )


@pytest.mark.parametrize("typed", ["Potential", "potential", "ＰＯＴＥＮＴＩＡＬ", "poten"])
def test_a_list_value_is_meant_by_its_label_or_the_only_one_containing_it(typed: str) -> None:
    assert read(status=typed) == Criteria(status="potential")


def test_an_exact_label_wins_over_others_that_contain_it() -> None:
    assert read(level="A") == Criteria(level="a")


def test_owners_are_people() -> None:
    assert read(owner_id="anna") == Criteria(owner_id=3)


@pytest.mark.parametrize("typed", ["nonsense", "l"])
def test_what_is_no_value_or_several_is_told(typed: str) -> None:
    _, problems = read_criteria({"status": typed}, CHOICES, TODAY)
    assert [(p.field, p.text, p.values["value"]) for p in problems] == [
        ("status", UNKNOWN_VALUE, typed)
    ]


def test_days_in_any_usual_way() -> None:
    assert read(paid_from="2026年1月5日", paid_to="today") == Criteria(
        paid_from=date(2026, 1, 5), paid_to=TODAY
    )


def test_what_is_no_day_is_told() -> None:
    _, problems = read_criteria({"created_from": "2026-02-30"}, CHOICES, TODAY)
    assert [(p.field, p.text) for p in problems] == [("created_from", BAD_DATE)]


def test_reversed_days_are_told() -> None:
    typed = {"paid_from": "2026-02-02", "paid_to": "2026-02-01"}
    _, problems = read_criteria(typed, CHOICES, TODAY)
    assert [(p.field, p.text) for p in problems] == [("paid_from", REVERSED)]


def test_everything_written_is_read_back() -> None:
    criteria = Criteria(
        location="上海",
        category="饮料",
        name="x",
        number="C1",
        contact="Maria",
        phone="021",
        kind="person",
        status="lost",
        level="vip",
        source="web",
        industry="retail",
        owner_id=7,
        created_from=date(2025, 1, 1),
        created_to=date(2025, 12, 31),
        paid_from=date(2025, 2, 1),
        paid_to=date(2025, 2, 28),
    )
    texts = written_criteria(criteria, CHOICES)
    assert set(texts) == set(ALL_CRITERIA)
    assert texts["level"] == "Key account"
    assert read(**texts) == criteria
    assert uses_more(criteria)


def test_a_value_no_longer_in_a_list_is_shown_as_it_is() -> None:
    assert written_criteria(Criteria(source="fax"), CHOICES)["source"] == "fax"


def test_criteria_in_words() -> None:
    criteria = Criteria(location="London", owner_id=3, paid_from=date(2026, 1, 5))
    described = described_criteria(criteria, CHOICES)
    assert described == "Location: London · Owner: Anna · Paid from: 2026-01-05"
    assert not uses_more(Criteria(contact="Maria"))


def test_lists_are_offered_in_their_order_and_language() -> None:
    chinese = choices_from(LABELS, "zh_CN")
    assert [choice.text for choice in chinese["status"]] == ["潜在", "意向", "合作", "流失", "无效"]
    assert [choice.text for choice in CHOICES["kind"]] == ["Company", "Person"]
    assert [choice.text for choice in CHOICES["owner_id"]] == ["Anna", "王晓芳"]
    assert [choice.text for choice in CHOICES["category"]] == ["Beverages", "饮料"]
