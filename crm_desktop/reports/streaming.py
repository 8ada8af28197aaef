"""PDF documents that are written while they are drawn, so that a long one needs no long memory.

ReportLab keeps all sheets until the end, and then the whole file. The format does not ask for that:
objects stand in any order, and the table at the end of the file says where each one is.
"""

from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


class StreamingCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose sheets and forms go to `target` as soon as they are complete."""

    def __init__(self, target: BinaryIO, **options: Any) -> None:
        super().__init__(target, **options)
        # ReportLab makes the document itself and gives no other way to have it of another kind.
        self._doc.__class__ = _StreamingDocument
        self._doc.begin(target)


class _File(pdfdoc.PDFFile):  # type: ignore[misc]
    """What has been written, told by its length only."""

    def __init__(self, target: BinaryIO, version: tuple[int, int]) -> None:
        super().__init__(version)
        self.write = target.write
        target.write(b"".join(self.strings))
        self.strings.clear()


class _StreamingDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    def begin(self, target: BinaryIO) -> None:
        self._file = _File(target, self._pdfVersion)

    def addPage(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write what is on a sheet; the sheet itself waits, for it names its footer."""
        filters = [pdfdoc.PDFZCompress] if page.compression else []
        content = pdfdoc.PDFStream(content=page.stream, filters=filters)
        page.Contents = self.Reference(content)
        page.stream = None
        self._write(page.Contents.name)
        super().addPage(page)

    def addForm(self, name: str, form: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write a form."""
        super().addForm(name, form)
        self._write(pdfdoc.xObjectName(name))

    def SaveToFile(self, _target: BinaryIO, canvas: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write what is left, and where everything is."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.info.invariant = self.invariant
        self.info.digest(self.signature)
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        self.Outlines.prepare(self, canvas)
        if self.Outlines.ready < 0:
            self.Catalog.Outlines = None
        number = 1
        while number in self.numberToId:  # writing an object may make further ones
            self._write(self.numberToId[number])
            number += 1
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, [self.numberToId[place] for place in range(1, number)])
        start = self._file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start, Size=number, Root=root, Info=info, ID=self.ID()
        )
        self._file.add(trailer.format(self))

    def _write(self, name: str) -> None:
        """Write an object and forget it, unless that was done."""
        if name not in self.idToOffset:
            text = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
            self.idToOffset[name] = self._file.add(text)
            self.idToObject[name] = None
