"""What boxes offer of categories and owners, compared with plain Python over all of them."""

import random

import pytest

from crm_desktop.data.pinyin import initials, pinyin
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.choosing import MOST_OFFERED, Chosen
from crm_desktop.domain.codes import ProductCategory
from crm_desktop.domain.folding import fold
from crm_desktop.domain.user import User
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import choosing, lists, users
from crm_desktop.services.choosing import offered
from crm_desktop.services.context import ServiceContext

_SIGNS = "家电食品玩具服装重庆长城银行A1bＸ-% ü"
_TYPED = (
    "家",
    "家电",
    "jd",
    "jia",
    "JIA",
    "cq",
    "chong",
    "changcheng",
    "a",
    "1",
    "%",
    "x",
    "-",
    "玩具服",
)


def make_categories(context: ServiceContext, names: list[str]) -> None:
    with UnitOfWork(context) as work:
        for position, name in enumerate(names):
            lists.make_category(work, ProductCategory(name, position, is_active=position % 7 != 3))
        work.commit()


def random_names(chance: random.Random, count: int) -> list[str]:
    names: dict[str, str] = {}
    while len(names) < count:
        name = "".join(chance.choices(_SIGNS, k=chance.randint(1, 6))).strip()
        if name and fold(name) not in names:
            names[fold(name)] = name
    return list(names.values())


def naive(categories: list[ProductCategory], typed: str) -> set[int]:
    """Return the ids of the categories that `typed` finds."""
    letters = fold(typed).replace(" ", "")
    spoken = letters.isascii() and letters.isalnum() and not letters.isdigit()
    return {
        each.id or 0
        for each in categories
        if fold(typed) in fold(each.name)
        or (spoken and (letters in pinyin(each.name) or letters in initials(each.name)))
    }


def test_what_is_typed_finds_what_plain_python_finds(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    chance = random.Random(20261122)
    make_categories(administrator, random_names(chance, 150))
    for round_of_changes in range(4):
        present = list(lists.categories(clerk, include_inactive=True))
        for typed in _TYPED:
            every = offered(clerk, Chosen.CATEGORY, typed, include_inactive=True, limit=1000)
            assert {key for key, _ in every.entries} == naive(present, typed), typed
            active = offered(clerk, Chosen.CATEGORY, typed, limit=1000)
            wanted = naive([each for each in present if each.is_active], typed)
            assert {key for key, _ in active.entries} == wanted, typed
            few = offered(clerk, Chosen.CATEGORY, typed, limit=3)
            assert few.entries == active.entries[:3]
            assert few.has_more == (len(active.entries) > 3)
        changed = chance.choice(present)
        lists.save_category(
            administrator,
            ProductCategory(f"家{round_of_changes}新", id=changed.id, version=changed.version),
        )
        lists.delete_category(administrator, next(c.id or 0 for c in present if c != changed))


def test_what_begins_with_it_comes_first_and_the_rest_in_the_order_of_the_list(
    administrator: ServiceContext,
) -> None:
    make_categories(administrator, ["小家电", "灯", "家电", "大家电", "家具"])
    found = offered(administrator, Chosen.CATEGORY, "家", include_inactive=True)
    assert [name for _, name in found.entries] == ["家电", "家具", "小家电", "大家电"]


def test_nothing_typed_offers_the_first_ones_only(administrator: ServiceContext) -> None:
    make_categories(administrator, [f"类{number:04}" for number in range(200)])
    found = offered(administrator, Chosen.CATEGORY)
    active = [each for each in lists.categories(administrator) if each.is_active]
    assert found.entries == tuple((c.id, c.name) for c in active[:MOST_OFFERED])
    assert found.has_more


def test_active_users_can_own_customers_and_are_found_by_either_name(
    administrator: ServiceContext, clerk: ServiceContext
) -> None:
    gone = users.add_user(administrator, User(username="gone", display_name="王小明")).user
    names = [name for _, name in offered(clerk, Chosen.OWNER).entries]
    assert names == ["admin", "Clerk", "王小明"]
    for typed in ("gone", "wxm", "小明", "xiaoming", "ｇｏｎｅ"):
        assert offered(clerk, Chosen.OWNER, typed).entries == ((gone.id, "王小明"),), typed
    users.set_active(administrator, gone.id or 0, False)
    assert offered(clerk, Chosen.OWNER, "gone").entries == ()
    kept = offered(clerk, Chosen.OWNER, "gone", include_inactive=True)
    assert kept.entries == ((gone.id, "王小明"),)
    assert not offered(clerk, Chosen.OWNER).has_more
    signed_in_as = offered(clerk, Chosen.USERNAME, "xm", include_inactive=True)
    assert signed_in_as.entries == (), "only names that are shown have pinyin"
    assert offered(clerk, Chosen.USERNAME, "小明", include_inactive=True).entries == (
        (gone.id, "gone"),
    )


def test_names_are_read_once_as_long_as_nothing_changes(
    administrator: ServiceContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_categories(administrator, ["家电", "食品"])
    made = []
    names = choosing.Names
    monkeypatch.setattr(choosing, "Names", lambda *given: made.append(1) or names(*given))
    for typed in ("j", "jd", "家", "s"):
        offered(administrator, Chosen.CATEGORY, typed)
    assert len(made) == 1


def test_a_search_that_was_given_up_leaves_nothing_half_read(
    administrator: ServiceContext,
) -> None:
    make_categories(administrator, ["家电", "食品"])
    token = CancelToken()
    token.cancel()
    with token.active(), pytest.raises(errors.Cancelled):
        offered(administrator, Chosen.CATEGORY, "jd")
    assert [name for _, name in offered(administrator, Chosen.CATEGORY, "jd").entries] == ["家电"]
