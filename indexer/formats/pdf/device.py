"""Collects runs, rules and pictures from a page's content, without pdfminer's layout objects.

One object per shown string instead of one per letter: content parsing is the slow part of reading
a PDF, and nothing after it needs the single letters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from indexer.errors import LimitExceeded
from indexer.formats.pdf.content import PageContent, Rule, Run

MOST_LETTERS = 20_000_000
MOST_FORMS = 50_000
MOST_RULES_PER_PAGE = 20_000
# Parts of an em: a wider gap inside a shown string is a space, or the end of the run.
SPACE = 0.15
APART = 0.8
# Points: a filled area not as thick as this is a drawn line.
THIN = 3.0
UNREADABLE = "�"
BULLET = "•"
# Where Unicode's private area keeps the letters of symbol fonts, by their codes.
SYMBOLS = 0xF000
_BOLD_NAME = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_INVISIBLE = 3
# Keeps two words on one line: for the breaking of lines they are one.
NO_BREAK = "\u00a0"
_FILL_AND_STROKE = 2

Matrix = tuple[float, float, float, float, float, float]


class Interpreter(PDFPageInterpreter):
    """Tells the device which form it is in, and shows text without copying graphics states."""

    device: Collector

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - pdfminer finds operators by name
        """Draw a form or a picture."""
        name = xobjid_arg.name if isinstance(xobjid_arg, PSLiteral) else None
        reference = self.xobjmap.get(name)
        self.device.enter_form(reference.objid if isinstance(reference, PDFObjRef) else None)
        try:
            super().do_Do(xobjid_arg)
        finally:
            self.device.leave_form()

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text."""
        if self.textstate.font is not None and isinstance(seq, list):
            self.device.show(self.textstate, seq)


class Collector(PDFDevice):
    """Receives what the interpreter draws and fills a `PageContent` per page."""

    page: PageContent

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._glyphs: dict[int, dict[int, tuple[str, float]]] = {}
        self._bold: dict[int, bool] = {}
        self._fonts: list[PDFFont] = []
        self._letters = 0
        self._forms = 0

    def start(self, page: PDFPage, number: int) -> PageContent:
        """Begin a page; returns the record that the interpreter will fill."""
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate in (90, 270):
            width, height = height, width
        page_id = page.pageid if isinstance(page.pageid, int) else -number
        self.page = PageContent(number, page_id, width, height)
        self._resources: Any = page.resources
        self._marks: list[tuple[int | None, int | None, bool, str | None, int]] = []
        self._mark: int | None = None
        self._mark_stream: int | None = None
        self._artifact = False
        self._streams: list[int | None] = []
        return self.page

    # -- marked content -------------------------------------------------------------------------

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """Note the marked-content id, the artifact flag and any replacement text."""
        properties = self._properties(props)
        actual = resolve1(properties.get("ActualText"))
        self._marks.append(
            (
                self._mark,
                self._mark_stream,
                self._artifact,
                decode_text(actual) if isinstance(actual, bytes) else None,
                len(self.page.runs),
            )
        )
        mark = resolve1(properties.get("MCID"))
        if isinstance(mark, int):
            self._mark = mark
            self._mark_stream = self._streams[-1] if self._streams else None
        if getattr(tag, "name", None) == "Artifact":
            self._artifact = True

    def end_tag(self) -> None:
        """Leave the innermost marked content."""
        if not self._marks:
            return
        self._mark, self._mark_stream, self._artifact, actual, start = self._marks.pop()
        if actual is not None:
            self._replace(start, actual)

    def _properties(self, props: Any) -> dict[str, Any]:
        if isinstance(props, PSLiteral):
            named = resolve1(dict_value(self._resources).get("Properties"))
            props = resolve1(named.get(props.name)) if isinstance(named, dict) else None
        return props if isinstance(props, dict) else {}

    def _replace(self, start: int, actual: str) -> None:
        """Put /ActualText in the place of what was drawn, where it stands on one baseline."""
        drawn = self.page.runs[start:]
        if not drawn or any(abs(run.y - drawn[0].y) > 1 for run in drawn):
            return
        first = drawn[0]
        first.text, first.x1 = actual, max(run.x1 for run in drawn)
        del self.page.runs[start + 1 :]
        if not actual.strip():
            self.page.runs.pop()

    # -- forms and pictures -----------------------------------------------------------------------

    def enter_form(self, stream: int | None) -> None:
        """A form or picture begins."""
        self._forms += 1
        if self._forms > MOST_FORMS:
            raise LimitExceeded(
                f"page {self.page.number} draws more than {MOST_FORMS} nested pictures or forms",
                "Print the file to a new PDF and index that.",
            )
        self._streams.append(stream)

    def leave_form(self) -> None:
        """A form or picture ends."""
        self._streams.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002 - pdfminer's form
        """Note how much of the page a picture covers; its pixels are never decoded."""
        a, b, c, d, _, _ = self.ctm or (1, 0, 0, 1, 0, 0)
        area = abs(a * d - b * c)
        self.page.pictures += area / max(1.0, self.page.width * self.page.height)

    # -- rules ------------------------------------------------------------------------------------

    def paint_path(
        self,
        graphicstate: Any,  # noqa: ARG002
        stroke: bool,
        fill: bool,  # noqa: ARG002
        evenodd: bool,  # noqa: ARG002
        path: Sequence[Any],
    ) -> None:
        """Keep straight level and upright edges; curves and hatching are drawings."""
        if len(path) > 200 or len(self.page.rules) > MOST_RULES_PER_PAGE:
            return
        a, b, c, d, e, f = self.ctm or (1, 0, 0, 1, 0, 0)
        start = last = None
        edges = []
        for segment in path:
            operator = segment[0]
            if operator == "h":
                point = start
            else:
                x, y = segment[-2], segment[-1]
                point = (a * x + c * y + e, b * x + d * y + f)
            if operator == "m":
                start = point
            elif operator in "lh" and last is not None and point is not None:
                edges.append((last, point))
            last = point
        # A filled area without an outline is a shade behind letters, unless it is thin: a line.
        if stroke or _is_thin(edges):
            self.page.rules += (rule for edge in edges if (rule := _rule(*edge)) is not None)

    # -- text -------------------------------------------------------------------------------------

    def show(self, state: PDFTextState, sequence: Iterable[Any]) -> None:
        """Turn one shown string into runs and move the text position past it."""
        font = state.font
        if font is None or self.ctm is None:
            return
        a, b, c, d, e, f = _multiply(state.matrix, self.ctm)
        em = abs(state.fontsize) * math.hypot(c, d)
        line_y = state.linematrix[1]
        spans = self._spans(font, state, sequence)
        if not spans or em < 1:
            return
        self._count(sum(len(span.text) for span in spans))
        turn = _turn(a, b)
        stretch = math.hypot(a, b)
        bold = self._bold[id(font)] or state.render == _FILL_AND_STROKE
        for span in spans:
            x = a * span.left + c * (line_y + state.rise) + e
            y = b * span.left + d * (line_y + state.rise) + f
            x, y = _upright(x, y, turn, self.page)
            self.page.runs.append(
                Run(
                    text=span.text,
                    x0=x,
                    x1=x + (span.right - span.left) * stretch,
                    y=y,
                    first_x1=x + (span.first_right - span.left) * stretch,
                    size=em,
                    bold=bold,
                    mark=self._mark,
                    stream=self._mark_stream,
                    artifact=self._artifact,
                    hidden=state.render == _INVISIBLE,
                    turn=turn,
                )
            )

    def _spans(self, font: PDFFont, state: PDFTextState, sequence: Iterable[Any]) -> list[_Span]:
        """The shown letters in text space, cut at wide gaps; moves the text position."""
        scale = state.fontsize * state.scaling * 0.01
        spacing = state.charspace * state.scaling * 0.01
        word_spacing = 0.0 if font.is_multibyte() else state.wordspace * state.scaling * 0.01
        apart, space = APART * abs(scale), SPACE * abs(scale)
        glyphs = self._glyphs_of(font)
        x, line_y = state.linematrix
        span: _Span | None = None
        spans: list[_Span] = []
        # pdfminer adds the letter spacing before each letter but the first of a string.
        pending = False
        for item in sequence:
            if isinstance(item, bytes):
                for cid in font.decode(item):
                    if pending:
                        x += spacing
                    pending = True
                    glyph = glyphs.get(cid)
                    if glyph is None:
                        glyph = glyphs[cid] = _glyph(font, cid)
                    text, width = glyph
                    advance = width * scale
                    if text != NO_BREAK and not text.strip():
                        if span is not None:
                            span.space()
                    elif span is not None and -apart <= x - span.right <= apart:
                        if x - span.right > space:
                            span.space()
                        span.letters.append(text)
                        span.right = x + advance
                    else:
                        span = _Span(x, x + advance, [text])
                        spans.append(span)
                    x += advance
                    if cid == 32:
                        x += word_spacing
            elif isinstance(item, (int, float)):
                x -= item * 0.001 * scale
                pending = True
        state.linematrix = (x, line_y)
        return spans

    def _count(self, letters: int) -> None:
        self._letters += letters
        if self._letters > MOST_LETTERS:
            raise LimitExceeded(
                f"the file draws more than {MOST_LETTERS} letters",
                "Split the file and index the parts.",
            )

    def _glyphs_of(self, font: PDFFont) -> dict[int, tuple[str, float]]:
        glyphs = self._glyphs.get(id(font))
        if glyphs is None:
            glyphs = self._glyphs[id(font)] = {}
            self._fonts.append(font)  # keeps the font, and so its id, alive
            self._bold[id(font)] = bool(_BOLD_NAME.search(str(font.fontname)))
        return glyphs


Point = tuple[float, float]


def _is_thin(edges: Sequence[tuple[Point, Point]]) -> bool:
    xs = [point[0] for edge in edges for point in edge]
    ys = [point[1] for edge in edges for point in edge]
    return bool(edges) and min(max(xs) - min(xs), max(ys) - min(ys)) < THIN


def _rule(start: Point, end: Point) -> Rule | None:
    """A level or upright edge as a rule; None for a slanting one or the tip of a line."""
    x0, x1 = sorted((start[0], end[0]))
    y0, y1 = sorted((start[1], end[1]))
    return Rule(x0, y0, x1, y1) if (x1 - x0 < 1) != (y1 - y0 < 1) else None


class _Span:
    """Letters in text space, before they are placed on the page."""

    __slots__ = ("_first_right", "left", "letters", "right")

    def __init__(self, left: float, right: float, letters: list[str]) -> None:
        self.left = left
        self.right = right
        self.letters = letters
        self._first_right: float | None = None

    def space(self) -> None:
        """Note a space after the letters so far."""
        if self.letters[-1] != " ":
            self.letters.append(" ")
            if self._first_right is None:
                self._first_right = self.right

    @property
    def text(self) -> str:
        """The letters as a string."""
        return "".join(self.letters)

    @property
    def first_right(self) -> float:
        """The right edge of the first word."""
        return self.right if self._first_right is None else self._first_right


def _glyph(font: PDFFont, cid: int) -> tuple[str, float]:
    """What a character code prints, and how wide it is in ems."""
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = BULLET if _is_win_ansi(font) else UNREADABLE
    if "Wingdings" in str(font.fontname) and getattr(font, "unicode_map", True) is None:
        text = chr(SYMBOLS + cid)
    return text, font.char_width(cid)


def _is_win_ansi(font: PDFFont) -> bool:
    """Whether codes that the encoding leaves out print bullets (ISO 32000-1, annex D.2, note 3)."""
    return getattr(font, "cid2unicode", {}).get(0x80) == "€"


def _multiply(m1: Any, m0: Any) -> Matrix:
    a1, b1, c1, d1, e1, f1 = m1
    a0, b0, c0, d0, e0, f0 = m0
    return (
        a0 * a1 + c0 * b1,
        b0 * a1 + d0 * b1,
        a0 * c1 + c0 * d1,
        b0 * c1 + d0 * d1,
        a0 * e1 + c0 * f1 + e0,
        b0 * e1 + d0 * f1 + f0,
    )


def _turn(a: float, b: float) -> int | None:
    """Quarter turns of a text matrix, None where it slants by more than about a degree."""
    if abs(b) <= 0.02 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.02 * abs(b):
        return 1 if b > 0 else 3
    return None


def _upright(x: float, y: float, turn: int | None, page: PageContent) -> tuple[float, float]:
    """A point of the page in the frame in which text with this turn reads from left to right."""
    if turn == 1:
        return y, page.width - x
    if turn == 2:
        return page.width - x, page.height - y
    if turn == 3:
        return page.height - y, x
    return x, y
