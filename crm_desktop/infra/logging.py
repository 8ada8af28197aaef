"""The log file: what happened, for whoever mends it. Never names, passwords or typed text."""

import faulthandler
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from crm_desktop.infra.paths import log_dir

LOG_FILE = "crm-desktop.log"
CRASH_FILE = "crash.log"
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_SIZE = 1_000_000
_KEPT = 3


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
        handlers.append(
            RotatingFileHandler(
                log_file(), maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
            )
        )
    except OSError as error:
        sys.stderr.write(f"no log file: {error}\n")
    if verbose and sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
    # Alembic tells of each of its own parts at every start.
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)
    # SQLAlchemy logs statements with the values people typed: never below warnings.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)


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
