"""Printed minutes to agenda items: where one item ends and the next begins.

Minutes number their items in one run ("84.", "85." or "CS/20/13", "CS/20/14"), or set their titles
apart in bold or capitals, or give each its place on the agenda ("(Item 4)"). The numbers of
paragraphs inside an item look alike but do not form that run.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer import dates
from indexer.blocks import Block, Section
from indexer.labels import leading_label
from indexer.numbering import longest_run
from indexer.records import ParagraphKind

_NUMBERED = re.compile(
    r"\(?(?P<number>(?:[A-Z]{1,6}[./ -]?)?(?:\d\d(?:\d\d)?\.|\d{4}-\d\d_)?"
    r"\d{1,5}(?:\s?/\s?\d{1,4}){0,2}[a-z]?)"
    r"(?:[.:)]?\s*\|\s*|[.:)]?\s+|[.:)](?=[A-Z]))(?P<title>[^\s|].*)"
)
_COUNTED = re.compile(r"\d+ (?:[a-z]+ )*(?:members?|people|residents|parishioners)\b")
_DOTTED = re.compile(r"\d\d(?:\d\d)?\.")
_PLACE = re.compile(r"\s*[(\[](?:Agenda )?Item(?: No\.?)?\s*\w{1,4}(?:\.\d+)?[)\]]\.?", re.I)
_SENTENCE_END = re.compile(r"[a-z0-9)’'”\"][.;:?!][”\"’')]*$|[,;]$")
_CAPITALS_THEN_TEXT = re.compile(
    r"(?P<title>[A-Z][A-Z0-9 ,.'’&()/–-]{2,}[A-Z0-9)])(?:\s*[:.–-]\s+|\s+)"
    r"(?P<text>(?:[A-Z][a-z]|\().{20,}|[A-Z][a-z]+ [^.]{2,40}\.)"
)
_RUN_IN = re.compile(
    r"(?P<title>[A-Z][^.:;|–]{2,70}?)(?:[.:]|\s[–-])\s+(?P<text>[A-Z“‘\"£].{14,})", re.S
)
_BESIDE = re.compile(r"\(\d{1,3}\)\s+(?=[A-Z])")  # the item's place on the agenda, "189 (18) Plan"
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|that|noted|agreed|received|resolved)\b"
)
_NO_TITLE = re.compile(
    r"(?:resolved|recommended|agreed|decision|(?:also )?(?:present|in attendance)|apologies from|"
    r"unrestricted items|open items|part (?:\d|[ivab]+|one|two|three)\b|exempt items|"
    r"restricted items|"
    r"chair(?:man)?\W*$|"
    r"councillors?\b|minutes of (?:a |the )?(?:.{0,60} )?(?:meeting|proceedings)|signed|date\W*$|"
    r"at a meeting|public (?:session|minutes)|action|members|officers|notes?\b|the meeting)",
    re.I,
)
_ATTENDANCE = re.compile(
    r"(?:members? |councillors? |officers? |also |those |others? )*"
    r"(?:present|in attendance|attendance)\b|"
    r"(?:(?:voting |committee |panel |board )?members|councillors)\s*:",
    re.I,
)
_OPENING = 20  # blocks in which minutes state their year
_LONGEST_TITLE = 300
_LONGEST_LETTERHEAD = 120  # letters of one line of it


@dataclasses.dataclass(frozen=True, slots=True)
class _Start:
    """A block that may begin an item."""

    position: int
    title: str
    number: str | None
    prominent: bool
    placed: bool
    rest: str = ""


def sections(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Split printed minutes: what stands before the first item, and the items.

    The list of those present is a section of its own, as people search for who attended; so is any
    other passage before the first item, which would be lost otherwise.
    """
    starts = _chosen(list(_starts(blocks)), blocks)
    if not starts:
        return tuple(blocks), ()
    before = tuple(blocks[: starts[0].position])
    ends = [start.position for start in starts[1:]] + [len(blocks)]
    items = [_section(start, blocks, end) for start, end in zip(starts, ends, strict=True)]
    return before, (*_opening(before), *items)


def _starts(blocks: Sequence[Block]) -> Iterator[_Start]:
    """Every block that could begin an item, with what speaks for it."""
    years = {year % 100 for block in blocks[:_OPENING] for year in dates.years(block.text)}
    for position, block in enumerate(blocks):
        text = block.text
        after = blocks[position + 1].text if position + 1 < len(blocks) else ""
        placed = bool(_PLACE.search(text) or _PLACE.match(after))
        found = _NUMBERED.fullmatch(text)
        if found and _DOTTED.match(found["number"]) and int(text[:2]) not in years:
            found = None  # "20.1" is a paragraph, unless items are numbered within the year
        if found and any(each.start <= 1 for each in dates.find_dates(text[:40])):
            found = None  # "10 November 2011" is a day
        if found and _COUNTED.match(text):
            found = None  # "3 members of the public" are there
        number = re.sub(r"\s", "", found["number"]) if found else None
        title = _PLACE.sub("", found["title"] if found else text).strip()
        title = _BESIDE.sub("", title, count=1) if _BESIDE.match(title) else title
        rest = ""
        row = block.kind is ParagraphKind.TABLE_ROW
        if joined := _CAPITALS_THEN_TEXT.fullmatch(title):
            title, rest = joined["title"], joined["text"]
        elif row and number and " | " in title:  # item, description, resolution
            title, _, rest = title.partition(" | ")
        elif number and not (block.bold or placed) and (run_in := _run_in(title)):
            title, rest = run_in
        if " | " in title or len(title) > _LONGEST_TITLE or not re.search(r"[A-Za-z]{2}", title):
            continue
        if row and not (number and text.startswith(number)):
            continue
        sentence = _is_sentence(title) and not placed
        prominent = (
            block.kind is ParagraphKind.HEADING
            or block.bold
            or title.isupper()
            or (row and not rest)
            or placed
        )
        if _PLACE.match(text) or (sentence and not (block.bold or title.isupper())):
            continue
        if number is None and (not prominent or block.label):
            continue
        if number is None and not placed and _NO_TITLE.match(title):
            continue
        yield _Start(position, title.rstrip(" :"), number, prominent, placed, rest)


def _chosen(starts: list[_Start], blocks: Sequence[Block]) -> list[_Start]:
    """The starts that the document's own way of setting items apart confirms."""
    prominent = [start for start in starts if start.prominent]
    numbered = _longest_run([start for start in prominent if start.number])
    placed = [start for start in prominent if start.placed]
    if len(numbered) >= max(2, len(placed)):
        first = numbered[0].position
        early = [s for s in prominent if s.position < first and _is_early_item(s, blocks)]
        return early + numbered
    if len(placed) > 1:
        return placed
    plain = _longest_run([start for start in starts if start.number])
    if len(plain) > 2 and _spread(plain):
        return _with_untitled(plain, blocks)
    return numbered or _headings([start for start in prominent if not start.number], blocks)


def _longest_run(starts: Sequence[_Start]) -> list[_Start]:
    """The longest sequence of starts whose numbers count on within one run."""
    return [starts[place] for place in longest_run([start.number or "0" for start in starts])]


def _with_untitled(run: list[_Start], blocks: Sequence[Block]) -> list[_Start]:
    """The run, and the items without a title whose numbers it lacks: "1955 The clerk told …"."""
    found: list[_Start] = []
    last = _Start(len(blocks), "", None, prominent=False, placed=False)
    for start, after in pairwise([*run, last]):
        found.append(start)
        if not (start.number or "").isdigit():
            continue
        for position in range(start.position + 1, after.position):
            numbered = _NUMBERED.fullmatch(blocks[position].text)
            expected = str(int(found[-1].number or 0) + 1)
            if not numbered or numbered["number"] != expected or expected == after.number:
                continue
            found.append(_Start(position, "", expected, False, False, numbered["title"]))
    return found if len(run) * 2 >= len(found) else run


def _run_in(text: str) -> tuple[str, str] | None:
    """A short title and the text that goes on behind it: "Finance. The clerk reported …"."""
    found = _RUN_IN.fullmatch(text)
    if not found or _VERB.search(found["title"]) or len(found["title"].split()) > 8:
        return None
    if not (found["text"].endswith(".") or _VERB.search(found["text"])):
        return None  # "Schools - A Strategy for Growth" is all title
    return found["title"], found["text"]


def _spread(run: Sequence[_Start]) -> bool:
    """Whether text stands between the numbered lines: else they are a list, not items."""
    pairs = list(pairwise(run))
    parted = sum(bool(a.rest) or b.position - a.position > 1 for a, b in pairs)
    return parted * 2 > len(pairs)


def _is_sentence(title: str) -> bool:
    """A full stop may end a title as well, but then there is no verb before it."""
    if not _SENTENCE_END.search(title):
        return False
    return not title.endswith(".") or len(title.split()) > 9 or bool(_VERB.search(title))


def _is_early_item(start: _Start, blocks: Sequence[Block]) -> bool:
    """An unnumbered item before the first number: a title with its text after those present."""
    seen = any(_ATTENDANCE.match(block.text) for block in blocks[: start.position])
    after = blocks[start.position + 1] if start.position + 1 < len(blocks) else None
    return seen and after is not None and len(after.text) > len(start.title) and not after.bold


def _headings(starts: list[_Start], blocks: Sequence[Block]) -> list[_Start]:
    """Minutes without numbers: the headings of the look that most of them share."""
    after_attendance = [
        start
        for start in starts
        if any(_ATTENDANCE.match(block.text) for block in blocks[: start.position])
    ]
    usable = after_attendance or starts
    if not usable:
        return []
    looks = Counter(_look(blocks[start.position]) for start in usable)
    look, count = looks.most_common(1)[0]
    chosen = [start for start in usable if _look(blocks[start.position]) == look]
    return chosen if count > 1 and _spread(chosen) else []


def _look(block: Block) -> tuple[ParagraphKind, int | None, float | None, bool, bool]:
    return (block.kind, block.level, block.size, block.bold, block.text.isupper())


def _section(start: _Start, blocks: Sequence[Block], end: int) -> Section:
    held = list(blocks[start.position + 1 : end])
    if held and (place := _PLACE.match(held[0].text)):
        first = held.pop(0)
        if rest := first.text[place.end() :].strip():
            held.insert(0, dataclasses.replace(first, text=rest, label=leading_label(rest)))
    if start.rest:
        held.insert(0, dataclasses.replace(blocks[start.position], text=start.rest, label=None))
    return Section(start.title, tuple(held), number=start.number)


def _opening(before: Sequence[Block]) -> Iterator[Section]:
    """What stands before the first item: who attended, else whatever more than a letterhead."""
    for position, block in enumerate(before):
        if _ATTENDANCE.match(block.text):
            yield Section("Attendance", tuple(before[position:]))
            return
    if any(_is_passage(block.text) for block in before):
        yield Section("Opening", tuple(before))


def _is_passage(text: str) -> bool:
    return len(text) > _LONGEST_LETTERHEAD and text.endswith(".") and bool(_VERB.search(text))
