"""Whatever is in a file the program reads: it is read, set aside or refused in plain words."""

import io
import json
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from crm_desktop.domain.errors import CrmError
from crm_desktop.infra import connection_files
from crm_desktop.infra.settings import Settings
from crm_desktop.services import archive, query
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_in import import_customers, import_payments

thoroughly = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = pytest.mark.embedded("what is read is a file")

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
_words = st.sampled_from(
    ["name", "customer_no", "amount", "paid_on", "contact_name", "level", "客户名称", "电话", "x"]
)
_cells = st.one_of(
    _words,
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "1e999", "2026-02-30", "２０２６年３月", "\x00", '"', "C000001", "-5"]
    ),
)


def _workbook() -> bytes:
    workbook, made = Workbook(), io.BytesIO()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["name", "customer_no", "employees"])
    sheet.append(["中国移动", "A1", 5])
    workbook.save(made)
    return made.getvalue()


_WORKBOOK = _workbook()


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Return strategies of what cutting, changing and repeating makes of a sound file."""
    place = st.integers(0, len(content))
    return st.one_of(
        place.map(lambda cut: content[:cut]),
        st.tuples(place, st.binary(min_size=1, max_size=6)).map(
            lambda change: content[: change[0]] + change[1] + content[change[0] + len(change[1]) :]
        ),
        st.tuples(place, place).map(lambda cut: content[: cut[0]] + content[cut[1] :]),
    )


@thoroughly
@given(
    content=st.binary(max_size=60) | _json.map(lambda value: repr(value).encode("utf-8", "replace"))
)
def test_settings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    read = Settings(path)
    assert isinstance(read.text("language"), str)
    read.set("a.b", 1)
    assert read.save()


@thoroughly
@given(values=st.dictionaries(st.sampled_from(["version", "language", "a"]), _json))
def test_settings_of_another_shape(tmp_path: Path, values: dict[str, Any]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    read = Settings(path)
    read.set("language.deeper", "zh_CN")
    assert read.get("language.deeper") == "zh_CN"


@thoroughly
@given(content=st.data())
def test_connections(tmp_path: Path, content: st.DataObject) -> None:
    sound = (
        'version = 1\n[[connections]]\nname = "总部"\nserver = "sql.example.com"\nport = 1433\n'
    ).encode()
    path = tmp_path / "connections.toml"
    path.write_bytes(content.draw(damaged(sound) | st.binary(max_size=40)))
    connection_files.load(path)


@thoroughly
@given(content=st.data())
def test_archives(administrator: ServiceContext, tmp_path: Path, content: st.DataObject) -> None:
    made = tmp_path / "all.zip"
    if not made.exists():
        archive.save_archive(administrator, made)
    path = tmp_path / "damaged.zip"
    path.write_bytes(content.draw(damaged(made.read_bytes()) | st.binary(max_size=80)))
    with suppress(CrmError):
        archive.check_archive(path)


@thoroughly
@given(manifest=_json, row=_json)
def test_archives_with_other_things_in_them(tmp_path: Path, manifest: Any, row: Any) -> None:
    path = tmp_path / "strange.zip"
    text = json.dumps(
        {"format": "crm-desktop-archive", "format_version": 1, "tables": manifest}
    ).encode()
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", text)
        made.writestr("manifest.sha256", sha256(text).hexdigest())
        made.writestr("data/customer.jsonl", json.dumps(row))
    with pytest.raises(CrmError):
        archive.check_archive(path)


@thoroughly
@given(
    rows=st.lists(st.lists(_cells, max_size=5), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"]),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_csv(
    administrator: ServiceContext,
    tmp_path: Path,
    rows: list[list[str]],
    encoding: str,
    separator: str,
) -> None:
    text = "\r\n".join(separator.join(row) for row in [["name", "customer_no", "level"], *rows])
    check_import(administrator, tmp_path / "rows.csv", text.encode(encoding, "replace"))


@thoroughly
@given(content=st.binary(max_size=200))
def test_anything_called_csv_or_excel(
    administrator: ServiceContext, tmp_path: Path, content: bytes
) -> None:
    check_import(administrator, tmp_path / "rows.csv", content)
    check_import(administrator, tmp_path / "rows.xlsx", content)


@thoroughly
@given(content=st.data())
def test_excel(administrator: ServiceContext, tmp_path: Path, content: st.DataObject) -> None:
    check_import(administrator, tmp_path / "rows.xlsx", content.draw(damaged(_WORKBOOK)))


def check_import(context: ServiceContext, path: Path, content: bytes) -> None:
    """Import a file both ways; where it is refused nothing is stored."""
    path.write_bytes(content)
    for run in (import_customers, import_payments):
        before = query.count(context)
        try:
            done = run(context, path, create_missing=True)
        except CrmError:
            assert query.count(context) == before
        else:
            assert run is import_payments or query.count(context) == before + done.created
