"""What a box to choose from offers: a few entries, and whether there are more."""

from dataclasses import dataclass
from enum import StrEnum

# A box with more entries than these is searched as one types, and never holds them all.
MOST_OFFERED = 50


class Chosen(StrEnum):
    """Of what there may be thousands to choose from."""

    CATEGORY = "category"
    OWNER = "owner"
    USERNAME = "username"  # users by the name they sign in with


@dataclass(frozen=True, slots=True)
class Entries:
    """Ids and names in the order they are offered in; `has_more` says that these are not all."""

    entries: tuple[tuple[int, str], ...] = ()
    has_more: bool = False
