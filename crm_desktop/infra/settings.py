"""What the program remembers for its user on this computer: a small JSON file, never secrets.

Keys are dotted: `settings.set("customer_list.columns", [...])`. Values are what JSON holds.
"""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm_desktop.infra.files import in_one_piece
from crm_desktop.infra.paths import config_dir

logger = logging.getLogger(__name__)

VERSION_KEY = "version"

# Each step turns settings of the version at its index into the next one.
UPGRADES: list[Callable[[dict[str, Any]], None]] = []


class Settings:
    """Settings read from `path` (by default the user's own file) and kept in memory.

    A file that cannot be understood is set aside with the ending `.unreadable` and the defaults
    hold; `was_unreadable` tells it. A file of a newer program is used as far as it is known.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or config_dir() / "settings.json"
        self.was_unreadable = False
        self._values = self._load()
        self._saved = json.dumps(self._values, sort_keys=True)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value at dotted `key`, or `default`."""
        node: Any = self._values
        for part in key.split("."):
            if not isinstance(node, dict) or part not in node:
                return default
            node = node[part]
        return node

    def text(self, key: str, default: str = "") -> str:
        """Return the text at `key`, or `default` when something else stands there."""
        value = self.get(key, default)
        return value if isinstance(value, str) else default

    def set(self, key: str, value: Any) -> None:
        """Put `value` at dotted `key`; stored at the next `save`."""
        *parents, last = key.split(".")
        node = self._values
        for part in parents:
            inner = node.get(part)
            if not isinstance(inner, dict):
                inner = node[part] = {}
            node = inner
        node[last] = value

    def save(self) -> bool:
        """Write the file in one step if anything changed; return False when it cannot be written.

        Settings are a comfort: that they cannot be kept is logged and stops nobody's work.
        """
        current = json.dumps(self._values, sort_keys=True)
        if current == self._saved:
            return True
        try:
            self._write(json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True))
        except OSError as error:
            logger.warning("settings cannot be written to %s: %s", self.path, error)
            return False
        self._saved = current
        return True

    def _write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with in_one_piece(self.path) as temporary, temporary.open("x", encoding="utf-8") as file:
            file.write(text)

    def _load(self) -> dict[str, Any]:
        try:
            values = json.loads(self.path.read_text(encoding="utf-8"))
            if not isinstance(values, dict):
                raise ValueError("not an object")
            version = values.get(VERSION_KEY, 0)
            if not isinstance(version, int) or version < 0:
                raise ValueError("no version")
        except (FileNotFoundError, NotADirectoryError):
            return {VERSION_KEY: len(UPGRADES)}
        except (OSError, ValueError) as error:
            self._set_aside(error)
            return {VERSION_KEY: len(UPGRADES)}
        for upgrade in UPGRADES[version:]:
            upgrade(values)
        values[VERSION_KEY] = max(version, len(UPGRADES))
        return values

    def _set_aside(self, error: Exception) -> None:
        self.was_unreadable = True
        logger.warning("settings in %s cannot be read and are set aside: %s", self.path, error)
        try:
            os.replace(self.path, self.path.with_name(self.path.name + ".unreadable"))
        except OSError as failure:
            logger.warning("settings cannot be set aside: %s", failure)
