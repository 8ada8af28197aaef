"""Writing a report in one piece: beside its place first, then moved there."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.report import ReportResult
from crm_desktop.infra.i18n import translate

Target = str | os.PathLike[str] | BinaryIO
"""Where a report goes: a file's path, or an open binary file."""


def write(target: Target, draw: Callable[[BinaryIO], ReportResult]) -> ReportResult:
    """Let `draw` write to `target`. An existing file stays as it was until all is written.

    Raises FileNotWritable for a path that cannot be written.
    """
    if not isinstance(target, str | os.PathLike):
        return draw(target)
    path = Path(target)
    temporary = path.with_name(f".{path.name[:40]}.{token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            result = draw(file)
        temporary.replace(path)
    except OSError as error:
        raise FileNotWritable(path=path, reason=reason(error)) from error
    finally:
        with suppress(OSError):  # the first error counts; after success nothing is left to remove
            temporary.unlink()
    return result


def reason(error: OSError) -> str:
    """Return why a file could not be written, in plain words."""
    if error.errno == errno.ENOSPC:
        return translate("Reports", "The disk is full.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return translate("Reports", "The folder does not exist.")
    if error.errno == errno.EISDIR:
        return translate("Reports", "There is a folder of this name.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return translate(
            "Reports", "The folder is read-only, or the file is open in another program."
        )
    return error.strerror or str(error)
