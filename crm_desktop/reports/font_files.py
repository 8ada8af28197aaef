"""Which of the machine's font files has a character: found without loading whole fonts.

Only TrueType outlines can be embedded by ReportLab, so that fonts with PostScript outlines, bitmaps
or a licence against embedding are passed over.
"""

import os
import struct
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

TRUETYPE = (b"\x00\x01\x00\x00", b"true")
COLLECTION = b"ttcf"
NEEDED = {b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"}
SUFFIXES = (".ttf", ".ttc", ".otf")

# Fonts likely to have what a Chinese text font lacks: asked first, in this order.
PREFERRED = (
    "simsunb",
    "seguisym",
    "seguiemj",
    "msyh",
    "simsun",
    "segoeui",
    "malgun",
    "arial unicode",
    "arial",
    "dejavusans.",
    "wqy",
    "notosans",
    "unifont",
    "symbola",
    "hanazono",
    "hanamin",
)
STYLED = ("bold", "italic", "oblique", "mono", "condensed", "light", "serif")


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of a file (`index` counts within a collection) and the characters it claims."""

    path: Path
    index: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def claims(self, code: int) -> bool:
        """Whether the font's character map mentions the code point."""
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


def font_folders() -> tuple[Path, ...]:
    """Return the folders where this machine keeps fonts for everyone and for the user."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts")
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    return (
        *(Path(folder, "fonts") for folder in shared if folder),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


def list_font_files(folders: Iterable[Path]) -> list[Path]:
    """Return the font files in and below `folders`, the likeliest first."""
    found: dict[Path, None] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            found.update(
                (Path(place, name), None) for name in names if name.lower().endswith(SUFFIXES)
            )
    return sorted(found, key=_likelihood)


def _likelihood(path: Path) -> tuple[int, int, str]:
    name = path.name.lower()
    rank = next((n for n, wanted in enumerate(PREFERRED) if name.startswith(wanted)), 99)
    styles = sum(style in name for style in STYLED)
    return rank, styles, str(path)


def read_fonts(path: Path) -> list[FontFile]:
    """Return the usable fonts of a file: none if it is damaged or of another make."""
    try:
        with path.open("rb") as file:
            return list(_fonts(file, path))
    except (OSError, struct.error, ValueError, IndexError, OverflowError):
        return []


def _fonts(file: BinaryIO, path: Path) -> Iterator[FontFile]:
    offsets = [0]
    if file.read(4) == COLLECTION:
        _, count = struct.unpack(">LL", file.read(8))
        offsets = list(struct.unpack(f">{count}L", file.read(4 * count)))
    seen: set[int] = set()
    for index, offset in enumerate(offsets):
        tables = _tables(file, offset)
        if tables is None or tables[b"cmap"] in seen or not _may_be_embedded(file, tables):
            continue
        seen.add(tables[b"cmap"])
        ranges = sorted(_ranges(file, tables[b"cmap"]))
        yield FontFile(path, index, tuple(r[0] for r in ranges), tuple(r[1] for r in ranges))


def _tables(file: BinaryIO, offset: int) -> dict[bytes, int] | None:
    """Return the places of the font's tables, or None if it has no TrueType outlines."""
    file.seek(offset)
    version, count = file.read(4), struct.unpack(">H", file.read(2))[0]
    if version not in TRUETYPE:
        return None
    file.seek(6, os.SEEK_CUR)
    records = [struct.unpack(">4sLLL", file.read(16)) for _ in range(count)]
    tables = {tag: place for tag, _, place, _ in records}
    return tables if tables.keys() >= NEEDED else None


def _may_be_embedded(file: BinaryIO, tables: dict[bytes, int]) -> bool:
    if b"OS/2" not in tables:
        return True
    file.seek(tables[b"OS/2"] + 8)
    licence = int(struct.unpack(">H", file.read(2))[0])
    # OS/2 fsType: 2 restricts, 0x100 forbids subsets, 0x200 allows bitmaps only.
    return licence & 0x000F != 2 and not licence & 0x0300


def _ranges(file: BinaryIO, cmap: int) -> set[tuple[int, int]]:
    file.seek(cmap + 2)
    count = struct.unpack(">H", file.read(2))[0]
    records = [struct.unpack(">HHL", file.read(8)) for _ in range(count)]
    found: set[tuple[int, int]] = set()
    for platform, encoding, offset in records:
        if (platform == 3 and encoding in (1, 10)) or platform == 0:
            found.update(_subtable(file, cmap + offset))
    return found


def _subtable(file: BinaryIO, place: int) -> Iterator[tuple[int, int]]:
    file.seek(place)
    kind = struct.unpack(">H", file.read(2))[0]
    if kind == 4:
        file.seek(4, os.SEEK_CUR)
        doubled = struct.unpack(">H", file.read(2))[0]
        file.seek(6, os.SEEK_CUR)
        ends = struct.unpack(f">{doubled // 2}H", file.read(doubled))
        file.seek(2, os.SEEK_CUR)
        yield from zip(struct.unpack(f">{doubled // 2}H", file.read(doubled)), ends, strict=True)
    elif kind == 12:
        file.seek(10, os.SEEK_CUR)
        count = struct.unpack(">L", file.read(4))[0]
        for start, end, _ in struct.iter_unpack(">LLL", file.read(12 * count)):
            yield start, end
