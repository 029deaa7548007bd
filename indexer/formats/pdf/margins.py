"""Where lines could have ended: the measure of whether a line was broken or came to its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.formats.pdf.draft import median
from indexer.formats.pdf.lines import Line

# Typists keep a name on one line with no-break spaces, which files show as spaces.
_NAME = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Prof)\.? (?:[A-Z]{1,3}\.? )*\S+")


class Margins:
    """Where the lines of a stretch end, for the lines that begin at one left edge."""

    _STEP = 4.0

    def __init__(self, lines: Sequence[Line]) -> None:
        ends = sorted(line.x1 for line in lines)
        self._widest = median(ends[-max(1, len(ends) // 10) :])
        self._ends: dict[int, list[float]] = {}
        for line in lines:
            self._ends.setdefault(round(line.text_x0 / self._STEP), []).append(line.x1)

    def right(self, line: Line) -> float:
        """The right margin of the text that a line belongs to."""
        place = round(line.text_x0 / self._STEP)
        ends = sorted(
            end for near in (place - 1, place, place + 1) for end in self._ends.get(near, ())
        )
        if len(ends) < 4:
            return self._widest
        # One line alone may stick out; and where few lines come near it, none was broken there.
        margin = ends[-2]
        full = sum(end > margin - 0.12 * (margin - line.text_x0) for end in ends)
        trusted = margin >= line.x1 - 1 and full >= 0.5 * len(ends)
        return margin if trusted else self._widest

    def room(self, line: Line) -> float:
        """The points left free at the end of a line."""
        return self.right(line) - line.x1


def fits(line: Line, room: float) -> bool:
    """Whether the first word of a line (or a name it begins with) would have fitted in a room."""
    word = line.first_x1 - line.x0
    name = _NAME.match(line.text)
    if name:
        word = max(word, len(name.group(0)) / len(line.text) * (line.x1 - line.x0))
    return has_room(room, word, line.size)


def has_room(room: float, word: float, size: float) -> bool:
    """Whether a word fits in the points left free, with a space and some slack for measuring."""
    return word + 0.9 * size < room
