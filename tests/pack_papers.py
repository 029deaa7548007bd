"""Papers of our own for a meeting's pack: an agenda, minutes of earlier meetings, reports."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_builder import PdfBuilder

AGENDA = (
    "# MEDWAY COUNCIL",
    "# AUDIT COMMITTEE",
    "# AGENDA",
    "A meeting of the Audit Committee will be held on Thursday, 14 September 2017 at 6.30 pm in the"
    " Civic Centre",
    "1. Apologies for absence",
    "2. Declarations of interest",
    "3. Minutes of the meeting held on 6 July 2017{pages}",
    "4. Internal audit report",
)
ATTENDED = (
    "PRESENT: Councillors Ash (Chair), Birch, Elm and Oak",
    "IN ATTENDANCE: the chief finance officer",
)
BUSINESS = (
    "# 11. APOLOGIES FOR ABSENCE",
    "There were none.",
    "# 12. RISK REGISTER",
    "The chief finance officer presented the register. Members asked why the risk of late accounts"
    " had risen since the spring, and were told that two posts had been vacant for a quarter.",
    "RESOLVED: That the register be noted and that vacant posts be reported every month.",
    "# 13. COUNTER FRAUD",
    "The committee considered the annual report on fraud and welcomed the fall in false claims for"
    " parking permits.",
    "RESOLVED: That the report be noted.",
)
MINUTES = (
    "# MEDWAY COUNCIL",
    "# AUDIT COMMITTEE",
    "MINUTES of a meeting of the Audit Committee held in the Civic Centre on Thursday, 6 July 2017",
    *ATTENDED,
    *BUSINESS,
)
SUB_COMMITTEE = (
    "# LICENSING SUB-COMMITTEE",
    "MINUTES of a meeting of the Licensing Sub-Committee held in the Civic Centre on Monday,"
    " 10 July 2017",
    "PRESENT: Councillors Hazel (Chair) and Rowan",
    "# 4. PREMISES LICENCE, THE OLD FORGE",
    "The sub-committee heard the applicant and two neighbours who lived opposite the premises.",
    "RESOLVED: That the licence be granted until eleven at night.",
    "# 5. STREET TRADING",
    "The sub-committee considered a request for a stall in the market square.",
    "RESOLVED: That the request be refused.",
)
REPORT = (
    "# Internal audit report",
    "Report to: the committee",
    "Report of: the head of audit",
    "1. This report tells members what was audited in the first half of the year and what was found"
    " in each of the audits that were finished.",
    "2. Nine audits were finished, and in seven of them the controls were found to work.",
    *(
        f"{number}. Audit number {number} looked at the controls over payments to suppliers, and"
        " at who may order what; the orders that were looked at had been signed by those who may."
        for number in range(3, 70)
    ),
    "70. The committee is asked to note the report.",
)


def drawn(papers: Sequence[Sequence[str]], *, stamps: bool = False, numbers: bool = False) -> bytes:
    """The papers as one PDF, each beginning on a page of its own; "# " makes a line bold.

    `stamps` prints "Agenda Item 3" and so on at the head of each paper after the first, `numbers`
    "Page 1" and so on at the foot of each page after the first paper.
    """
    pdf = PdfBuilder()
    number = 0
    for item, paper in enumerate(papers, 2):
        page, y = pdf.page(), 790.0
        if stamps and item > 2:
            page.text(440, 815, f"Agenda Item {item}", bold=True)
        for line in paper:
            if y < 120:
                if numbers and item > 2:
                    number += 1
                    page.text(280, 20, f"Page {number}", size=10)
                page, y = pdf.page(), 790.0
            bold = line.startswith("# ")
            y = page.paragraph(70, y, line.removeprefix("# "), bold=bold)
        if numbers and item > 2:
            number += 1
            page.text(280, 20, f"Page {number}", size=10)
    return pdf.build()


def agenda(pages: str = "") -> tuple[str, ...]:
    """The agenda, its item of earlier minutes with these pages."""
    return tuple(line.format(pages=pages) if "{" in line else line for line in AGENDA)


def typed(papers: Sequence[Sequence[str]], *, stamps: bool = False, numbers: bool = False) -> bytes:
    """The papers as a text without pages; `stamps` as `drawn`, `numbers` changes nothing."""
    lines: list[str] = []
    for item, paper in enumerate(papers, 2):
        if stamps and item > 2:
            lines.append(f"Agenda Item {item}")
        lines += [line.removeprefix("# ") for line in paper]
    return "\n\n".join(lines).encode()
