"""Places are offered by Chinese text, pinyin and initials, and come out with what they lie in."""

import pytest

from crm_desktop.domain.places import Place
from crm_desktop.services import places


def names(found: tuple[Place, ...]) -> list[str]:
    return [place.full_name for place in found]


def test_all_provinces_are_there() -> None:
    known = places.provinces()
    assert len(known) == 34
    assert {"北京市", "广东省", "新疆维吾尔自治区", "香港特别行政区", "台湾省"} <= set(known)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("province", "广东", "广东省"),
        ("province", "gd", "广东省"),
        ("province", "guangdong", "广东省"),
        ("province", "Guang Dong", "广东省"),
        ("province", "ＧＤ", "广东省"),
        ("province", "东", "广东省"),
        ("city", "shenzhen", "广东省深圳市"),
        ("city", "zhen", "广东省深圳市"),
        ("city", "chongqing", "重庆市"),
        ("city", "xiamen", "福建省厦门市"),
        ("city", "luan", "安徽省六安市"),
        ("city", "bengbu", "安徽省蚌埠市"),
        ("district", "南山", "广东省深圳市南山区"),
        ("district", "pdxq", "上海市浦东新区"),
        ("district", "xi'an", "吉林省辽源市西安区"),
        ("district", "panyu", "广东省广州市番禺区"),
    ],
)
def test_suggestions_match_text_pinyin_and_initials(kind: str, typed: str, expected: str) -> None:
    assert expected in names(places.suggest(kind, typed))  # type: ignore[arg-type]


def test_the_beginning_of_a_name_ranks_before_its_middle() -> None:
    assert names(places.suggest("province", "西"))[0] == "西藏自治区"
    found = names(places.suggest("city", "an"))
    assert found.index("贵州省安顺市") < found.index("陕西省西安市")


def test_choosing_a_district_brings_city_province_and_code() -> None:
    (place,) = places.suggest("district", "越秀")
    assert place == Place("广东省", "广州市", "越秀区", "440104")


def test_a_known_province_or_city_restricts() -> None:
    everywhere = places.suggest("district", "朝阳")
    assert {place.province for place in everywhere} >= {"北京市", "辽宁省", "吉林省"}
    assert names(places.suggest("district", "朝阳", province="吉林")) == ["吉林省长春市朝阳区"]
    assert names(places.suggest("district", "朝阳", city="北京市")) == ["北京市朝阳区"]
    assert {p.city for p in places.suggest("district", "", "江苏省", "苏州")} == {"苏州市"}


def test_an_unknown_place_leaves_nothing_to_suggest() -> None:
    assert places.suggest("city", "", province="California") == ()
    assert places.suggest("district", "", city="Springfield") == ()
    assert places.suggest("city", "qqq") == ()
    assert places.suggest("city", "%") == ()
    assert places.cities("California") == ()
    assert places.districts("广东省", "Springfield") == ()
    assert places.districts("", "") == ()


def test_nothing_typed_lists_what_the_scope_holds_up_to_the_limit() -> None:
    assert names(places.suggest("province", "", limit=3)) == ["北京市", "天津市", "河北省"]
    assert len(places.suggest("district", "")) == 20
    assert [p.city for p in places.suggest("city", "", "海南")][:2] == ["海口市", "三亚市"]


@pytest.mark.parametrize("name", ["北京市", "天津市", "上海市", "重庆市"])
def test_a_municipality_is_its_own_city(name: str) -> None:
    assert places.cities(name) == (name,)
    inside = places.districts(name, name)
    assert len(inside) >= 16
    assert Place(name, name, inside[0]).full_name == f"{name}{inside[0]}"


def test_counties_under_a_province_are_cities_of_their_own() -> None:
    assert {"仙桃市", "潜江市"} <= set(places.cities("湖北省"))
    assert places.districts("湖北省", "仙桃市") == ()


def test_no_statistical_name_remains() -> None:
    for province in places.provinces():
        for city in places.cities(province):
            assert city not in {"市辖区", "县"}
            assert "直辖" not in city
            assert not any("开发区" in name for name in places.districts(province, city))
    assert places.districts("广东省", "东莞市") == ()


def test_short_or_ambiguous_names_are_not_taken_for_a_place() -> None:
    assert places.cities("广") == ()
    assert places.cities("内蒙古")[0] == "呼和浩特市"
