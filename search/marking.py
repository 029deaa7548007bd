"""Marks a search's words in a document, and tells which paragraphs answer the search best."""

from __future__ import annotations

from collections.abc import Iterable

from search import language, snippets
from search.query import wanted

# Beyond so many words and phrases, which paragraphs are best is told by the first of them.
_MOST = 8


class Marking:
    """What one query asks for, found in texts."""

    def __init__(self, q: str) -> None:
        """Read the query; an empty one marks nothing.

        Raises:
            BadRequest: the query is not understood.
        """
        self._query = language.parse(q, widen=True)
        self._leaves = tuple(dict.fromkeys(wanted(self._query)))[:_MOST]

    def html(self, text: str) -> str:
        """Write the text as HTML with what was found in <mark>."""
        return snippets.mark(text, self._query)

    def best(self, texts: Iterable[str]) -> list[bool]:
        """Tell which texts have the most different words and phrases of the query, if any."""
        counts = [
            sum(bool(snippets.matches(text, leaf)) for leaf in self._leaves) for text in texts
        ]
        most = max(counts, default=0)
        return [count == most > 0 for count in counts]
