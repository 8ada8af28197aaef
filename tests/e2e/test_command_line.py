"""The command line end to end, on the Northwind company: the same figures everywhere."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from crm_desktop import cli, cli_session
from crm_desktop.infra import i18n
from crm_desktop.infra.paths import config_dir

ROOT = Path(__file__).resolve().parents[2]
NORTHWIND = ROOT / "tests" / "resources" / "northwind"
PASSWORD = "winter-Garten-7"
REVENUE = {"1996": "208083.99", "1997": "617085.30", "1998": "440623.93"}
TOTAL = "1265793.22"
MAPPING = ("--map", "customer_no=customer_id", "--map", "name=company_name")


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep away from the settings of whoever runs the tests; leave no language behind."""
    monkeypatch.setenv("CRM_DESKTOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CRM_PASSWORD", PASSWORD)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(cli, "system_language", lambda: i18n.ENGLISH)
    yield
    i18n.set_language(i18n.ENGLISH)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a subcommand in this process."""

    def run(*arguments: str | Path) -> Outcome:
        code = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a text on standard input."""
    return lambda text: monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()))
    )


@pytest.fixture(scope="module")
def northwind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all of Northwind, made by the program itself, each step a process."""
    folder = tmp_path_factory.mktemp("northwind")
    path = folder / "northwind.db"
    environment = os.environ | {
        "CRM_DESKTOP_HOME": str(folder / "home"),
        "CRM_PASSWORD": PASSWORD,
        "PYTHONWARNINGS": "error",
    }

    def run(*arguments: str | Path, given: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "crm_desktop", *map(str, arguments)],
            input=given.encode(),
            capture_output=True,
            env=environment,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8")

    here = ("--database", path, "--user", "boss", "--lang", "en")
    made = run("init", "--admin", "boss", "--password-stdin", *here, given=f"{PASSWORD}\n")
    assert str(path) in made
    customers = run("import", "customers", NORTHWIND / "customers.csv", *MAPPING, "--json", *here)
    assert json.loads(customers) == {
        "created": 91,
        "updated": 0,
        "skipped": 0,
        "refused": 0,
        "error_file": None,
    }
    payments = run("import", "payments", *here, NORTHWIND / "payments.csv")
    assert "Created: 830" in payments
    assert "Dairy Products" in payments
    return path


@pytest.fixture
def on(northwind: Path) -> tuple[str, ...]:
    return ("--database", str(northwind), "--user", "boss")


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def numbers_of(workbook: Path) -> set[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(workbook)
    found = {cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    book.close()
    return found


def test_revenue_by_year(call: Run, on: tuple[str, ...]) -> None:
    expected = [
        {"key": year, "label": year, "payments": count, "revenue": REVENUE[year]}
        for year, count in (("1996", 152), ("1997", 408), ("1998", 270))
    ]
    for days in ((), ("--from", "1996-01-01", "--to", "1998-12-31")):
        found = call("stats", "--by", "year", *days, "--json", *on)
        assert found.json() == {"total": TOTAL, "rows": expected}
    shown = call("stats", *on, "--by", "year").out
    assert all(figure in shown for figure in (*REVENUE.values(), TOTAL))


@pytest.mark.parametrize(
    ("by", "key", "label"),
    [
        ("quarter", "1996-Q3", "Q3 1996"),
        ("month", "1996-07", "Jul 1996"),
        ("customer", "ALFKI", "Alfreds Futterkiste"),
        ("location", "Germany", "Germany"),
        ("category", "Dairy Products", "Dairy Products"),
        ("method", "", "(no payment method)"),
        ("owner", "", "(no owner)"),
        ("level", "", "(no level)"),
    ],
)
def test_every_breakdown_adds_up(
    call: Run, on: tuple[str, ...], by: str, key: str, label: str
) -> None:
    from decimal import Decimal

    found = call("stats", "--by", by, "--json", *on).json()
    assert sum(Decimal(row["revenue"]) for row in found["rows"]) == Decimal(TOTAL)
    assert sum(row["payments"] for row in found["rows"]) == 830
    assert label in {row["label"] for row in found["rows"] if row["key"] == key}


def test_rows_of_other_periods_are_left_out(call: Run, on: tuple[str, ...]) -> None:
    day = ("--from", "1996-07-04", "--to", "1996-07-04")
    found = call("stats", "--by", "customer", *day, "--json", *on).json()
    assert [row["key"] for row in found["rows"]] == ["VINET"]
    # Stretches of time without payments are there.
    days = ("--from", "1996-07-06", "--to", "1996-07-08")
    found = call("stats", "--by", "day", *days, "--json", *on).json()
    assert [row["payments"] for row in found["rows"]] == [0, 0, 2]


def test_queries(call: Run, on: tuple[str, ...]) -> None:
    london = call("query", "--location", "London", "--json", *on).json()
    assert london["count"] == 6
    assert len(london["customers"]) == 6
    maria = call("query", "--contact", "Maria", "--json", *on).json()
    alfki = next(row for row in maria["customers"] if row["customer_no"] == "ALFKI")
    assert (alfki["name"], alfki["primary_contact"]) == ("Alfreds Futterkiste", "Maria Anders")
    assert (alfki["total_paid"], alfki["last_payment_on"]) == ("4273.00", "1998-04-09")
    assert {"product_category", "owner"} <= alfki.keys()
    assert "id" not in alfki
    shown = call("query", *on, "--location", "mexico", "--category", "dairy").out
    assert "México D.F." in shown
    assert "Customers:" in shown
    assert "Customers: 0" in call("query", *on, "--name", "%").out


def test_queries_by_list_values_and_days(call: Run, on: tuple[str, ...]) -> None:
    def count(*criteria: str) -> int:
        return int(call("query", "--json", *criteria, *on).json()["count"])

    assert count("--status", "Potential") == count("--status", "潜在") == 91
    assert count("--status", "POTENTIAL", "--kind", "Person") == 0
    assert count("--paid-to", "1996-07-05") == 2
    assert count("--owner", "boss") == 0
    turned = call("query", "--paid-from", "1997-01-02", "--paid-to", "1997-01-01", *on)
    assert turned == Outcome(2, "", "The first day is after the last.\n")
    for wrong in (("--status", "splendid"), ("--owner", "nobody")):
        refused = call("query", *wrong, *on)
        assert (refused.code, refused.out) == (2, "")
        assert f"“{wrong[1]}” is not one of the values" in refused.err


def test_nothing_to_search_by(call: Run, on: tuple[str, ...]) -> None:
    assert call("query", "--name", "  ", *on) == Outcome(2, "", "Choose what to search by.\n")
    chinese = call("query", "--lang", "zh_CN", *on)
    assert chinese == Outcome(2, "", "请选择要查询的种类\n")


def test_the_same_figures_in_excel_and_pdf(call: Run, on: tuple[str, ...], tmp_path: Path) -> None:
    report = tmp_path / "statistics.pdf"
    written = call("report", "statistics", "--by", "year", "--out", report, *on)
    assert "pages: 1" in written.out
    text = text_of(report)
    for figure in ("208,083.99", "617,085.30", "440,623.93", "1,265,793.22"):
        assert figure in text

    customers, payments = tmp_path / "customers.xlsx", tmp_path / "payments.xlsx"
    assert "Rows written: 91" in call("export", "customers", customers, *on).out
    exported = call("export", "payments", payments, "--json", *on).json()
    assert exported == {"rows": 830, "file": str(payments)}
    assert {"ALFKI", 4273, "Maria Anders"} <= numbers_of(customers)
    assert {"VINET", 440, "Steven Buchanan"} <= numbers_of(payments)
    assert call("export", "contacts", tmp_path / "contacts.csv", "--json", *on).json()["rows"] == 91


def test_reports(call: Run, on: tuple[str, ...], tmp_path: Path) -> None:
    out = ("--out", tmp_path / "r.pdf", *on)
    for arguments, texts in (
        (("customers",), ("Customer list", "ALFKI", "Wolski")),
        (("contacts",), ("Contact list", "Maria Anders")),
        (("card", "--number", "alfki"), ("Customer card", "4,273.00", "Maria Anders")),
        (("query", "--location", "London"), ("London", "Around the Horn")),
    ):
        assert call("report", *arguments, *out).code == 0
        text = text_of(tmp_path / "r.pdf")
        assert all(each in text for each in texts), (arguments, text)
    written = call("report", "customers", "--json", "--lang", "zh_CN", *out).json()
    assert written["replaced"] == []
    assert "客户" in text_of(tmp_path / "r.pdf")


def test_reports_that_cannot_be(call: Run, on: tuple[str, ...], tmp_path: Path) -> None:
    missing = call("report", "card", "--number", "NOBODY", "--out", tmp_path / "r.pdf", *on)
    assert missing.code == 1
    assert "There is no customer with the number NOBODY." in missing.err
    nowhere = call("report", "customers", "--out", tmp_path / "no" / "r.pdf", *on)
    assert nowhere.code == 1
    assert "cannot be written" in nowhere.err
    no_pdf = call("report", "customers", "--out", tmp_path / "r.txt", *on)
    assert no_pdf.code == 2 and "must end in .pdf" in no_pdf.err
    assert not (tmp_path / "r.txt").exists()
    empty = call("report", "query", "--out", tmp_path / "r.pdf", *on)
    assert (empty.code, empty.err) == (2, "Choose what to search by.\n")


def test_characters_no_font_has_are_named(
    call: Run, on: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desktop.domain.report import ReportResult
    from crm_desktop.reports import customer_list

    def boxes(*_: object) -> ReportResult:
        return ReportResult(1, ("😀 U+1F600",))

    monkeypatch.setattr(customer_list, "customer_list", boxes)
    found = call("report", "customers", "--out", tmp_path / "r.pdf", *on)
    assert found.code == 0
    assert "😀 U+1F600" in found.err


def test_an_import_is_all_or_nothing(call: Run, on: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_text("customer_no,paid_on,amount\nALFKI,1999-01-01,5\nALFKI,1999-01-01,five\n")
    refused = call("import", "payments", path, "--json", *on)
    assert (refused.code, refused.out) == (1, "")
    assert "Row 3, column amount" in refused.err
    chinese = call("import", "payments", path, "--lang", "zh_CN", *on)
    assert "amount" in chinese.err
    assert "Row" not in chinese.err
    assert call("stats", "--by", "year", "--json", *on).json()["total"] == TOTAL


def test_refused_rows_and_taking_an_import_back(call: Run, northwind: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(northwind, copy)
    on = ("--database", str(copy), "--user", "boss")
    path, errors_in = tmp_path / "payments.csv", tmp_path / "errors.csv"
    rows = "P1,ALFKI,1999-01-01,5\nP2,ALFKI,1999-01-01,five\n"
    path.write_text(f"payment_no,customer_no,paid_on,amount\n{rows}")
    done = call("import", "payments", path, "--errors", errors_in, "--json", *on)
    assert (done.json()["created"], done.json()["refused"]) == (1, 1)
    assert done.json()["error_file"] == str(errors_in)
    assert "P2" in errors_in.read_text("utf-8")
    again = call("import", "payments", path, "--errors", errors_in, "--duplicates", "skip", *on)
    assert "Skipped, for the number is taken: 1" in again.out
    assert f"Refused: 1, in {errors_in}" in again.out
    listed = call("imports", "list", "--json", *on).json()["imports"]
    mine = next(each for each in listed if each["created"] == 1)
    assert (mine["file_name"], mine["kind"], mine["state"]) == ("payments.csv", "payment", "done")
    assert "payments.csv" in call("imports", "list", *on).out
    assert call("stats", "--by", "year", "--json", *on).json()["total"] != TOTAL
    assert call("imports", "undo", mine["id"], "--json", *on).json() == {
        "removed": 1,
        "kept": [],
        "values": [],
    }
    assert call("stats", "--by", "year", "--json", *on).json()["total"] == TOTAL
    refused = call("imports", "undo", mine["id"], *on)
    assert (refused.code, "taken back already" in refused.err) == (1, True)
    customers = next(each for each in listed if each["created"] == 91)
    kept = call("imports", "undo", customers["id"], *on)
    assert "Kept: ALFKI Alfreds Futterkiste (has payments)" in kept.out
    refused = call("imports", "finish", mine["id"], *on)
    assert (refused.code, "taken back already" in refused.err) == (1, True)
    assert "records left: 89" in call("imports", "list", *on).out
    assert "There is no import 99." in call("imports", "undo", "99", *on).err
    assert "There is no import 99." in call("imports", "finish", "99", *on).err


def test_import_names_what_it_left_out(call: Run, on: tuple[str, ...], tmp_path: Path) -> None:
    refused = call("import", "customers", NORTHWIND / "customers.csv", *MAPPING, *on)
    assert refused.code == 1
    assert "ALFKI" in refused.err
    path = tmp_path / "empty.csv"
    path.write_text("name,region\n")
    warned = call("import", "customers", path, *on)
    assert warned.code == 0
    assert "region" in warned.err
    made = tmp_path / "made.csv"
    made.write_text("customer_no,paid_on,amount,method\nALFKI,1999-01-01,5,barter\n")
    refused = call("import", "payments", made, "--no-create-missing", *on)
    assert "“barter” is not one of the values" in refused.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("import", "customers"),
        ("import", "nonsense", "x.csv"),
        ("import", "customers", "x.csv", "--map", "nonsense=x"),
        ("import", "customers", "x.csv", "--map", "name"),
        ("stats", "--by", "colour"),
        ("stats", "--from", "yesterday"),
        ("stats", "--from", "2026-02-02", "--to", "2026-02-01"),
        ("report", "customers"),
        ("report", "card", "--out", "x.pdf"),
        ("users",),
        ("users", "add"),
        ("users", "add", "x", "--pop", "2"),
        ("query", "--na", "abbreviated"),
        ("export", "customers", "x.csv", "--lang", "klingon"),
    ],
)
def test_wrong_usage(call: Run, on: tuple[str, ...], arguments: tuple[str, ...]) -> None:
    refused = call(*arguments, *(on if arguments else ()))
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nonsense",), "COMMAND：'nonsense' 不在可选值中"),
        (("stats", "--by"), "--by 缺少取值"),
        (("stats", "--from", "x"), "--from: x 不是 2026-03-31 格式的日期"),
        (("export", "customers"), "缺少：FILE"),
        (("export", "customers", "a.csv", "b.csv"), "多余：b.csv"),
    ],
)
def test_wrong_usage_is_said_in_chinese(call: Run, arguments: tuple[str, ...], reason: str) -> None:
    said = call(*arguments, "--lang", "zh_CN").err
    assert said.startswith(f"用法错误：{reason}")
    assert "\n用法：crm-desktop" in said


def test_help_in_both_languages(call: Run) -> None:
    shown = call("--help")
    assert shown.code == 0
    commands = "init import export query stats report users backup restore copy doctor".split()
    assert all(command in shown.out for command in commands)
    assert "客户" in call("query", "--help", "--lang", "zh_CN").out
    assert "CRM Desktop" in call("--version").out


def test_signing_in(
    call: Run, northwind: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database = ("--database", northwind)
    nobody = call("stats", *database)
    assert (nobody.code, nobody.err) == (2, "Say who you are: --user NAME\n")
    monkeypatch.setenv("CRM_PASSWORD", "wrong")
    wrong = call("stats", *database, "--user", "somebody")
    assert (wrong.code, wrong.err) == (1, "User name or password is wrong.\n")
    monkeypatch.delenv("CRM_PASSWORD")
    assert "CRM_PASSWORD" in call("stats", *database, "--user", "boss").err
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(cli_session.getpass, "getpass", end_of_file)
    assert "CRM_PASSWORD" in call("stats", *database, "--user", "boss").err
    monkeypatch.setattr(cli_session.getpass, "getpass", lambda _: PASSWORD)
    assert call("stats", *database, "--user", "boss").code == 0
    missing = call("stats", "--database", tmp_path / "no.db", "--user", "boss")
    assert missing.code == 1
    assert "There is no database" in missing.err


def end_of_file(_: str) -> str:
    raise EOFError


class Terminal(io.StringIO):
    """Standard input with a person before it."""

    def isatty(self) -> bool:
        return True


def test_the_default_database_and_saved_connections(call: Run, northwind: Path) -> None:
    from crm_desktop.infra.connections import Connection, remember
    from crm_desktop.infra.settings import Settings

    missing = call("stats", "--user", "boss")
    assert "crm.db" in missing.err
    settings = Settings()
    remember(settings, Connection("Trading", str(northwind)))
    settings.save()
    assert call("stats", "--database", "Trading", "--user", "boss", "--json").json()["rows"]
    url = f"sqlite:///{northwind}"
    assert call("stats", "--database", url, "--user", "boss").code == 0


def test_init(call: Run, tmp_path: Path, typed: Callable[[str], None]) -> None:
    database = ("--database", tmp_path / "folder" / "new.db")
    typed("short\n")
    weak = call("init", "--admin", "boss", "--password-stdin", *database)
    assert weak.code == 1
    assert "at least 8 characters" in weak.err
    assert not (tmp_path / "folder").exists()

    nobody = call("init", "--admin", "boss", *database)
    assert (nobody.code, "--password-stdin" in nobody.err) == (2, True)
    assert "CRM_PASSWORD" not in nobody.err
    without = call("init", *database)
    assert "--admin" in without.out
    typed(f"{PASSWORD}\n")
    made = call("init", "--admin", "boss", "--password-stdin", "--json", *database).json()
    assert (made["created"], made["upgraded"], made["administrator"]) == (False, False, "boss")
    assert "Up to date" in call("init", *database).out
    refused = call("init", "--admin", "other", "--password-stdin", *database)
    assert refused.code == 1
    assert "has an administrator already" in refused.err


def test_init_asks_twice(call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSWORD, "another", PASSWORD, PASSWORD])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(cli_session.getpass, "getpass", lambda _: next(answers))
    database = ("--database", tmp_path / "new.db")
    differ = call("init", "--admin", "boss", *database)
    assert (differ.code, "differ" in differ.err) == (2, True)
    assert not (tmp_path / "new.db").exists()
    assert "Administrator: boss" in call("init", "--admin", "boss", *database).out


def test_init_upgrades_an_older_database(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desktop.domain.errors import DatabaseOlder
    from crm_desktop.services import databases

    path = tmp_path / "old.db"
    databases.create_database(path).close()
    usual, upgraded = databases.open_database, []

    def older(target: Path) -> Any:
        if not upgraded:
            raise DatabaseOlder(path=target)
        return usual(target)

    monkeypatch.setattr(databases, "open_database", older)
    monkeypatch.setattr(databases, "upgrade_database", upgraded.append)
    assert "Upgraded" in call("init", "--database", path).out
    assert upgraded == [path]


def test_users(
    call: Run, tmp_path: Path, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "users.db"
    typed(f"{PASSWORD}\n")
    assert call("init", "--admin", "boss", "--password-stdin", "--database", path).code == 0
    boss = ("--database", path, "--user", "boss")

    added = call("users", "--json", "add", "wang", "--pop", "1", "--display-name", "王芳", *boss)
    first = added.json()
    assert first["username"] == "wang"
    typed("sommer-Wiese-8\n")
    given = call("users", "add", "--password-stdin", "li", *boss)
    assert "li must change this password" in given.out
    shown = call("users", "list", *boss).out
    assert "王芳" in shown
    listed = call("users", "list", "--json", *boss).json()["users"]
    assert [(u["username"], u["pop"]) for u in listed] == [("boss", 1), ("li", 0), ("wang", 1)]
    assert not any("hash" in name for name in listed[0])

    wang = ("--database", path, "--user", "wang")
    monkeypatch.setenv("CRM_PASSWORD", first["password"])
    assert "change your password" in call("stats", *wang).err
    typed("herbst-Wald-9\n")
    changed = call("users", "change-password", "--password-stdin", *wang)
    assert "has been changed" in changed.out
    monkeypatch.setenv("CRM_PASSWORD", "herbst-Wald-9")
    assert call("stats", *wang).code == 0
    typed("winter-Berg-10\n")
    assert call("users", "change-password", "--password-stdin", "--json", *wang).json() == {
        "username": "wang"
    }

    monkeypatch.setenv("CRM_PASSWORD", PASSWORD)
    assert "One-time password:" in call("users", "reset-password", "wang", *boss).out
    assert "Disabled: li" in call("users", "disable", "LI", *boss).out
    assert call("users", "disable", "wang", "--json", *boss).json()["is_active"] is False
    assert "last active administrator" in call("users", "disable", "boss", *boss).err
    assert "no user named" in call("users", "disable", "nobody", *boss).err
    assert "handed over: 0" in call("users", "hand-over", "LI", "boss", *boss).out
    handed = call("users", "hand-over", "wang", "boss", "--json", *boss).json()
    assert handed == {"from": "wang", "to": "boss", "customers": 0}
    assert "two different users" in call("users", "hand-over", "boss", "boss", *boss).err
    assert call("users", "hand-over", "boss", "li", *boss).code == 1
    taken = call("users", "add", "WANG", *boss)
    assert (taken.code, "exists already" in taken.err) == (1, True)
    too_long = call("users", "add", "x" * 51, *boss)
    assert "username: At most 50 characters." in too_long.err


def test_clerks_do_not_manage_users(
    call: Run, tmp_path: Path, typed: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "users.db"
    typed(f"{PASSWORD}\n")
    call("init", "--admin", "boss", "--password-stdin", "--database", path)
    first = call("users", "add", "li", "--json", "--database", path, "--user", "boss").json()
    monkeypatch.setenv("CRM_PASSWORD", first["password"])
    typed("sommer-Wiese-8\n")
    call("users", "change-password", "--password-stdin", "--database", path, "--user", "li")
    monkeypatch.setenv("CRM_PASSWORD", "sommer-Wiese-8")
    actions = (("list",), ("add", "x"), ("disable", "boss"), ("reset-password", "boss"))
    for action in (*actions, ("hand-over", "boss", "li")):
        refused = call("users", *action, "--database", path, "--user", "li")
        assert refused.code == 1
        assert "Only an administrator" in refused.err


def test_backup_restore_and_copy_bring_everything(
    call: Run, on: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = str(tmp_path / "全部 数据.zip")
    saved = json.loads(call("backup", archive, *on, "--json").out)
    assert (saved["tables"]["customer"], saved["tables"]["payment"]) == (91, 830)
    new, moved = str(tmp_path / "new.db"), str(tmp_path / "moved.db")
    restored = json.loads(call("restore", archive, "--database", new, "--json").out)
    assert restored["rows"] == saved["rows"] and restored["one_time_passwords"] == {}
    copied = call("copy", "--to", moved, "--database", new, "--user", "boss")
    assert (copied.code, copied.out.splitlines()[0]) == (0, f"Copied to: {moved}")
    refused = call("copy", "--to", moved, "--database", new, "--user", "boss")
    assert refused.code == 1
    assert "Copy to a new file" in refused.err and "replaced" not in refused.err
    total = json.loads(call("stats", "--database", moved, "--user", "boss", "--json").out)["total"]
    assert total == "1265793.22"
    refused = call("restore", archive, "--database", new)
    assert refused.code == 1 and "There is data" in refused.err
    replaced = call("restore", archive, "--database", new, "--replace", "--user", "boss", "--json")
    assert Path(json.loads(replaced.out)["kept"]).exists()
    monkeypatch.setenv("CRM_PASSWORD", "wrong")
    refused = call("restore", archive, "--database", new, "--replace", "--user", "boss")
    assert refused.code == 1 and "wrong" in refused.err
    broken = tmp_path / "broken.zip"
    broken.write_bytes(Path(archive).read_bytes()[:5000])
    refused = call("restore", str(broken), "--database", str(tmp_path / "no.db"))
    assert refused.code == 1 and not (tmp_path / "no.db").exists()


def test_connections_that_cannot_be_read_are_told(call: Run, on: tuple[str, ...]) -> None:
    (config_dir() / "connections.toml").write_bytes(b"\x00garbage[[")
    refused = call("query", "--name", "x", "--database", "office", "--user", "boss")
    assert refused.code == 1
    assert "The file of connections" in refused.err and "cannot be read" in refused.err
    found = call("query", "--name", "Alfreds", *on)
    assert (found.code, found.err) == (0, "")  # a file that is there needs no connections


def test_an_import_that_is_done_need_not_be_finished(call: Run, on: tuple[str, ...]) -> None:
    listed = call("imports", "list", "--json", *on).json()["imports"]
    refused = call("imports", "finish", listed[0]["id"], *on)
    assert (refused.code, "is finished already" in refused.err) == (1, True)


def test_nothing_is_written_over_the_database(call: Run, northwind: Path, tmp_path: Path) -> None:
    copy = tmp_path / "公司.pdf"
    shutil.copyfile(northwind, copy)
    on = ("--database", str(copy), "--user", "boss")
    for job in (("backup", copy), ("report", "customers", "--out", copy)):
        refused = call(*job, *on)
        assert (refused.code, "There is a database in this file" in refused.err) == (1, True)
    assert call("stats", "--by", "year", "--json", *on).json()["total"] == TOTAL


def test_the_doctor(call: Run, on: tuple[str, ...], northwind: Path, tmp_path: Path) -> None:
    sound = call("doctor", *on, "--json")
    findings = {each["check"]: each for each in sound.json()["findings"]}
    assert (sound.code, sound.json()["ok"]) == (0, True)
    assert {"connection", "driver", "schema", "integrity", "rights"} <= findings.keys()
    assert {"disk", "fonts", "printers", "administrator"} <= findings.keys()
    assert "boss" in findings["rights"]["text"]
    ill = call("doctor", "--database", tmp_path / "no.db")
    assert ill.code == 1
    assert "[X ] There is no database" in ill.out
    assert "数据库" in call("doctor", "--database", northwind, "--lang", "zh_CN").out


def test_the_doctor_repairs_what_is_derived(
    call: Run, on: tuple[str, ...], northwind: Path, tmp_path: Path
) -> None:
    path = tmp_path / "falsified.db"
    shutil.copyfile(northwind, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE revenue_day SET payments = payments + 1")
    ill = call("doctor", "--database", path)
    assert ill.code == 1 and "[X ] The revenue by day is wrong" in ill.out
    nobody = call("doctor", "--repair", "--database", path)
    assert nobody.code == 2 and "--user" in nobody.err
    repaired = call("doctor", "--repair", "--database", path, *on[2:])
    assert (repaired.code, repaired.err) == (0, "")
    assert "was made anew" in repaired.out
    assert "made anew" not in call("doctor", "--database", path).out
    assert "每日收入与收款记录一致" in call("doctor", "--database", path, "--lang", "zh_CN").out


def test_the_doctor_tells_who_cannot_sign_in(
    call: Run, on: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_PASSWORD", "wrong")
    found = call("doctor", *on[:2], "--user", "stranger", "--json")
    assert found.code == 1
    states = {each["check"]: each["state"] for each in found.json()["findings"]}
    assert states["rights"] == "failed"


def test_the_doctor_without_fonts_qt_or_with_a_printer(
    call: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from crm_desktop import cli_doctor
    from crm_desktop.gui import printers
    from crm_desktop.reports import fonts

    monkeypatch.setattr(printers, "printer_names", lambda: ["HP", "PDF"])
    assert cli_doctor.printers().text == "Printers: HP, PDF"
    monkeypatch.setattr(printers, "printer_names", list)
    assert "There is no printer" in cli_doctor.printers().text
    monkeypatch.setitem(sys.modules, "crm_desktop.gui.printers", None)
    assert "Qt cannot be loaded" in cli_doctor.printers().text
    monkeypatch.setattr(fonts, "font_library", lambda: fonts.FontLibrary(own=tmp_path))
    assert cli_doctor.fonts().state == "failed"
    monkeypatch.setattr(fonts, "font_library", lambda: fonts.FontLibrary(folders=[]))
    assert cli_doctor.fonts().state == "warning"


def test_the_sample_company_needs_no_user(call: Run) -> None:
    found = call("query", "--database", "sample", "--kind", "company", "--json")
    assert found.code == 0
    assert found.json()["count"] > 200
    assert call("doctor", "--database", "sample").code == 0


def test_the_language_chosen_in_the_windows_holds(call: Run) -> None:
    from crm_desktop.infra.settings import Settings

    settings = Settings()
    settings.set("language", "zh_CN")
    settings.save()
    assert "管理员" in call("init", "--help").out


def test_what_nobody_expected_is_logged(
    call: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import logging

    from crm_desktop.infra import logging as program_log

    def fail(*_: object) -> int:
        raise RuntimeError("a bug")

    before = logging.getLogger().handlers[:]
    monkeypatch.setattr(program_log, "set_up_logging", lambda: None)
    monkeypatch.setattr(cli, "_job", lambda _: fail)
    failed = call("doctor")
    assert failed.code == 1
    assert "crm-desktop.log" in failed.err
    assert "a bug" not in failed.err
    assert "a bug" in caplog.text
    assert logging.getLogger().handlers == before


def test_interrupting_is_no_crash(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_job", lambda _: interrupt)
    assert call("doctor") == Outcome(1, "", "Cancelled. Nothing was changed.\n")


@pytest.mark.skipif(os.name == "nt", reason="a file that is always full is a thing of Linux")
@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        (">/dev/full", 1, "The result cannot be written: The disk is full.\n"),
        (">&-", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
    ],
)
def test_output_that_goes_nowhere(
    northwind: Path, tmp_path: Path, redirected: str, code: int, said: str
) -> None:
    program = f'"$0" -m crm_desktop query --location e --database "$1" --user boss {redirected}'
    done = subprocess.run(
        ["sh", "-c", program, sys.executable, str(northwind)],
        stderr=subprocess.PIPE,
        env=os.environ | {"CRM_DESKTOP_HOME": str(tmp_path)},
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (code, said)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are text elsewhere")
def test_a_file_whose_name_is_no_text_is_imported(
    call: Run, northwind: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(northwind, copy)
    on = ("--database", str(copy), "--user", "boss")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xb1.csv"))
    path.write_text("name\nAcme\n", encoding="utf-8")
    assert call("import", "customers", path, *on).code == 0
    assert "??.csv" in call("imports", "list", *on).out


def test_a_reader_that_has_gone(northwind: Path, tmp_path: Path) -> None:
    query = ("query", "--location", "e", "--json", "--database", str(northwind), "--user", "boss")
    process = subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", *query],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"CRM_DESKTOP_HOME": str(tmp_path)},
        cwd=ROOT,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 1
    assert errors == ""
