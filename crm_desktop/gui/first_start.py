"""What the first-start guide asks and checks, without a window."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from crm_desktop.domain.errors import CrmError
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services.passwords import check_new_password

SUFFIX = ".db"


class Choice(Enum):
    """How somebody wants to start."""

    SAMPLE = "sample"
    CREATE = "create"
    EXISTING = "existing"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was entered. User name and passwords matter for a new database only."""

    choice: Choice = Choice.SAMPLE
    path: str = ""
    username: str = ""
    password: str = ""
    repeated: str = ""

    @property
    def target(self) -> str:
        """The file meant by `path`; a new one gets our ending where none was typed."""
        path = Path(self.path.strip()).expanduser().absolute()
        if self.choice is Choice.CREATE and not path.suffix:
            path = path.with_name(path.name + SUFFIX)
        return str(path)


def first_problem(answers: Answers) -> tuple[str, str] | None:
    """Return the name of the first field that needs attention and why, or None."""
    if answers.choice in (Choice.SAMPLE, Choice.SERVER):
        return None
    reason = _path_problem(answers)
    if reason:
        return "path", reason
    if answers.choice is Choice.EXISTING:
        return None
    if not answers.username.strip():
        return "username", translate("FirstStart", "Choose a user name to sign in with.")
    return new_password_problem(answers.username, "", answers.password, answers.repeated)


def new_password_problem(
    username: str, old: str, new: str, repeated: str
) -> tuple[str, str] | None:
    """Return which field of a new password needs attention and why, or None."""
    try:
        check_new_password(username.strip(), old, new)
    except CrmError as error:
        return "password", show(error.text, **error.values)
    if new != repeated:
        return "repeat", translate("FirstStart", "The two passwords differ. Type the same twice.")
    return None


def _path_problem(answers: Answers) -> str | None:
    if not answers.path.strip():
        return translate("FirstStart", "Choose a file.")
    path = Path(answers.target)
    if path.is_dir():
        return translate("FirstStart", "This is a folder. Add a name for the file.")
    if answers.choice is Choice.EXISTING and not path.exists():
        return translate("FirstStart", "There is no such file. Check the path.")
    if answers.choice is Choice.CREATE and path.exists():
        return translate(
            "FirstStart",
            "This file exists already and is left alone. Choose another name, or open it instead.",
        )
    return None


def free_path(proposed: Path) -> Path:
    """Return `proposed`, with a number where a file of that name exists."""
    number, path = 2, proposed
    while path.exists():
        path = proposed.with_name(f"{proposed.stem}-{number}{proposed.suffix or SUFFIX}")
        number += 1
    return path
