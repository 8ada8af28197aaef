"""What the command line prints: aligned tables, JSON, and errors in the user's language."""

import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_desktop.domain.errors import CrmError, ValidationFailed
from crm_desktop.domain.money import format_money
from crm_desktop.domain.texts import marked
from crm_desktop.infra.files import failure_reason
from crm_desktop.infra.i18n import show, translate

# Of a customer's row, what is called differently in the data dictionary; ids stay inside.
_NAMES = {"category_name": "product_category", "owner_name": "owner"}
_LEFT_OUT = {"id"}


class ResultNotWritten(CrmError):
    """The disk that the output goes to is full, or it is gone."""

    text = marked("Cli", "The result cannot be written: {reason}")


def use_utf8() -> None:
    """Let pipes and files get UTF-8 whatever the system's code page; consoles manage by themselves.

    A character that cannot be written is shown by its number. Streams that whoever started the
    program closed lead nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line. Raises ResultNotWritten, or BrokenPipeError where the reader has gone."""
    try:
        sys.stdout.write(f"{text}\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ResultNotWritten(reason=failure_reason(error)) from error


def finish() -> None:
    """Write out what is still held back. Raises what `say` does."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ResultNotWritten(reason=failure_reason(error)) from error


def give_up() -> None:
    """Let what cannot be written go nowhere, or Python tries again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(text: str) -> None:
    """Print a line that is not part of the result."""
    sys.stderr.write(f"{text}\n")


def print_json(value: object) -> None:
    """Print one object as JSON: money with two places, days and moments in ISO form."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def as_object(record: Any) -> dict[str, object]:
    """Return a dataclass or named tuple as JSON has it, under the names of the data dictionary."""
    if isinstance(record, tuple):
        names: Sequence[str] = record._fields  # type: ignore[attr-defined]
    else:
        names = [field.name for field in fields(record)]
    return {
        _NAMES.get(name, name): getattr(record, name) for name in names if name not in _LEFT_OUT
    }


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format_money(value, thousands=False)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def print_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> None:
    """Print rows under their heads in aligned columns; those numbered `right` end aligned."""
    lines = [heads, *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(width(line[index]) for line in lines) for index in range(len(heads))]
    for number, line in enumerate(lines):
        cells = [_padded(cell, widths[index], index in right) for index, cell in enumerate(line)]
        say("  ".join(cells).rstrip())
        if number == 0:
            say("  ".join("-" * each for each in widths))


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes: Chinese characters take two."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _padded(text: str, to: int, right: bool) -> str:
    room = " " * (to - width(text))
    return room + text if right else text + room


def _one_line(text: str) -> str:
    """Return `text` without what would move the cursor or colour a terminal."""
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)


def error_text(error: CrmError) -> str:
    """Return what went wrong in the language in force."""
    if isinstance(error, ValidationFailed):
        reasons = [
            f"{problem.field}: {show(problem.text, **problem.values)}" for problem in error.problems
        ]
        return "\n".join([show(error.text), *reasons])
    return show(error.text, **error.values)


def show_progress(done: int, total: int) -> None:
    """Show on a terminal how far a long job is; nothing elsewhere."""
    if sys.stderr.isatty():
        text = translate("Cli", "Rows: {done} of {total}") if total else "{done}"
        sys.stderr.write("\r" + text.format(done=f"{done:,}", total=f"{total:,}") + " ")
        if total and done >= total:
            sys.stderr.write("\n")
        sys.stderr.flush()
