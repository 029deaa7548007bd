"""Imprints: who publishes a paper, how it may be copied and where more of it can be had."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from indexer.blocks import Block
from indexer.records import ParagraphKind

_PAPER = r"(?:documents?|reports?|publications?|letters?|minutes|agendas?|information)"
_OPENS = re.compile(
    rf"""(?:
        ©
      | (?:crown\ )?copyright\b
      | the\ office\ for\ standards\ in\ education\b.*\bregulates\ and\ inspects\b
      | if\ you\ (?:would\ like|need|require|want)\ (?:a\ copy\ of\ )?(?:this|these)\ {_PAPER}\ in\b
      | you\ may\ (?:re-?use|copy|use)\b.*\b(?:{_PAPER}|parts)\b
      | this\ {_PAPER}\ (?:is|are)\ (?:also\ )?available\ (?:at|from|on|in)\b
      | this\ {_PAPER}\ may\ be\ (?:reproduced|copied|re-?used)\b
      | further\ copies\ of\ this\b
      | (?:any\ complaints|if\ you\ are\ not\ happy|if\ you\ (?:wish|want)\ to\ complain)\b
            .*\b(?:inspection|report)\b
      | interested\ in\ our\ work\b
      | to\ receive\ regular\ e-?mail\ alerts\b
      | published\ by\b
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LONGEST_ADDRESS_LINE = 60  # letters
_CERTAIN = 2  # so many of them together: one alone may be a sentence of the paper's


def imprint(blocks: Sequence[Block]) -> AbstractSet[int]:
    """The places of the blocks that are an imprint, with the address under it.

    An imprint is a run of its set sentences, at least two of them or one with the copyright sign;
    the short lines after the first of them are its address. A heading ends it.
    """
    found: set[int] = set()
    run: list[int] = []
    for place, block in enumerate(blocks):
        goes_on = _OPENS.match(block.text) or (run and _is_address_line(block))
        if goes_on and block.kind is not ParagraphKind.HEADING:
            run.append(place)
        else:
            found |= _whole(blocks, run)
            run = []
    return found | _whole(blocks, run)


def _whole(blocks: Sequence[Block], run: Sequence[int]) -> set[int]:
    told = [blocks[place].text for place in run if _OPENS.match(blocks[place].text)]
    signed = any(text.startswith("©") for text in told)
    return set(run) if signed or len(told) >= _CERTAIN else set()


def _is_address_line(block: Block) -> bool:
    return len(block.text) <= _LONGEST_ADDRESS_LINE and block.kind is ParagraphKind.PARAGRAPH
