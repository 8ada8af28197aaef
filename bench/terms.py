"""What is searched for: pieces of what stands in the company, common and rare, always the same."""

from dataclasses import replace
from random import Random

from bench.company import Company
from bench.words import Words
from crm_desktop.data.pinyin import initials, pinyin
from crm_desktop.domain.criteria import Criteria

# Words that stand in very many customers, and some that stand in few or none.
COMMON = ("有限", "科技", "贸易", "超市", "公司", "有限公司", "科技有限", "商贸", "食品")
RARE = ("古琴", "律师", "修复工作", "鑫鑫鑫", "不存在吧")
SEED = 7
EACH = 12

KINDS = ("name", "pinyin", "initials", "phone", "contact", "number")


def search_criteria(company: Company) -> dict[str, list[Criteria]]:
    """Return what to search by, for each kind of term."""
    chance, words = Random(SEED), Words()
    people = [words.person(chance) for _ in range(EACH)]
    pieces = [chance.choice(words.brands)[:4] for _ in range(EACH)]
    pieces = [piece for piece in pieces if len(piece) > 1]
    numbers = [f"{chance.randrange(1, company.customers + 1):06d}" for _ in range(EACH)]
    return {
        "name": [Criteria(name=term) for term in (*COMMON, *RARE, *pieces)],
        "pinyin": [Criteria(name=pinyin(term)) for term in (*COMMON[:4], *pieces)],
        "initials": [
            Criteria(name=initials(term)[:4]) for term in (*COMMON[:4], *pieces) if len(term) > 1
        ],
        "phone": [
            Criteria(phone=_cut(chance, words.mobile(chance), 3 + place % 6))
            for place in range(EACH)
        ],
        "contact": [Criteria(contact=term) for term in (*people, "建国", "志强", "王伟")],
        "number": [Criteria(number=_cut(chance, number, 4)) for number in numbers],
    }


def query_pairs(company: Company) -> list[Criteria]:
    """Return all pairs of the five query fields, with common and rare values of each."""
    chance = Random(SEED + 1)
    town = chance.choice(Words().towns)
    values: dict[str, tuple[str, str]] = {
        "location": (town.province, town.district or town.city),
        "category": ("酒", "宠物用品"),
        "name": ("有限", "古琴"),
        "number": ("99", f"{company.customers - 7:06d}"[-5:]),
        "contact": ("王", "诸葛志强"),
    }
    names = list(values)
    return [
        replace(Criteria(), **{first: one, second: other})  # type: ignore[arg-type]
        for place, first in enumerate(names)
        for second in names[place + 1 :]
        for one in values[first]
        for other in values[second]
    ]


def quick_texts(company: Company) -> list[str]:
    """Return what is typed into the quick-search box."""
    found = search_criteria(company)
    return [
        str(value)
        for kind in KINDS
        for criteria in found[kind][:5]
        for value in criteria.given().values()
    ]


def _cut(chance: Random, text: str, length: int) -> str:
    start = chance.randrange(len(text) - length + 1)
    return text[start : start + length]
