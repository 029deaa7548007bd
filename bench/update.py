"""How soon does a search find what one changed file says? The indexing command as people run it.

    python bench/update.py [--documents 20000] [--runs 5] [--index DIR] [--json]

A generated collection is published, each document from a file of its own. Then a page is changed,
a new word in it each time, and `minutebook index` is run: over the page alone, and over all files,
of which only the page has changed. "reported" is the seconds that the command states, "command" the
whole process from start to end, both on the wall clock. After each run the new word must find the
page, and the first word nothing. For comparison the same command where nothing has changed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from published import files_of, publish

from search.library import Library
from search.request import parse
from search.results import run

MINUTEBOOK = Path(sys.executable).parent / "minutebook"
# A file that changed within two seconds of its time stamp is looked at again, whatever the stamp.
CLOCK_TICK = 2.1
PAGE = """<!doctype html><title>Agenda item - Budget monitoring</title>
<h1>Agenda item</h1>
<h2 class="mgSubTitleTxt">Scrutiny Committee - Wednesday, 4th September, 2019 2.00 pm</h2>
<p>Devon County Council. The Committee considered the report {word} and agreed to note it.</p>
"""


def main() -> None:
    """Measure and print; exit 1 where a search did not show the change."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--index", type=Path, help="where to make the index, or where it is")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = publish(options.documents, options.index or Path(folder) / "index", lot=1)
        page = index.with_name(f"{index.name}-page") / "page.html"
        page.parent.mkdir(exist_ok=True)
        measured = measure(index, page, options.runs)
    if options.json:
        json.dump(measured, sys.stdout, indent=2)
    else:
        for each in measured:
            print(
                f"{each['what']:36} reported {each['reported']:.2f} s"
                f" (most {each['reported_most']:.2f}), command {each['command']:.2f} s"
                f" (most {each['command_most']:.2f})"
            )


def measure(index: Path, page: Path, runs: int) -> list[dict[str, Any]]:
    """The middle and the most of what each kind of run took, in seconds."""
    alone, everything = [page.parent], [files_of(index), page.parent]
    page.write_text(PAGE.format(word="wordbefore"), "utf-8")
    _run(alone, index)  # the first time, the page is new
    found = []
    for number, (what, paths, changes) in enumerate(
        (
            ("the changed page alone", alone, True),
            ("the changed page among all files", everything, True),
            ("all files, nothing changed", everything, False),
        )
    ):
        times = []
        for each in range(runs):
            if changes:
                word = f"word{number}x{each}"
                page.write_text(PAGE.format(word=word), "utf-8")
            time.sleep(CLOCK_TICK)
            times.append(_run(paths, index))
            if _found(index, word) != 1 or _found(index, "wordbefore"):
                sys.exit(f"{what}: the search does not show the page as it is now.")
        reported, command = zip(*times, strict=True)
        found.append(
            {
                "what": what,
                "runs": runs,
                "reported": statistics.median(reported),
                "reported_most": max(reported),
                "command": statistics.median(command),
                "command_most": max(command),
            }
        )
    return found


def _run(paths: list[Path], index: Path) -> tuple[float, float]:
    """The seconds that the command reports, and those that it takes from start to end."""
    began = time.perf_counter()
    done = subprocess.run(
        [MINUTEBOOK, "index", *paths, "--index", index, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)["seconds"], time.perf_counter() - began


def _found(index: Path, word: str) -> int:
    """How many documents hold a word, as a server would now answer."""
    with Library.open(index).session() as session:
        return run(session, parse({"q": [word]})).total


if __name__ == "__main__":
    main()
