"""The words of the command line: subcommands and options, their help in the language in force."""

import argparse
import locale
import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from crm_desktop import __version__
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.infra.i18n import LANGUAGES, translate

WRONG_USAGE = 2

QUERY_TEXTS = ("name", "number", "location", "category", "contact", "phone")
QUERY_CODES = ("kind", "status", "level", "source", "industry", "owner")
QUERY_DAYS = ("created-from", "created-to", "paid-from", "paid-to")

# What argparse says, in English only.
_MISSING = re.compile(r"the following arguments are required: (?P<names>.*)")
_UNKNOWN = re.compile(r"unrecognized arguments: (?P<names>.*)")
_NO_CHOICE = re.compile(
    r"argument (?P<name>.*?): invalid choice: (?P<value>.*) \(choose from (?P<names>.*)\)"
)
_NO_VALUE = re.compile(r"argument (?P<name>.*?): expected one argument")
_BAD_VALUE = re.compile(r"argument (?P<name>.*?): (?P<reason>.*)")


class UsageError(Exception):
    """The command line cannot be understood; the text says why, in the language in force."""


class _Formatter(argparse.HelpFormatter):
    """Writes help in the language in force."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the line that shows what may be said."""
        if prefix is None:
            prefix = translate("Cli", "usage: ")
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of ending the program, in the language in force."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        self._positionals.title = translate("Cli", "what follows")
        self._optionals.title = translate("Cli", "options")
        if add_help:
            text = translate("Cli", "show this help and end")
            self.add_argument("-h", "--help", action="help", help=text)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line."""
        raise UsageError(f"{_in_our_words(message)}\n{self.format_usage().strip()}")


def _in_our_words(message: str) -> str:
    """Return in the language in force what argparse says in English."""
    known = (
        (_MISSING, translate("Cli", "Missing: {names}")),
        (_UNKNOWN, translate("Cli", "Too much: {names}")),
        (_NO_CHOICE, translate("Cli", "{name}: {value} is none of {names}")),
        (_NO_VALUE, translate("Cli", "{name} needs a value")),
        (_BAD_VALUE, "{name}: {reason}"),
    )
    matches = ((pattern.fullmatch(message), text) for pattern, text in known)
    found = next((text.format(**match.groupdict()) for match, text in matches if match), message)
    return translate("Cli", "Wrong usage: {message}").format(message=found)


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return the language that `--lang` asks for, before anything else is understood."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


def build_parser() -> Parser:
    """Return the parser of all subcommands."""
    parser = Parser(
        prog="crm-desktop",
        description=translate(
            "Cli", "CRM Desktop: customers, contacts, payments, queries, statistics, reports."
        ),
        epilog=translate(
            "Cli",
            "Without a subcommand the program opens its windows; with --demo on a sample company. "
            "The password comes from a prompt or from the variable CRM_PASSWORD.",
        ),
    )
    parser.add_argument("--version", action="version", version=f"CRM Desktop {__version__}")
    jobs = _subcommands(parser, "command")
    _add_init(jobs)
    _add_transfer(jobs)
    _add_query(jobs)
    _add_statistics(jobs)
    _add_reports(jobs)
    _add_users(jobs)
    _add_backups(jobs)
    _add_doctor(jobs)
    return parser


def _subcommands(parser: argparse.ArgumentParser, destination: str) -> Any:
    return parser.add_subparsers(
        dest=destination, required=True, metavar=destination.upper(), parser_class=Parser
    )


def _common() -> argparse.ArgumentParser:
    """Return the options of every subcommand; unsaid ones are left out of the result."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group(translate("Cli", "everywhere"))
    group.add_argument(
        "--database",
        metavar="DATABASE",
        help=translate("Cli", "a file, a SQLAlchemy URL or the name of a saved connection"),
    )
    group.add_argument("--user", metavar="NAME", help=translate("Cli", "who signs in"))
    group.add_argument(
        "--json", action="store_true", help=translate("Cli", "print the result as JSON")
    )
    group.add_argument(
        "--lang", choices=LANGUAGES, help=translate("Cli", "the language of all texts")
    )
    return common


def _job(jobs: Any, name: str, text: str, **options: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = jobs.add_parser(
        name, help=text, description=text, parents=[_common()], allow_abbrev=False, **options
    )
    return parser


def _add_init(jobs: Any) -> None:
    parser = _job(jobs, "init", translate("Cli", "create or upgrade a database"))
    parser.add_argument(
        "--admin", metavar="NAME", help=translate("Cli", "make the first administrator")
    )
    _add_password_stdin(parser)


def _add_doctor(jobs: Any) -> None:
    parser = _job(jobs, "doctor", translate("Cli", "test the database and what the program needs"))
    parser.add_argument(
        "--repair",
        action="store_true",
        help=translate(
            "Cli",
            "make summaries and search index anew, as an administrator, on a server as the "
            "database's owner (see --user)",
        ),
    )


def _add_password_stdin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=translate("Cli", "read the new password from standard input"),
    )


def _add_transfer(jobs: Any) -> None:
    parser = _job(jobs, "import", translate("Cli", "import from .csv or .xlsx, all rows or none"))
    parser.add_argument("kind", choices=("customers", "payments"))
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="OURS=THEIRS",
        help=translate("Cli", "what one of our columns is called in the file; may be repeated"),
    )
    parser.add_argument(
        "--create-missing",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=translate("Cli", "make unknown categories and list values"),
    )
    parser.add_argument(
        "--duplicates",
        choices=("refuse", "skip"),
        default="refuse",
        help=translate("Cli", "what becomes of rows whose number is taken"),
    )
    parser.add_argument(
        "--errors",
        metavar="FILE",
        help=translate("Cli", "import the good rows, and write the refused ones to this file"),
    )
    imports = _subcommands(
        jobs.add_parser(
            "imports",
            help=translate("Cli", "list imports, finish or take back one"),
            parents=[_common()],
            allow_abbrev=False,
        ),
        "action",
    )
    _job(imports, "list", translate("Cli", "list all imports"))
    finish = _job(imports, "finish", translate("Cli", "store the rest of one that broke off"))
    undo = _job(imports, "undo", translate("Cli", "take back all that an import made"))
    for each in (finish, undo):
        each.add_argument("id", type=int, metavar="NUMBER")
    parser = _job(jobs, "export", translate("Cli", "export to .csv or .xlsx, by the file's name"))
    parser.add_argument("kind", choices=("customers", "contacts", "payments"))
    parser.add_argument("file", metavar="FILE")


def _add_query(jobs: Any) -> None:
    text = translate("Cli", "find customers by any combination of criteria")
    _add_criteria(_job(jobs, "query", text))


def _add_criteria(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(translate("Cli", "what to search by"))
    for name in QUERY_TEXTS:
        group.add_argument(f"--{name}", default="", metavar="TEXT")
    for name in QUERY_CODES:
        group.add_argument(f"--{name}", default="", metavar="VALUE")
    for name in QUERY_DAYS:
        group.add_argument(f"--{name}", type=_day, metavar="DATE")


def _add_statistics(jobs: Any) -> None:
    text = translate("Cli", "what customers paid over a period")
    _add_period(_job(jobs, "stats", text))


def _add_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="first",
        type=_day,
        metavar="DATE",
        help=translate("Cli", "the first day; else that of the first payment"),
    )
    parser.add_argument(
        "--to",
        dest="last",
        type=_day,
        metavar="DATE",
        help=translate("Cli", "the last day; else that of the last payment"),
    )
    parser.add_argument("--by", choices=[by.value for by in Breakdown], default="month")


def _add_reports(jobs: Any) -> None:
    reports = _subcommands(
        jobs.add_parser(
            "report",
            help=translate("Cli", "write a report as PDF"),
            parents=[_common()],
            allow_abbrev=False,
        ),
        "report",
    )
    texts = {
        "customers": translate("Cli", "the list of customers"),
        "card": translate("Cli", "a customer with contacts and payments"),
        "contacts": translate("Cli", "the list of contacts"),
        "query": translate("Cli", "the result of a query"),
        "statistics": translate("Cli", "statistics with their chart"),
    }
    parsers = {name: _job(reports, name, text) for name, text in texts.items()}
    for parser in parsers.values():
        parser.add_argument("--out", required=True, metavar="FILE.pdf")
    parsers["card"].add_argument(
        "--number", required=True, help=translate("Cli", "the customer's number")
    )
    _add_criteria(parsers["query"])
    _add_period(parsers["statistics"])


def _add_users(jobs: Any) -> None:
    users = _subcommands(
        jobs.add_parser(
            "users",
            help=translate("Cli", "look after the users"),
            parents=[_common()],
            allow_abbrev=False,
        ),
        "action",
    )
    _job(users, "list", translate("Cli", "list all users"))
    add = _job(users, "add", translate("Cli", "add a user, who must change the password first"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--pop", type=int, choices=(0, 1), default=0)
    add.add_argument("--display-name", default="", metavar="TEXT")
    disable = _job(users, "disable", translate("Cli", "let a user sign in no more"))
    disable.add_argument("name", metavar="NAME")
    text = translate("Cli", "give all customers of one user to another")
    hand_over = _job(users, "hand-over", text)
    hand_over.add_argument("name", metavar="FROM")
    hand_over.add_argument("to", metavar="TO")
    reset = _job(users, "reset-password", translate("Cli", "give a user a one-time password"))
    reset.add_argument("name", metavar="NAME")
    change = _job(users, "change-password", translate("Cli", "change one's own password"))
    for parser in (add, reset, change):
        _add_password_stdin(parser)


def _add_backups(jobs: Any) -> None:
    text = translate("Cli", "save all data in one portable archive")
    _job(jobs, "backup", text).add_argument("file", metavar="FILE.zip")
    text = translate("Cli", "restore an archive or a backup into an empty database")
    restore = _job(jobs, "restore", text)
    restore.add_argument("file", metavar="FILE")
    restore.add_argument(
        "--replace",
        action="store_true",
        help=translate("Cli", "replace the database file that is there; it is kept beside"),
    )
    text = translate("Cli", "copy all data to an empty database, file or server")
    copy = _job(jobs, "copy", text)
    copy.add_argument(
        "--to",
        required=True,
        metavar="DATABASE",
        help=translate("Cli", "where to: as for --database"),
    )
    copy.add_argument(
        "--to-user",
        default="",
        metavar="NAME",
        help=translate("Cli", "the owner of that database, on a server"),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = translate("Cli", "{text} is not a date like 2026-03-31").format(text=text)
        raise argparse.ArgumentTypeError(message) from error


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not (ours.strip() and equals and theirs.strip()):
        message = translate("Cli", "{text} is not of the form OURS=THEIRS").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return ours.strip(), theirs.strip()


def stdin_line() -> str:
    """Return the first line of standard input, without its end and a mark of its encoding."""
    return _decoded(sys.stdin.buffer.readline()).removeprefix("\ufeff").rstrip("\r\n")


def _decoded(line: bytes) -> str:
    """Return text from a pipe: UTF-8, or what programs of this computer write by default."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(locale.getpreferredencoding(False), errors="replace")
