"""The guide is complete: every subcommand, option and column stands in both languages."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.cli_parser import build_parser
from crm_desktop.services.transfer_columns import COMPUTED, CUSTOMER_COLUMNS, PAYMENT_COLUMNS

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
LANGUAGES = ("", ".zh-CN")


def words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield all subcommands and options, those below subcommands as well."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield name
                yield from words(below)
        elif action.option_strings:
            yield action.option_strings[-1]
        elif action.choices:
            yield from action.choices


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_command_line_is_in_the_guide(language: str) -> None:
    page = (GUIDE / f"command-line{language}.md").read_text(encoding="utf-8")
    left_out = {"--version"}  # says what it is
    missing = {word for word in words(build_parser()) if word not in page} - left_out
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_in_the_guide(language: str) -> None:
    page = (GUIDE / f"import-export{language}.md").read_text(encoding="utf-8")
    columns = {*CUSTOMER_COLUMNS, *PAYMENT_COLUMNS, *COMPUTED}
    assert {column for column in columns if f"`{column}`" not in page} == set()
