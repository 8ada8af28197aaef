"""Drafts are tied to the account where the system offers it; without that nothing is lost.

Windows' libraries are played by a fake with their signatures.
"""

import ctypes
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.infra import journal, protection
from crm_desktop.infra.journal import Entry, Whose
from crm_desktop.infra.protection import Dpapi

ME = Whose("wang", "/data/crm.db")
ENTRY = Entry(
    kind="customer",
    title="C1 超市",
    at=datetime(2026, 3, 10, 6, 30, tzinfo=UTC),
    values={"name": "联华超市"},
    key="a",
)


class Windows:
    """crypt32 and kernel32: one account's key is a byte that is mixed in."""

    def __init__(self, key: int = 0x5A) -> None:
        self.key = key
        self.fails = False
        self.made: dict[int, Any] = {}
        self.flags: list[int] = []

    def CryptProtectData(self, *arguments: Any) -> int:  # noqa: N802 - the system's name
        return self._mixed(b"", *arguments)

    def CryptUnprotectData(self, *arguments: Any) -> int:  # noqa: N802 - the system's name
        return self._mixed(bytes([self.key]), *arguments)

    def LocalFree(self, pointer: Any) -> None:  # noqa: N802 - the system's name
        del self.made[ctypes.addressof(pointer.contents)]

    def _mixed(self, wanted: bytes, given: Any, *rest: Any) -> int:
        *_, flags, out = rest
        self.flags.append(flags)
        data = ctypes.string_at(given._obj.data, given._obj.size)
        if self.fails or not data.startswith(wanted):
            return 0
        data = data[1:] if wanted else data
        mixed = bytes(byte ^ self.key for byte in data)
        buffer = ctypes.create_string_buffer(mixed if wanted else bytes([self.key]) + mixed)
        self.made[ctypes.addressof(buffer)] = buffer
        out._obj.size = len(buffer) - 1
        out._obj.data = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char))
        return 1


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Windows:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path))
    found = Windows()
    monkeypatch.setattr(protection, "of_this_system", lambda: Dpapi(found, found))
    return found


def kept() -> Path:
    return journal.write(ME.folder / "copy", ME, ENTRY)


def test_a_draft_is_unreadable_in_its_file_and_read_again(windows: Windows) -> None:
    path = kept()
    assert path.read_bytes().startswith(protection.MARK)
    assert "联华超市".encode() not in path.read_bytes() and b"customer" not in path.read_bytes()
    assert [each.entry for each in journal.read(path.parent, ME).kept] == [ENTRY]
    assert windows.made == {}  # what the system allocated is given back
    assert set(windows.flags) == {1}  # the system never asks anything


def test_drafts_from_before_are_read(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(protection, "of_this_system", lambda: None)
        path = kept()
    assert path.read_bytes().startswith(b"{")
    assert [each.entry for each in journal.read(path.parent, ME).kept] == [ENTRY]


def test_what_cannot_be_protected_is_kept_all_the_same(
    windows: Windows, caplog: pytest.LogCaptureFixture
) -> None:
    windows.fails = True
    with caplog.at_level(logging.WARNING):
        path = kept()
    assert "cannot be protected" in caplog.text
    assert [each.entry for each in journal.read(path.parent, ME).kept] == [ENTRY]


@pytest.mark.parametrize("is_windows", [True, False])
def test_another_accounts_draft_is_set_aside_and_lost_to_nobody(
    windows: Windows, monkeypatch: pytest.MonkeyPatch, is_windows: bool
) -> None:
    path = kept()
    content = path.read_bytes()
    other = Dpapi(Windows(key=0x33), Windows()) if is_windows else None
    monkeypatch.setattr(protection, "of_this_system", lambda: other)
    found = journal.read(path.parent, ME)
    assert found.kept == ()
    assert [each.read_bytes() for each in found.set_aside] == [content]
