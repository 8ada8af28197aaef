"""Fonts on paper: all embedded, rare characters from elsewhere or in a box, copied text intact."""

import shutil
import struct
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from reportlab.pdfbase.ttfonts import TTFontFile, TTFontMaker

from crm_desktop.domain.errors import FontMissing
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.paths import resource
from crm_desktop.reports.boxes import SIGNS, box_strokes, box_width
from crm_desktop.reports.colours import INK
from crm_desktop.reports.font_files import font_folders, list_font_files, read_fonts
from crm_desktop.reports.fonts import FontLibrary, draws, font_library, to_unicode
from crm_desktop.reports.glyphs import Typesetter
from crm_desktop.reports.page import Paper
from crm_desktop.reports.text import Style

REGULAR = resource("fonts", "NotoSansSC-Regular.ttf")
HEADER = ReportHeader(
    company_name="上海汇丰食品", printed_by="张伟", printed_at=datetime(2026, 3, 31, tzinfo=UTC)
)
pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler's pdftotext")


@pytest.fixture(scope="module")
def bare() -> FontLibrary:
    """Our own fonts on a machine without any other."""
    return FontLibrary(folders=())


def character_map(code: int, glyph: int) -> bytes:
    if code > 0xFFFF:
        # Some fonts have a glyph for U+0000, too.
        groups = (0, 0, 2, code, code, glyph)
        subtable = struct.pack(">HHLLL6L", 12, 0, 40, 0, 2, *groups)
        return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + subtable
    ends, starts = (code, 0xFFFF), (code, 0xFFFF)
    shifts = ((glyph - code) & 0xFFFF, 1)
    numbers = (4, 32, 0, 4, 4, 1, 0, *ends, 0, *starts, *shifts, 0, 0)
    return struct.pack(">HHHHL16H", 0, 1, 3, 1, 12, *numbers)


def write_font(path: Path, code: int, *, look: str = "吉", licence: int | None = None) -> Path:
    """Write a small TrueType font whose only character is `code`, looking like `look`."""
    original = TTFontFile(str(REGULAR))
    subset = TTFontFile(BytesIO(original.makeSubset([ord(look), ord("国")])), charInfo=0)
    maker = TTFontMaker()
    for tag in subset.table:
        maker.add(tag, subset.get_table(tag))
    for tag in ("cmap", "OS/2"):
        del maker.tables[tag]
    maker.add("cmap", character_map(code, 1))
    style = original.get_table("OS/2")
    if licence is not None:
        style = style[:8] + struct.pack(">H", licence) + style[10:]
    maker.add("OS/2", style)
    path.write_bytes(maker.makeStream())
    return path


def printed(library: FontLibrary, *texts: str, bold: bool = False) -> tuple[bytes, ReportResult]:
    file = BytesIO()
    paper = Paper(file, HEADER, "字体", library=library)
    for text in texts:
        paper.paragraph(text, Style(10, bold), INK)
    result = paper.finish()
    return file.getvalue(), result


def body(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def poppler(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "read.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def fonts_of(content: bytes) -> Iterator[DictionaryObject]:
    """Yield every font dictionary anywhere in the file."""
    reader = PdfReader(BytesIO(content))
    for number in range(1, len(reader.xref[0]) + 1):
        thing = reader.get_object(number)
        if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/Font":
            yield thing


def test_every_font_in_the_file_is_embedded_and_a_subset(bare: FontLibrary):
    content, _ = printed(bare, "客户 Customer 𠮷")
    fonts = list(fonts_of(content))
    descendants = [font for font in fonts if font["/Subtype"] == "/CIDFontType2"]
    assert len(descendants) >= 2
    for font in descendants:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert font["/BaseFont"][7] == "+"
    for font in fonts:
        assert font["/Subtype"] in ("/CIDFontType2", "/Type0")
        assert font["/Subtype"] == "/CIDFontType2" or font["/Encoding"] == "/Identity-H"
    assert b"Helvetica" not in content and b"WinAnsi" not in content
    assert len(content) < 120_000


COPIED = [
    "客户清单 Customer list 1,234.50",
    "全角ＡＢＣ１２３，。；（）",
    "𠮷野家 and 䶮",
    "😀👍🏽 done",
    "Ünïcödé Ωж ①★ ￥¥€",
    "e\u0301 composed from two",
    "葛\ufe00城 and 👨\u200d👩\u200d👧 together",
    "a\u00adb soft\u00a0hard",
]


@pytest.mark.parametrize("text", COPIED)
def test_copied_text_is_the_text_put_in(text: str, bare: FontLibrary, tmp_path: Path):
    content, _ = printed(bare, text)
    assert text in body(content).replace("\n", "")


@pdftotext
@pytest.mark.parametrize("text", COPIED[:6])
def test_poppler_reads_the_same(text: str, bare: FontLibrary, tmp_path: Path):
    content, _ = printed(bare, text)
    assert text in poppler(content, tmp_path)


def test_a_character_no_font_has_becomes_a_named_box(bare: FontLibrary):
    content, result = printed(bare, "𠮷野家 😀 𠮷", "bell\x07")
    assert result.replaced == ("𠮷 U+20BB7", "😀 U+1F600", "U+0007")
    assert "𠮷野家 😀 𠮷" in body(content)
    plain, nothing = printed(bare, "吉野家 : 吉", "bell")
    assert nothing.replaced == ()
    drawn = [PdfReader(BytesIO(c)).pages[0].get_contents().get_data() for c in (content, plain)]
    assert drawn[0].count(b" l ") > drawn[1].count(b" l ") + 40


def test_every_code_can_be_written_in_a_box():
    assert set("0123456789ABCDEFU+") == set(SIGNS)
    strokes = list(box_strokes("U+1F600", 100, 50, 10))
    right = 100 + box_width("U+1F600") / 100
    assert all(100 <= x <= right for stroke in strokes for x, _ in stroke)


def test_a_fallback_font_draws_what_ours_lacks(tmp_path: Path):
    write_font(tmp_path / "extension.ttf", 0x20BB7)
    content, result = printed(FontLibrary(folders=[tmp_path]), "𠮷野家", bold=True)
    assert result.replaced == ()
    assert "𠮷野家" in body(content)
    assert len([f for f in fonts_of(content) if f["/Subtype"] == "/CIDFontType2"]) == 3


def test_a_fallback_font_may_have_the_older_kind_of_character_map(tmp_path: Path):
    write_font(tmp_path / "hebrew.ttf", ord("א"))
    (font,) = read_fonts(tmp_path / "hebrew.ttf")
    assert font.claims(ord("א")) and not font.claims(ord("ב"))
    assert FontLibrary(folders=[tmp_path]).fallback(ord("א")) is not None


def test_fonts_that_cannot_be_embedded_are_passed_over(tmp_path: Path):
    write_font(tmp_path / "a_restricted.ttf", 0x20BB7, licence=2)
    (tmp_path / "b_damaged.ttf").write_bytes(REGULAR.read_bytes()[:3000])
    (tmp_path / "c_noise.ttc").write_bytes(b"ttcf" + b"\xff" * 40)
    (tmp_path / "d_postscript.otf").write_bytes(b"OTTO" + b"\0" * 100)
    empty = write_font(tmp_path / "e_blank.ttf", 0x20BB7, look="\u3000")
    library = FontLibrary(folders=[tmp_path, tmp_path / "missing"])
    assert library.fallback(0x20BB7) is None
    assert read_fonts(empty) and not read_fonts(tmp_path / "a_restricted.ttf")
    write_font(tmp_path / "f_good.ttf", 0x20BB7)
    good = FontLibrary(folders=[tmp_path]).fallback(0x20BB7)
    assert good.filename.endswith("f_good.ttf")


def test_a_font_that_claims_a_character_but_cannot_be_loaded_is_passed_over(tmp_path: Path):
    path = write_font(tmp_path / "broken.ttf", 0x20BB7)
    parsed = TTFontFile(str(path), charInfo=0)
    place = parsed.table["head"]["offset"] + 12  # head's magic number
    content = path.read_bytes()
    path.write_bytes(content[:place] + b"\0\0\0\0" + content[place + 4 :])
    assert read_fonts(path)[0].claims(0x20BB7)
    assert FontLibrary(folders=[tmp_path]).fallback(0x20BB7) is None


def test_a_collection_is_searched_font_by_font(tmp_path: Path):
    single = write_font(tmp_path / "one.bin", 0x20BB7).read_bytes()
    shift = 16
    count = struct.unpack(">H", single[4:6])[0]
    directory = b"".join(
        struct.pack(">4sLLL", tag, check, place + shift, length)
        for tag, check, place, length in struct.iter_unpack(">4sLLL", single[12 : 12 + 16 * count])
    )
    moved = single[:12] + directory + single[12 + 16 * count :]
    (tmp_path / "all.ttc").write_bytes(struct.pack(">4sLLL", b"ttcf", 0x10000, 1, shift) + moved)
    assert FontLibrary(folders=[tmp_path]).fallback(0x20BB7) is not None


def test_likely_fonts_are_asked_first(tmp_path: Path):
    for name in ("zapf.ttf", "DejaVuSans.ttf", "simsunb.ttf", "DejaVuSans-Bold.ttf", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    names = [path.name for path in list_font_files([tmp_path])]
    assert names[:2] == ["simsunb.ttf", "DejaVuSans.ttf"]
    assert "notes.txt" not in names


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_each_platform_has_font_folders(platform: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.platform", platform)
    assert len(font_folders()) >= 2


def test_a_missing_font_is_a_plain_error(tmp_path: Path):
    with pytest.raises(FontMissing) as raised:
        FontLibrary(folders=(), own=tmp_path).face(bold=False)
    assert "NotoSansSC-Regular.ttf" in str(raised.value)


def test_blanks_and_line_shapers_are_neither_boxes_nor_lost(bare: FontLibrary):
    typesetter = Typesetter(bare)
    text = "a\tb\u2003c\u200bd\u202fe\ufefff\U000e0101g"
    glyphs = typesetter.glyphs(text)
    assert "".join(glyph.text for glyph in glyphs) == text
    assert not typesetter.replaced
    assert [glyph.width for glyph in glyphs if glyph.text in "\u200b\ufeff\U000e0101"] == [0, 0, 0]
    assert all(glyph.width > 0 for glyph in glyphs if glyph.text in "\t\u2003\u202f")


def test_hebrew_and_arabic_run_from_right_to_left(tmp_path: Path):
    library = FontLibrary(folders=())
    typesetter = Typesetter(library)
    line = typesetter.glyphs("ab שלום (12) של, x")
    shown = [glyph.text for glyph in typesetter.in_visual_order(line, bold=False)]
    assert "".join(shown) == "ab לש )12( םולש, x"
    assert [typesetter.glyphs("ba")[0]] == typesetter.in_visual_order(line[1:2], bold=False)


def test_arabic_letters_are_joined_and_copy_out_as_typed(tmp_path: Path):
    medial_heh = 0xFEEC
    write_font(tmp_path / "arabic.ttf", medial_heh)
    typesetter = Typesetter(FontLibrary(folders=[tmp_path]))
    glyphs = typesetter.glyphs("بهب لا")
    assert "".join(glyph.text for glyph in glyphs) == "بهب لا"
    assert [glyph.text for glyph in glyphs if not glyph.label and glyph.text.isalpha()] == [
        "ه",
        "ا",
    ]
    assert glyphs[-1].width == 0  # drawn with the lam before it


def test_to_unicode_uses_surrogate_pairs_and_short_blocks():
    text = to_unicode(["", "𠮷", "ab", *"字" * 150])
    assert "<0001> <D842DFB7>" in text and "<0002> <00610062>" in text
    assert "100 beginbfchar" in text and "52 beginbfchar" in text
    assert "<0001> <FFFD>" in to_unicode(["", "\ud800"])


def test_two_threads_can_print_at_once(bare: FontLibrary):
    texts = ["".join(chr(code) for code in range(start, start + 400)) for start in (0x4E00, 0x6000)]
    found: dict[int, bytes] = {}

    def work(place: int) -> None:
        found[place] = printed(bare, texts[place])[0]

    threads = [Thread(target=work, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place, text in enumerate(texts):
        assert text in body(found[place]).replace("\n", "").replace("字体", "")


def test_the_library_of_the_process_is_one_and_knows_our_characters():
    assert font_library() is font_library()
    assert draws(font_library().face(bold=True), ord("户"))
    assert not draws(None, ord("户"))
