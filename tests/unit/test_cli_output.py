"""What the command line prints lines up, also in Chinese, and cannot play with a terminal."""

import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm_desktop.cli_output import (
    print_json,
    print_table,
    show_progress,
    use_utf8,
    width,
)
from crm_desktop.cli_parser import stdin_line


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("中国", 4), ("é", 1), ("ｆｕ", 4), ("a\u200bb", 2)]
)
def test_widths_in_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_tables_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["名称", "n"], [["中国移动", "1"], ["a\x1b[31m\nb", "23"]], right=(1,))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "名称       n",
        "--------  --",
        "中国移动   1",
        "a [31m b  23",
    ]


def test_json_has_plain_values(capsys: pytest.CaptureFixture[str]) -> None:
    moment = datetime(2026, 3, 31, 1, 2, tzinfo=UTC)
    print_json({"a": Decimal("1.5"), "b": date(2026, 3, 31), "c": moment, "d": "中", "e": None})
    assert capsys.readouterr().out == (
        '{\n  "a": "1.50",\n  "b": "2026-03-31",\n  "c": "2026-03-31T01:02:00+00:00",\n'
        '  "d": "中",\n  "e": null\n}\n'
    )
    print_json({"f": frozenset()})
    assert "frozenset" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    show_progress(500, 1200)
    show_progress(1200, 1200)
    show_progress(7, 0)
    assert terminal.getvalue() == "\rRows: 500 of 1,200 \rRows: 1,200 of 1,200 \n\r7 "
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    show_progress(500, 1200)
    assert pipe.getvalue() == ""


def test_pipes_get_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    use_utf8()
    pipe.write("😀\ud800")
    pipe.flush()
    buffer = pipe.buffer
    assert isinstance(buffer, io.BytesIO)
    assert buffer.getvalue() == "😀".encode() + b"\\ud800"


@pytest.mark.parametrize(
    "sent",
    [
        "密码 1234\r\n".encode(),
        b"\xef\xbb\xbf" + "密码 1234\n".encode(),
        "密码 1234\n".encode("gb18030"),
    ],
)
def test_a_password_from_a_pipe_is_text_whatever_wrote_it(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), encoding="ascii"))
    monkeypatch.setattr("locale.getpreferredencoding", lambda _=True: "gb18030")
    assert stdin_line() == "密码 1234"
