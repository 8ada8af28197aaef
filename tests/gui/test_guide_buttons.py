"""What the buttons of the pages and windows say stands in the guide, in both languages."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.views.recycle_bin_view import RecycleBinView
from crm_desktop.gui.views.report_view import ReportView
from crm_desktop.gui.views.settings_view import SettingsView
from crm_desktop.gui.views.statistics_view import StatisticsView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import guide
from tests.gui.customer_windows import OpenWindow

ENDINGS = {i18n.ENGLISH: ".md", i18n.CHINESE: ".zh-CN.md"}
# What every window has needs no explanation.
OBVIOUS = {"Close", "Save", "Remove", "Try again", "关闭", "保存", "移除", "重试"}


def missing(window: QWidget, language: str, *pages: str) -> list[str]:
    """Return the names of the buttons that are not in the guide's `pages`."""
    text = "".join(
        (guide() / f"{page}{ENDINGS[language]}").read_text(encoding="utf-8") for page in pages
    )
    texts = (button.text() for button in window.findChildren(QPushButton))
    bare = {re.sub(r"\(&\w\)", "", text).replace("&", "").rstrip("… ") for text in texts}
    named = {text for text in bare if text} - OBVIOUS
    assert named
    return sorted(name for name in named if name not in text)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_button_of_a_customer_is_in_the_guide(
    workspace: Workspace, languages: LanguageSwitch, open_window: OpenWindow, language: str
) -> None:
    languages.switch(language)
    assert missing(CustomerListView(workspace), language, "customers") == []
    assert missing(open_window(None), language, "customers", "payments") == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    ("make", "pages"),
    [
        (QueryView, "query"),
        (StatisticsView, "statistics"),
        (ReportView, "reports"),
        (RecycleBinView, "settings"),
        (SettingsView, "settings backup"),
    ],
)
def test_every_button_of_a_page_is_in_the_guide(
    workspace: Workspace,
    languages: LanguageSwitch,
    make: Callable[[Workspace], QWidget],
    pages: str,
    language: str,
) -> None:
    languages.switch(language)
    assert missing(make(workspace), language, *pages.split()) == []
