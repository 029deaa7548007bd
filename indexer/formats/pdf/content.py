"""What a page draws, stripped to what reading needs: runs of letters, rules and pictures."""

from __future__ import annotations

import dataclasses

Stream = int | None


@dataclasses.dataclass(slots=True)
class Run:
    """Letters drawn by one operation on one baseline, in points from the page's lower left.

    `first_x1` is the right edge of the first word. `mark` is the marked-content id that ties the
    run to the structure tree, together with `stream`, the form it was drawn in (None: the page).
    `artifact` says that the file declares it to be no content; `hidden` that it is drawn invisibly
    (the text layer of a scan). `turn` counts quarter turns anticlockwise; None is a slant.
    """

    text: str
    x0: float
    x1: float
    y: float
    first_x1: float
    size: float
    bold: bool
    mark: int | None = None
    stream: Stream = None
    artifact: bool = False
    hidden: bool = False
    turn: int | None = 0


@dataclasses.dataclass(slots=True)
class Rule:
    """A drawn line or the edge of a drawn rectangle, upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclasses.dataclass(slots=True)
class PageContent:
    """One page: its number from 1, its size in points, and what is drawn on it.

    `id` is the page's object number, which the structure tree names. `pictures` is the share of
    the page that pictures cover (overlaps count twice); `unreadable` counts letters whose font
    does not say what they are.
    """

    number: int
    id: int
    width: float
    height: float
    runs: list[Run] = dataclasses.field(default_factory=list)
    rules: list[Rule] = dataclasses.field(default_factory=list)
    pictures: float = 0.0
    unreadable: int = 0
