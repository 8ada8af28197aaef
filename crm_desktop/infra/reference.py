"""Reference data shipped with the program that no particular job owns."""

from functools import lru_cache

from crm_desktop.infra.paths import resource


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Return the commonest passwords of 8 characters and more, case-folded.

    The file is read at the first call: only those who choose a password pay for it.
    """
    text = resource("reference", "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) - {""}
