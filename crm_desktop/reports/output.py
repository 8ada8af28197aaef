"""Writing a report in one piece: beside its place first, then moved there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from crm_desktop.domain.errors import FileNotWritable
from crm_desktop.domain.report import ReportResult
from crm_desktop.infra.files import failure_reason, in_one_piece

Target = str | os.PathLike[str] | BinaryIO
"""Where a report goes: a file's path, or an open binary file."""


def write(target: Target, draw: Callable[[BinaryIO], ReportResult]) -> ReportResult:
    """Let `draw` write to `target`. An existing file stays as it was until all is written.

    Raises FileNotWritable for a path that cannot be written.
    """
    if not isinstance(target, str | os.PathLike):
        return draw(target)
    path = Path(target)
    try:
        with in_one_piece(path) as temporary, temporary.open("xb") as file:
            return draw(file)
    except OSError as error:
        raise FileNotWritable(path=path, reason=failure_reason(error)) from error
