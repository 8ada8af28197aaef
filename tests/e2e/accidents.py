"""Causes accidents: jobs are started again and again and killed somewhere in the middle.

`python -m tests.e2e.accidents kill FOLDER COUNT SEED` runs jobs of all kinds in forked children and
sends them SIGKILL at a random step or a random moment, then looks at what is left. A step is a
statement to the database or a call that makes a file last. With `quota` no file may grow beyond
some size, as on a disk that is full. One line of JSON for each accident goes to standard output;
`wrong` says what should not be, "" where everything is as promised.
"""

import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event

from crm_desktop.data import migrate
from crm_desktop.data.migrate import SchemaState
from crm_desktop.domain.backup_errors import ArchiveDamaged
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.services import (
    archive,
    backups,
    bulk,
    customers,
    databases,
    moving,
    passwords,
    query,
    transfer_in,
    undo,
)
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, CHEAP, TODAY, FixedClock, acting, build_database
from tests.upgrade.old_databases import old_databases
from tests.upgrade.old_databases import restore as write_old

ROWS = 60
_LONGEST = 30.0  # seconds after which a job counts as hanging
_TOLD = FixedClock()


@dataclass(frozen=True)
class Job:
    """What it starts from, what it does, and what must hold wherever it stops.

    `look` returns what is wrong with what is left.
    """

    prepare: Callable[[Path], None]
    work: Callable[[Path], None]
    look: Callable[[Path], str]


def office(folder: Path) -> Path:
    """Return where the database is."""
    return folder / "客户 数据.db"


@contextmanager
def signed_in(path: Path) -> Iterator[ServiceContext]:
    """Open a database as its administrator."""
    with closing(databases.open_database(path)) as database:
        yield acting(database, ADMINISTRATOR, _TOLD)


def enter(context: ServiceContext, name: str) -> None:
    """Enter a customer with a contact and a payment."""
    customers.save(
        context,
        CustomerChange(
            customer=Customer(name=name),
            contacts=(Contact(name=f"{name} 联系人"),),
            payments=(Payment(paid_on=TODAY, amount=Decimal("12.34")),),
        ),
    )


def found(context: ServiceContext, **criteria: Any) -> tuple[int, ...]:
    """Return the ids of the customers that meet criteria."""
    return tuple(row.id for row in query.rows(context, Criteria(**criteria)))


# Saving a customer with all that belongs to it.


def _save(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        enter(context, "事故")


def _saved(folder: Path) -> str:
    parts = {
        "customers": "SELECT COUNT(*) FROM customer WHERE name = '事故'",
        "contacts": "SELECT COUNT(*) FROM contact WHERE name = '事故 联系人'",
        "payments": "SELECT COUNT(*) FROM payment WHERE amount = 1234 AND customer_id > 3",
        "history": "SELECT COUNT(*) FROM audit_log WHERE entity = 'customer' AND entity_id > 3",
    }
    with closing(sqlite3.connect(office(folder))) as connection:
        counts = {name: connection.execute(sql).fetchone()[0] for name, sql in parts.items()}
    with signed_in(office(folder)) as context:
        counts["search"] = len(found(context, name="事故"))
    return "" if set(counts.values()) in ({0}, {1}) else f"half saved: {counts}"


# Importing, and taking many changes back.


def _with_file(folder: Path) -> None:
    lines = [f"N{number:03},进口{number},联系人{number}" for number in range(ROWS)]
    text = "\n".join(["customer_no,name,contact_name", *lines])
    (folder / "import.csv").write_text(text, encoding="utf-8")


def _import(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        transfer_in.import_customers(context, folder / "import.csv")


def _imported(folder: Path) -> str:
    with signed_in(office(folder)) as context:
        count = len(found(context, name="进口"))
    return "" if count in (0, ROWS) else f"half imported: {count}"


def _with_many(folder: Path) -> None:
    _with_file(folder)
    _import(folder)


def _change_many(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        bulk.set_fields(context, found(context, name="进口"), {"status": "lost"})


def _changed_many(folder: Path) -> str:
    with signed_in(office(folder)) as context:
        count = len(found(context, name="进口", status="lost"))
    return "" if count in (0, ROWS) else f"half changed: {count}"


def _with_changed(folder: Path) -> None:
    _with_many(folder)
    _change_many(folder)


def _undo(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        last = undo.last(context)
        assert last is not None
        undo.undo(context, last.id)


# Upgrading.


def _old(folder: Path) -> None:
    for dump in old_databases()[:1]:
        office(folder).unlink()
        write_old(dump, office(folder))


def _upgrade(folder: Path) -> None:
    databases.upgrade_database(office(folder))


def _upgraded(folder: Path) -> str:
    state = migrate.examine(office(folder))
    if state is SchemaState.OLDER:
        databases.upgrade_database(office(folder))
    elif state is not SchemaState.CURRENT:
        return f"a schema that is {state.value}"
    with signed_in(office(folder)) as context:
        [row] = query.page(context)
    return "" if row.name == "上海华联超市有限公司" else f"after the upgrade: {row.name}"


# Backup, archive, restore.


def _back_up(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        backups.back_up(context)
        archive.save_archive(context, folder / "all.zip")


def _backed_up(folder: Path) -> str:
    for backup in backups.backups(office(folder)):
        if wrong := damage(Path(backup.path)):
            return f"a backup: {wrong}"
    if (folder / "all.zip").exists():
        try:
            archive.check_archive(folder / "all.zip")
        except ArchiveDamaged as error:
            return f"an archive: {error}"
    return ""


def _with_archive(folder: Path) -> None:
    with signed_in(office(folder)) as context:
        archive.save_archive(context, folder / "all.zip")
        enter(context, "以后")


def _restore(folder: Path) -> None:
    clock = FixedClock()
    clock.advance(timedelta(days=1))
    moving.restore(folder / "all.zip", office(folder), clock, replace=True)


def _restored(folder: Path) -> str:
    with signed_in(office(folder)) as context:
        names = sorted(row.name for row in query.rows(context))
    old = ["以后", "客户 1", "客户 2", "客户 3"]
    if names == sorted(old):
        return ""
    if names != sorted(old[1:]):
        return f"after the restore: {names}"
    kept = list(folder.glob("*.before-restore-*.db"))
    return "" if len(kept) == 1 else f"what was there is gone: {kept}"


def _nothing(_folder: Path) -> None:
    """Start from what every accident starts from."""


JOBS = {
    "save": Job(_nothing, _save, _saved),
    "import": Job(_with_file, _import, _imported),
    "bulk change": Job(_with_many, _change_many, _changed_many),
    "undo": Job(_with_changed, _undo, _changed_many),
    "upgrade": Job(_old, _upgrade, _upgraded),
    "backup": Job(_nothing, _back_up, _backed_up),
    "restore": Job(_with_archive, _restore, _restored),
}


def damage(path: Path) -> str:
    """Return what is wrong with a database file, "" where it is sound."""
    with closing(sqlite3.connect(path)) as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return "" if answers == ["ok"] and not broken else f"{answers} {broken}"


class Steps:
    """Counts the steps of this process, and kills it at the one that is told."""

    def __init__(self) -> None:
        self.count = 0
        self.last: int | None = None

    def watch(self) -> None:
        """Begin to count statements, commits and what makes files last."""
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, name, self._step)
        for name in ("replace", "fsync", "link", "unlink"):
            setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self._step()
            answer = call(*arguments, **named)
            self._step()
            return answer

        return counted

    def _step(self, *_: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def run(
    job: Job, folder: Path, last: int | None, seconds: float, quota: int | None = None
) -> tuple[str, int]:
    """Do a job in a child; return how it ended, and after how many steps.

    It is killed at step `last`, or after `seconds`; no file may grow beyond `quota` bytes. The end
    is "" where it was killed, "done", or the name of the error.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        steps = Steps()
        steps.last = last
        end = "done"
        try:
            if quota is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (quota, quota))
            steps.watch()
            job.work(folder)
        except CrmError:
            end = "told"
        except BaseException as error:
            end = f"{type(error).__name__}: {error}"
        os.write(writer, f"{steps.count} {end}".encode())
        os._exit(0)
    os.close(writer)
    signal.sigtimedwait({signal.SIGCHLD}, seconds)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as answer:
        steps_done, _, ending = answer.read().decode().partition(" ")
    return ending, int(steps_done or 0)


def accidents(kind: str, root: Path, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Cause `count` accidents and tell of each."""
    random = Random(seed)
    template = build_database(root / "template.db")
    with signed_in(template) as context:
        for number in (1, 2, 3):
            enter(context, f"客户 {number}")
    usual = {name: _rehearsal(job, template, root / name) for name, job in JOBS.items()}
    for number in range(count):
        name = list(JOBS)[number % len(JOBS)]
        folder = root / f"{number} {name}"
        begin(JOBS[name], template, folder)
        steps, seconds = usual[name]
        last, limit, quota = None, _LONGEST, None
        if kind == "quota":
            quota = int(2 ** random.uniform(15.1, 19.5))  # less has no room for the log
        elif random.random() < 0.7:
            last = random.randint(1, steps)
        else:
            limit = random.uniform(0, seconds)
        end, _ = run(JOBS[name], folder, last, limit, quota)
        unexpected = "" if end in ("", "done", "told") else end
        wrong = unexpected or damage(office(folder)) or JOBS[name].look(folder)
        yield {"job": name, "step": last, "quota": quota, "end": end, "wrong": wrong}
        shutil.rmtree(folder)


def begin(job: Job, template: Path, folder: Path) -> None:
    """Make what a job starts from."""
    folder.mkdir()
    shutil.copyfile(template, office(folder))
    job.prepare(folder)


def _rehearsal(job: Job, template: Path, folder: Path) -> tuple[int, float]:
    """Let a job come to its end and return its steps and seconds."""
    begin(job, template, folder)
    before = os.times().elapsed
    end, steps = run(job, folder, None, _LONGEST)
    seconds = os.times().elapsed - before
    if end != "done":
        raise RuntimeError(f"a job does not come to its end: {end}")
    if wrong := job.look(folder):
        raise RuntimeError(wrong)
    shutil.rmtree(folder)
    return steps, seconds


def main() -> None:
    """Print what happened, a line for each accident."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    passwords.cost = CHEAP
    kind, root, count, seed = sys.argv[1:]
    for told in accidents(kind, Path(root), int(count), int(seed)):
        print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
