"""What is shown of a match: the paragraph's stretch around its words, with the words marked."""

from __future__ import annotations

import datetime as dt
import functools
import html
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from indexer import analysis
from indexer.records import Document, Mark, Paragraph, ParagraphKind
from search.answers import Snippet
from search.query import (
    Fuzzy,
    InDecision,
    Phrase,
    Prefix,
    Query,
    Term,
    Variants,
    Words,
    edits,
    wanted,
)
from search.request import document_address

WIDTH = 280  # characters of text in a snippet, about
_MOST = 3
_SUBSTANTIVE = 60  # characters: a shorter paragraph tells little

Span = tuple[int, int]


def matches(text: str, query: Query | None, *, title: bool = False) -> list[Span]:
    """Find the stretches of one paragraph (or title) that a query asks for, in order, apart.

    A phrase is one stretch. What the query asks of titles only is found in titles only.
    """
    leaves = tuple(leaf for leaf in wanted(query) if title or not leaf.title)
    if not leaves:
        return []
    words = _Paragraph(text, _sought(leaves))
    return _joined(span for leaf in leaves for span in words.find(leaf))


def mark(text: str, query: Query | None, *, title: bool = False) -> str:
    """Write a text as HTML, what the query asks for in <mark>."""
    return _marked(text, matches(text, query, title=title), 0, len(text))


def snippets(
    document: Document,
    query: Query | None,
    q: str,
    paragraphs: Sequence[int],
    as_of: dt.date | None = None,
) -> tuple[Snippet, ...]:
    """Show the paragraphs that decided a hit, best first.

    `q` is the query's text and `as_of` the day that the search looks back to, for the links.

    Best first rather than in the order of the page: the first is what the reader came for, and each
    carries its label and page. Where only the title matched, or nothing was asked, the document's
    first substantive paragraph stands for it, unmarked.
    """
    chosen = [document.paragraphs[number] for number in paragraphs[:_MOST]]
    found = [(each, matches(each.text, query)) for each in chosen]
    if len(found) > 1:
        found.insert(0, found.pop(_as_typed(found, q)))
    if not found and (first := opening(document, query)):
        found = [(first, [])]
    return tuple(_shown(document.id, each, spans, q, as_of) for each, spans in found)


def _as_typed(found: Sequence[tuple[Paragraph, Sequence[Span]]], q: str) -> int:
    """Choose, of the paragraphs with as many words as the best, the one that prints most as typed.

    The engine compares stems; a reader who remembers "securing" did not read "secures".
    """
    typed = frozenset(analysis.written_words(q))
    most, words = 0, 0
    best = 0
    for place, (paragraph, spans) in enumerate(found):
        printed = {
            word
            for start, end in spans
            for word in analysis.written_words(paragraph.text[start:end])
        }
        stems = {part.term for word in printed for part in analysis.word(word).parts}
        as_typed = len(printed & typed)
        words = words or len(stems)
        if len(stems) >= words and as_typed > most:
            best, most = place, as_typed
    return best


def snippet(
    document_id: str,
    paragraph: Paragraph,
    query: Query | None,
    q: str,
    as_of: dt.date | None = None,
) -> Snippet:
    """Show one paragraph: the stretch with most of what was asked for."""
    return _shown(document_id, paragraph, matches(paragraph.text, query), q, as_of)


def _shown(
    document_id: str,
    paragraph: Paragraph,
    found: Sequence[Span],
    q: str,
    as_of: dt.date | None,
) -> Snippet:
    text = paragraph.text
    start, end = _window(text, found)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return Snippet(
        html=f"{before}{_marked(text, found, start, end)}{after}",
        text=f"{before}{text[start:end]}{after}",
        label=paragraph.label,
        page=paragraph.page,
        anchor=paragraph.anchor,
        mark=paragraph.mark,
        url=document_address(document_id, q, paragraph.anchor, as_of),
    )


def opening(document: Document, query: Query | None = None) -> Paragraph | None:
    """Choose the first paragraph that tells what the document is about; None if it has none.

    Where decisions are asked for, that is the first decision.
    """
    tests: tuple[Callable[[Paragraph], bool], ...] = (
        lambda each: isinstance(query, InDecision) and each.mark is Mark.DECISION,
        lambda each: (
            each.mark is not Mark.BOILERPLATE
            and each.kind is not ParagraphKind.HEADING
            and len(each.text) >= _SUBSTANTIVE
        ),
        lambda each: each.mark is not Mark.BOILERPLATE,
        lambda each: bool(each.text),
    )
    for test in tests:
        for paragraph in document.paragraphs:
            if test(paragraph):
                return paragraph
    return None


class _Sought(dict[str, bool]):
    """Folded word → whether leaves of a query may be found in it. Remembers.

    `find` finds the words that are worth asking about; `counted` says that their positions matter.
    """

    def __init__(self, leaves: Iterable[Words]) -> None:
        super().__init__()
        ways = [way for leaf in leaves for way in _ways(leaf)]
        self._terms = {way.term for way in ways if isinstance(way, Term)}
        self._terms.update(term for way in ways if isinstance(way, Phrase) for _, term in way.terms)
        self._fits = [_fits(way) for way in ways if isinstance(way, (Prefix, Fuzzy))]
        starts = [way.start for way in ways if isinstance(way, Prefix)]
        spelt = any(isinstance(way, Fuzzy) for way in ways)
        self.find = analysis.WORD.finditer if spelt else analysis.may_be(self._terms, starts)
        self.counted = any(isinstance(way, Phrase) for way in ways)

    def __missing__(self, written: str) -> bool:
        self[written] = self._holds(written)
        return self[written]

    def _holds(self, written: str) -> bool:
        if written.isalnum() and any(fits(written) for fits in self._fits):
            return True
        word = analysis.word(written)
        forms = [word.whole_form, *(part.form for part in word.parts)]
        return (
            word.whole in self._terms
            or any(part.term in self._terms for part in word.parts)
            or any(fits(form) for fits in self._fits for form in forms if form is not None)
        )


@functools.lru_cache(64)
def _sought(leaves: tuple[Words, ...]) -> _Sought:
    return _Sought(leaves)


def _ways(leaf: Words) -> Sequence[Words]:
    return leaf.ways if isinstance(leaf, Variants) else (leaf,)


def _fits(leaf: Prefix | Fuzzy) -> Callable[[str], bool]:
    """Say how a printed form is tested."""
    if isinstance(leaf, Prefix):
        start = leaf.start
        return lambda form: form.startswith(start)
    wanted_form, distance = leaf.form, leaf.distance
    return lambda form: edits(wanted_form, form, distance) <= distance


class _Paragraph:
    """The words of a text that are sought, by position, to find leaves of a query in."""

    def __init__(self, text: str, sought: _Sought) -> None:
        self._words = list(analysis.placed_words(text, sought.find, sought, counted=sought.counted))
        self._places: dict[str, dict[int, Span]] = {}
        for placed in self._words:
            if placed.word.whole is not None:
                self._place(placed.word.whole, placed.position, (placed.start, placed.end))
            for part, span in zip(placed.word.parts, placed.spans, strict=True):
                if part.term is not None:
                    self._place(part.term, placed.position + part.offset, span)

    def _place(self, term: str, position: int, span: Span) -> None:
        self._places.setdefault(term, {})[position] = span

    def find(self, leaf: Words) -> Iterable[Span]:
        if isinstance(leaf, Term):
            return self._places.get(leaf.term, {}).values()
        if isinstance(leaf, Variants):
            return [span for way in leaf.ways for span in self.find(way)]
        if isinstance(leaf, Phrase):
            return self._in_a_row(leaf) if leaf.slop is None else self._near(leaf, leaf.slop)
        return self._forms(_fits(leaf))

    def _in_a_row(self, phrase: Phrase) -> list[Span]:
        found = []
        for position, (start, _) in self._places.get(phrase.terms[0][1], {}).items():
            spans = [
                self._places.get(term, {}).get(position + offset) for offset, term in phrase.terms
            ]
            ends = [span[1] for span in spans if span is not None]
            if len(ends) == len(spans):
                found.append((start, max(ends)))
        return found

    def _near(self, phrase: Phrase, slop: int) -> list[Span]:
        asked = Counter(term for _, term in phrase.terms)
        places = sorted(
            (position, term) for term in asked for position in self._places.get(term, {})
        )
        found = []
        for position, _ in places:
            within = [each for each in places if 0 <= each[0] - position <= phrase.span + slop]
            if not asked - Counter(term for _, term in within):
                found += [self._places[term][at] for at, term in within]
        return found

    def _forms(self, fits: Callable[[str], bool]) -> list[Span]:
        """Find the words with a printed form that fits."""
        found: list[Span] = []
        for placed in self._words:
            if placed.word.whole_form is not None and fits(placed.word.whole_form):
                found.append((placed.start, placed.end))
            for part, span in zip(placed.word.parts, placed.spans, strict=True):
                if part.term is not None and fits(part.form):
                    found.append(span)
        return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and join those that overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _window(text: str, spans: Sequence[Span]) -> Span:
    """Choose the stretch of text to show: the densest in what was found, cut between words."""
    if len(text) <= WIDTH + 20:
        return 0, len(text)
    first, last = _densest(text, spans)
    room = max(0, WIDTH - (last - first))
    start = max(0, min(first - room // 2, len(text) - WIDTH))
    if start > 0:
        space = text.find(" ", start, first + 1)
        start = space + 1 if space >= 0 else min(start, first)
    end = min(len(text), start + max(WIDTH, last - start))
    if end < len(text):
        space = text.rfind(" ", last, end + 1)
        end = space if space > start else end
    return start, end


def _densest(text: str, spans: Sequence[Span]) -> Span:
    """Find the run of spans, within one width, with the most different words, then most words."""
    best, best_run = (0, 0), (0, 0)
    for index, (start, end) in enumerate(spans):
        reach, words, count = end, {text[start:end].lower()}, 1
        for other_start, other_end in spans[index + 1 :]:
            if other_end - start > WIDTH:
                break
            reach, count = other_end, count + 1
            words.add(text[other_start:other_end].lower())
        if (len(words), count) > best:
            best, best_run = (len(words), count), (start, reach)
    return best_run


def _marked(text: str, spans: Sequence[Span], start: int, end: int) -> str:
    pieces, at = [], start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        opens, closes = max(first, start), min(last, end)
        pieces.append(html.escape(text[at:opens]))
        pieces.append(f"<mark>{html.escape(text[opens:closes])}</mark>")
        at = closes
    pieces.append(html.escape(text[at:end]))
    return "".join(pieces)
