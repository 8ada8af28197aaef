"""The log file: what happened, for whoever mends it. Never names, passwords or typed text."""

import faulthandler
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from crm_desktop.infra.paths import log_dir

LOG_FILE = "crm-desktop.log"
CRASH_FILE = "crash.log"
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_SIZE = 1_000_000
_KEPT = 3


class _SharedFile(logging.FileHandler):
    """A file that several copies of the program write to, set aside when it is full.

    `logging.handlers` could do it, but loads the network's modules before the first window.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, to a new file where the present one is full."""
        if self.stream is not None and self.stream.tell() >= _SIZE:
            self.stream.close()
            self._set_aside()
            self.stream = self._open()
        super().emit(record)

    def _set_aside(self) -> None:
        """Rename the full file; where another copy holds it open, it grows on.

        Windows renames no open file: every line after the limit would else be lost.
        """
        path = Path(self.baseFilename)
        with suppress(OSError):
            for number in range(_KEPT, 0, -1):
                older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
                if older.exists():
                    os.replace(older, path.with_name(f"{path.name}.{number}"))


def log_file() -> Path:
    """Return the log file's path."""
    return log_dir() / LOG_FILE


def crash_file() -> Path:
    """Return the path of the file into which the fault handler writes."""
    return log_dir() / CRASH_FILE


def set_up_logging(verbose: bool = False) -> None:
    """Log to a rotating file, and with `verbose` also everything to the error stream.

    Where the file cannot be written the program runs on without it.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = []
    try:
        handlers.append(_SharedFile(log_file(), encoding="utf-8"))
    except OSError as error:
        tell(f"no log file: {error}")
    if verbose and sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
    # Alembic tells of each of its own parts at every start.
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
    # SQLAlchemy logs statements with the values people typed: never below warnings.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)


def tell(text: str) -> None:
    """Print a line on the error stream; programs started without a console have none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def catch_faults() -> IO[str] | None:
    """Let a crash of the interpreter leave its stacks in the crash file; return that file.

    The file must stay open as long as the program runs. None where it cannot be written.
    """
    try:
        file = crash_file().open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def end_well(file: IO[str]) -> None:
    """Close the crash file of a program that ends as it should.

    What stands in it was no end: on Windows the fault handler also notes errors that Qt and
    the system's own dialogs catch themselves.
    """
    faulthandler.disable()
    with suppress(OSError):
        file.truncate(0)
        file.close()


def take_crash() -> str:
    """Return what the last crash left, and empty the crash file; an empty text for no crash."""
    try:
        with crash_file().open("r+", encoding="utf-8", errors="replace") as file:
            found = file.read()
            if found:
                file.seek(0)
                file.truncate()
    except OSError:
        return ""
    if found:
        logging.getLogger(__name__).warning("the program crashed last time:\n%s", found)
    return found
