"""How one cites a document or one paragraph of it: in words, Markdown, HTML, BibTeX and RIS."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from html import escape

from indexer.records import Document, Kind, Paragraph
from search.request import document_address
from search.wording import long_date, named, spoken

_REPORTS = (
    Kind.INSPECTION_REPORT,
    Kind.MONITORING_VISIT,
    Kind.FOCUSED_VISIT,
    Kind.OTHER_REPORT,
)
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """What is cited, where it stands, and when it was seen; `address` is absolute."""

    document: Document
    paragraph: Paragraph | None
    address: str
    seen: dt.date

    @property
    def council(self) -> str:
        """The councils' names, joined; empty where none is known."""
        return " and ".join(authority.name for authority in self.document.authorities)

    @property
    def place(self) -> str:
        """Where in the document: "paragraph 5.6, p. 3"; empty for the whole document."""
        paragraph = self.paragraph
        if paragraph is None:
            return ""
        label = spoken(paragraph.label)
        parts = [named(label)] if label else []
        parts += [f"p. {paragraph.page}"] if paragraph.page else []
        return ", ".join(parts)

    @property
    def _lead(self) -> list[str]:
        """The words before the title."""
        document = self.document
        item = f"item {document.item_number}" if document.item_number else None
        parts = [self.council, document.committee, long_date(document.date), item]
        return [part for part in parts if part]

    @property
    def _tail(self) -> str:
        return f", {self.place}" if self.place else ""

    @property
    def plain(self) -> str:
        """A sentence for a footnote."""
        title = f"‘{self.document.title}’ ({self.document.kind.label.lower()})"
        words = ", ".join([*self._lead, title])
        return f"{words}{self._tail}, {self.address} (seen {long_date(self.seen)})."

    @property
    def markdown(self) -> str:
        """The same with the title as a Markdown link."""
        title = re.sub(r"([\\`*_\[\]<>])", r"\\\1", self.document.title)
        lead = "".join(f"{part}, " for part in self._lead)
        kind = self.document.kind.label.lower()
        return f"{lead}[{title}]({self.address}) ({kind}){self._tail}."

    @property
    def html(self) -> str:
        """The same with the title as an HTML link."""
        lead = escape("".join(f"{part}, " for part in self._lead))
        link = f'<a href="{escape(self.address)}">{escape(self.document.title)}</a>'
        return f"{lead}{link} ({self.document.kind.label.lower()}){escape(self._tail)}."

    @property
    def bibtex(self) -> str:
        """A BibTeX entry. A report has no author here: the file does not always name one."""
        document = self.document
        is_report = document.kind in _REPORTS
        fields = {
            "author": "" if is_report else self.council,
            "title": document.title,
            "howpublished": ", ".join(filter(None, [document.kind.label, document.committee])),
            "year": str(document.year or ""),
            "date": document.date.isoformat() if document.date else "",
            "note": ", ".join(
                filter(None, [self.council if is_report else "", self._item, self.place])
            ),
            "urldate": self.seen.isoformat(),
        }
        lines = [
            f"  {name} = {{{{{value.translate(_BIBTEX)}}}}},"
            for name, value in fields.items()
            if value
        ]
        key = re.sub(r"[^A-Za-z0-9]+", "-", document.id).strip("-")
        return "\n".join(
            [f"@misc{{{key},", *lines, f"  url = {{{self.address}}},", "}", ""],
        )

    @property
    def ris(self) -> str:
        """A RIS record, lines ended as the format asks."""
        document = self.document
        is_report = document.kind in _REPORTS
        day = document.date
        paragraph_page = self.paragraph.page if self.paragraph else None
        fields = [
            ("TY", "RPRT" if is_report else "GOVDOC"),
            ("AU", "" if is_report else self.council),
            ("TI", document.title),
            ("T2", document.committee or ""),
            ("M3", document.kind.label),
            ("PY", f"{day:%Y}" if day else ""),
            ("DA", f"{day:%Y/%m/%d}" if day else ""),
            ("SP", str(paragraph_page or "")),
            ("KW", self.council if is_report else ""),
            ("N1", ", ".join(filter(None, [self._item, self.place]))),
            ("UR", self.address),
            ("Y2", f"{self.seen:%Y/%m/%d}"),
            ("ER", None),
        ]
        return "".join(
            f"{tag}  - {' '.join((value or '').split())}\r\n"
            for tag, value in fields
            if value is None or value
        )

    @property
    def _item(self) -> str:
        return f"item {self.document.item_number}" if self.document.item_number else ""


def cite(document: Document, anchor: str | None, site: str, seen: dt.date) -> Citation | None:
    """Cite a document, or its paragraph with this anchor; None where it has no such paragraph.

    Args:
        document: what is cited.
        anchor: the paragraph's anchor, None for the whole document.
        site: the scheme and host of the address, e.g. "https://minutes.example.org".
        seen: the day on which it was looked at.
    """
    paragraph = None
    if anchor is not None:
        found = [each for each in document.paragraphs if each.anchor == anchor]
        if not found:
            return None
        paragraph = found[0]
    address = site.rstrip("/") + document_address(document.id, anchor=anchor)
    return Citation(document, paragraph, address, seen)


def formats(citation: Citation) -> tuple[tuple[str, str, str], ...]:
    """The citation in each form: its name, a name for addresses, and the text."""
    return (
        ("In words", "words", citation.plain),
        ("Address", "address", citation.address),
        ("Markdown", "markdown", citation.markdown),
        ("HTML", "html", citation.html),
        ("BibTeX", "bibtex", citation.bibtex),
        ("RIS", "ris", citation.ris.replace("\r\n", "\n")),
    )
