"""The light markup in which the sample texts are written, and how it becomes HTML.

Paragraphs stand apart by empty lines. A line that begins with "- " is a bullet, "## " a heading,
"| " a table row (cells between bars); "**…**" is bold; a label ("5.6", "1.", "(a)") at the start
is a printed label.
"""

from __future__ import annotations

import dataclasses
import html
import itertools
import re
import textwrap
from collections.abc import Iterable, Iterator

_LABEL = re.compile(r"^(\d+(?:\.\d+)+|\d{1,2}\.|\((?:[a-h]|[ivx]+|\d{1,2})\))\s+")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a sample: `kind` is "text", "bullet", "heading" or "row"."""

    kind: str
    text: str
    label: str = ""

    @property
    def plain(self) -> str:
        """The text without the marks for bold, its label first."""
        return (self.label + " " + _BOLD.sub(r"\1", self.text)).strip()


def passages(text: str) -> Iterator[Passage]:
    """Split a text in the light markup into its passages."""
    for block in re.split(r"\n\s*\n|\n(?=- |\| )", text.strip()):
        line = " ".join(block.split())
        if line.startswith("- "):
            yield Passage("bullet", line[2:])
        elif line.startswith("## "):
            yield Passage("heading", line[3:])
        elif line.startswith("| "):
            yield Passage("row", line.strip("| "))
        elif match := _LABEL.match(line):
            yield Passage("text", line[match.end() :], match[1])
        elif line:
            yield Passage("text", line)


def inline(text: str) -> str:
    """Escape a passage's text for HTML and mark its bold parts."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def plain_html(text: str) -> str:
    """Clean HTML: paragraphs, lists and tables, labels typed before the text."""
    parts = []
    for kind, group in itertools.groupby(passages(text), key=lambda passage: passage.kind):
        if kind == "bullet":
            items = "\n".join(f"<li>{inline(passage.text)}</li>" for passage in group)
            parts.append(f"<ul>\n{items}\n</ul>")
        elif kind == "row":
            parts.append(_table(group))
        elif kind == "heading":
            parts.extend(f"<p><b>{inline(passage.text)}</b></p>" for passage in group)
        else:
            parts.extend(f"<p>{_labelled(passage, '&nbsp;&nbsp;')}</p>" for passage in group)
    return "\n".join(parts)


def split_html(text: str) -> str:
    """Old exports: each label stands alone in a block before its paragraph."""
    parts = []
    for passage in passages(text):
        if passage.label:
            parts.append(f"<p>{passage.label}&nbsp;</p>")
        mark = "&middot;&nbsp;&nbsp;&nbsp;" if passage.kind == "bullet" else ""
        parts.append(f"<p>{mark}{inline(passage.text)}</p>")
    return "\n<p>&nbsp;</p>\n".join(parts)


def word_html(text: str) -> str:
    """What Word leaves behind: MsoNormal, empty paragraphs, labels and bullets typed with nbsp."""
    parts = []
    for kind, group in itertools.groupby(passages(text), key=lambda passage: passage.kind):
        if kind == "row":
            parts.append(_table(group, ' class="MsoTableGrid" border="1" cellspacing="0"'))
            continue
        parts.extend(_word_paragraph(passage) for passage in group)
    empty = '\n<p class="MsoNormal"><span style="">&nbsp;</span></p>\n'
    return f'<div class="WordSection1">\n{empty.join(parts)}\n</div>'


def stray_html(text: str) -> str:
    """Word's markup with a division that ends too early, as careless pasting leaves it."""
    first, *rest = list(passages(text))
    body = "\n".join(_word_paragraph(passage) for passage in rest)
    return f'<div class="WordSection1">\n{_word_paragraph(first)}\n</div>\n</div>\n{body}'


def _word_paragraph(passage: Passage) -> str:
    if passage.kind == "bullet":
        dot = '<span style="font-family:Symbol">·<span style="font:7.0pt">&nbsp;&nbsp;&nbsp; '
        body = f"{dot}</span></span><span>{_wrapped(passage.text)}</span>"
        return f'<p class="MsoListParagraph" style="margin-left:36.0pt">{body}</p>'
    if passage.kind == "heading":
        return f'<p class="MsoNormal"><b><u>{_wrapped(passage.text)}</u></b></p>'
    label = f"{passage.label}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; " if passage.label else ""
    indent = ' style="margin-left:36.0pt;text-indent:-36.0pt"' if label else ""
    body = f'<span style="">{label}{_wrapped(passage.text)}</span>'
    return f'<p class="MsoNormal"{indent}>{body}</p>'


def _wrapped(text: str) -> str:
    """Break lines as Word's HTML does: a reader must join them with a space."""
    return inline("\n".join(textwrap.wrap(text, 68, break_on_hyphens=False)))


def _labelled(passage: Passage, gap: str) -> str:
    return f"{passage.label}{gap if passage.label else ''}{inline(passage.text)}"


def _table(rows: Iterable[Passage], attributes: str = "") -> str:
    lines = []
    for row in rows:
        cells = "".join(f"<td><p>{inline(cell.strip())}</p></td>" for cell in row.text.split("|"))
        lines.append(f"<tr>{cells}</tr>")
    return f"<table{attributes}>\n" + "\n".join(lines) + "\n</table>"


STYLES = {"plain": plain_html, "split": split_html, "word": word_html, "stray": stray_html}
