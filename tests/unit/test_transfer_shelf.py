"""What waits on the disk comes back in its order, and a full disk is a plain error."""

import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.records import Contact
from crm_desktop.services import transfer_shelf
from crm_desktop.services.transfer_shelf import Shelf


@given(st.lists(st.lists(st.text(), max_size=5), max_size=5))
def test_items_come_back_in_order(blocks: list[list[str]]) -> None:
    with Shelf[Contact]() as shelf:
        for block in blocks:
            shelf.put([Contact(name=text) for text in block])
        found = [contact.name for contact in shelf.take()]
    assert found == [text for block in blocks for text in block]


class FullDisk:
    def __enter__(self) -> "FullDisk":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def write(self, _: bytes) -> int:
        raise OSError(28, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transfer_shelf, "TemporaryFile", FullDisk)
    yield


def test_a_full_disk_is_a_plain_error(full_disk: None) -> None:
    with Shelf[str]() as shelf, pytest.raises(FileNotWritable) as refused:
        shelf.put(["x"])
    assert str(refused.value.values["path"]) == tempfile.gettempdir()
