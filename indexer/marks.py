"""What a paragraph does: decisions taken, and the formal business of every meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.labels import BULLET, leading_label
from indexer.records import Mark, ParagraphKind

# "RESOLVED", "It was AGREED that", "Resolved –": in capitals anywhere at the start, in small
# letters only where what follows shows that a decision is meant.
_OPENS = re.compile(
    r"""\W*(?:
        (?:it\ was\ |the\ \w+(?:\ \w+){0,3}\ )?(?:unanimously\ |then\ |also\ )?
        (?:RESOLVED|RECOMMENDED|AGREED|DECIDED|RESOLUTIONS?|RECOMMENDATIONS?|DECISIONS?)\b
      | (?i:(?:it\ was\ )?(?:unanimously\ )?(?:resolved|recommended|agreed|decided))
            (?=\W*$|\s*[:–—-]|,?\s+(?:unanimously\s+)?(?:that|to)\b)
      | (?i:resolutions?|recommendations?|decisions?)(?=\W*$|\s*:)
      | (?i:the\ (?:committee|cabinet|panel|board|council|commission|executive|forum|members)
            \ (?:unanimously\ )?(?:resolved|agreed|decided|recommended))\b
      | .*\b(?:MOVED|SECONDED|PROPOSED|unanimously|it\ was)\b.{0,40}\b(?:RESOLVED|AGREED)\b
      | .*[.;:–]\s*(?:RESOLVED|AGREED|RECOMMENDED)\b
      | That\ [^.]{3,300}?\bbe\ (?:\w+ly\ )?(?:noted|approved|agreed|received|endorsed|accepted|
            confirmed|adopted|supported|referred|deferred|authorised)\b
    )""",
    re.VERBOSE,
)
_DECISION_HEADING = re.compile(r"(?:decisions?|resolved|resolutions?|recommended)\b", re.I)
_UNFINISHED = re.compile(r"(?:[:–—-]|\bthat|\bto)\W*$|^\W*\w+\W*$", re.I)
_THAT = re.compile(r"\W*(?:and )?(?:that|to)\b", re.I)

# Never a real item of like words: "Exclusion of pupils", "Disclosure and barring".
_FORMAL_TITLE = re.compile(
    r"(?:to receive |to note |to make )?(?:any )?(?:attendance$|apologies|"
    r"declarations?(?:$|[^.]*\b(?:interests?|whip|gifts|lobbying)\b)|"
    r"disclosures?(?:$|[^.]*\binterests?\b)|"
    r"members'? interests|(?:named )?substitut|alternate members|attendance by reserve|"
    r"(?:webcast|recording|filming)(?:$|\w* (?:notice|announcement|statement)|"
    r"[^.]*\b(?:meetings?|proceedings)$)|"
    r"exclusion of (?:the )?(?:press|public)|"
    r"access to information(?:$|:| procedure| rules| act)|public access$|emergency evacuation|"
    r"fire (?:evacuation|drill)|welcome and (?:fire|housekeeping)|housekeeping)",
    re.I,
)
_OF_THE_PUBLIC = r"public (?:questions?|speak|statement|petition|participation|submission|present)"
_FORMAL_TEXT = re.compile(
    r"there (?:was|were) (?:none\W*$|no (?:apologies|declarations?|disclosures?|"
    r"(?:other )?interests|(?:items?|matters?|other|additional)? ?(?:of |raised as )?"
    r"(?:a matter of )?urgen(?:cy|t (?:items?|business|matters?))|"
    rf"{_OF_THE_PUBLIC}|questions|petitions|deputations|members of the public))|"
    r"no (?:apologies|declarations?|disclosures?|interests|items? of urgent|public questions|"
    r"questions (?:had been |were )?(?:received|submitted)|petitions)\b|"
    r"(?:there were )?none(?: received)?\W*$|"
    r"(?:an )?apolog(?:y|ies) (?:for absence )?(?:was|were|had been) (?:received|submitted|given)|"
    r"(?:this|the|please note that this) meeting (?:will be|is being|was|may be) "
    r"(?:recorded|webcast|broadcast|filmed|live)|"
    r"members of the (?:public|press)(?: and (?:public|press))? (?:are|may) "
    r"(?:\w+ )?(?:welcome|invited|reminded|entitled|attend|speak|ask|address|film|record|view)|"
    r"(?:that )?(?:under|pursuant to|in accordance with) section 100|"
    r"(?:that )?the (?:press and )?public be excluded",
    re.I,
)


def marks(blocks: Sequence[Block], title: str = "", part: str = "") -> tuple[Mark | None, ...]:
    """One mark per block.

    A decision runs from "RESOLVED" through the sub-items under it; where the source sets the
    decision apart (`part` "decision") all of it is one. Boilerplate is the formal business that
    every meeting has, told by the item's title or by the set words of the paragraph.
    """
    formal = bool(_FORMAL_TITLE.match(title)) and not _holds_several_items(blocks)
    headed = any(
        block.kind is ParagraphKind.HEADING and _DECISION_HEADING.match(block.text)
        for block in blocks
    )
    told = headed or _tells_before_deciding(blocks)
    decision = _Decision(whole=part == "decision" and not told)
    found: list[Mark | None] = []
    for block in blocks:
        body = _body(block)
        if block.kind is ParagraphKind.HEADING:
            decision.at_heading(block.text)
            found.append(None)
        elif formal or _FORMAL_TEXT.match(body):
            found.append(Mark.BOILERPLATE)
        else:
            found.append(Mark.DECISION if decision.holds(block, body) else None)
    return tuple(found)


def _holds_several_items(blocks: Sequence[Block]) -> bool:
    """Whether items were run together: what follows a formal one is no formal business."""
    headings = [block.text for block in blocks if block.kind is ParagraphKind.HEADING]
    return len(headings) > len(set(headings))


def _tells_before_deciding(blocks: Sequence[Block]) -> bool:
    """Whether a decision's text begins with what was discussed, and then says "Resolved"."""
    bodies = [_body(block) for block in blocks if block.kind is not ParagraphKind.HEADING]
    if not bodies or _OPENS.match(bodies[0]) or _THAT.match(bodies[0]):
        return False
    return any(_OPENS.match(body) for body in bodies)


class _Decision:
    """Whether the walk is inside a decision, block by block."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = self._open = whole
        self._unfinished = False
        self._narrative: set[str] = set()  # the styles that number the text between decisions

    def at_heading(self, text: str) -> None:
        self._open = self._whole = bool(_DECISION_HEADING.match(text))
        self._unfinished = False

    def holds(self, block: Block, body: str) -> bool:
        """Whether this block is part of a decision."""
        label = block.label or _lettered(block.text)
        style = _style(label)
        if _OPENS.match(body):
            self._open, self._unfinished = True, bool(_UNFINISHED.search(body))
            if style:
                self._narrative.add(style)
            return True
        if self._open and not self._whole:
            self._open = self._goes_on(block, body, label)
        self._unfinished = self._open and bool(_UNFINISHED.search(body))
        if not self._open and style:
            self._narrative.add(style)
        return self._open

    def _goes_on(self, block: Block, body: str, label: str | None) -> bool:
        style = _style(label)
        first = (label or "").strip("(). :").lower() in {"1", "a", "i"}
        if style in self._narrative and first:
            self._narrative.discard(style)
        if self._unfinished and style:
            self._narrative.discard(style)  # the list that "RESOLVED:" begins is its own
        if self._unfinished or _THAT.match(body):
            return True
        if style is None:
            return block.kind is ParagraphKind.LIST_ITEM
        return style not in self._narrative


def _body(block: Block) -> str:
    """The block's text without its label."""
    label = block.label if block.label and block.text.startswith(block.label) else None
    label = label or leading_label(block.text) or _lettered(block.text)
    return block.text[len(label) :].lstrip() if label else block.text


def _lettered(text: str) -> str | None:
    """A letter that numbers a point of a decision, "A: …"; elsewhere it is no label."""
    found = re.match(r"[A-Z]:(?=\s)", text)
    return found[0] if found else None


def _style(label: str | None) -> str | None:
    """How a label counts: "5.6", "12", "a", "iv" or a bullet."""
    if label is None:
        return None
    plain = label.strip("(). :")
    if label == BULLET or not plain:
        return "bullet"
    if plain.isdigit():
        return "number in brackets" if ")" in label else "number"
    if plain.isalpha():
        return "roman" if set(plain.lower()) <= set("ivx") else "letter"
    return "reference"
