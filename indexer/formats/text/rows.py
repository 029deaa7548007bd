"""Meeting pages saved row by row, a bar at each row's end: what stood in the cells of a row."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.formats.agenda import without_file_note
from indexer.formats.text import telling, wording
from indexer.formats.text.paragraphs import TextParagraph
from indexer.labels import leading_label
from indexer.numbering import longest_run

_NUMBERED_ROW = re.compile(
    rf"(?:\*\s*\|?\s*)?(?P<number>{wording.NUMBER.pattern})\s*\|\s*(?P<cell>\S.*)"
)
# Where paragraphs began that the saver ran together: a bullet, a decision.
_BEGINNING = r"(?=[•·▪]\s)|(?<=[.;:?!”)])\s+(?=(?:RESOLVED|Resolved|AGREED|RECOMMENDED)\b)"

_LONGEST_TITLE = 150


def from_rows(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Part each item's number and title from its text."""
    numbered = _numbered(found)
    if not numbered:
        yield from _unnumbered(found)
        return
    for place, each in enumerate(found):
        if row := numbered.get(place):
            number = row["number"].strip("*. ")
            yield dataclasses.replace(each, text=row["number"], number=True)
            for part in _row(dataclasses.replace(each, text=row["cell"])):
                yield from [part] if part.title else _parted(part, number)
        elif each.text != "|":
            yield each


def numbered_rows(found: Sequence[TextParagraph]) -> int:
    """How many rows hold an item with its number."""
    return sum(
        bool(match) and wording.INLINE_PART.search(match["cell"]) is not None
        for each in found
        if (match := _NUMBERED_ROW.fullmatch(each.text))
    )


def unbarred_rows(found: Sequence[TextParagraph]) -> int:
    """How many lines begin an item with its title and "Minutes:", where every bar was lost."""
    return sum(_begins_within(each.text) for each in found)


def _numbered(found: Sequence[TextParagraph]) -> dict[int, re.Match[str]]:
    """The rows that begin with an item's number."""
    rows = {
        place: match
        for place, each in enumerate(found)
        if (match := _NUMBERED_ROW.fullmatch(each.text))
    }
    places = list(rows)
    run = [places[each] for each in longest_run([rows[place]["number"] for place in places])]
    return {place: rows[place] for place in run} if len(run) > 1 or numbered_rows(found) else {}


def _parted(each: TextParagraph, number: str) -> Iterator[TextParagraph]:
    """The paragraphs of a cell, where bullets, decisions and their own numbers tell them apart."""
    own = rf"|(?<=\s)(?={re.escape(number)}\.\d{{1,2}}\s)"
    for text in re.split(_BEGINNING + own, each.text):
        if text.strip():
            bullet = re.sub(r"^[·▪]\s*", "• ", text.strip())
            yield dataclasses.replace(each, text=bullet)


def _unnumbered(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Rows without numbers: each begins with an item's title."""
    headed = any(wording.TABLE_HEAD.fullmatch(each.text) for each in found)
    begins = False
    for place, each in enumerate(found):
        # Where the column titles were lost as well, the first item is the first to have a part.
        if not headed and wording.INLINE_PART.search(each.text):
            headed = begins = True
        if each.text == "|" or wording.TABLE_HEAD.fullmatch(each.text):
            begins = True
        elif not begins and (_begins_within(each.text) or _is_before_minutes(found, place)):
            yield from _row(each)
            begins = each.row_end
        elif not begins:
            yield each
            begins = each.row_end
        elif each.text != wording.NOTE_MARK:
            yield from _row(each)
            begins = each.row_end


def _begins_within(text: str) -> bool:
    """Whether an item begins where no bar ends the row before: a title, and "Minutes:" after it."""
    part = re.search(r"\s(?:Minutes|Decision):(?=\s|$)", text)
    cut = wording.END_OF_TITLE.search(text)
    title = text[: min(part.start(), cut.start())] if part and cut else ""
    return 0 < len(title) <= _LONGEST_TITLE and not (
        wording.FIELD.match(title)
        or telling.is_sentence(title)
        or leading_label(title)
        or telling.reports(title)
    )


def _is_before_minutes(found: Sequence[TextParagraph], place: int) -> bool:
    """Whether a line is a title, as the next one begins with "Minutes:"."""
    after = found[place + 1].text if place + 1 < len(found) else ""
    text = found[place].text
    if not after.startswith("Minutes:") or len(text) > _LONGEST_TITLE or leading_label(text):
        return False
    return not (telling.is_sentence(text) or telling.reports(text) or wording.PART.match(text))


def _row(each: TextParagraph) -> Iterator[TextParagraph]:
    """The first line of an item's row: its title as far as it can be told, then the rest."""
    if wording.PART.match(each.text):
        yield dataclasses.replace(each, text="", title=True)
        yield each
        return
    cut = wording.END_OF_TITLE.search(each.text)
    if cut is None and telling.is_sentence(each.text) and telling.reports(each.text):
        yield dataclasses.replace(each, text="", title=True)
        yield each
        return
    if cut is None:
        yield dataclasses.replace(each, title=True)
        return
    # The size of the attachment ends the title; the first words of a sentence begin the text.
    end = cut.start() if without_file_note(cut[0]) else cut.end()
    yield dataclasses.replace(each, text=each.text[: cut.start()], title=True)
    if rest := each.text[end:].strip():
        yield dataclasses.replace(each, text=rest, gap=0)
