"""What a server gave up in favour of somebody else's work runs again, where that is safe."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.data.tables import ProductCategoryRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain import errors, server_errors
from crm_desktop.infra import i18n
from crm_desktop.infra.cancellation import CancelledWork, CancelToken
from crm_desktop.services import context as service_context
from crm_desktop.services import lists
from crm_desktop.services.context import ServiceContext, repeated_after_deadlock

SERVICES = Path(lists.__file__).parent
GIVEN_UP = [server_errors.Deadlock, server_errors.LockTimedOut, server_errors.SnapshotConflict]
# Where nobody else can be at work: files of this computer, and databases that are just being made.
ALONE = {"recovery.issue_code", "recovery.recover", "databases.initialise"}
ALONE |= {"sample.create_sample_company", "archive.restore_archive"}
ALONE |= {"derived.repair", "transfer_in.into_file"}
# Steps of an import on a server, which is taken back when one fails, or found unfinished later.
TAKEN_BACK = {"transfer_in.onto_server", "transfer_in.finish_import"}
TAKEN_BACK |= {"transfer_targets.transaction"}
# Called by a service that runs again as a whole.
INSIDE = {"server_sign_in.sign_in": "sign_in.sign_in"}
INSIDE |= {"server_sign_in.change_password": "sign_in.change_password"}


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited."""
    found: list[float] = []
    monkeypatch.setattr(service_context, "wait", found.append)
    return found


class Job:
    """Fails as often as told before it succeeds."""

    def __init__(self, kind: type[errors.CrmError], times: int) -> None:
        self._kind, self._times = kind, times
        self.tried = 0

    def run(self) -> int:
        """Run it as services are run."""

        @repeated_after_deadlock
        def job(value: int) -> int:
            self.tried += 1
            if self.tried <= self._times:
                raise self._kind
            return value

        return job(7)


@pytest.mark.parametrize("kind", GIVEN_UP)
def test_a_job_is_repeated_until_it_is_stored(
    kind: type[errors.CrmError], pauses: list[float]
) -> None:
    job = Job(kind, times=1)
    assert job.run() == 7
    assert job.tried == 2
    assert len(pauses) == 1 and 0 <= pauses[0] < 1


@pytest.mark.parametrize("kind", GIVEN_UP)
def test_in_the_end_the_caller_is_told(kind: type[errors.CrmError]) -> None:
    job = Job(kind, times=100)
    with pytest.raises(kind):
        job.run()
    assert 1 < job.tried < 5


@pytest.mark.parametrize("kind", [errors.DatabaseBusy, errors.LostEdit, server_errors.AnswerLost])
def test_nothing_else_is_repeated(kind: type[errors.CrmError]) -> None:
    job = Job(kind, times=1)
    with pytest.raises(kind):
        job.run()
    assert job.tried == 1


def test_two_that_met_do_not_meet_again(pauses: list[float]) -> None:
    for _ in range(5):
        assert Job(server_errors.Deadlock, times=1).run() == 7
    assert len(set(pauses)) == 5


def test_nothing_is_repeated_once_something_of_it_is_stored(administrator: ServiceContext) -> None:
    tried: list[str] = []

    @repeated_after_deadlock
    def job() -> None:
        tried.append("")
        with UnitOfWork(administrator) as work:
            work.session.add(ProductCategoryRecord(name="once"))
            work.commit()
        raise server_errors.Deadlock

    with pytest.raises(server_errors.Deadlock):
        job()
    assert len(tried) == 1
    assert [category.name for category in lists.categories(administrator)] == ["once"]


def test_a_job_that_was_given_up_leaves_nothing_of_its_first_attempt(
    administrator: ServiceContext,
) -> None:
    tried: list[str] = []

    @repeated_after_deadlock
    def job() -> None:
        with UnitOfWork(administrator) as work:
            tried.append(f"attempt {len(tried) + 1}")
            work.session.add(ProductCategoryRecord(name=tried[-1]))
            work.flush()
            if len(tried) == 1:
                raise server_errors.LockTimedOut
            work.commit()

    job()
    assert [category.name for category in lists.categories(administrator)] == ["attempt 2"]


def test_who_cancels_waits_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.infra import cancellation

    monkeypatch.setattr(service_context, "wait", cancellation.wait)
    token = CancelToken()
    token.cancel()
    job = Job(server_errors.Deadlock, times=1)
    with token.active(), pytest.raises(CancelledWork):
        job.run()
    assert job.tried == 1


@pytest.mark.parametrize("kind", GIVEN_UP)
@pytest.mark.parametrize("language", [i18n.ENGLISH, i18n.CHINESE])
def test_the_words_say_that_nothing_is_lost(kind: type[errors.CrmError], language: str) -> None:
    shown = i18n.show_in(language, kind.text)
    assert ("Nothing was saved" if language == i18n.ENGLISH else "没有保存") in shown


def test_every_service_that_writes_runs_again() -> None:
    writing = dict(_writing())
    assert len(writing) > 20
    left_out = ALONE | TAKEN_BACK | INSIDE.keys()
    assert left_out <= writing.keys()
    assert [name for name, again in writing.items() if not again and name not in left_out] == []
    assert all(writing[whole] for whole in INSIDE.values())


def _writing() -> Iterator[tuple[str, bool]]:
    """Yield the services' functions that begin a unit of work, and whether they are decorated."""
    for path in sorted(SERVICES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            opened = [
                item
                for with_ in ast.walk(node)
                if isinstance(with_, ast.With)
                for item in with_.items
            ]
            if any(ast.unparse(item.context_expr).startswith("UnitOfWork(") for item in opened):
                decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
                yield f"{path.stem}.{node.name}", repeated_after_deadlock.__name__ in decorators
