"""The command line: subcommands that do without a window what the windows do.

Exit codes: 0 success, 1 the job failed, 2 wrong usage. Why is said on the error stream, in the
language in force.
"""

import logging
from argparse import Namespace
from collections.abc import Callable, Sequence

from crm_desktop.cli_output import (
    ResultNotWritten,
    error_text,
    finish,
    give_up,
    use_utf8,
    warn,
)
from crm_desktop.cli_parser import WRONG_USAGE, UsageError, asked_language, build_parser
from crm_desktop.domain.errors import CrmError, NothingToSearch
from crm_desktop.infra.i18n import LANGUAGES, set_language, show, system_language, translate
from crm_desktop.infra.settings import Settings

FAILED = 1


def main(arguments: Sequence[str]) -> int:
    """Run the subcommand in `arguments` and return the exit code."""
    use_utf8()
    _choose_language(asked_language(arguments))
    try:
        options = build_parser().parse_args(arguments)
    except UsageError as error:
        warn(str(error))
        return WRONG_USAGE
    except SystemExit as end:  # --help and --version
        return int(end.code or 0)
    return _run(options)


def _choose_language(asked: str | None) -> None:
    """Take the language asked for, else the one chosen in the windows, else the system's."""
    wished = asked or Settings().text("language")
    set_language(wished if wished in LANGUAGES else system_language())


def _run(options: Namespace) -> int:
    try:
        code = _job(options)(options)
        finish()
        return code
    except (UsageError, NothingToSearch) as error:
        warn(str(error) if isinstance(error, UsageError) else show(error.text))
        return WRONG_USAGE
    except CrmError as error:
        warn(error_text(error))
        if isinstance(error, ResultNotWritten):
            give_up()
    except KeyboardInterrupt:
        warn(translate("Cli", "Cancelled. Nothing was changed."))
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be said to them.
        give_up()
    except Exception:
        _log_unexpected()
    return FAILED


def _job(options: Namespace) -> Callable[[Namespace], int]:
    """Return the job of a subcommand; only what it needs is loaded."""
    if options.command == "doctor":
        from crm_desktop.cli_doctor import doctor

        return doctor
    if options.command == "report":
        from crm_desktop.cli_reports import report

        return report
    from crm_desktop import cli_backup, cli_imports, cli_jobs

    jobs: dict[str, Callable[[Namespace], int]] = {
        "init": cli_jobs.init,
        "import": cli_imports.import_,
        "imports": cli_imports.imports_,
        "export": cli_jobs.export,
        "query": cli_jobs.query_,
        "stats": cli_jobs.stats,
        "users": cli_jobs.users,
        "backup": cli_backup.backup,
        "restore": cli_backup.restore,
        "copy": cli_backup.copy,
    }
    return jobs[options.command]


def _log_unexpected() -> None:
    from crm_desktop.infra.logging import log_file, set_up_logging

    set_up_logging()
    logging.getLogger(__name__).error("unexpected error", exc_info=True)
    text = translate(
        "Cli",
        "Something went wrong that should not have. What was saved before is safe. "
        "The details are in {file}.",
    )
    warn(text.format(file=log_file()))
