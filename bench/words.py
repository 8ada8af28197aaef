"""The words that the benchmark company is made of: brands, trades, places and people's names."""

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from crm_desktop.infra.paths import resource

BRANDS = Path(__file__).parent / "data" / "company_short_names_zh.txt"

# What follows the brand, and how often: common and rare words both occur.
ENDINGS = (
    ("有限公司", 30),
    ("科技有限公司", 22),
    ("贸易有限公司", 14),
    ("超市", 9),
    ("商贸有限公司", 8),
    ("食品有限公司", 6),
    ("餐饮管理有限公司", 4),
    ("便利店", 3),
    ("物流有限公司", 2),
    ("电子商务有限公司", 1),
    ("文化传媒有限公司", 0.5),
    ("农民专业合作社", 0.3),
    ("律师事务所", 0.1),
    ("古琴修复工作室", 0.01),
)
CATEGORIES = (
    "粮油",
    "调味品",
    "饮料",
    "乳制品",
    "休闲食品",
    "酒类",
    "茶叶",
    "冷冻食品",
    "糕点",
    "日化用品",
    "家居百货",
    "礼盒",
    "生鲜",
    "水果",
    "文具",
    "小家电",
    "母婴用品",
    "宠物用品",
    "办公设备",
    "服务",
)


@dataclass(frozen=True, slots=True)
class Town:
    """A district with what it lies in."""

    province: str
    city: str
    district: str


class Words:
    """All words, read once; every choice is made by the caller's `Random`."""

    @cached_property
    def brands(self) -> list[str]:
        """Short names of companies."""
        return BRANDS.read_text(encoding="utf-8").split()

    @cached_property
    def towns(self) -> list[Town]:
        """All districts of China; cities without districts stand for themselves."""
        provinces = json.loads(resource("reference", "places.json").read_text(encoding="utf-8"))
        return [
            Town(province, city, district)
            for _, province, _, cities in provinces
            for _, city, _, inside in cities
            for district in [name for _, name, _ in inside] or [""]
        ]

    @cached_property
    def _people(self) -> Any:
        return json.loads(resource("sample", "people.json").read_text(encoding="utf-8"))

    @cached_property
    def _surnames(self) -> tuple[list[str], list[float]]:
        rows = [row.split() for row in self._people["surnames"]]
        return [row[0] for row in rows], list(accumulate(float(row[2]) for row in rows))

    @cached_property
    def _given(self) -> list[str]:
        return [row.split()[0] for row in (*self._people["male"], *self._people["female"])]

    @cached_property
    def _endings(self) -> tuple[list[str], list[float]]:
        return [text for text, _ in ENDINGS], list(accumulate(weight for _, weight in ENDINGS))

    def person(self, chance: Random) -> str:
        """Return the name of a person: two given names of one character make a longer one."""
        surnames, weights = self._surnames
        surname = chance.choices(surnames, cum_weights=weights)[0]
        first = chance.choice(self._given)
        if len(first) == 1 and chance.random() < 0.5:
            first += chance.choice(self._given)[-1]
        return surname + first

    def company(self, chance: Random, town: Town) -> tuple[str, str]:
        """Return the name of a company in `town`, and its short name."""
        brand = chance.choice(self.brands)
        endings, weights = self._endings
        ending = chance.choices(endings, cum_weights=weights)[0]
        place = town.city if chance.random() < 0.5 else ""
        return f"{place}{brand}{ending}", brand

    @staticmethod
    def mobile(chance: Random) -> str:
        """Return a mobile number."""
        return f"1{chance.randrange(30, 100)}{chance.randrange(10**8):08d}"

    @staticmethod
    def landline(chance: Random) -> str:
        """Return a landline number with its area code."""
        return f"0{chance.randrange(310, 999)}-{chance.randrange(2 * 10**6, 9 * 10**6)}"
