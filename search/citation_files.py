"""A citation as a record for reference managers: BibTeX (also BibLaTeX) and RIS."""

from __future__ import annotations

import re

from search.citations import Citation

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
_RIS = {"paper": "GOVDOC", "report": "RPRT", "page": "ELEC"}


def bibtex(citation: Citation) -> str:
    """Write a BibTeX entry; `date`, `urldate` and `url` are BibLaTeX's and do no harm elsewhere."""
    day = citation.date
    fields = {
        # A second pair of braces keeps a council's name from being taken apart, and capitals.
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",
        "howpublished": _tex(citation.form[:1].upper() + citation.form[1:]),
        "organization": _tex(citation.committee),
        "year": f"{day:%Y}" if day else "",
        "date": day.isoformat() if day else "",
        "note": _tex(", ".join(filter(None, [*citation.about, citation.item, citation.place]))),
        "pages": str(citation.page or ""),
        "url": citation.address,
        "urldate": citation.seen.isoformat(),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", citation.key).strip("-")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def ris(citation: Citation) -> str:
    """Write a RIS record, lines ended as the format asks."""
    day = citation.date
    fields = [
        ("TY", _RIS[citation.genre]),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.committee),
        ("M3", citation.form[:1].upper() + citation.form[1:]),
        ("PY", f"{day:%Y}" if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("SP", str(citation.page or "")),
        *(("KW", name) for name in citation.about),
        ("N1", ", ".join(filter(None, [citation.item, citation.place]))),
        ("UR", citation.address),
        ("Y2", f"{citation.seen:%Y/%m/%d}"),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def forms(citation: Citation) -> tuple[tuple[str, str, str], ...]:
    """The citation in each form: its name, a name for addresses, and the text."""
    return (
        ("In words", "words", citation.plain),
        ("Footnote", "footnote", citation.footnote),
        ("Address", "address", citation.address),
        ("Markdown", "markdown", citation.markdown),
        ("HTML", "html", citation.html),
        ("BibTeX", "bibtex", bibtex(citation)),
        ("RIS", "ris", ris(citation).replace("\r\n", "\n")),
    )


def _tex(text: str) -> str:
    return text.translate(_BIBTEX)
