"""Pages of a committee system saved as plain text, told by the words that such pages print."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.blocks import Furniture, SourceText
from indexer.formats.agenda import Piece, Role, assemble, part_of, without_file_note
from indexer.formats.text import wording
from indexer.formats.text.paragraphs import TextParagraph
from indexer.labels import BULLET, leading_label
from indexer.records import Link

_HEAD = 60  # paragraphs in which a page must have named itself
_LONGEST_TITLE = 250
_GENRES = (
    ("moderngov item", wording.ITEM_PAGE),
    ("moderngov issue", wording.ISSUE_PAGE),
    ("moderngov decision", wording.DECISION_PAGE),
    ("moderngov meeting", wording.MEETING_PAGE),
)


def is_page(found: Sequence[TextParagraph]) -> bool:
    """Whether the text is such a page: it names itself, or prints such a page's labels."""
    if any(each.text.endswith("Item") and _is_table_head(each.text) for each in found):
        return True
    named = _genre(found)[0]
    if named in {"moderngov item", "moderngov issue"}:
        return True
    labelled = any(wording.PART.match(each.text) for each in _split_inline_parts(found))
    return labelled or (named == "moderngov decision" and _fields(found) > 1)


def read(found: Sequence[TextParagraph]) -> SourceText:
    """Read the page: its items, and the furniture around them."""
    genre, start = _genre(found)
    around = [Furniture("running", each.text) for each in found[: max(start, 0)]]
    if start >= 0:
        around.append(Furniture("heading", found[start].text))
    page = _Page(list(_split_inline_parts(found[start + 1 :])), genre)
    page.walk()
    sections, before = assemble(page.pieces)
    return SourceText(
        format="text",
        genre=genre,
        blocks=tuple(before),
        furniture=tuple(dict.fromkeys([*around, *page.around])),
        sections=tuple(sections),
    )


def _genre(found: Sequence[TextParagraph]) -> tuple[str, int]:
    """What the page calls itself, and where (-1: nowhere); the last naming ends the navigation."""
    for genre, pattern in _GENRES:
        places = [place for place, each in enumerate(found[:_HEAD]) if pattern.fullmatch(each.text)]
        if places and (genre != "moderngov decision" or _fields(found) > 1):
            return genre, places[-1]
    if any(_is_table_head(each.text) for each in found) or _numbers(found) > 1:
        return "moderngov meeting", -1
    return ("moderngov decision" if _fields(found) > 2 else "moderngov item"), -1


def _is_table_head(text: str) -> bool:
    return text.lower().startswith(("no", "note no")) and bool(wording.TABLE_HEAD.fullmatch(text))


def _numbers(found: Sequence[TextParagraph]) -> int:
    return sum(1 for each in found if wording.NUMBER.fullmatch(each.text))


def _fields(found: Sequence[TextParagraph]) -> int:
    """How many lines of a decision's record the text holds."""
    return sum(
        1
        for each in found
        if re.match(r"(?:Decision|Is |Date of|Publication|Decided)", each.text)
        and wording.FIELD.fullmatch(each.text)
    )


def _titled_rows(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Pages saved row by row, a bar at each row's end: tell the item's title from its text."""
    first = sum(each.row_end for each in found) > 1
    rows = first
    for each in found:
        if each.text == "|" or wording.TABLE_HEAD.fullmatch(each.text):
            first = rows
            continue
        if not first or wording.FIELD.fullmatch(each.text):
            yield each
        elif wording.PART.match(each.text):
            yield dataclasses.replace(each, text="", title=True)
            yield each
        else:
            cut = wording.END_OF_TITLE.search(each.text)
            title = each.text[: cut.start()] if cut else each.text
            rest = each.text[cut.start() :] if cut else ""
            if cut and without_file_note(cut[0]).strip() == "":
                title, rest = title + cut[0], each.text[cut.end() :]
            yield dataclasses.replace(each, text=title, title=True)
            if rest.strip():
                yield dataclasses.replace(each, text=rest.strip(), gap=0)
        first = rows and (each.row_end or (first and bool(wording.FIELD.fullmatch(each.text))))


def _split_inline_parts(found: Sequence[TextParagraph]) -> Iterator[TextParagraph]:
    """Some savers put "Minutes:" on the line of the text before or after it."""
    for each in _titled_rows(found):
        gap = each.gap
        if each.title:
            yield each
            continue
        for piece in wording.INLINE_PART.split(each.text):
            if text := piece.strip(" |"):
                yield dataclasses.replace(each, text=text, gap=gap)
                gap = 0


class _Page:
    """Walks the paragraphs after the page's own name and tells what each one is."""

    def __init__(self, found: list[TextParagraph], genre: str) -> None:
        self.pieces: list[Piece] = []
        self.around: list[Furniture] = []
        self._found = found
        self._meeting_page = genre == "moderngov meeting"
        self._issue_page = genre == "moderngov issue"
        self._default_part = "Decision:" if genre == "moderngov decision" else "Minutes:"
        self._numbered = self._meeting_page and _numbers(found) > 1
        self._awaiting_title = not self._meeting_page
        self._titled = self._begun = False
        self._part = "agenda"

    def walk(self) -> None:
        """Fill `pieces` and `around`."""
        if self._awaiting_title and self._headless():
            self._title("")
        for each, after in zip(self._found, [*self._found[1:], None], strict=False):
            self._take(each, after)

    def _headless(self) -> bool:
        """Whether the page begins in the middle: with "Minutes:" or with a sentence."""
        for each in self._found:
            text = each.text
            if _is_around(text):
                continue
            sentence = len(text) > _LONGEST_TITLE or wording.SENTENCE.fullmatch(text)
            return bool(wording.PART.match(text) or sentence or leading_label(text)) and not (
                wording.AGENDA_NUMBER.search(text)
            )
        return False

    def _take(self, each: TextParagraph, after: TextParagraph | None) -> None:
        text = each.text
        if meeting := wording.MEETING.fullmatch(text):
            self._of_meeting(meeting["meeting"])
        elif field := self._field(text):
            self.around.append(Furniture(f"field:{field['name'].lower()}", field["value"]))
        elif wording.TABLE_HEAD.fullmatch(text) and not self._titled:
            return
        elif wording.PART.fullmatch(text):
            self._begin(text)
        elif self._meeting_page and wording.NUMBER.fullmatch(text):
            self.pieces.append(Piece(Role.NUMBER, text))
            self._awaiting_title = True
        elif self._awaiting_title or self._is_title(each, after):
            self._title(text)
        elif not self._titled:
            self._before(text)
        else:
            self._text(each)

    def _field(self, text: str) -> re.Match[str] | None:
        """A labelled value: of the page's head, or of a decision's record at its end."""
        found = wording.FIELD.fullmatch(text)
        if found and self._begun and not wording.RECORD.match(text):
            return None
        return found

    def _of_meeting(self, meeting: str) -> None:
        if self._issue_page:
            self.pieces.append(Piece(Role.MEETING, meeting))
            self._awaiting_title = True
        else:
            self.around.append(Furniture("field:meeting", meeting))

    def _begin(self, text: str) -> None:
        self._part = part_of(text) or self._part
        self.pieces.append(Piece(Role.PART, text))

    def _is_title(self, each: TextParagraph, after: TextParagraph | None) -> bool:
        """On a meeting page that lost its item numbers: a file note, or a line set apart."""
        if each.title:
            return True
        if not self._meeting_page or self._numbered or len(each.text) > _LONGEST_TITLE:
            return False
        if self._part != "links" and without_file_note(each.text) != each.text:
            return True
        if wording.SENTENCE.fullmatch(each.text) or each.listed:
            return False
        if label := leading_label(each.text):
            return label != BULLET and bool(wording.NUMBERED.fullmatch(each.text))
        return each.gap > 1 and after is not None and after.gap > 0

    def _title(self, text: str) -> None:
        title = without_file_note(text)
        if found := wording.AGENDA_NUMBER.search(title):
            self.pieces.append(Piece(Role.NUMBER, found["number"]))
            title = title[: found.start()]
        elif (found := wording.NUMBERED.fullmatch(title)) and not self._numbered:
            self.pieces.append(Piece(Role.NUMBER, found["number"]))
            title = found["title"]
        self.pieces.append(Piece(Role.TITLE, title))
        self._awaiting_title, self._titled, self._part = False, True, "agenda"

    def _before(self, text: str) -> None:
        """What stands before the first item of a meeting page: its heading, or navigation."""
        name = "subheading" if wording.DATED.search(text) else "running"
        self.around.append(Furniture(name, text))

    def _text(self, each: TextParagraph) -> None:
        text = each.text
        self._begun = True
        if wording.FOOTER.fullmatch(text) or (
            self._part == "links" and wording.NAVIGATION.fullmatch(text)
        ):
            self.around.append(Furniture("running", text))
            return
        if self._part == "links" and (
            wording.ATTACHMENT.fullmatch(text) or not wording.SENTENCE.fullmatch(text)
        ):
            self.pieces.append(Piece(Role.LINKS, links=(Link(without_file_note(text), ""),)))
            return
        # Savers drop headings: a sentence after the attachments, or the past tense, tells that
        # the minutes have begun.
        if self._part == "links" or (self._part == "agenda" and wording.REPORTED.search(text)):
            self._begin(self._default_part)
        if wording.INNER_HEADING.fullmatch(text):
            self.pieces.append(Piece(Role.PART, text))
        else:
            self.pieces.append(Piece(Role.TEXT, blocks=(each.block(),)))


def _is_around(text: str) -> bool:
    return any(
        pattern.fullmatch(text)
        for pattern in (wording.FIELD, wording.MEETING, wording.TABLE_HEAD, wording.NAVIGATION)
    )
