"""Places in China as they are offered while a location is typed."""

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["province", "city", "district"]


@dataclass(frozen=True, slots=True)
class Place:
    """A province, a city in it (`district` empty) or a district with both; official names.

    A municipality (北京市) is its own city. `code` is the public administrative division code,
    empty for what has none (the parts of Hong Kong, Macao and Taiwan).
    """

    province: str
    city: str = ""
    district: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """The name of the place itself, without what it lies in."""
        return self.district or self.city or self.province

    @property
    def full_name(self) -> str:
        """The place with what it lies in, as an address begins: 广东省深圳市南山区."""
        city = "" if self.city == self.province else self.city
        return f"{self.province}{city}{self.district}"
