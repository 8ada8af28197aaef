"""The journal's files: whole or not there, nobody else's, and never a reason to fail."""

import json
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.infra import journal, protection
from crm_desktop.infra.journal import Entry, Whose

NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
ME = Whose("wang", "/data/crm.db")
COPY = "copy"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "家 目录"))
    monkeypatch.setattr(protection, "of_this_system", lambda: None)


def entry(key: str = "a", text: str = "Acme", at: datetime = NOW) -> Entry:
    return Entry(kind="customer", title="C1 超市", at=at, values={"name": text}, key=key)


def folder(whose: Whose = ME) -> Path:
    return whose.folder / COPY


def test_what_was_kept_is_read_again_and_the_last_state_counts() -> None:
    journal.write(folder(), ME, entry(text="A"))
    journal.write(folder(), ME, entry(text="Acme"))
    later = entry(key="b", at=NOW + timedelta(minutes=1))
    journal.write(folder(), ME, later)
    found = journal.read(folder(), ME)
    assert [each.entry for each in found.kept] == [entry(), later]
    assert found.set_aside == ()
    assert journal.copies(ME) == (folder(),)


def test_with_the_clock_set_back_the_last_state_still_counts() -> None:
    journal.write(folder(), ME, entry(text="A"))
    back = NOW - timedelta(days=400)
    journal.write(folder(), ME, entry(text="Acme", at=back))
    (kept,) = journal.read(folder(), ME).kept
    assert kept.entry.values == {"name": "Acme"} and kept.entry.at == back


def test_what_is_removed_is_gone_with_its_folder() -> None:
    path = journal.write(folder(), ME, entry())
    journal.remove(path)
    journal.remove(path)
    assert not folder().exists() and journal.copies(ME) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects the user's profile")
def test_nobody_else_can_read_it() -> None:
    path = journal.write(folder(), ME, entry())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for each in (path.parent, ME.folder, ME.folder.parent):
        assert stat.S_IMODE(each.stat().st_mode) == 0o700


def test_every_person_and_database_has_a_journal_of_its_own() -> None:
    others = (Whose("li", ME.database), Whose(ME.username, "/data/other.db"))
    assert len({each.folder for each in (ME, *others)}) == 3


def test_somebody_elses_draft_in_my_folder_is_set_aside() -> None:
    journal.write(folder(), Whose("li", ME.database), entry())
    found = journal.read(folder(), ME)
    assert found.kept == () and len(found.set_aside) == 1


def test_a_newer_programs_draft_is_left_for_it() -> None:
    path = journal.write(folder(), ME, entry())
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "version": journal.VERSION + 1}), encoding="utf-8")
    assert journal.read(folder(), ME) == journal.Found()
    assert path.exists()


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00\xff\xfe garbage",
        b"{",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": "1", "values": {}}',
        b"[" * 100_000,
    ],
)
def test_garbage_is_set_aside_and_the_other_drafts_are_there(garbage: bytes) -> None:
    journal.write(folder(), ME, entry(key="good"))
    (folder() / "bad.json").write_bytes(garbage)
    found = journal.read(folder(), ME)
    assert [each.entry.key for each in found.kept] == ["good"]
    (aside,) = found.set_aside
    assert aside.read_bytes() == garbage
    assert journal.read(folder(), ME).set_aside == (), "told once"


@pytest.mark.parametrize("cut", [1, 40, -1])
def test_a_file_that_was_cut_is_set_aside(cut: int) -> None:
    path = journal.write(folder(), ME, entry())
    path.write_bytes(path.read_bytes()[:cut])
    assert len(journal.read(folder(), ME).set_aside) == 1


def test_half_a_write_is_cleared_away() -> None:
    journal.write(folder(), ME, entry())
    half = folder() / ".a.json.12345678.tmp"
    half.write_bytes(b'{"ver')
    assert len(journal.read(folder(), ME).kept) == 1 and not half.exists()


def test_a_folder_that_is_not_there_holds_nothing() -> None:
    assert journal.read(folder(), ME) == journal.Found() and journal.copies(ME) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "version": st.just(1) | JSON,
            "username": st.just(ME.username) | JSON,
            "database": st.just(ME.database) | JSON,
            "kind": st.text(max_size=3) | JSON,
            "title": st.text(max_size=3) | JSON,
            "at": st.just(NOW.isoformat()) | JSON,
            "values": st.dictionaries(st.text(max_size=3), JSON) | JSON,
        },
    )
)
def test_whatever_a_file_holds_it_is_a_draft_or_set_aside(content: object) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "any.json").write_text(json.dumps(content), encoding="utf-8")
    found = journal.read(folder(), ME)
    for each in found.kept:
        assert isinstance(each.entry.values, dict) and each.entry.at.tzinfo is not None
    assert len(found.kept) + len(found.set_aside) <= 1
