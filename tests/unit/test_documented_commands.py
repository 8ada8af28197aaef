"""The commands that README and guide show are ones the program takes."""

import re
import shlex
from pathlib import Path

import pytest

import dev
from crm_desktop.cli_parser import build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("README*.md"), *(ROOT / "docs" / "guide").glob("*.md")]
BLOCK = re.compile(r"^```\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = [
    (page.name, line)
    for page in PAGES
    for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    for line in block.replace("\\\n", " ").splitlines()
    if "crm-desktop " in line
]


def test_commands_are_shown() -> None:
    assert len(SHOWN) > 20


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_a_command_that_is_shown_works(page: str, line: str) -> None:
    words = shlex.split(line[line.index("crm-desktop ") :])[1:]
    if words == ["--demo"]:
        return
    options = build_parser().parse_args(words)
    needs_nobody = (
        options.command in ("init", "doctor") or getattr(options, "database", "") == "sample"
    )
    assert needs_nobody or getattr(options, "user", ""), "it would end with: Say who you are"


@pytest.mark.parametrize("page", sorted(ROOT.glob("README*.md")))
def test_every_job_of_dev_py_is_in_the_readme(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [job for job in dev.COMMANDS if f"`python3 dev.py {job}" not in text] == []
