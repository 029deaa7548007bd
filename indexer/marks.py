"""What a paragraph does: decisions taken, and the formal business of every meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import Block
from indexer.labels import leading_label
from indexer.records import Mark, ParagraphKind

_RESOLVED = re.compile(
    r"(?:\W|^)*(?:it was |and )?(?:unanimously )?"
    r"(?:RESOLVED|RECOMMENDED|AGREED|RESOLUTION|DECISION|DECIDED|NOTED)\b"
    r"|^(?:it was )?(?:unanimously )?(?:Resolved|Recommended|Agreed|Decision|Decided)\b\s*(?:[:–—-]|that\b|$)"
    r"|^(?:It was|The (?:\w+ ){1,4})\s*(?:unanimously )?(?:resolved|RESOLVED|AGREED)\b"
)
_FORMAL_TITLE = re.compile(
    r"^(?:apologies|declarations?|disclosures?|members'? interests|substitut|webcast|recording|"
    r"exclusion of|access to information|public access|emergency evacuation|fire (?:evacuation|drill)|"
    r"housekeeping|urgent (?:business|items)|any other (?:urgent )?business|chair(?:man)?'?s "
    r"announcements|to receive apologies|alternate members|date of (?:the )?next meeting)",
    re.I,
)
_FORMAL_TEXT = re.compile(
    r"^(?:there were no|no (?:apologies|declarations?|interests|disclosures|items)|none\b|"
    r"apologies (?:for absence )?were|"
    r"(?:this|the) meeting (?:will be|is being|was) (?:recorded|webcast|broadcast|filmed)|"
    r"(?:that )?(?:under|pursuant to|in accordance with) section 100)",
    re.I,
)


def marks(blocks: Sequence[Block], title: str = "", part: str = "") -> tuple[Mark | None, ...]:
    """One mark per block.

    A decision runs from "RESOLVED" through the list items and labelled paragraphs under it; where
    the source sets the decision apart (`part` "decision") all of it is one.
    """
    found: list[Mark | None] = []
    deciding = part == "decision"
    for block in blocks:
        if block.kind is ParagraphKind.HEADING:
            deciding = bool(
                re.match(r"(?:decisions?|resolved|resolution|recommended)\b", block.text, re.I)
            )
            found.append(None)
            continue
        if _RESOLVED.match(_body(block)):
            deciding = True
        elif deciding and part != "decision" and not _goes_on(block):
            deciding = False
        if deciding:
            found.append(Mark.DECISION)
        elif _FORMAL_TITLE.match(title) or _FORMAL_TEXT.match(_body(block)):
            found.append(Mark.BOILERPLATE)
        else:
            found.append(None)
    return tuple(found)


def _body(block: Block) -> str:
    label = leading_label(block.text)
    return block.text[len(label) :].lstrip() if label else block.text


def _goes_on(block: Block) -> bool:
    """Whether the block can belong to the decision above it."""
    return block.label is not None or block.kind is ParagraphKind.LIST_ITEM
