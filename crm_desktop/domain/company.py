"""The company whose customers these are, as it appears on paper and in the window's title."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyProfile:
    """`logo` is a PNG or JPEG file's bytes; `is_sample` marks the sample company."""

    name: str = ""
    logo: bytes | None = None
    is_sample: bool = False
    version: int | None = None
