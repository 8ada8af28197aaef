"""`dev.py` sets a machine up once, says plainly what it cannot do, and keeps what it promises."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dev
from crm_desktop.devtools import checks

on_linux = pytest.mark.skipif(not dev.LINUX, reason="only Linux has displays to miss")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the commands that set-up would run, and run none."""
    recorded: list[list[str]] = []
    monkeypatch.setattr(dev, "call", lambda words, _=None: recorded.append([str(w) for w in words]))
    return recorded


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a source tree whose environment is set up."""
    for name in ("uv.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="ascii")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    (tmp_path / "python").touch()
    (tmp_path / "stamp").write_text(dev.environment_digest(), encoding="ascii")
    return tmp_path


def speak(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(dev, "speaks_chinese", lambda: language == "zh")


def lack(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    monkeypatch.setattr(dev, "can_load", lambda library: library not in libraries)


def fake_uv(folder: Path, version: str) -> Path:
    path = folder / "uv"
    path.write_text(f"#!/bin/sh\necho 'uv {version} (somewhere)'\n", encoding="ascii")
    path.chmod(0o755)
    return path


def test_the_second_start_sets_nothing_up(
    checkout: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lack(monkeypatch)
    dev.set_up("run")
    assert calls == [
        [str(checkout / "python"), "-m", "crm_desktop.devtools.build", "--quiet"],
    ]


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml", "python", "stamp"])
def test_the_environment_is_made_again_when_something_it_rests_on_changed(
    checkout: Path, changed: str
) -> None:
    assert not dev.environment_is_old()
    path = checkout / changed
    if path.suffix:
        path.write_text("changed", encoding="ascii")
    else:
        path.unlink()
    assert dev.environment_is_old()


@on_linux
def test_dependencies_are_those_of_the_lock_and_of_this_python(
    checkout: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lack(monkeypatch)
    monkeypatch.setenv("PATH", str(checkout))
    uv = fake_uv(checkout, "0.13.9")
    monkeypatch.setattr(sys, "prefix", "/usr")
    (checkout / "stamp").unlink()
    dev.set_up("test")
    assert calls[0][:3] == [str(uv), "sync", "--locked"]
    assert calls[0][-2:] == ["--python", sys.executable]
    assert not dev.environment_is_old()


@on_linux
@pytest.mark.parametrize(("version", "usable"), [("0.8.24", False), ("0.9.0", True), ("1.0", True)])
def test_a_uv_that_is_too_old_is_not_used(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, version: str, usable: bool
) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    uv = fake_uv(checkout, version)
    assert dev.find_uv() == (str(uv) if usable else None)


@on_linux
def test_root_gets_exactly_the_missing_packages(
    checkout: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lack(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    dev.set_up("run")
    update, install, _ = calls
    assert update[:2] == ["apt-get", "update"]
    assert install[-3:] == ["--no-install-recommends", "libegl1", "libxcb-cursor0"]


@on_linux
@pytest.mark.parametrize(
    ("language", "words"), [("en", "As root, run"), ("zh", "请以 root 身份运行")]
)
def test_others_are_told_the_command(
    checkout: Path,
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
) -> None:
    lack(monkeypatch, "libEGL.so.1")
    speak(monkeypatch, language)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(dev.RefusalError) as refusal:
        dev.set_up("run")
    assert words in str(refusal.value)
    assert "apt-get install -y --no-install-recommends libegl1" in str(refusal.value)
    assert calls == []


@on_linux
@pytest.mark.parametrize(
    ("display", "language", "sentence"),
    [
        ("", "en", "There is no display here."),
        ("", "zh", "这里没有显示器。"),
        (":4711", "en", "The display :4711 does not answer."),
        (":4711", "zh", "显示器 :4711 没有响应。"),
    ],
)
def test_run_without_a_display_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    display: str,
    language: str,
    sentence: str,
) -> None:
    speak(monkeypatch, language)
    monkeypatch.setattr(dev, "set_up", lambda command: None)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert dev.main(["run"]) == 1
    shown = capsys.readouterr().err
    assert sentence in shown
    assert "QT_QPA_PLATFORM=offscreen python3 dev.py run" in shown
    assert "xvfb-run python3 dev.py run" in shown


@on_linux
@pytest.mark.parametrize(
    ("locale", "chinese"),
    [("zh_CN.UTF-8", True), ("zh", True), ("en_GB.UTF-8", False), ("", False)],
)
def test_the_locale_decides_the_language(
    monkeypatch: pytest.MonkeyPatch, locale: str, chinese: bool
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert dev.speaks_chinese() is chinese


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_what_is_no_command_shows_the_commands(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert dev.main(arguments) == code
    output = capsys.readouterr()
    shown = output.err if code else output.out
    assert all(f"\n    {command} " in shown for command in dev.COMMANDS)


def test_a_failing_command_ends_with_its_name_and_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, "en")
    monkeypatch.setattr(
        dev, "set_up", lambda command: dev.call([sys.executable, "-c", "raise SystemExit(7)"])
    )
    assert dev.main(["test"]) == 1
    assert "exit code 7" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("covered", "branches", "code"), [(95, 100, 0), (94, 100, 1), (949, 1000, 1), (0, 0, 0)]
)
def test_too_few_branches_fail_the_tests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], covered: int, branches: int, code: int
) -> None:
    report = tmp_path / "coverage.json"
    totals = {"covered_branches": covered, "num_branches": branches}
    report.write_text(json.dumps({"totals": totals}), encoding="utf-8")
    assert checks.judge_coverage(report) == code
    assert f"of {branches} covered" in capsys.readouterr().out


def test_check_reports_every_step_and_fails_if_one_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: dict[str, Callable[[], int]] = {"first": lambda: 3, "second": lambda: 0}
    monkeypatch.setattr(checks, "_steps", lambda arguments: steps)
    assert checks.check([]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.split()[0] == "FAILED" and first.endswith("first")
    assert second.split()[0] == "ok" and second.endswith("second")
    steps["first"] = lambda: 0
    assert checks.check([]) == 0


@pytest.mark.skipif(dev.shutil.which("git") is None, reason="there is no git to ask")
def test_a_committed_form_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = tmp_path / "forms"
    forms.mkdir()
    for name in ("__init__.py", "ui_customer.py"):
        (forms / name).touch()
    for name, path in (("ROOT", tmp_path), ("FORMS", forms), ("CATALOGUES", tmp_path / "none")):
        monkeypatch.setattr(checks, name, path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "forms/__init__.py"], cwd=tmp_path, check=True)
    assert checks._generated_files_are_not_committed() == 0
    subprocess.run(["git", "add", "forms"], cwd=tmp_path, check=True)
    assert checks._generated_files_are_not_committed() == 1
    assert "forms/ui_customer.py" in capsys.readouterr().out
