"""Builds small PDFs, tagged or not, out of plain objects, so that tests say what is on a page."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

A4 = (595.0, 842.0)
_FONTS = {False: "Helvetica", True: "Helvetica-Bold"}


@dataclasses.dataclass(slots=True)
class Element:
    """A node of the structure tree: its role and what is below it, marks as (page, id)."""

    role: str
    kids: list[Element | tuple[int, int]] = dataclasses.field(default_factory=list)

    def add(self, role: str) -> Element:
        """A new element below this one."""
        child = Element(role)
        self.kids.append(child)
        return child


class Page:
    """A page to draw on. Heights count from the bottom, in points."""

    def __init__(self, number: int, size: tuple[float, float]) -> None:
        self.number = number
        self.size = size
        self.content: list[str] = []
        self.marks = 0

    def text(  # noqa: PLR0913 - a line has that many properties
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 12,
        bold: bool = False,
        element: Element | None = None,
        artifact: bool = False,
    ) -> None:
        """Draw one line of text, as content of `element` where one is given."""
        if element is not None:
            self.content.append(f"/{element.role} <</MCID {self.marks}>> BDC")
            element.kids.append((self.number, self.marks))
            self.marks += 1
        elif artifact:
            self.content.append("/Artifact <</Type /Pagination>> BDC")
        font = "B" if bold else "R"
        self.content.append(
            f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({_escaped(text)}) Tj ET"
        )
        if element is not None or artifact:
            self.content.append("EMC")

    def paragraph(  # noqa: PLR0913
        self,
        x: float,
        y: float,
        text: str,
        *,
        width: float = 420,
        size: float = 12,
        bold: bool = False,
        leading: float = 1.2,
        label: str = "",
        hang: float = 0,
        element: Element | None = None,
    ) -> float:
        """Draw a paragraph broken at `width`, its label hung to the left; returns the next y."""
        if label:
            self.text(x, y, label, size=size, bold=bold, element=element)
        for line in wrapped(text, width - hang, size, bold=bold):
            self.text(x + hang, y, line, size=size, bold=bold, element=element)
            y -= leading * size
        return y - 0.8 * size

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.content.append(f"{x0} {y0} m {x1} {y1} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw a ruled table's lines."""
        for x in xs:
            self.rule(x, min(ys), x, max(ys))
        for y in ys:
            self.rule(min(xs), y, max(xs), y)

    def picture(self) -> None:
        """Cover the page with a picture of one grey dot."""
        self.content.append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /Im Do Q")


class PdfBuilder:
    """A PDF of pages and, where `root` gets elements, a structure tree."""

    def __init__(self, *, title: str = "", author: str = "") -> None:
        self.pages: list[Page] = []
        self.root = Element("Document")
        self.roles: dict[str, str] = {}
        self.title = title
        self.author = author

    def page(self, size: tuple[float, float] = A4) -> Page:
        """A new page."""
        page = Page(len(self.pages), size)
        self.pages.append(page)
        return page

    def build(self) -> bytes:
        """The file."""
        objects = _Objects()
        catalogue, tree = objects.reserve(), objects.reserve()
        fonts = {
            name: objects.add(
                f"<</Type/Font/Subtype/Type1/BaseFont/{_FONTS[bold]}/Encoding/WinAnsiEncoding>>"
            )
            for name, bold in (("R", False), ("B", True))
        }
        image = objects.stream(
            b"\x80",
            "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        )
        resources = (
            f"<</Font<</R {fonts['R']} 0 R/B {fonts['B']} 0 R>>/XObject<</Im {image} 0 R>>>>"
        )
        numbers = [objects.reserve() for _ in self.pages]
        for number, page in zip(numbers, self.pages, strict=True):
            content = objects.stream("\n".join(page.content).encode("cp1252"))
            objects.put(
                number,
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.size[0]} {page.size[1]}]"
                f"/Resources {resources}/Contents {content} 0 R>>",
            )
        kids = " ".join(f"{number} 0 R" for number in numbers)
        objects.put(tree, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>")
        structure = ""
        if self.root.kids:
            root = objects.reserve()
            top = self._element(objects, self.root, root, numbers)
            roles = "".join(f"/{own}/{standard}" for own, standard in self.roles.items())
            objects.put(root, f"<</Type/StructTreeRoot/RoleMap<<{roles}>>/K {top} 0 R>>")
            structure = f"/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R"
        objects.put(catalogue, f"<</Type/Catalog/Pages {tree} 0 R{structure}>>")
        info = objects.add(
            f"<</Title({_escaped(self.title)})/Author({_escaped(self.author)})"
            "/CreationDate(D:20240306101500Z)>>"
        )
        return objects.file(catalogue, info)

    def _element(
        self, objects: _Objects, element: Element, parent: int, pages: Sequence[int]
    ) -> int:
        number = objects.reserve()
        kids = [
            f"{self._element(objects, kid, number, pages)} 0 R"
            if isinstance(kid, Element)
            else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"
            for kid in element.kids
        ]
        objects.put(
            number,
            f"<</Type/StructElem/S/{element.role}/P {parent} 0 R/K[{' '.join(kids)}]>>",
        )
        return number


class _Objects:
    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, number: int, body: str | bytes) -> None:
        self._bodies[number - 1] = body if isinstance(body, bytes) else body.encode("cp1252")

    def add(self, body: str) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def stream(self, content: bytes, entries: str = "") -> int:
        packed = zlib.compress(content)
        head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode()
        number = self.reserve()
        self.put(number, head + packed + b"\nendstream")
        return number

    def file(self, root: int, info: int) -> bytes:
        out = b"%PDF-1.7\n"
        offsets = []
        for number, body in enumerate(self._bodies, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        size = len(self._bodies) + 1
        return out + (
            b"xref\n0 %d\n0000000000 65535 f \n" % size
            + table
            + b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
            % (size, root, info, len(out))
        )


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text broken into lines as a word processor breaks it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, _FONTS[bold], size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
