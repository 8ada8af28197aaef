"""The build backend: Hatchling, with the generated files made before a wheel is packed.

An editable install (what `uv sync` does) needs neither Qt nor generated files to be built.
"""

import tomllib
from typing import Any

from hatchling import build as hatchling
from hatchling.build import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

from crm_desktop.devtools.build import ensure_built
from crm_desktop.devtools.paths import ROOT

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]

Settings = dict[str, Any] | None


def get_requires_for_build_wheel(config_settings: Settings = None) -> list[str]:
    """Return what a wheel's build needs: with Hatchling's own needs, Qt's form compiler."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        dependencies: list[str] = tomllib.load(file)["project"]["dependencies"]
    qt = [name for name in dependencies if name.startswith("pyside6-essentials")]
    return [*hatchling.get_requires_for_build_wheel(config_settings), *qt]


def build_wheel(
    wheel_directory: str,
    config_settings: Settings = None,
    metadata_directory: str | None = None,
) -> str:
    """Write a wheel that contains forms, catalogues, resources and migrations."""
    ensure_built()
    return hatchling.build_wheel(wheel_directory, config_settings, metadata_directory)
