"""Markup to blocks: what a browser would set apart as a paragraph becomes one Block."""

from __future__ import annotations

import dataclasses
import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString

from indexer.blocks import Block
from indexer.formats.html.ordinals import ordinal
from indexer.formats.whitespace import clean
from indexer.labels import BULLET, is_label, leading_label, with_round_bullet
from indexer.records import ParagraphKind

_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "  # noqa: SIM905 - words read best as words
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset(
    "script style noscript template svg select option button input textarea iframe object embed "  # noqa: SIM905 - words read best as words
    "head title meta link xml".split()
)
_LAYOUT_CELL = 300  # letters in one cell of several paragraphs that make a table a page layout
_BREAK = "\n"
_LIST_CLASS = re.compile(r"MsoList|ListParagraph|ListBullet", re.I)
_FOLDED = re.compile(r"accordion|collaps|expand|toggle|panel|tab(?:s|\b)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def blocks(*nodes: Tag | NavigableString) -> tuple[Block, ...]:
    """The blocks of these nodes in reading order; a table row is one block."""
    flow = _Flow()
    for node in nodes:
        flow.add(node)
    return tuple(_join_labels(flow.finish()))


def text_of(node: Tag | None) -> str:
    """The node's text on one line, "" for None."""
    return clean(node.get_text(" ")) if node is not None else ""


def parse(markup: str) -> BeautifulSoup:
    """Parse a page or a fragment with lxml (html5lib is quadratic in nested blocks)."""
    with warnings.catch_warnings():
        # What the bytes are was settled before: bs4's doubts about it are of no use to anyone.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(markup, "lxml")


@dataclasses.dataclass(frozen=True, slots=True)
class _Context:
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int | None = None
    bold: bool = False


class _Flow:
    """Gathers running text and closes a block at every boundary."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._bold = 0
        self._letters = 0
        self._done: list[Block] = []
        self._label: str | None = None

    def add(self, node: Tag | NavigableString) -> None:
        self._walk(node, _Context())

    def finish(self) -> list[Block]:
        self._close(_Context())
        return self._done

    def _walk(self, node: Tag | NavigableString, context: _Context) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                self._write(str(node), bold=context.bold)
            return
        name = node.name.rpartition(":")[2] or node.name
        if name in _SILENT or _is_hidden(node):
            return
        match name:
            case "br":
                self._text.append(_BREAK)
            case "tr":
                self._row(node, context)
            case "li":
                self._item(node, context)
            case "ul" | "ol":
                self._close(context)
                depth = (context.level or 0) + 1
                self._children(node, dataclasses.replace(context, level=depth))
                self._close(context)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._close(context)
                heading = _Context(ParagraphKind.HEADING, int(name[1]), bold=True)
                self._children(node, heading)
                self._close(heading)
            case _ if name in _BLOCK:
                self._close(context)
                listed = _LIST_CLASS.search(" ".join(node.get("class") or []))
                own = _Context(ParagraphKind.LIST_ITEM, context.level) if listed else context
                self._children(node, own)
                self._close(own)
            case _:
                strong = context.bold or name in {"b", "strong"}
                self._children(node, dataclasses.replace(context, bold=strong))

    def _children(self, node: Tag, context: _Context) -> None:
        for child in node.children:
            if isinstance(child, (Tag, NavigableString)):
                self._walk(child, context)

    def _item(self, node: Tag, context: _Context) -> None:
        self._close(context)
        item = _Context(ParagraphKind.LIST_ITEM, context.level or 1)
        self._label = ordinal(node)
        self._children(node, item)
        self._close(item)
        self._label = None

    def _row(self, row: Tag, context: _Context) -> None:
        self._close(context)
        held = [blocks(cell) for cell in _cells(row)]
        full = [each for each in held if each]
        if not full:
            return
        if len(full) == 1 or _is_layout(full):
            for each in _laid_out(full):
                self._done.append(each)
            return
        joined = " | ".join(" ".join(block.text for block in cell) for cell in full)
        self._done.append(Block(joined, ParagraphKind.TABLE_ROW))

    def _write(self, text: str, *, bold: bool) -> None:
        self._text.append(text.replace("\n", " ").replace("\r", " "))
        letters = sum(1 for c in text if c.isalpha())
        self._letters += letters
        self._bold += letters if bold else 0

    def _close(self, context: _Context) -> None:
        raw, letters, strong = "".join(self._text), self._letters, self._bold
        self._text.clear()
        self._letters = self._bold = 0
        for text in _lines(raw):
            bold = letters > 0 and strong > letters / 2
            self._done.append(self._block(text, context, bold=bold))

    def _block(self, text: str, context: _Context, *, bold: bool) -> Block:
        listed = context.kind is ParagraphKind.LIST_ITEM
        text = with_round_bullet(text, listed=listed)
        label = leading_label(text)
        if label is None and self._label and listed:
            label, text = self._label, f"{self._label} {text}"
        self._label = None
        kind = context.kind
        if label == BULLET and kind is ParagraphKind.PARAGRAPH:
            kind = ParagraphKind.LIST_ITEM
        level = context.level if kind is not ParagraphKind.PARAGRAPH else None
        return Block(text, kind, label, level=level, bold=bold)


def _cells(row: Tag) -> Iterator[Tag]:
    """The row's cells, also those within a form that the markup puts around them."""
    for child in row.children:
        if not isinstance(child, Tag):
            continue
        if child.name in {"td", "th"}:
            yield child
        else:
            yield from _cells(child)


def _is_hidden(node: Tag) -> bool:
    """Whether nobody sees the element; what a click unfolds is meant to be read."""
    if not (node.has_attr("hidden") or _HIDDEN.search(str(node.get("style") or ""))):
        return False
    named = " ".join([*(node.get("class") or []), str(node.get("id") or "")])
    return node.get("role") not in {"tabpanel", "region"} and not _FOLDED.search(named)


def _lines(raw: str) -> Iterator[str]:
    """Split at empty lines, and at a line break before a label; other breaks are spaces."""
    for part in re.split(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+", raw):
        pieces: list[str] = []
        for line in part.split(_BREAK):
            text = clean(line)
            if not text:
                continue
            if pieces and not leading_label(text):
                pieces[-1] += " " + text
            else:
                pieces.append(text)
        yield from pieces


def _is_layout(cells: list[tuple[Block, ...]]) -> bool:
    """A row that lays out a page: a label beside its text, or cells that hold whole passages."""
    if len(cells) == 2 and len(cells[0]) == 1 and is_label(cells[0][0].text):
        return True
    return any(
        len(cell) > 2 and sum(len(block.text) for block in cell) > _LAYOUT_CELL for cell in cells
    )


def _laid_out(cells: list[tuple[Block, ...]]) -> Iterator[Block]:
    for cell in cells:
        yield from cell


def _join_labels(found: list[Block]) -> Iterator[Block]:
    """A label alone on its line belongs to the block after it."""
    held = ""
    for block in found:
        if block.kind is not ParagraphKind.TABLE_ROW and is_label(block.text):
            held = f"{held} {block.text}".strip()
            continue
        if not held or block.kind is ParagraphKind.TABLE_ROW:
            if held:
                yield Block(held, label=held)
                held = ""
            yield block
            continue
        text = f"{held} {block.text}"
        kind = block.kind
        label = leading_label(text)
        if label == BULLET and kind is ParagraphKind.PARAGRAPH:
            kind = ParagraphKind.LIST_ITEM
        yield dataclasses.replace(block, text=text, label=label, kind=kind)
        held = ""
    if held:
        yield Block(held, label=held)
