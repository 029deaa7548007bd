"""The query language: text → query tree, bounded, with a mistake for all that it does not mean.

The language is described, and every example of it run as a test, in docs/searching.md. A query that
is not understood is never run: each `Mistake` says where it is and what is wrong, and all of them
carry the nearest query that is understood, where there is one.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable

from indexer import analysis
from indexer.errors import BadRequest, Mistake
from indexer.records import Grade, Kind
from search import periods
from search.glossary import Widened, also_called
from search.query import (
    And,
    Dates,
    Fuzzy,
    Label,
    Named,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Value,
    Variants,
    Years,
)

LONGEST = 512  # characters
MOST_TERMS = 32
DEEPEST = 20
SHORTEST_PREFIX = 3
WIDEST = 50  # positions that a proximity phrase may be stretched by
# The dearest things to look for (bench/hostile_queries.py): proximity phrases, misspelt words.
MOST_NEAR = 3
MOST_FUZZY = 8
FIELDS = ("council", "committee", "year", "date", "judgement", "standing", "kind", "title", "label")
# A word this short would be within reach of very many others.
_SHORTEST_FUZZY = {1: 3, 2: 5}

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<field>[^\W\d_]+):(?=\S)
      | "(?P<quoted>[^"]*)(?P<endquote>"|\Z)(?P<near>~[^\s()"]*)?
      | (?P<minus>-)(?=[^\s\-)])
      | (?P<text>[^\s()"]+)""",
    re.VERBOSE,
)
_FUZZY = re.compile(r"(.*[^~])~([^~]*)\Z", re.DOTALL)


@dataclasses.dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    near: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class _Problem:
    """A mistake and the replacement of `start:end` that would mend it."""

    message: str
    start: int
    end: int
    mended: str


def parse(text: str, *, widen: bool = False) -> Query | None:
    """Read a query. None where the text is empty.

    With `widen`, what the glossary knows by other names is searched for under those too.

    Raises:
        BadRequest: with every mistake found, argument "q".
    """
    query, problems = _read(text, widen=widen)
    if problems:
        suggestion = _mend(text, problems)
        raise BadRequest(
            tuple(
                Mistake("q", text, problem.message, problem.start, problem.end, suggestion)
                for problem in problems
            )
        )
    return query


def widened(text: str) -> tuple[Widened, ...]:
    """Say what `parse` widens in a query, in the order of the text, each once."""
    parser = _Parser(text.translate(_QUOTES), widen=True)
    parser.whole()
    return tuple(dict.fromkeys(parser.widened))


def _mend(text: str, problems: list[_Problem]) -> str | None:
    """Mend the problems, and those that then come to light, until the query is understood."""
    for _ in range(8):
        for problem in sorted(problems, key=lambda each: each.start, reverse=True):
            text = text[: problem.start] + problem.mended + text[problem.end :]
        text = " ".join(text.split())
        _, problems = _read(text)
        if not problems:
            return text or None
    return None


def _read(text: str, *, widen: bool = False) -> tuple[Query | None, list[_Problem]]:
    if len(text) > LONGEST:
        message = f"the query has {len(text):,} characters; {LONGEST} is the most"
        return None, [_Problem(message, LONGEST, len(text), "")]
    parser = _Parser(text.translate(_QUOTES), widen=widen)
    query = parser.whole()
    return query, parser.problems


class _Parser:
    def __init__(self, text: str, *, widen: bool) -> None:
        self.text = text
        self.widened: list[Widened] = []
        self._widen = widen
        self.problems: list[_Problem] = []
        self._tokens = self._split(text)
        self._next = 0
        self._terms = 0
        self._near = 0
        self._fuzzies = 0
        self._depth = 0
        self._common: list[_Token] = []

    def whole(self) -> Query | None:
        """Read all of the text."""
        if not self._tokens:
            return None
        query = self._either()
        while (token := self._peek()) is not None:
            self._next += 1
            self._wrong("this bracket closes nothing", token, "")
            self._either()
        if query is None and not self.problems:
            common = ", ".join(f"“{token.text}”" for token in self._common[:5])
            message = "there is no word to search for"
            if common:
                message = f"only very common words ({common}) are not enough to search for"
            self.problems.append(_Problem(message, 0, len(self.text), ""))
        return query

    def _split(self, text: str) -> list[_Token]:
        found: list[_Token] = []
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or ""
            if match["quoted"] is not None:
                token = _Token("quoted", match["quoted"], match.start(), match.end(), match["near"])
                if not match["endquote"]:
                    self._wrong("this quotation mark is never closed", token, f'"{token.text}"')
                found.append(token)
            elif kind == "text" and match["text"] in ("AND", "OR", "NOT"):
                found.append(_Token(match["text"], match["text"], match.start(), match.end()))
            elif kind != "space":
                found.append(_Token(kind, match[kind], match.start(), match.end()))
        return found

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _wrong(self, message: str, token: _Token, mended: str) -> None:
        self.problems.append(_Problem(message, token.start, token.end, mended))

    def _either(self) -> Query | None:
        parts = [self._all()]
        while (token := self._peek()) is not None and token.kind == "OR":
            self._next += 1
            if not self._stands_between(token):
                continue
            parts.append(self._all())
        found = [part for part in parts if part is not None]
        return Or(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _stands_between(self, operator: _Token) -> bool:
        """Check that the operator just read has something on both sides."""
        before = self._tokens[self._next - 2] if self._next > 1 else None
        after = self._peek()
        lacks_left = before is None or before.kind in ("open", "AND", "OR", "NOT", "minus")
        lacks_right = after is None or after.kind in ("close", "OR", "AND")
        if lacks_left or lacks_right:
            side = "before" if lacks_left else "after"
            self._wrong(f"{operator.text} has nothing {side} it", operator, "")
            return False
        return True

    def _all(self) -> Query | None:
        parts: list[Query] = []
        while (token := self._peek()) is not None and token.kind not in ("close", "OR"):
            if token.kind == "AND":
                self._next += 1
                self._stands_between(token)
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _one(self) -> Query | None:
        token = self._tokens[self._next]
        self._next += 1
        if token.kind in ("NOT", "minus"):
            after = self._peek()
            if after is None or after.kind in ("close", "AND", "OR"):
                self._wrong(f"{token.text} has nothing after it", token, "")
                return None
            return self._deeper(token, self._not)
        if token.kind == "open":
            return self._deeper(token, lambda: self._group(token))
        if token.kind == "field":
            return self._field(token)
        return self._plain(token) if self._counted(token) else None

    def _plain(self, token: _Token) -> Query | None:
        quoted = token.kind == "quoted"
        part = self._phrase(token) if quoted else self._word(token, token)
        if not self._widen or token.near is not None or not isinstance(part, (Term, Phrase)):
            return part
        also = also_called(token.text, quoted=quoted)
        if not also:
            return part
        self.widened.append(Widened(token.text, also))
        return Variants((part, *(_in_a_row(_terms(name)) for name in also)))

    def _not(self) -> Query | None:
        part = self._one()
        return None if part is None else Not(part)

    def _deeper(self, token: _Token, read: Callable[[], Query | None]) -> Query | None:
        self._depth += 1
        if self._depth > DEEPEST:
            # What follows cannot be read without going deeper still: stop here.
            message = f"brackets and NOT go more than {DEEPEST} deep here"
            self.problems.append(_Problem(message, token.start, len(self.text), ""))
            self._next = len(self._tokens)
            return None
        part = read()
        self._depth -= 1
        return part

    def _group(self, opening: _Token) -> Query | None:
        part = self._either()
        closing = self._peek()
        if closing is None:
            if not self.problems:
                self._wrong("this bracket is never closed", opening, "")
            return part
        self._next += 1
        if self._tokens[self._next - 2] is opening:
            empty = dataclasses.replace(opening, end=closing.end)
            self._wrong("there is nothing between these brackets", empty, "")
        return part

    def _counted(self, token: _Token) -> bool:
        """Count a term; report the first one too many."""
        self._terms += 1
        if self._terms == MOST_TERMS + 1:
            message = f"there are more than {MOST_TERMS} words or phrases"
            self.problems.append(_Problem(message, token.start, len(self.text), ""))
            self._next = len(self._tokens)
        return self._terms <= MOST_TERMS

    def _more(self, number: int, token: _Token) -> bool:
        """Count the further terms of a counted token."""
        if number <= 0:
            return True
        self._terms = min(self._terms + number - 1, MOST_TERMS)
        return self._counted(token)

    # Words and phrases

    def _word(self, token: _Token, whole: _Token, *, title: bool = False) -> Query | None:
        text = token.text
        if "*" in text:
            return self._prefix(token, whole, title=title)
        fuzzy = _FUZZY.match(text)
        if fuzzy and analysis.written_words(fuzzy[1]):
            return self._fuzzy(fuzzy[1], fuzzy[2], token, title=title)
        parts: list[Query] = []
        words = list(analysis.placed_words(text))
        if not self._more(len(words) - 1, token):
            return None
        for placed in words:
            meaning = _meaning(placed.word, title=title)
            if meaning is None:
                self._common.append(token)
            else:
                parts.append(meaning)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _prefix(self, token: _Token, whole: _Token, *, title: bool) -> Query | None:
        text = token.text
        start = text.strip("*")
        head = text.rstrip("*").rpartition("*")[0].strip("*")
        if not analysis.written_words(start):
            self._wrong("a star needs letters before it", whole, "")
        elif text.startswith("*"):
            mended = f"{start}*" if "*" not in start else start.replace("*", " ")
            self._wrong("a star can only stand at the end of a word", token, mended)
        elif "*" in start:
            mended = f"{head}*" if len(head) >= SHORTEST_PREFIX else start.replace("*", " ")
            self._wrong("a star can only stand at the end of a word", token, mended)
        else:
            words = analysis.written_words(start)
            form = words[0].replace("'", "").replace(",", "")
            if len(words) > 1 or text.endswith("**") or "-" in form:
                mended = " ".join([*words[:-1], f"{words[-1].replace('-', ' ')}*"])
                self._wrong("a star works on one plain word only", token, mended)
            elif len(form) < SHORTEST_PREFIX:
                message = f"a star needs at least {SHORTEST_PREFIX} letters before it"
                self._wrong(message, token, form)
            else:
                return Prefix(form[:64], title)
        return None

    def _fuzzy(self, written: str, distance: str, token: _Token, *, title: bool) -> Query | None:
        words = analysis.written_words(written)
        form = words[0].replace("'", "")
        if len(words) > 1 or analysis.word(words[0]).width > 1:
            self._wrong("~ after a word works on one plain word only", token, " ".join(words))
        elif distance not in ("1", "2"):
            nearest = "2" if distance.isdigit() and int(distance) > 2 else "1"
            message = "write ~1 or ~2 after a word: how many letters may differ"
            self._wrong(message, token, f"{written}~{nearest}")
        elif len(form) < _SHORTEST_FUZZY[int(distance)]:
            message = f"a word needs {_SHORTEST_FUZZY[int(distance)]} letters for ~{distance}"
            self._wrong(message, token, written)
        elif self._fuzzies == MOST_FUZZY:
            message = f"there are more than {MOST_FUZZY} words with ~"
            self._wrong(message, token, written)
        else:
            self._fuzzies += 1
            return Fuzzy(form[:64], int(distance), title)
        return None

    def _phrase(self, token: _Token, *, title: bool = False) -> Query | None:
        slop = None
        if token.near is not None:
            number = token.near[1:]
            if not (number.isascii() and number.isdigit()) or not 0 <= int(number) <= WIDEST:
                nearest = min(int(number), WIDEST) if number.isascii() and number.isdigit() else 5
                message = f"write a number up to {WIDEST} after ~: how many words may stand between"
                self._wrong(message, token, f'"{token.text}"~{nearest}')
                return None
            slop = int(number)
            self._near += 1
            if self._near > MOST_NEAR:
                message = f"there are more than {MOST_NEAR} phrases with ~ and a number"
                self._wrong(message, token, f'"{token.text}"')
                return None
        terms = _terms(token.text)
        if not terms:
            self._common.append(token)
            return None
        if not self._more(len(terms) - 1, token):
            return None
        return _in_a_row(terms, slop, title=title)

    # Fields

    def _field(self, token: _Token) -> Query | None:
        name = token.text.lower()
        value = self._peek()
        if name not in FIELDS:
            return self._no_field(token, name)
        self._next += 1
        if value is None or value.kind not in ("text", "quoted"):
            if value is not None:
                self._next -= 1
            self._wrong(f"write {name}: and then one word, or a phrase in quotes", token, "")
            return None
        if not self._counted(token):
            return None
        whole = _Token("field", value.text, token.start, value.end)
        if name == "title":
            if value.kind == "quoted":
                return self._phrase(value, title=True)
            return self._word(value, whole, title=True)
        return self._named(name, value, whole)

    def _named(self, name: str, value: _Token, whole: _Token) -> Query | None:
        if name in ("council", "committee"):
            terms = [(each.position, each.term) for each in analysis.tokens(value.text)]
            if not terms:
                self._wrong(f"there is no word to look for in the {name}'s name", whole, "")
                return None
            first = terms[0][0]
            return Named(name, tuple((position - first, term) for position, term in terms))
        if name == "label":
            label = analysis.label_term(value.text)
            if not label:
                self._wrong("there is no label here", whole, "")
                return None
            return Label(label)
        if name in ("kind", "judgement", "standing"):
            return self._value(name, value, whole)
        return self._dates(name, value, whole)

    def _value(self, name: str, value: _Token, whole: _Token) -> Query | None:
        allowed = [each.value for each in (Kind if name == "kind" else Grade)]
        wanted = analysis.slug(value.text).replace("-", "_")
        if wanted in allowed:
            return Value(name, wanted)
        nearest = difflib.get_close_matches(wanted, allowed, 1)
        mended = f"{name}:{nearest[0]}" if nearest else ""
        self._wrong(f"{name} is one of {', '.join(allowed)}", whole, mended)
        return None

    def _dates(self, name: str, value: _Token, whole: _Token) -> Query | None:
        try:
            first, last = periods.read(value.text, years_only=name == "year")
        except periods.NoPeriodError as mistake:
            mended = f"{name}:{mistake.nearest}" if mistake.nearest else ""
            self._wrong(str(mistake), whole, mended)
            return None
        if name == "year":
            return Years(first.year if first else None, last.year if last else None)
        return Dates(first, last)

    def _no_field(self, token: _Token, name: str) -> Query | None:
        value = self._peek()
        nearest = difflib.get_close_matches(name, FIELDS, 1, 0.7)
        end = value.end if value is not None else token.end
        rest = self.text[token.end : end]
        mended = f"{nearest[0]}:{rest}" if nearest else f"{token.text} {rest}"
        message = f"there is no field “{token.text}”; put a space after the colon to search for it"
        self.problems.append(_Problem(message, token.start, end, mended))
        if value is not None and value.kind in ("text", "quoted"):
            self._next += 1
        return None


def _terms(text: str) -> list[tuple[int, str]]:
    """Give the terms of a phrase with their positions; a reference is one term."""
    terms: list[tuple[int, str]] = []
    for placed in analysis.placed_words(text):
        found = placed.word
        if found.reference and found.whole is not None:
            terms.append((placed.position, found.whole))
        else:
            terms += [
                (placed.position + part.offset, part.term)
                for part in found.parts
                if part.term is not None
            ]
    return terms


def _in_a_row(
    terms: list[tuple[int, str]], slop: int | None = None, *, title: bool = False
) -> Term | Phrase:
    first, term = terms[0]
    if len(terms) == 1:
        return Term(term, title)
    return Phrase(tuple((offset - first, each) for offset, each in terms), slop, title)


def _meaning(word: analysis.Word, *, title: bool) -> Query | None:
    """Say what one written word asks for; None for a stop word."""
    terms = [(part.offset, part.term) for part in word.parts if part.term is not None]
    if word.reference and word.whole is not None:
        return Term(word.whole, title)
    if not terms:
        return None if word.whole is None else Term(word.whole, title)
    if len(terms) == 1 and word.whole is None:
        return Term(terms[0][1], title)
    first = terms[0][0]
    apart = (
        Phrase(tuple((offset - first, term) for offset, term in terms), None, title)
        if len(terms) > 1
        else Term(terms[0][1], title)
    )
    return apart if word.whole is None else Variants((Term(word.whole, title), apart), title)
