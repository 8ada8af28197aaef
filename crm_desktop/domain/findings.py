"""What an examination of the database and the computer finds, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with what was examined."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result, in the language in force. `remedy` says how to mend what is not in order."""

    check: str
    state: State
    text: str
    remedy: str = ""
