"""`crm-desktop doctor`: the database, the fonts and the printers; what is wrong, how to mend it."""

import sys
from argparse import Namespace
from contextlib import ExitStack, closing
from pathlib import Path

from crm_desktop.cli_output import error_text, print_json, say
from crm_desktop.cli_session import own_password, signed_in, target, user
from crm_desktop.domain.errors import CrmError, FontMissing
from crm_desktop.domain.findings import Finding, State
from crm_desktop.infra.i18n import joined, show, translate
from crm_desktop.infra.sql_server import is_server
from crm_desktop.services.doctor import examine

# Characters beyond the commonest, by which a fallback font is known.
_RARE = "𠮷"
_MARKS = {State.OK: "ok", State.WARNING: "!", State.FAILED: "X"}


def doctor(options: Namespace) -> int:
    """Examine everything and print it; 1 where something failed.

    With --user the rights of that user are examined as well. With --repair summaries and search
    index are made anew before.
    """
    place = target(options)
    if options.repair:
        _repair(options, place)
    found = _server(options, place) if is_server(str(place)) else _file(options, place)
    findings = [*found, fonts(), printers()]
    failed = any(finding.state is State.FAILED for finding in findings)
    if getattr(options, "json", False):
        print_json({"ok": not failed, "findings": [_object(finding) for finding in findings]})
    else:
        if options.repair:
            say(translate("Doctor", "What is derived from the records was made anew."))
        for finding in findings:
            say(f"[{_MARKS[finding.state]:^2}] {finding.text}")
            if finding.remedy:
                say(f"     {finding.remedy}")
    return 1 if failed else 0


def _repair(options: Namespace, place: str | Path) -> None:
    """Make anew what is derived; on a server --user is the owner of the database.

    Raises UsageError where nobody is named, and what opening and signing in raise.
    """
    from crm_desktop.services import databases, derived

    if not is_server(str(place)):
        with signed_in(options) as context:
            derived.repair(context)
        return
    name = user(options) or ""
    database = databases.signed_on(place, name, own_password(name) if name else "")
    with closing(database):
        derived.repair_server(database)


def _file(options: Namespace, place: str | Path) -> list[Finding]:
    refused: CrmError | None = None
    with ExitStack() as stack:
        context = None
        if user(options):
            try:
                context = stack.enter_context(signed_in(options))
            except CrmError as error:
                refused = error
        findings = list(examine(place, context))
    if refused is not None and findings[0].state is State.OK:
        findings.append(Finding("rights", State.FAILED, error_text(refused)))
    return findings


def _server(options: Namespace, place: str | Path) -> list[Finding]:
    """Examine a server as --user, or only the way to it where nobody is named."""
    from crm_desktop.services.server_doctor import examine_target

    name = user(options) or ""
    password = own_password(name) if name else ""
    findings = list(examine_target(str(place), name, password))
    if name and not any(finding.state is State.FAILED for finding in findings):
        from crm_desktop.services.databases import signed_on
        from crm_desktop.services.derived import examine_derived

        with closing(signed_on(place, name, password)) as database:
            findings += examine_derived(database)
    return findings


def fonts() -> Finding:
    """Return whether the fonts for reports are there."""
    from crm_desktop.reports.fonts import draws, font_library

    library = font_library()
    try:
        library.face(bold=False)
        library.face(bold=True)
    except FontMissing as error:
        return Finding("fonts", State.FAILED, show(error.text, **error.values))
    if draws(library.fallback(ord(_RARE)), ord(_RARE)):
        text = translate("Doctor", "The fonts for reports are there, rare characters included.")
        return Finding("fonts", State.OK, text)
    return Finding(
        "fonts",
        State.WARNING,
        translate("Doctor", "The font for reports is there; rare characters will be boxes."),
        translate(
            "Doctor",
            "For rare characters in reports install a font that has them, such as SimSun-ExtB.",
        ),
    )


def printers() -> Finding:
    """Return which printers there are."""
    try:
        from crm_desktop.gui.printers import printer_names
    except ImportError as error:
        return Finding(
            "printers",
            State.FAILED,
            translate("Doctor", "Qt cannot be loaded: {reason}").format(reason=error),
            _way_to_qt(),
        )
    names = printer_names()
    if names:
        text = translate("Doctor", "Printers: {names}").format(names=joined(names))
        return Finding("printers", State.OK, text)
    return Finding(
        "printers",
        State.WARNING,
        translate("Doctor", "There is no printer. Reports can be saved as PDF all the same."),
        translate("Doctor", "Add a printer in the settings of this computer."),
    )


def _way_to_qt() -> str:
    if sys.platform == "win32":
        return translate(
            "Doctor", "Install the newest “Microsoft Visual C++ Redistributable (x64)”."
        )
    return translate("Doctor", "Run “python3 dev.py run”, which installs what Qt needs.")


def _object(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "text": finding.text,
        "remedy": finding.remedy,
    }
