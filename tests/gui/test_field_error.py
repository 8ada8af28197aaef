"""The line under a field."""

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.gui.widgets.field_error import FieldError


@pytest.mark.parametrize("message", ["At most 5 gypsy jugs.", "邮箱格式不正确。"])
def test_the_line_is_as_high_as_its_letters(qtbot: QtBot, message: str) -> None:
    line = FieldError()
    qtbot.addWidget(line)
    line.say(message)
    assert line.message == message
    assert line.height() >= line.fontMetrics().boundingRect(f"⚠ {message}").height()
