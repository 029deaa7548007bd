"""A collection indexed on two days, between which documents came, changed and were withdrawn."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from web_fixtures import DEVON, IMPROVEMENT, SCRUTINY, Item, build_index, report

from indexer import build

FIRST = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 5, 1, 23, 59, 59, tzinfo=dt.UTC)
PLAN = "mg-democracy-gloucestershire-example-ai9001"
LEAVERS = "mg-democracy-gloucestershire-example-ai9002"
WITHDRAWN = "mg-democracy-devon-example-ai7000"
ADDED = "mg-democracy-devon-example-ai7050"

BEFORE = (
    SCRUTINY,
    dataclasses.replace(DEVON, items=DEVON.items[:4]),
)
_CHANGED = dataclasses.replace(
    IMPROVEMENT,
    minutes=(
        IMPROVEMENT.minutes[0],
        "5.2 Members asked how the improvement board would know that change had come.",
        *IMPROVEMENT.minutes[3:],
        "5.4 The improvement board would end in the summer.",
    ),
)
_REWORDED = Item(9002, "6", "Care leavers", ("6.1 A report on housing was received.",))
AFTER = (
    dataclasses.replace(SCRUTINY, items=(SCRUTINY.items[0], _CHANGED, _REWORDED)),
    dataclasses.replace(
        DEVON,
        items=(
            *DEVON.items[1:4],
            Item(7050, "5", "Board", ("5.1 The improvement board reported on care leavers.",)),
        ),
    ),
)


def index_at(moment: dt.datetime, files: Path, index: Path) -> None:
    """Index the files as if it were that moment."""
    clock = SimpleNamespace(now=moment.astimezone)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))
        build_index(files, index)


def index_twice(folder: Path) -> Path:
    """Index BEFORE on the first day and AFTER on the later one; a report came with it."""
    files, index = folder / "files", folder / "index"
    files.mkdir()
    for moment, meetings in ((FIRST, BEFORE), (LATER, AFTER)):
        for number, meeting in enumerate(meetings):
            (files / f"meeting-{number}.html").write_text(meeting.html(), encoding="utf-8")
        if moment is LATER:
            page = report("Devon County Council", 2020, "Good", "Requires improvement to be good")
            (files / "report.html").write_text(page, encoding="utf-8")
        index_at(moment, files, index)
    return index
