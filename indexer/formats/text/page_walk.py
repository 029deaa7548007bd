"""The walk over a saved page: what each paragraph is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.blocks import Block, Furniture
from indexer.formats.agenda import (
    Piece,
    Role,
    item_of_meeting,
    part_of,
    place_on_agenda,
    without_file_note,
)
from indexer.formats.text import telling, wording
from indexer.formats.text.item_starts import LONGEST_TITLE, is_title
from indexer.formats.text.paragraphs import TextParagraph
from indexer.records import Link


class PageWalk:
    """Walks the paragraphs after the page's own name and tells what each one is."""

    def __init__(self, found: list[TextParagraph], genre: str, *, asks_only: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.around: list[Furniture] = []
        self._found = found
        self._meeting_page = genre == "moderngov meeting"
        self._issue_page = genre == "moderngov issue" and any(
            wording.MEETING.fullmatch(each.text) for each in found
        )
        self._decision_page = genre == "moderngov decision"
        # A page that calls itself an agenda and no more, or a plan, tells of nothing done.
        self._planned = asks_only or any(wording.PLANNED.match(each.text) for each in found)
        self._default_part = "Decision:" if self._decision_page else "Minutes:"
        self._numbered = any(each.number for each in found)
        self._awaiting_title = not (self._meeting_page or self._issue_page)
        self._titled = self._untitled = self._begun = self._announced = False
        self._part = "agenda"

    def walk(self) -> None:
        """Fill `pieces` and `around`."""
        start = 0 if self._meeting_page else self._head_of_item()
        for each in self._found[:start]:
            self._head(each)
        self._untitled = self._awaiting_title and self._headless(self._found[start:])
        announced = list(self._announcing())
        for place, each in enumerate(self._found[start:], start):
            self._announced = announced[place]
            self._take(each)

    def _announcing(self) -> Iterator[bool]:
        """For each paragraph, whether "Minutes:" is still to come within its item."""
        found, ahead = [], False
        for each in reversed(self._found):
            found.append(ahead)
            if each.title or each.number or wording.MEETING.fullmatch(each.text):
                ahead = False
            elif wording.PART.fullmatch(each.text) and part_of(each.text) == "minutes":
                ahead = True
        return reversed(found)

    def _head_of_item(self) -> int:
        """An item's page may print its meeting's name and date before the link to the meeting."""
        for place, each in enumerate(self._found[:8]):
            if wording.MEETING.fullmatch(each.text):
                dated = any(wording.HEADING_DATE.search(p.text) for p in self._found[:place])
                return place if dated else 0
        return 0

    def _headless(self, found: Sequence[TextParagraph]) -> bool:
        """Whether the page begins in the middle: with "Minutes:" or with a sentence."""
        for each in found:
            if not wording.is_around(each.text):
                if self._is_inner_heading(each.text):
                    return True
                _, placed = place_on_agenda(each.text)
                titled = is_title(each) or telling.is_formal(each.text)
                return not titled and not (placed and len(each.text) <= LONGEST_TITLE)
        return False

    def _take(self, each: TextParagraph) -> None:
        """Tell the page's own words from an item's."""
        text = each.text
        if self._untitled and not wording.is_around(text):
            self._title("")
        if meeting := wording.MEETING.fullmatch(text):
            self._of_meeting(meeting["meeting"])
        elif field := self._field(text):
            name = field["name"].lower()
            name = "venue" if name in wording.VENUE else name
            self.around.append(Furniture(f"field:{name}", field["value"]))
        elif not self._titled and wording.TABLE_HEAD.fullmatch(text):
            return
        elif not self._titled and wording.is_of_the_site(text):
            self._head(each)
        else:
            self._of_item(each)

    def _of_item(self, each: TextParagraph) -> None:
        """Numbers, titles and headings of items, and their text."""
        text = each.text
        if each.title:
            self._title(text)
        elif self._decision_page and (dated := wording.DATED_DECISION.fullmatch(text)):
            if self._begun or not self._titled:
                self._title(dated["title"])
            else:
                self.around.append(Furniture("running", self.pieces[-1].text))
            self.pieces.append(Piece(Role.PART, text))
        elif wording.PART.fullmatch(text):
            self._begin(text)
        elif each.number or (self._awaiting_title and wording.NUMBER.fullmatch(text)):
            self.pieces.append(Piece(Role.NUMBER, text))
            self._awaiting_title = True
        elif self._awaiting_title:
            self._title(text)
        elif not self._titled:
            self._head(each)
        else:
            self._text(each)

    def _field(self, text: str) -> re.Match[str] | None:
        """A labelled value: of the page's head, or of a decision's record at its end."""
        found = wording.FIELD.fullmatch(text)
        if found and self._begun and not (self._decision_page or wording.RECORD.match(text)):
            return None
        return found

    def _of_meeting(self, meeting: str) -> None:
        if self._issue_page:
            self.pieces.append(Piece(Role.MEETING, meeting))
            self._awaiting_title = True
            return
        self.around.append(Furniture("field:meeting", meeting))
        if not self._meeting_page and (number := item_of_meeting(meeting)):
            self.pieces.insert(0, Piece(Role.NUMBER, number))

    def _begin(self, text: str) -> None:
        self._part = part_of(text) or self._part
        self.pieces.append(Piece(Role.PART, text))

    def _title(self, text: str) -> None:
        """Begin an item; "19/02/2018 - Title" above a decision prints the title again."""
        title = wording.PAGE_BEFORE_TITLE.sub("", without_file_note(text))
        title, placed = place_on_agenda(title)
        if placed:
            self.pieces.append(Piece(Role.NUMBER, placed))
        if (found := wording.NUMBERED.fullmatch(title)) and not self._numbered:
            self.pieces.append(Piece(Role.NUMBER, found["number"]))
            title = found["title"]
        title, *asked = wording.ASKED_BEHIND.split(title, maxsplit=1)
        self.pieces.append(Piece(Role.TITLE, title))
        for each in asked:
            self.pieces.append(Piece(Role.TEXT, blocks=(Block(each),)))
        self._awaiting_title = self._untitled = False
        self._titled, self._part = True, "agenda"

    def _head(self, each: TextParagraph) -> None:
        """What stands before the first item of a meeting page: its heading, or navigation."""
        text, last = each.text, self.around[-1] if self.around else None
        if not wording.DATED.search(text) or telling.tells(text):
            self.around.append(Furniture("running", text))
        elif wording.HEADING_DATE.match(text) and each.gap == 0 and last and last.name == "running":
            self.around[-1] = Furniture("subheading", f"{last.text} - {text}")
        else:
            self.around.append(Furniture("subheading", text))

    def _listed(self, each: TextParagraph) -> bool:
        """Take up an entry of the list of documents, or the page's foot after it."""
        listed = each.listed or each.text.startswith(("•", "-"))
        if wording.ATTACHMENT.fullmatch(each.text) or (
            listed and not telling.is_sentence(each.text)
        ):
            name = wording.AROUND_A_NAME.sub("", without_file_note(each.text))
            self.pieces.append(Piece(Role.LINKS, links=(Link(name, ""),)))
        elif not telling.is_sentence(each.text):
            self.around.append(Furniture("running", each.text))
        else:
            return False
        return True

    def _is_inner_heading(self, text: str) -> bool:
        if wording.INNER_HEADING.fullmatch(text):
            return True
        return self._decision_page and bool(wording.DECISION_HEADING.fullmatch(text))

    def _text(self, each: TextParagraph) -> None:
        text = each.text
        self._begun = True
        if wording.FOOTER.fullmatch(text) or (
            self._part != "minutes" and wording.NAVIGATION.fullmatch(text)
        ):
            self.around.append(Furniture("running", text))
            return
        if self._part == "links" and self._listed(each):
            return
        # Savers drop headings: a sentence after the attachments, or the past tense, tells that
        # the minutes have begun.
        told = telling.DECIDES.match if self._decision_page else telling.reports
        numbered = bool(wording.PARAGRAPH_NUMBER.match(text))
        silent = self._part == "agenda" and not (self._announced or self._planned)
        lost = silent and (told(text) or numbered)
        if self._part == "links" or lost:
            self._begin(self._default_part)
        if self._is_inner_heading(text):
            self.pieces.append(Piece(Role.PART, text))
        else:
            self.pieces.append(Piece(Role.TEXT, blocks=(each.block(),)))
