"""The fonts of a report: our own, the machine's for rare characters, and how they are embedded.

A font becomes one composite PDF font holding only the glyphs used. Each glyph knows the text that
it copies out as, which may be a character beyond the BMP, several characters, or one that is not
drawn at all; ReportLab's own embedding splits fonts into pieces of 256 glyphs and cannot say that.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace

from crm_desktop.domain.errors import FontMissing
from crm_desktop.infra.paths import resource
from crm_desktop.reports.font_files import FontFile, font_folders, list_font_files, read_fonts

REGULAR = "NotoSansSC-Regular.ttf"
BOLD = "NotoSansSC-Bold.ttf"
BASE_FONT = "CrmDesktopSans"
"""Name under which ReportLab knows the regular font: a canvas has to be told one at its start."""

NOTHING = -1  # the code point of no character: what every font shows for it comes first

# What ReportLab raises on fonts that are damaged or that it does not understand.
UNUSABLE = (TTFError, OSError, struct.error, LookupError, ValueError, TypeError, AssertionError)


class FontLibrary:
    """Loaded fonts, shared by all reports of the process; safe to use from several threads.

    `folders` are searched for what our own fonts lack; the machine's font folders if None.
    """

    def __init__(self, folders: Iterable[Path] | None = None, own: Path | None = None) -> None:
        self._own = own or resource("fonts")
        self._folders = tuple(folders) if folders is not None else None
        self._faces: dict[tuple[Path, int], Any] = {}
        self._files: list[Path] | None = None
        self._fonts: dict[Path, list[FontFile]] = {}
        self._found: dict[int, Any] = {}
        self.lock = RLock()

    def face(self, bold: bool) -> Any:
        """Return our own regular or bold font; raises FontMissing."""
        path = self._own / (BOLD if bold else REGULAR)
        with self.lock:
            if (path, 0) not in self._faces:
                self._faces[path, 0] = _own_face(path, bold)
            return self._faces[path, 0]

    def fallback(self, code: int) -> Any:
        """Return a font of the machine that draws the code point, or None."""
        with self.lock:
            if code not in self._found:
                self._found[code] = self._search(code)
            return self._found[code]

    def _search(self, code: int) -> Any:
        if self._files is None:
            folders = font_folders() if self._folders is None else self._folders
            self._files = list_font_files(folders)
        for path in self._files:
            if path not in self._fonts:
                self._fonts[path] = read_fonts(path)
            for font in self._fonts[path]:
                if font.claims(code) and draws(self._load(font, code), code):
                    return self._load(font, code)
        return None

    def _load(self, font: FontFile, code: int) -> Any:
        key = (font.path, font.index)
        if key not in self._faces:
            try:
                face = TTFontFace(str(font.path), subfontIndex=font.index)
                face.makeSubset([code])  # a font that cannot be cut down is of no use
            except UNUSABLE:
                face = None
            self._faces[key] = face
        return self._faces[key]


def draws(face: Any, code: int) -> bool:
    """Whether `face` (None: no) has a glyph with an outline for the code point."""
    glyph = face.charToGlyph.get(code, 0) if face else 0
    return glyph > 0 and face.glyphPos[glyph + 1] > face.glyphPos[glyph]


def _own_face(path: Path, bold: bool) -> Any:
    try:
        font = TTFont(BASE_FONT + ("-Bold" if bold else ""), str(path))
    except UNUSABLE as error:
        raise FontMissing(path=path) from error
    if not bold:
        pdfmetrics.registerFont(font)
    return font.face


@lru_cache(maxsize=1)
def font_library() -> FontLibrary:
    """Return the library of this process."""
    return FontLibrary()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A glyph in use: what it copies out as, the code point it draws, its width (1/1000 em)."""

    text: str
    code: int
    width: float


class EmbeddedFont:
    """A font within one document. `name` is what the pages call it."""

    def __init__(self, face: Any, name: str, lock: RLock) -> None:
        self.face = face
        self.name = name
        self._lock = lock
        self._numbers: dict[_Entry, int] = {}

    def number(self, text: str, code: int, width: float) -> int:
        """Return the number (CID) of the glyph of `code` that copies out as `text`.

        `width` in thousandths of the font size may differ from what the font says.
        """
        return self._numbers.setdefault(_Entry(text, code, width), len(self._numbers) + 1)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it when saving
        """Write the font into `doc`; called by ReportLab at the end."""
        entries = [_Entry("", NOTHING, 0.0), *self._numbers]
        codes = list(dict.fromkeys(entry.code for entry in entries[1:]))
        name = self._subset_name(codes)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(self._descriptor(doc, name, codes)),
                "DW": 1000,
                "W": _widths(entries),
                "CIDToGIDMap": _stream(doc, self._glyph_map(entries, codes)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": _stream(doc, to_unicode([entry.text for entry in entries]).encode()),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font)

    def _subset_name(self, codes: list[int]) -> str:
        digest = sha256(f"{self.name} {codes}".encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        face = self.face.name.decode("ascii", "replace") + self.face.subfontNameX.decode("ascii")
        return f"{tag}+{face}"

    def _descriptor(self, doc: Any, name: str, codes: list[int]) -> Any:
        with self._lock:  # cutting down moves a read position inside the shared font
            subset = self.face.makeSubset(codes)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(name),
                "Flags": self.face.flags,
                "FontBBox": pdfdoc.PDFArray(self.face.bbox),
                "ItalicAngle": self.face.italicAngle,
                "Ascent": self.face.ascent,
                "Descent": self.face.descent,
                "CapHeight": self.face.capHeight,
                "StemV": self.face.stemV,
                "FontFile2": _stream(doc, subset, Length1=len(subset)),
            }
        )

    def _glyph_map(self, entries: list[_Entry], codes: list[int]) -> bytes:
        """Return the glyph of each entry: a subset keeps glyphs in the order of `codes`."""
        places = {0: 0}
        for code in codes:
            places.setdefault(self.face.charToGlyph.get(code, 0), len(places))
        glyphs = (places[self.face.charToGlyph.get(entry.code, 0)] for entry in entries)
        return struct.pack(f">{len(entries)}H", *glyphs)


def _widths(entries: list[_Entry]) -> Any:
    return pdfdoc.PDFArray([0, pdfdoc.PDFArray([round(entry.width, 2) for entry in entries])])


def _stream(doc: Any, content: bytes, **values: int) -> Any:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(values)), content, [pdfdoc.PDFZCompress])
    return doc.Reference(stream)


def to_unicode(texts: list[str]) -> str:
    """Return the PDF character map that says what glyph 0, 1, 2 … copies out as."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = [(number, _utf16(text)) for number, text in enumerate(texts) if text]
    for start in range(0, len(pairs), 100):  # at most 100 a block, says the format
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{number:04X}> <{text}>" for number, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


def _utf16(text: str) -> str:
    """Return `text` in UTF-16, a half of a surrogate pair as the replacement character."""
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return whole.encode("utf-16-be").hex().upper()
