"""Imports on the command line: a file in, what was imported, and taking it back."""

from argparse import Namespace
from pathlib import Path

from crm_desktop.cli_jobs import wants_json
from crm_desktop.cli_output import as_object, print_json, print_table, say, show_progress, warn
from crm_desktop.cli_parser import UsageError
from crm_desktop.cli_session import signed_in
from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.transfer import Duplicates, Import, ImportKind, ImportResult, ImportState
from crm_desktop.infra.clock import local
from crm_desktop.infra.i18n import joined, show, translate
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_columns import (
    CUSTOMER_COLUMNS,
    PAYMENT_COLUMNS,
    known_column,
)
from crm_desktop.services.transfer_in import (
    finish_import,
    import_customers,
    import_payments,
    imports,
    undo_import,
    unfinished_imports,
)

_KINDS: dict[ImportKind, Text] = {
    ImportKind.CUSTOMER: marked("Cli", "Customers"),
    ImportKind.PAYMENT: marked("Cli", "Payments"),
}
_STATES: dict[ImportState, Text] = {
    ImportState.READING: marked("Cli", "being read"),
    ImportState.STORING: marked("Cli", "being stored"),
    ImportState.DONE: marked("Cli", "done"),
    ImportState.TAKING_BACK: marked("Cli", "being taken back"),
    ImportState.TAKEN_BACK: marked("Cli", "taken back"),
}


def import_(options: Namespace) -> int:
    """Import a file and print the counts."""
    is_customers = options.kind == "customers"
    columns = CUSTOMER_COLUMNS if is_customers else PAYMENT_COLUMNS
    for ours, _ in options.map:
        if known_column(ours, columns) is None:
            text = translate("Cli", "“{name}” is none of our columns: {all}")
            raise UsageError(text.format(name=ours, all=joined(columns)))
    run = import_customers if is_customers else import_payments
    with signed_in(options) as context:
        _warn_of_unfinished(context)
        result = run(
            context,
            Path(options.file),
            dict(options.map),
            options.create_missing,
            show_progress,
            duplicates=Duplicates(options.duplicates),
            error_file=Path(options.errors) if options.errors else None,
        )
    if result.unknown_columns:
        text = translate("Cli", "Columns we do not know were left out: {names}")
        warn(text.format(names=joined(result.unknown_columns)))
    _print_result(result, wants_json(options))
    return 0


def _warn_of_unfinished(context: ServiceContext) -> None:
    for each in unfinished_imports(context):
        text = (
            translate("Cli", "Import {id} of {file} broke off: “imports finish {id}” stores the "
                      "rest, “imports undo {id}” takes it back.")
            if each.can_be_finished
            else translate("Cli", "Import {id} of {file} broke off: “imports undo {id}” takes it "
                           "back.")
        )  # fmt: skip
        warn(text.format(id=each.id, file=each.file_name))


def _print_result(result: ImportResult, as_json: bool) -> None:
    made = translate("Cli", "Made: {names}").format(names=joined(result.made))
    if as_json:
        if result.made:
            warn(made)
        names = ("created", "updated", "skipped", "refused", "error_file")
        print_json({name: getattr(result, name) for name in names})
        return
    say(translate("Cli", "Created: {n}").format(n=result.created))
    if result.contacts:
        say(translate("Cli", "Contacts: {n}").format(n=result.contacts))
    if result.skipped:
        say(translate("Cli", "Skipped, for the number is taken: {n}").format(n=result.skipped))
    if result.refused:
        text = translate("Cli", "Refused: {n}, in {file}")
        say(text.format(n=result.refused, file=result.error_file))
    if result.made:
        say(made)


def imports_(options: Namespace) -> int:
    """List the imports, or finish or take back one of them."""
    with signed_in(options) as context:
        if options.action == "list":
            _list(imports(context), wants_json(options))
        elif options.action == "finish":
            _print_result(finish_import(context, options.id, show_progress), wants_json(options))
        else:
            _take_back(context, options)
    return 0


def _list(found: tuple[Import, ...], as_json: bool) -> None:
    if as_json:
        print_json({"imports": [{"id": each.id} | as_object(each) for each in found]})
        return
    heads = [
        translate("Cli", "Number"),
        translate("Cli", "When"),
        translate("Cli", "By"),
        translate("Cli", "File"),
        translate("Cli", "What"),
        translate("Cli", "Created"),
        translate("Cli", "State"),
    ]
    rows = [
        [
            str(each.id),
            f"{local(each.at):%Y-%m-%d %H:%M}",
            each.by,
            each.file_name,
            show(_KINDS[each.kind]),
            str(each.created),
            _state(each),
        ]
        for each in found
    ]
    print_table(heads, rows, right=(0, 5))


def _state(each: Import) -> str:
    if each.left:
        text = translate("Cli", "taken back, records left: {n}")
        return text.format(n=each.left)
    return show(_STATES[each.state])


def _take_back(context: ServiceContext, options: Namespace) -> None:
    done = undo_import(context, options.id, show_progress)
    kept = [{"record": each.label, "reason": show(each.reason)} for each in done.kept]
    if wants_json(options):
        print_json({"removed": done.removed, "kept": kept, "values": list(done.values)})
        return
    say(translate("Cli", "Taken back: {n}").format(n=done.removed))
    for each in kept:
        text = translate("Cli", "Kept: {record} ({reason})")
        say(text.format(record=each["record"], reason=each["reason"]))
    if done.values:
        text = translate("Cli", "Values removed that nobody uses: {names}")
        say(text.format(names=joined(done.values)))
    if kept:
        say(
            translate(
                "Cli",
                "What has payments, customers that belong to it or records that use it can be "
                "taken back later in the same way, once it has none. What was changed since stays.",
            )
        )
