"""Minutes, decision, agenda or another report: told by the text, never by the file name."""

from __future__ import annotations

import re

from indexer import dates
from indexer.metadata.page import Page, is_short_line
from indexer.records import Kind

_MINUTES_TITLE = re.compile(
    r"^(?:draft |printed |public |unconfirmed |approved )*minute(?:s| of)\b(?!.*\(?pages? \d)|"
    r"\bminutes? of (?:a |the |an )?\b.{0,80}\bmeeting\b.{0,120}\bheld\b|"
    r"\bat a meeting of\b.{0,120}\bheld\b|"
    r"^(?!.*\bagenda\b)[^.;:]{3,100}\s[-–—|:]\s*(?:draft |printed |public )*minutes"
    r"(?:\s*[-–—|:,(]\s*[^.;|]{0,25}\b(?:19|20)\d\d\)?)?$",
    re.I,
)
_OLD_MINUTES = re.compile(
    r"\b(?:confirm|approve|sign|agree|receive|consider|note|confirmation|approval)\b|previous"
    r"|last meeting|\(pages?\b",
    re.I,
)
_ATTENDANCE = re.compile(
    r"^(?:members? )?(?:also )?(?:present|in attendance|attendance"
    r"|apologies for absence were)\b\s*[:|]?",
    re.I,
)
_AGENDA_TITLE = re.compile(
    r"^(?:(?:public |supplementary )?agenda\b(?! item)|(?:notice of"
    r"|summons to)\b.*\b(?:meeting|agenda)\b"
    r"|a meeting of\b.*\bwill (?:be held|take place)\b|.*\byou are (?:hereby )?(?:summoned"
    r"|invited)\b"
    r"|.{0,80}\bfor consideration at\b)",
    re.I,
)
_WILL_MEET = re.compile(
    r"\bmeeting\b.{0,80}\bwill (?:be held|take place)\b|\bis due to (?:be held|meet)\b", re.I
)
_DECISION_TITLE = re.compile(
    r"\brecord of (?:executive |officer |cabinet member |delegated )?decision\b"
    r"|\bdecision (?:notice|record|sheet|details|statement)\b|^decisions? (?:taken|made)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:RESOLVED|AGREED|Resolved|Agreed)\b\s*[:\-–—]|\b[Tt]he (?:[Cc]ommittee|[Pp]anel|[Bb]oard"
    r"|[Cc]abinet|[Cc]hair\w*|[Mm]embers|[Cc]ommission|[Ff]orum)\s+(?:noted|agreed|welcomed|considered|asked|thanked|received|heard"
    r"|resolved)\b"
    r"|\bmeeting (?:closed|ended|concluded|finished|commenced)\b|\bwere (?:received"
    r"|no declarations)\b",
)
_TELLS = re.compile(
    r"\bresolved\b\s*[:–—-]?|\b(?:was|were|had been|it was)\s+(?:\w+ly\s+)?(?:agreed|approved"
    r"|noted|received|advised"
    r"|informed|welcomed|asked|confirmed|declared|reported|told|given|no\b|explained|moved"
    r"|pleased)"
    r"|\b(?:noted|declared|explained|presented|thanked|welcomed|introduced|reported|gave"
    r"|updated|advised|asked)\s+"
    r"(?:that|the|a|an|whether|members)\b",
    re.I,
)
"""What minutes say and an agenda does not: things done, in the past."""
_SUBJECT_REPORT = re.compile(r"^(?:report (?:to|of|by)\b|from\s*:|subject\s*:|report title)", re.I)

_FORMAL_ITEM = re.compile(
    r"^\d{1,3}\s?[.)]?\s*(?:apologies\b|declarations? of|disclosures? of|minutes$|minutes of the"
    r"|urgent (?:items|business)|public (?:questions|participation)|exclusion of)[^.;:]{0,60}$",
    re.I,
)
_FEWEST_FORMAL = 2
_FEW = 12
"""The most paragraphs of an item that lost its page."""
_SPEAKS = re.compile(
    r"\b(?:Councillor|Cllr|Members?)\b[^.;]{0,80}\b(?:considered|asked|said|noted|moved|welcomed"
    r"|reported|queried|commented|suggested|requested|thanked)\b"
)
_DONE = re.compile(
    r"^\W*(?:(?:it was )?(?:unanimously )?(?:resolved|agreed)|RESOLVED|AGREED)\b(?! to be\b)"
    r"|\b(?:proposed|moved)\b[^.;]{0,80}\bseconded\b|^consideration was given to\b"
    r"|\bthe (?-i:Committee|Panel|Board|Cabinet|Commission|Forum) (?:was|were) "
    r"(?:advised|informed|asked|reminded|told|updated|given)\b",
    re.I,
)
"""What only a meeting's own minutes tell: that something was moved, resolved, given thought."""
_ASKS = re.compile(
    r"\bpurpose of (?:this|the) report\b|\b(?:is|are) (?:asked|invited|requested|recommended) to\b"
    r"|^\W*recommend(?:ed|ations?)\b|\bthis report\b",
    re.I,
)
"""What a report to a meeting says of itself."""
_TOLD_SHARE = 0.05
"""The least share of paragraphs that tell what a meeting did, where nothing else says minutes."""


def kind_of(page: Page) -> tuple[Kind, str]:
    """What a paper that is no inspection report is, and the text that says so."""
    if page.section is not None:
        return _of_section(page)
    if page.source.genre.endswith("decision"):
        return Kind.DECISION, page.source.genre
    sections = {section.part for section in page.source.sections}
    if sections:
        for part, kind in (("minutes", Kind.MINUTES), ("decision", Kind.DECISION)):
            if part in sections:
                return kind, part
        return Kind.AGENDA, "agenda"
    return _of_print(page)


def _of_section(page: Page) -> tuple[Kind, str]:
    part = page.section.part if page.section else "minutes"
    if part == "decision":
        return Kind.DECISION, part
    if part == "minutes":
        return Kind.MINUTES, part
    # Pages saved as text may have lost the word "Minutes:" above what was minuted.
    if any("minutes" in text.lower() for text in page.furniture("heading", "title")):
        for block in page.blocks:
            if _TELLS.search(block.text):
                return Kind.MINUTES, block.text
    return Kind.AGENDA, part


def _of_print(page: Page) -> tuple[Kind, str]:
    opening = [b.text for b in page.head[:14] if is_short_line(b) or len(b.text) < 260]
    for text in opening:
        if (kind := _kind_of_title(text)) is not None:
            return kind, text
    for text in page.furniture("title", "heading") if page.source.format != "pdf" else ():
        if _kind_of_title(text) is Kind.MINUTES and dates.find_dates(text):
            return Kind.MINUTES, text
    named = ((_WILL_MEET, Kind.AGENDA), (_ATTENDANCE, Kind.MINUTES))
    for block in page.head:
        for pattern, kind in named:
            if pattern.search(block.text):
                return kind, block.text
    if (listed := _formal_items(page)) is not None:
        return Kind.AGENDA, listed
    done = [block.text for block in page.source.blocks if _PAST.search(block.text)]
    of_an_item = _is_of_an_item(page)
    if of_an_item and not any(_ASKS.search(block.text) for block in page.source.blocks):
        done += [block.text for block in page.source.blocks if _DONE.search(block.text)]
    least = 1 if of_an_item else max(2, _TOLD_SHARE * len(page.source.blocks))
    if len(done) >= least:
        return Kind.MINUTES, done[0]
    return Kind.OTHER_REPORT, opening[0] if opening else ""


def _formal_items(page: Page) -> str | None:
    """The first of the formal items that every agenda lists, where nothing is told of them."""
    texts = [block.text for block in page.source.blocks]
    formal = [text for text in texts if _FORMAL_ITEM.match(text)]
    if len(set(formal)) < _FEWEST_FORMAL or any(_TELLS.search(text) for text in texts):
        return None
    return formal[0]


def _is_of_an_item(page: Page) -> bool:
    """Whether a few paragraphs are an item's minutes that lost their page: a meeting acts."""
    return len(page.source.blocks) <= _FEW and any(
        _SPEAKS.search(block.text) or _DONE.search(block.text) for block in page.source.blocks
    )


def _kind_of_title(text: str) -> Kind | None:
    if _DECISION_TITLE.search(text) and len(text) < 160:
        return Kind.DECISION
    if _AGENDA_TITLE.match(text):
        return Kind.AGENDA
    if _SUBJECT_REPORT.match(text):
        return Kind.OTHER_REPORT
    if _MINUTES_TITLE.search(text) and not _OLD_MINUTES.search(text):
        return Kind.MINUTES
    return None


def heads_minutes(text: str) -> bool:
    """Whether a line is the heading of minutes, not of an item about earlier ones."""
    return _kind_of_title(text) is Kind.MINUTES


def heads_report(text: str) -> bool:
    """Whether a line is of those that a report begins with: to whom, from whom, about what."""
    return bool(_SUBJECT_REPORT.match(text) or re.match(r"to\s*:", text, re.I))


def tells_attendance(text: str) -> bool:
    """Whether a line says who was there."""
    return bool(_ATTENDANCE.match(text))
