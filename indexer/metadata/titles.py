"""What a paper is called: by a field that says so, as a letter, or by its first lines.

Printed forms: reports to committees ("Subject:", "Report title:"), records of decisions ("Title of
decision", regulation 12 of the Local Authorities (Executive Arrangements) (Meetings and Access to
Information) (England) Regulations 2012 asks for one of each), forms for amendments and motions,
letters ("Dear …", then the subject on a line of its own).
"""

from __future__ import annotations

import itertools
import re

from indexer import authorities, dates
from indexer.blocks import Block
from indexer.metadata import committee_names, kinds
from indexer.metadata.page import Page, is_short_line
from indexer.records import Kind, ParagraphKind

_LENGTH = 200
_FIELD = re.compile(
    r"(?:(?:report|decision)\s+title|title\s+of\s+(?:the\s+)?(?:decision|proposal|report|paper)"
    r"|subject(?:\s+matter)?(?:\s*/\s*title(?:\s+of\s+(?:the\s+)?(?:decision|report))?)?)",
    re.I,
)
"""A field that holds the title; one that is a word alone ("Subject") is followed by a mark."""
_FORM_FIELD = re.compile(
    r"(?:amendment|motion|petition|policy|project|proposal)\s+(?:name|title)\s*[:|][\s:|]*", re.I
)
"""A field that says which of many the form is about: its name stands behind the form's own."""
_LETTERHEAD = re.compile(
    r"^(?:e-?mail|tel\w*|direct dial|ask for|date|from|to|contact|dear)\b|@|^\W*£?\w?\W*$", re.I
)
_PLACE = re.compile(r"(?:agenda )?item(?: no\.?)?\s*:?\s*\w{1,4}\.?", re.I)
_NOTE = re.compile(r"(?:not\s+)?for\s+publication\b|[\[(].*[\])]$", re.I)
_SALUTATION = re.compile(r"dear\s+\w", re.I)
_RE = re.compile(r"re\s*:\s*", re.I)
_CLOSE = re.compile(r"yours\s+(?:sincerely|faithfully|truly)\b", re.I)
_AROUND_A_DAY = 12  # letters beside a date on a line of its own: "Wednesday, "
_FIELDS_WITHIN = 25  # blocks from the beginning


def title(page: Page, name: str, kind: Kind) -> str:
    """The title of the item, of the web page, or of a printed paper; `name` is the file's."""
    if page.section and page.section.title:
        return page.section.title
    if page.source.format != "pdf":
        for text in page.furniture("subheading", "title", "heading"):
            return text[:_LENGTH]
    found = _in_field(page.head) or _subject_of_letter(page) or _first_lines(page.head, kind)
    return found[:_LENGTH] or name


def _in_field(head: tuple[Block, ...]) -> str:
    """What a field of a report, a record or a form says."""
    for block, following in itertools.pairwise((*head[:_FIELDS_WITHIN], Block(""))):
        if match := _FIELD.match(block.text):
            value = block.text[match.end() :]
            if (marked := value.lstrip(" :|").strip()) and value.lstrip()[:1] in {":", "|"}:
                return marked if len(marked) > 4 else ""
            alone = not value.strip(" :") and (" " in match.group() or value.strip() == ":")
            if alone and is_short_line(following) and not following.text.rstrip().endswith(":"):
                return following.text.strip()
        if match := _FORM_FIELD.match(block.text):
            named = block.text[match.end() :].split(" | ")[0].strip()
            form = head[0].text.strip()
            return f"{form} – {named}" if named and head[0] is not block else named
    return ""


def _subject_of_letter(page: Page) -> str:
    """The line below "Dear …", or the day of a letter that has none; nothing of other papers."""
    head = page.head
    at = next((n for n, block in enumerate(head) if _SALUTATION.match(block.text)), None)
    if at is None or not any(_CLOSE.match(block.text) for block in page.blocks):
        return ""
    if head[at + 1 : at + 2] and head[at + 1].kind is ParagraphKind.HEADING:
        return _RE.sub("", head[at + 1].text.strip())
    days = [found for block in head[:at] if (found := _day_alone(block.text))]
    return f"Letter of {days[0]}" if len(days) == 1 else ""


def _first_lines(head: tuple[Block, ...], kind: Kind) -> str:
    """The lines above the first paragraph, without those that only say whose the paper is."""
    lines: list[str] = []
    # A report's title stands between those to whom it goes and those from whom it comes.
    report = kind is Kind.OTHER_REPORT and any(kinds.heads_report(b.text) for b in head[:12])
    for block in head[:12]:
        line = block.text
        if block.kind is ParagraphKind.TABLE_ROW or line.rstrip().endswith(":"):
            if lines:  # what stands below a form's fields is none of its title
                break
            continue
        if _LETTERHEAD.search(line) or _NOTE.match(line):
            continue
        if report and not lines and _is_above_title(line):
            continue
        if not is_short_line(block) or sum(map(len, lines)) > 60:
            break
        if report and lines and kinds.heads_report(line):
            break
        lines.append(line)
    return " – ".join(lines)


def _is_above_title(line: str) -> bool:
    """Whether a line stands above a report's title: to whom it goes, on what day, as what item."""
    if _PLACE.fullmatch(line) or committee_names.is_committee(line.strip()) or _day_alone(line):
        return True
    first = next(iter(authorities.find(line)), None)
    formal = first is not None and first.strength is authorities.Strength.FORMAL
    return first is not None and formal and first.end - first.start >= len(line.strip()) - 1


def _day_alone(line: str) -> str:
    """The date as printed on a line that holds hardly anything else, or nothing."""
    days = dates.find_dates(line)
    if len(days) != 1 or len(line) - (days[0].end - days[0].start) > _AROUND_A_DAY:
        return ""
    return line[days[0].start : days[0].end]
