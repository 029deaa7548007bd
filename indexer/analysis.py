"""The analyser: text → terms with positions. One for writing, reading and marking.

Words are folded (case, accents, compatibility forms, quotes and dashes as people type them) and
stemmed with Porter2. A stop word leaves a gap: it takes a position and gives no term. A compound
("well-being", "CS/20/13", "5.6") takes one position per part; its parts are terms, and so is the
whole, at the first part's position.
"""

from __future__ import annotations

import dataclasses
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

import Stemmer

# Finds words in a folded text, in order.
Finder = Callable[[str], Iterator[re.Match[str]]]

# "may", "will", "no", "not" and one-character words such as "7" are meant when they are typed.
STOP_WORDS = frozenset(
    re.split(
        " ",
        "a an and are as at be been by for from had has have he her his in is it its of on or she "
        "that the their they this to was were which with",
    )
)

# Porter2 gives these the stem of another word with another meaning. Each line is one meaning, under
# the term that stands for it.
_UNRELATED = {
    "animal": "animal animals",
    "authority": "authorities authority",
    "consistent": "consistency consistent consistently",
    "constitution": "constitution constitutional constitutions",
    "department": "department departmental departments",
    "designat": "designate designated designates designating designation designations",
    "emergency": "emergencies emergency",
    "exclusive": "exclusive exclusively",
    "executive": "executive executives",
    "experienc": "experience experienced experiences experiencing",
    "governance": "governance",
    "government": "government governmental governments",
    "important": "importance important importantly",
    "informal": "informal informally",
    "internal": "internal internally",
    "international": "international internationally",
    "objective": "objective objectives",
    "personal": "personal personally",
    "provisional": "provisional provisionally",
    "relative": "relative relatively relatives",
    "responsible": "responsibilities responsibility responsible responsibly",
    "several": "several",
    "universal": "universal universally",
    "university": "universities university",
}
# Porter2 has no rule for these plurals: each is indexed as its singular is. (Why not "children":
# docs/decisions/search.md.)
_IRREGULAR = {
    "addenda": "addendum",
    "analyses": "analysis",
    "appendices": "appendix",
    "crises": "crisis",
    "criteria": "criterion",
    "curricula": "curriculum",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "indices": "index",
    "knives": "knife",
    "memoranda": "memorandum",
    "referenda": "referendum",
    "shelves": "shelf",
    "thieves": "thief",
    "wives": "wife",
    "women": "woman",
    "womens": "woman",
}

_APART = {form: term for term, forms in _UNRELATED.items() for form in forms.split()}

_LONGEST_TERM = 64
_MOST_REMEMBERED = 500_000
WORD = re.compile(r"[^\W_]+(?:[-'./][^\W_]+|(?<=\d),\d{3}(?![^\W_]))*")
_JOINS = "-'./,"
_JOIN = re.compile(r"[-'./,](?=[^\W_])")
_PART = re.compile(r"[^-./]+")
_DIGIT = re.compile(r"\d")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A term and where it stands: `start` and `end` count characters in the text as given."""

    term: str
    position: int
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One part of a word: its folded form and its term (None for a stop word).

    `offset` counts positions from the word's first part; `start` and `end` count characters within
    the folded word.
    """

    form: str
    term: str | None
    offset: int
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """How one written word is indexed.

    `whole` is the extra term of a compound; `reference` says that only the whole means what was
    written ("5.6", "CS/20/13"), whereas "well-being" may also be printed "well being".
    """

    parts: tuple[Part, ...]
    whole: str | None = None
    whole_form: str | None = None
    reference: bool = False

    @property
    def width(self) -> int:
        """The positions that the word takes."""
        return len(self.parts)


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a text, its first position, and the characters of the text that it spans."""

    word: Word
    position: int
    spans: tuple[tuple[int, int], ...]
    start: int
    end: int


class _Folding(dict[int, str]):
    """Character code → folded text, filled as characters are met (a table for str.translate)."""

    def __init__(self) -> None:
        super().__init__({ord(mark): "'" for mark in "‘’‛ʼ´′＇"})
        self.update({ord(dash): "-" for dash in "‐‑‒–−－﹣"})
        self.update({ord(dash): " " for dash in "—―"})
        # Characters that become none or several: offsets must then be counted one by one.
        self.resizing: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.category(character) in ("Cf", "Cs"):
            folded = ""
        else:
            folded = unicodedata.normalize("NFKD", character).casefold()
            folded = "".join(
                letter
                for letter in unicodedata.normalize("NFKD", folded)
                if unicodedata.category(letter) not in ("Mn", "Cf")
            )
        if len(folded) != 1:
            self.resizing.add(character)
        self[code] = folded
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """Write the text as it is compared: lower case, no accents, plain quotes and hyphens."""
    return text.lower() if text.isascii() else text.translate(_folding)


class _Words(dict[str, Word]):
    """Folded word → how it is indexed. Remembers: stemming is the slow step."""

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("english", 0)  # it need remember none: this does
        self._lock = threading.Lock()  # the stemmer keeps its state in itself

    def __missing__(self, written: str) -> Word:
        word = self._analyse(written)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[written] = word
        return word

    def _analyse(self, written: str) -> Word:
        parts: list[Part] = []
        for match in _PART.finditer(written):
            form = match.group().strip("'").removesuffix("'s").replace("'", "").replace(",", "")
            if form:
                term = None if form in STOP_WORDS else self._stem(form)
                parts.append(Part(form[:_LONGEST_TERM], term, len(parts), *match.span()))
        if len(parts) < 2:
            return Word(tuple(parts))
        if _DIGIT.search(written):
            whole = written.replace(",", "").replace("'", "")[:_LONGEST_TERM]
            return Word(tuple(parts), whole, whole, "." in whole or "/" in whole)
        if "/" in written:
            return Word(tuple(parts))
        joined = "".join(part.form for part in parts)[:_LONGEST_TERM]
        whole = self._stem(joined)
        # No term stands twice at one position.
        return Word(tuple(parts)) if whole == parts[0].term else Word(tuple(parts), whole, joined)

    def _stem(self, form: str) -> str:
        form = form[:_LONGEST_TERM]
        if not form.isalpha():
            return form
        form = _IRREGULAR.get(form, form)
        term = _APART.get(form)
        if term is not None:
            return term
        with self._lock:
            return str(self._stemmer.stemWord(form))


_words = _Words()


def written_words(text: str) -> list[str]:
    """Split a text into its folded words, in order: what the bulk writer counts."""
    return WORD.findall(fold(text))


def word(written: str) -> Word:
    """Say how one of `written_words` is indexed."""
    return _words[written]


def may_be(terms: Iterable[str], starts: Iterable[str] = ()) -> Finder:
    """Find those of `written_words` that may have one of the terms, or start so as printed.

    What is found may also have none; nothing that has one is missed. Porter2 changes only what a
    word ends with: of its term all but the last two letters are printed, and two at the least, i
    perhaps as y. Compounds are always found: their parts have terms of their own.
    """
    begin = {term[: max(2, len(term) - 2)] for term in terms}
    begin.update([f"{each[:-1]}y" for each in begin if each.endswith("i")])
    begin.update(starts)

    def find(folded: str) -> Iterator[re.Match[str]]:
        places = _joined_words(folded)
        for each in begin:
            at = folded.find(each)
            while at >= 0:
                if not at or not folded[at - 1].isalnum():
                    places.add(at)
                at = folded.find(each, at + 1)
        end = 0
        for at in sorted(places):
            if at >= end and (found := WORD.match(folded, at)):
                end = found.end()
                yield found

    return find


def _joined_words(folded: str) -> set[int]:
    """Find where words begin that stand at a join, as compounds do."""
    places: set[int] = set()
    end = 0
    for join in _JOIN.finditer(folded):
        at = join.start()
        if at < end or not folded[at - 1 : at].isalnum():
            continue
        while at and (folded[at - 1].isalnum() or folded[at - 1] in _JOINS):
            at -= 1
        for found in WORD.finditer(folded, at):
            if found.start() > join.start():
                break
            places.add(found.start())
            end = found.end()
    return places


def placed_words(
    text: str,
    find: Finder = WORD.finditer,
    sought: Mapping[str, bool] | None = None,
    *,
    counted: bool = True,
) -> Iterator[PlacedWord]:
    """Walk over the words of a text with their positions and places.

    Args:
        text: as printed.
        find: finds the `written_words` to look at, in order; by default all (see `may_be`).
        sought: says of each of those whether to give it; by default all are given.
        counted: whether to count positions; else a word's is the place of its first letter.
    """
    folded, origin = _fold_with_origin(text)
    position = passed = 0
    for match in find(folded):
        written = match.group()
        if sought is not None and not sought[written]:
            continue
        found = _words[written]
        start, end = match.span()
        base = start
        position = position + _width(folded[passed:start]) if counted else start
        passed = start
        places = [(base + part.start, base + part.end) for part in found.parts]
        if origin is not None:
            places = [(origin[first][0], origin[last - 1][1]) for first, last in places]
            start, end = origin[start][0], origin[end - 1][1]
        yield PlacedWord(found, position, tuple(places), start, end)


def _width(folded: str) -> int:
    """Count the positions that the words of a stretch take: only compounds take several."""
    words = WORD.findall(folded)
    return len(words) + sum(_words[each].width - 1 for each in words if not each.isalnum())


def tokens(text: str) -> Iterator[Token]:
    """Walk over the terms of a text; stop words leave gaps in the positions."""
    for placed in placed_words(text):
        if placed.word.whole is not None:
            yield Token(placed.word.whole, placed.position, placed.start, placed.end)
        for part, (start, end) in zip(placed.word.parts, placed.spans, strict=True):
            if part.term is not None:
                yield Token(part.term, placed.position + part.offset, start, end)


def _fold_with_origin(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """Fold, and say which span of `text` each folded character came from (None: the same one)."""
    folded = fold(text)
    if text.isascii() or _folding.resizing.isdisjoint(text):
        return folded, None
    origin: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        piece = character.translate(_folding)
        if piece:
            origin += [(index, index + 1)] * len(piece)
        elif origin:  # a combining accent belongs to the letter before it
            origin[-1] = (origin[-1][0], index + 1)
    return folded, origin


def slug(name: str) -> str:
    """Write a name for an address: "Children's Scrutiny" → "childrens-scrutiny"."""
    return "-".join(re.findall(r"[^\W_]+", fold(name).replace("'", "").replace("&", " and ")))


def label_term(label: str) -> str:
    """Write a printed label as it is compared: "(a)" → "a", "5.6." → "5.6"."""
    return fold(label).strip("()[]{}.:;,'\" \t-")[:_LONGEST_TERM]
