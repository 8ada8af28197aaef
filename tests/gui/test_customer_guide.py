"""What the buttons of the customer list and window say stands in the guide, in both languages."""

import re

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.views.customer_list_view import CustomerListView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import guide
from tests.gui.customer_windows import OpenWindow

ENDINGS = {i18n.ENGLISH: ".md", i18n.CHINESE: ".zh-CN.md"}
# What every window has needs no explanation.
OBVIOUS = {"Close", "Save", "Remove", "Try again", "关闭", "保存", "移除", "重试"}


def buttons(window: QWidget) -> set[str]:
    texts = (button.text() for button in window.findChildren(QPushButton))
    bare = {re.sub(r"\(&\w\)", "", text).replace("&", "").rstrip("… ") for text in texts}
    return {text for text in bare if text} - OBVIOUS


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_button_is_in_the_guide(
    workspace: Workspace, languages: LanguageSwitch, open_window: OpenWindow, language: str
) -> None:
    languages.switch(language)
    pages = [guide() / f"{page}{ENDINGS[language]}" for page in ("customers", "payments")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    view = CustomerListView(workspace)
    named = buttons(view) | buttons(open_window(None))
    assert len(named) > 8
    assert [button for button in sorted(named) if button not in text] == []
