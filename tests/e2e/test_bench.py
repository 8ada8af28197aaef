"""The benchmarks run; what they measure is for people to judge, not for tests."""

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from bench.company import Company
from bench.measure import Result, Timings
from bench.output import table, write_json
from bench.running import ITEMS
from bench.terms import KINDS, query_pairs, search_criteria

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "start main_window list_first list_jump search query quick_search revenue statistics save "
    "import report export stall memory grow"
)


def run_bench(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRM_BENCH_CACHE": str(cache)}
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def result(**changed: object) -> Result:
    values: dict[str, object] = {
        "name": "save",
        "value": 4.5,
        "unit": "ms",
        "baseline": 2.0,
        "ratio": 2.25,
        "target": "ratio ≤ 3",
        "ok": True,
        "details": ("p95 5 ms",),
    }
    return Result(**{**values, **changed})  # type: ignore[arg-type]


def test_every_item_is_there() -> None:
    assert list(ITEMS) == NAMES.split()


@pytest.mark.slow
def test_an_item_is_measured_and_written_as_json(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    done = run_bench(tmp_path, "--small", "--only", "start", "--runs", "1", "--json", str(file))
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(file.read_text(encoding="utf-8"))["results"]
    assert list(found) == ["name", "value", "unit", "baseline", "ratio", "target", "ok"]
    assert (found["name"], found["unit"]) == ("start", "ms")
    assert found["value"] > 0 and found["baseline"] > 0
    assert isinstance(found["ok"], bool)
    assert "start" in done.stdout


def test_an_unknown_item_is_refused(tmp_path: Path) -> None:
    done = run_bench(tmp_path, "--only", "flight")
    assert done.returncode == 2
    assert "flight" in done.stderr


@pytest.mark.parametrize("runs", ["0", "many"])
def test_senseless_runs_are_refused(tmp_path: Path, runs: str) -> None:
    done = run_bench(tmp_path, "--runs", runs)
    assert done.returncode == 2
    assert "--runs" in done.stderr


def test_a_company_without_what_is_searched_for_is_refused(tmp_path: Path) -> None:
    done = run_bench(tmp_path, "--customers", "10")
    assert done.returncode == 2
    assert "--customers" in done.stderr


def test_json_says_null_where_the_size_tells_nothing(tmp_path: Path) -> None:
    write_json(tmp_path / "found.json", [result(ok=None)])
    (found,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["results"]
    assert found["ok"] is None
    assert "details" not in found


def test_the_table_has_a_line_for_each_result_with_its_details() -> None:
    lines = table([result(), result(name="grow", ok=False)]).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["save", "p95", "grow", "p95"]
    assert lines[2].endswith("yes") and lines[4].endswith("NO")


def test_the_median_and_the_95th_of_a_hundred() -> None:
    timings = Timings(tuple(float(second) for second in range(1, 101)))
    assert (timings.median, timings.p95) == (50.5, 95.0)
    assert Timings((3.0,)).p95 == 3.0


def test_the_company_is_always_the_same_and_complete() -> None:
    first, second = (list(Company(120).blocks(50)) for _ in range(2))
    assert first == second
    assert [len(block.customers) for block in first] == [50, 50, 20]
    assert sum(len(block.contacts) for block in first) == Company(120).contacts == 180
    payments = [row for block in first for _, row in block.payments]
    assert len(payments) == Company(120).payments == 600
    assert len({row["payment_no"] for row in payments}) == 600
    for block in first:
        primary = [place for place, row in block.contacts if row["is_primary"]]
        assert primary == list(range(len(block.customers)))


def test_a_company_is_the_beginning_of_a_larger_one() -> None:
    small, large = (next(Company(size).blocks(40)) for size in (40, 80))
    names = [row["name"] for row in small.customers]
    assert len(set(names)) > 30
    assert names[0] == large.customers[0]["name"]


def test_searches_are_of_every_kind_and_pairs_of_every_field() -> None:
    company = Company(20_000)
    assert tuple(search_criteria(company)) == KINDS
    pairs = {tuple(sorted(criteria.given())) for criteria in query_pairs(company)}
    assert len(pairs) == 10
    assert all(len(pair) == 2 for pair in pairs)


def test_common_and_rare_words_both_occur() -> None:
    names = [
        row["name"] for block in islice(Company(4_000).blocks(500), 8) for row in block.customers
    ]
    assert sum("有限公司" in name for name in names) > 1_000
    assert 0 < sum("律师事务所" in name for name in names) < 40
