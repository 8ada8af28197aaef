"""The archive as a file: a zip with a manifest and one file of JSON lines a table.

    manifest.json          what the archive is, and count, columns and SHA-256 of each table
    manifest.sha256        the SHA-256 of manifest.json
    data/<table>.jsonl     one row a line, a JSON object, in UTF-8
    secrets/client_user.jsonl   password hashes, from an embedded database only

Nothing in it needs this program to be read.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from crm_desktop.domain.archive import FORMAT, FORMAT_VERSION, Manifest, TableContent
from crm_desktop.domain.backup_errors import ArchiveDamaged, ArchiveNewer
from crm_desktop.domain.errors import Cancelled, FileNotWritable, FileUnreadable
from crm_desktop.infra.cancellation import CancelledWork, check_cancelled
from crm_desktop.infra.files import failure_reason, in_one_piece
from crm_desktop.infra.i18n import translate

Row = dict[str, Any]
_MANIFEST, _SEAL = "manifest.json", "manifest.sha256"
_SECRETS = "secrets/client_user.jsonl"
_FOR_ITS_OWNER = 0o600  # all data and, of an embedded database, password hashes are in it
_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_MANIFEST = 1024 * 1024
_ROWS_BETWEEN_QUESTIONS = 500
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Texts are written as they are: only half a surrogate pair needs this, which nobody could store.
_HALF_A_PAIR = re.compile(rb"\\u[dD]")
_BLOCK = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, NotImplementedError)
# Also what a wrong place of a part, an unknown key or a password make of reading.
_UNREADABLE = (*_BROKEN, OSError, KeyError, ValueError, RecursionError, RuntimeError)


class ArchiveWriter:
    """An archive that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write_table(
        self,
        name: str,
        columns: tuple[str, ...],
        rows: Iterable[Row],
        told: Callable[[int], None],
    ) -> TableContent:
        """Write the rows of a table; `told` is called with the number of some more."""
        return self._write(f"data/{name}.jsonl", name, columns, rows, told)

    def write_secrets(self, columns: tuple[str, ...], rows: Iterable[Row]) -> TableContent:
        """Write the users' password hashes."""
        return self._write(_SECRETS, "client_user", columns, rows, lambda _: None)

    def write_manifest(self, manifest: Manifest) -> None:
        """Write the manifest, which comes last: an archive that was cut has none."""
        content = {"format": FORMAT, "format_version": FORMAT_VERSION} | asdict(manifest)
        content["made_at"] = manifest.made_at.isoformat()
        text = json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8")
        self._archive.writestr(_MANIFEST, text)
        self._archive.writestr(_SEAL, hashlib.sha256(text).hexdigest())

    def _write(
        self,
        file: str,
        name: str,
        columns: tuple[str, ...],
        rows: Iterable[Row],
        told: Callable[[int], None],
    ) -> TableContent:
        count, checksum = 0, hashlib.sha256()
        with self._archive.open(file, "w", force_zip64=True) as out:
            for row in rows:
                line = line_of(row)
                checksum.update(line)
                out.write(line)
                count += 1
                if count % _ROWS_BETWEEN_QUESTIONS == 0:
                    check_cancelled()
                    told(_ROWS_BETWEEN_QUESTIONS)
        told(count % _ROWS_BETWEEN_QUESTIONS)
        return TableContent(name, count, checksum.hexdigest(), columns)


def line_of(row: Row) -> bytes:
    """Return a row as it stands in an archive and is summed up."""
    return _encode(row).encode("utf-8") + b"\n"


@contextmanager
def writing(path: Path) -> Iterator[ArchiveWriter]:
    """Yield what writes an archive to `path`, which appears there whole or not at all."""
    try:
        with (
            in_one_piece(path) as temporary,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            temporary.chmod(_FOR_ITS_OWNER)
            yield ArchiveWriter(archive)
    except OSError as error:
        raise FileNotWritable(path=path, reason=failure_reason(error)) from error


class ArchiveReader:
    """An archive that is being read. Every reading of a table checks its sum to the end."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self.manifest = self._read_manifest()

    def rows(self, content: TableContent) -> Iterator[Row]:
        """Yield the rows of a table; raises ArchiveDamaged at the end where they are not whole."""
        return self._rows(f"data/{content.name}.jsonl", content)

    def secrets(self) -> Iterator[Row]:
        """Yield the users' password hashes, nothing where the archive has none."""
        if self.manifest.secrets is not None:
            yield from self._rows(_SECRETS, self.manifest.secrets)

    def damaged(self, reason: str = "") -> ArchiveDamaged:
        """Return the error that says that the archive is not what was written."""
        altered = translate("Archive", "It was cut or altered.")
        return ArchiveDamaged(path=self._path, reason=reason or altered)

    def check_sums(self, contents: Iterable[TableContent]) -> None:
        """Raise ArchiveDamaged unless these tables and the users' hashes are as they were written.

        What stands in the rows is not looked at.
        """
        for content in contents:
            self._check_sum(f"data/{content.name}.jsonl", content)
        if self.manifest.secrets is not None:
            self._check_sum(_SECRETS, self.manifest.secrets)

    def _check_sum(self, file: str, content: TableContent) -> None:
        count, checksum = 0, hashlib.sha256()
        try:
            with self._archive.open(file) as data:
                while block := data.read(_BLOCK):
                    check_cancelled()
                    checksum.update(block)
                    count += block.count(b"\n")
        except _UNREADABLE as error:
            raise self.damaged() from error
        if (count, checksum.hexdigest()) != (content.rows, content.sha256):
            raise self.damaged()

    def _opened(self, file: str) -> io.RawIOBase:
        # It reads into buffers as raw files do, which is all that is asked of it.
        return cast(io.RawIOBase, self._archive.open(file))

    def _rows(self, file: str, content: TableContent) -> Iterator[Row]:
        count, checksum = 0, hashlib.sha256()
        try:
            with io.BufferedReader(self._opened(file), _BLOCK) as lines:
                while line := lines.readline(_LONGEST_LINE):
                    row = json.loads(line.decode("utf-8"))
                    if not isinstance(row, dict):
                        raise self.damaged()
                    if _HALF_A_PAIR.search(line):
                        line_of(row)  # raises
                    checksum.update(line)
                    count += 1
                    if count % _ROWS_BETWEEN_QUESTIONS == 0:
                        check_cancelled()
                    yield row
        except _UNREADABLE as error:
            raise self.damaged() from error
        if (count, checksum.hexdigest()) != (content.rows, content.sha256):
            raise self.damaged()

    def _read_manifest(self) -> Manifest:
        try:
            if self._archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
                raise self.damaged()
            text = self._archive.read(_MANIFEST)
            seal = self._archive.read(_SEAL).decode("ascii")
            content = json.loads(text)
        except _UNREADABLE as error:
            raise self.damaged() from error
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise self.damaged(translate("Archive", "It is no archive of CRM Desktop."))
        version = content.get("format_version")
        if not isinstance(version, int) or version > FORMAT_VERSION:
            raise ArchiveNewer(path=self._path, version=content.get("program_version", "?"))
        if seal != hashlib.sha256(text).hexdigest():
            raise self.damaged()
        try:
            return _manifest(content)
        except (KeyError, TypeError, ValueError) as error:
            raise self.damaged() from error


@contextmanager
def reading(path: Path) -> Iterator[ArchiveReader]:
    """Yield the archive at `path`.

    Raises FileUnreadable, ArchiveDamaged where it is none of ours, was cut or altered,
    ArchiveNewer, and Cancelled.
    """
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise FileUnreadable(path=path, reason=failure_reason(error)) from error
    except (*_BROKEN, ValueError) as error:
        reason = translate("Archive", "It is no archive of CRM Desktop, or only part of one.")
        raise ArchiveDamaged(path=path, reason=reason) from error
    with archive:
        try:
            yield ArchiveReader(path, archive)
        except CancelledWork as error:
            raise Cancelled from error


def _manifest(content: Row) -> Manifest:
    secrets = content["secrets"]
    return Manifest(
        program_version=_text(content["program_version"]),
        schema=_text(content["schema"]),
        made_at=datetime.fromisoformat(content["made_at"]),
        company=_text(content["company"]),
        is_embedded=bool(content["is_embedded"]),
        tables=tuple(_content(table) for table in content["tables"]),
        secrets=None if secrets is None else _content(secrets),
    )


def _content(given: Row) -> TableContent:
    if type(given["rows"]) is not int:
        raise TypeError
    columns = tuple(_text(column) for column in given["columns"])
    return TableContent(_text(given["name"]), given["rows"], _text(given["sha256"]), columns)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
