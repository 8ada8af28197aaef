"""The jobs of the command line: each signs in, calls a service and prints what it answers."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.cli_criteria import criteria, statistics
from crm_desktop.cli_output import as_object, print_json, print_table, say, show_progress
from crm_desktop.cli_session import new_password, own_password, signed_in, target, user
from crm_desktop.domain.criteria import CRITERIA_LABELS
from crm_desktop.domain.errors import AdministratorExists
from crm_desktop.domain.fields import (
    CUSTOMER_FIELDS,
    OTHER_LABELS,
    USER_FIELDS,
    by_name,
)
from crm_desktop.domain.money import format_money
from crm_desktop.domain.records import CustomerRow
from crm_desktop.domain.statistics import Statistics
from crm_desktop.domain.statistics_labels import BREAKDOWN_LABELS
from crm_desktop.domain.user import OneTimePassword, User
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.i18n import show, translate
from crm_desktop.infra.sql_server import is_server
from crm_desktop.services import bulk, databases, lists, passwords, query
from crm_desktop.services import sign_in as signing_in
from crm_desktop.services import users as user_service
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_out import export_contacts, export_customers, export_payments
from crm_desktop.services.transfer_statistics import row_label


def wants_json(options: Namespace) -> bool:
    """Return whether --json was given."""
    return getattr(options, "json", False)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What `init` did; the names are those of its JSON object."""

    database: str
    created: bool
    upgraded: bool
    administrator: str | None
    recovery_code: str | None


def init(options: Namespace) -> int:
    """Create or upgrade the database; with --admin also its first administrator.

    On a server --user is the owner of the database, whose password comes as in other jobs.
    """
    place, name = target(options), options.admin
    code: str | None = None
    ready = _open_as_owner(options, place) if databases.database_exists(place) else None
    try:
        if name is not None:
            if ready is not None and databases.has_administrator(ready.database):
                raise AdministratorExists
            password = new_password(name, from_stdin=options.password_stdin)
            passwords.check_new_password(name, "", password)
        ready = ready or databases.prepare(place)
        if name is not None:
            code = databases.initialise(ready.database, name, password, SystemClock()) or None
    finally:
        if ready is not None:
            ready.database.close()
    done = _Prepared(ready.database.location, ready.is_created, ready.is_upgraded, name, code)
    if wants_json(options):
        print_json(as_object(done))
    else:
        _tell_prepared(done)
    return 0


def _open_as_owner(options: Namespace, place: str | Path) -> databases.Prepared:
    """Open a database, upgraded where it is older; on a server --user is its owner."""
    owner = user(options)
    if isinstance(place, str) and is_server(place) and owner is not None:
        return databases.prepare(place, owner, own_password(owner))
    return databases.prepare(place)


def _tell_prepared(done: _Prepared) -> None:
    say(_init_text(not done.created, done.upgraded).format(place=done.database))
    if done.administrator is not None:
        say(translate("Cli", "Administrator: {name}").format(name=done.administrator))
    elif done.created:
        say(translate("Cli", "It has no user yet: run init again with --admin NAME."))
    if done.recovery_code is not None:
        text = translate(
            "Cli",
            "Recovery code: {code}\nKeep it on paper: it is shown only now, and is the way "
            "back when the administrator's password is forgotten.",
        )
        say(text.format(code=done.recovery_code))


def _init_text(exists: bool, is_upgraded: bool) -> str:
    if not exists:
        return translate("Cli", "Created: {place}")
    if is_upgraded:
        return translate("Cli", "Upgraded: {place}. A copy of it as it was is beside it.")
    return translate("Cli", "Up to date: {place}")


def export(options: Namespace) -> int:
    """Export everything of a kind and print how many rows."""
    jobs: dict[str, Callable[[ServiceContext, Path], int]] = {
        "customers": lambda context, path: export_customers(context, path, progress=show_progress),
        "contacts": lambda context, path: export_contacts(context, path, progress=show_progress),
        "payments": lambda context, path: export_payments(context, path, progress=show_progress),
    }
    path = Path(options.file)
    with signed_in(options) as context:
        count = jobs[options.kind](context, path)
    if wants_json(options):
        print_json({"rows": count, "file": str(path.absolute())})
    else:
        say(translate("Cli", "Rows written: {n}").format(n=count))
    return 0


def query_(options: Namespace) -> int:
    """Run a query and print the customers found."""
    with signed_in(options) as context:
        found = tuple(query.rows(context, criteria(context, options)))
    if wants_json(options):
        print_json({"count": len(found), "customers": [as_object(row) for row in found]})
        return 0
    if found:
        _print_customers(found)
    say(translate("Cli", "Customers: {n}").format(n=len(found)))
    return 0


def _print_customers(found: tuple[CustomerRow, ...]) -> None:
    fields = by_name(CUSTOMER_FIELDS)
    heads = [
        show(fields["customer_no"].label),
        show(fields["name"].label),
        show(CRITERIA_LABELS["location"]),
        show(OTHER_LABELS["primary_contact"]),
        show(fields["phone"].label),
        show(OTHER_LABELS["total_paid"]),
    ]
    rows = [
        [
            row.customer_no,
            row.name,
            " ".join(filter(None, (row.country, row.province, row.city, row.district))),
            row.primary_contact,
            row.primary_contact_phone or row.phone or row.mobile,
            format_money(row.total_paid, thousands=False),
        ]
        for row in found
    ]
    print_table(heads, rows, right=(5,))


def stats(options: Namespace) -> int:
    """Print statistics; rows that have figures only in other periods are left out."""
    with signed_in(options) as context:
        found, labels = statistics(context, options), lists.labels(context)
    rows = [row for row in found.rows if row.payments or found.by.is_time]
    named = [(row, row_label(row, found.by, labels)) for row in rows]
    if wants_json(options):
        objects = [
            {
                "key": row.key,
                "label": label,
                "payments": row.payments,
                "revenue": row.revenue,
            }
            for row, label in named
        ]
        print_json({"total": found.total, "rows": objects})
        return 0
    lines = [
        [label, str(row.payments), format_money(row.revenue, thousands=False)]
        for row, label in named
    ]
    _print_statistics(found, lines)
    return 0


def _print_statistics(found: Statistics, lines: list[list[str]]) -> None:
    say(f"{found.period.first} – {found.period.last}")
    heads = [
        show(BREAKDOWN_LABELS[found.by]),
        translate("Cli", "Entries"),
        translate("Cli", "Revenue"),
    ]
    total = format_money(found.total, thousands=False)
    lines.append([translate("Cli", "Total"), str(found.payments), total])
    print_table(heads, lines, right=(1, 2))


def users(options: Namespace) -> int:
    """Do what the subcommand of `users` says."""
    jobs: dict[str, Callable[[ServiceContext, Namespace], None]] = {
        "list": _list_users,
        "add": _add_user,
        "disable": _disable_user,
        "hand-over": _hand_over,
        "reset-password": _reset_password,
        "change-password": _change_password,
    }
    with signed_in(options) as context:
        jobs[options.action](context, options)
    return 0


def _list_users(context: ServiceContext, options: Namespace) -> None:
    found = user_service.users(context)
    if wants_json(options):
        print_json({"users": [_user_object(each) for each in found]})
        return
    yes = translate("Cli", "yes")
    fields = by_name(USER_FIELDS)
    names = ("username", "display_name", "pop", "is_active")
    rows = [
        [
            each.username,
            each.display_name,
            yes if each.pop else "",
            yes if each.is_active else "",
        ]
        for each in found
    ]
    print_table([show(fields[name].label) for name in names], rows)


def _user_object(found: User) -> dict[str, object]:
    names = ("username", "display_name", "pop", "email", "phone", "is_active")
    more = ("must_change_password", "locked_until", "last_sign_in_at")
    return {name: getattr(found, name) for name in names + more}


def _add_user(context: ServiceContext, options: Namespace) -> None:
    password = _given_password(options)
    new = User(username=options.name, display_name=options.display_name, pop=options.pop)
    _print_password(user_service.add_user(context, new, password), options)


def _disable_user(context: ServiceContext, options: Namespace) -> None:
    found = user_service.set_active(context, _user_id(context, options.name), False)
    if wants_json(options):
        print_json(_user_object(found))
    else:
        say(translate("Cli", "Disabled: {name}").format(name=found.username))


def _hand_over(context: ServiceContext, options: Namespace) -> None:
    giver, taker = _user_id(context, options.name), _user_id(context, options.to)
    report = bulk.hand_over(context, giver, taker)
    if wants_json(options):
        print_json({"from": options.name, "to": options.to, "customers": report.done})
    else:
        say(translate("Cli", "Customers handed over: {n}").format(n=f"{report.done:,}"))


def _reset_password(context: ServiceContext, options: Namespace) -> None:
    password = _given_password(options)
    user_id = _user_id(context, options.name)
    _print_password(user_service.reset_password(context, user_id, password), options)


def _change_password(context: ServiceContext, options: Namespace) -> None:
    name = user(options) or ""
    new = new_password(name, from_stdin=options.password_stdin)
    signing_in.change_password(context, own_password(name), new)
    if wants_json(options):
        print_json({"username": name})
    else:
        say(translate("Cli", "Your password has been changed."))


def _given_password(options: Namespace) -> str | None:
    return new_password(options.name, from_stdin=True) if options.password_stdin else None


def _user_id(context: ServiceContext, name: str) -> int:
    found = user_service.find_user(context, name)
    assert found.id is not None
    return found.id


def _print_password(made: OneTimePassword, options: Namespace) -> None:
    if wants_json(options):
        print_json({"username": made.user.username, "password": made.password})
    elif made.password is None:
        text = translate("Cli", "{name} must change this password at the first sign-in.")
        say(text.format(name=made.user.username))
    else:
        say(translate("Cli", "One-time password: {password}").format(password=made.password))
