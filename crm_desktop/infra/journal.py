"""The journal of what is typed and not saved yet: small files here, never sent anywhere.

Each person has a folder for each database, each running copy of the program its own folder in it,
each open form a file of its own: copies of the program never write to the same file. A file is
replaced in one step, so that a power cut leaves the state before or the state after. Others cannot
read it, as far as the system allows (`infra.protection`). Passwords are never among the values.

    drafts/<person and database>/<copy>/<form>.json
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from crm_desktop.infra.files import in_one_piece
from crm_desktop.infra.paths import data_dir
from crm_desktop.infra.protection import protected, unprotected

logger = logging.getLogger(__name__)

VERSION = 1
ENDING = ".json"
UNREADABLE = ".unreadable"
LOCK = ".lock"
# More than any customer with all its payments takes; what is larger is no draft.
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in one form. `title` names it to people, `at` is when it was kept (UTC)."""

    kind: str
    title: str
    at: datetime
    values: dict[str, Any]
    key: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose journal it is: who is signed in, and where."""

    username: str
    database: str

    @property
    def folder(self) -> Path:
        """The folder of this person's drafts of this database; it need not exist."""
        digest = sha256(f"{self.username}\0{self.database}".encode()).hexdigest()
        return data_dir() / "drafts" / digest[:24]


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry and the file it is kept in."""

    entry: Entry
    path: Path


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds. `set_aside` are files that are no drafts of ours, under new names."""

    kept: tuple[Kept, ...] = ()
    set_aside: tuple[Path, ...] = ()


def write(folder: Path, whose: Whose, entry: Entry) -> Path:
    """Keep `entry` in `folder`, in place of its last state; raises OSError."""
    for each in (folder.parent.parent, folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {
        "version": VERSION,
        "username": whose.username,
        "database": whose.database,
        "kind": entry.kind,
        "title": entry.title,
        "at": entry.at.astimezone(UTC).isoformat(),
        "values": entry.values,
    }
    path = folder / (entry.key + ENDING)
    data = protected(json.dumps(content, ensure_ascii=False).encode())
    with in_one_piece(path) as temporary:
        # Nobody else's from the first moment on.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    return path


def remove(path: Path) -> None:
    """Forget what is kept in `path`, and the folder once it is empty. Nothing is raised."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("the draft %s cannot be removed: %s", path, error)
    with suppress(OSError):  # other drafts are in it, or it is gone
        path.parent.rmdir()


def copies(whose: Whose) -> tuple[Path, ...]:
    """Return the folders of all copies of the program that kept drafts, dead and alive."""
    try:
        found = [path for path in whose.folder.iterdir() if path.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(found))


def lock_of(copy: Path) -> Path:
    """Return the file that a living copy holds locked."""
    return copy.with_name(copy.name + LOCK)


def read(folder: Path, whose: Whose) -> Found:
    """Return what a copy that is no longer alive has kept, the oldest first.

    What cannot be understood or belongs to somebody else is set aside; what a newer program wrote
    is left for it.
    """
    kept: list[Kept] = []
    aside: list[Path] = []
    for path in _files(folder):
        try:
            entry = _entry(path, whose)
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            aside.append(set_aside(path, error))
        else:
            if entry is not None:
                kept.append(Kept(entry, path))
    return Found(tuple(sorted(kept, key=lambda each: each.entry.at)), tuple(aside))


def set_aside(path: Path, reason: Exception) -> Path:
    """Give a file that is no draft of ours another name, so that nothing in it is lost."""
    aside = path.with_name(path.name + UNREADABLE)
    logger.warning("the draft %s cannot be read and is set aside: %s", path, reason)
    try:
        os.replace(path, aside)
    except OSError as error:
        logger.warning("the draft cannot be set aside: %s", error)
    return aside


def _files(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = folder / name
        if name.startswith(".") and name.endswith(".tmp"):
            with suppress(OSError):  # half a file, of a write that did not come to its end
                path.unlink()
        elif name.endswith(ENDING):
            yield path


def _entry(path: Path, whose: Whose) -> Entry | None:
    if path.stat().st_size > _LARGEST:
        raise ValueError("too large")
    content = json.loads(unprotected(path.read_bytes()).decode())
    if not isinstance(content, dict) or not isinstance(content.get("version"), int):
        raise ValueError("no draft")
    if content["version"] > VERSION:
        logger.info("the draft %s is of a newer program", path)
        return None
    if (content["username"], content["database"]) != (whose.username, whose.database):
        raise ValueError("somebody else's")
    at = datetime.fromisoformat(content["at"])
    texts = (content["kind"], content["title"])
    if at.tzinfo is None or not all(isinstance(text, str) for text in texts):
        raise ValueError("no draft")
    if not isinstance(content["values"], dict):
        raise ValueError("no values")
    return Entry(kind=texts[0], title=texts[1], at=at, values=content["values"], key=path.stem)
