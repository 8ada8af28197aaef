import locale
from collections.abc import Iterator

import pytest

from crm_desktop.devtools.paths import PACKAGE
from crm_desktop.infra import i18n

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    i18n.set_language(i18n.ENGLISH)


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({}, "zh_CN", i18n.CHINESE),
        ({}, "Chinese (Simplified)_China", i18n.CHINESE),
        ({}, "English_United States", i18n.ENGLISH),
        ({}, None, i18n.ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, "en_US", i18n.CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "zh_CN", i18n.ENGLISH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "zh_CN", i18n.ENGLISH),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "zh_CN", i18n.ENGLISH),
    ],
)
def test_the_environment_speaks_before_the_system(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    system: str | None,
    expected: str,
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(locale, "getlocale", lambda: (system, "UTF-8"))
    assert i18n.system_language() == expected


def test_names_are_listed_as_the_language_does(english_again: None) -> None:
    i18n.set_language(i18n.CHINESE)
    assert i18n.joined(["甲", "乙"]) == "甲、乙"
    i18n.set_language(i18n.ENGLISH)
    assert i18n.joined(["a", 2]) == "a, 2"


def test_what_is_shown_is_listed_in_one_place() -> None:
    shown = [*PACKAGE.glob("cli*.py"), *(PACKAGE / "gui").rglob("*.py")]
    assert [path.name for path in shown if '", ".join' in path.read_text("utf-8")] == []
