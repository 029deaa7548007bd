"""Measures how well paragraphs of PDFs are read, and how fast.

    python bench/paragraphs.py --data DIR [--json] [--show] [--timed N] [--record]

DIR holds `ofsted/` (inspection reports) and `kent-county-council/` (minutes and council papers).

**Exact.** Every PDF is read twice: with its structure tags, and with the tags hidden, so that
every page is read by its geometry. The reference is each paragraph, heading or list item of at
least 40 letters that begins on a page which was read by its tags: shorter ones (names, dates,
"Findings") are right by chance in both. It counts as exact when its whole text, white space aside,
is the whole text of a paragraph of the other reading; of texts that occur more than once, only as
many count as the other reading has. A paragraph that is cut, joined to a neighbour, or has a letter
more or less is not exact. Table rows are counted apart, by the same rule.

**Leaks.** A running text is one that the file itself declares an artifact at the edge of at least
two pages. It leaks where a paragraph of a reading holds it, unless the reading by tags has as many
such paragraphs (a title page may say the same words).

**Speed.** For every Nth file, `read` and pdfminer's `high_level.extract_text` in turn in one
process, each the faster of two runs; pages per CPU second, and the ratio.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from pdfminer.high_level import extract_text
from recorded import record

from indexer.blocks import Block
from indexer.errors import RefusedFile
from indexer.formats.pdf import put_together, read
from indexer.formats.pdf.choosing import pages_read_by_tags
from indexer.formats.pdf.content import PageContent
from indexer.formats.pdf.lines import rows, run_text
from indexer.formats.pdf.opening import OpenedFile
from indexer.formats.pdf.running import EDGE, pattern
from indexer.formats.pdf.tags import Element, read_structure
from indexer.formats.pdf.text import words_of
from indexer.records import ParagraphKind

SHORTEST = 40
FOLDERS = {"reports": "ofsted", "minutes": "kent-county-council"}


@dataclasses.dataclass(slots=True)
class Tally:
    """Paragraphs compared, and how many of them are the same in both readings."""

    exact: int = 0
    n: int = 0

    def add(self, other: Tally) -> None:
        """Count what another has counted."""
        self.exact += other.exact
        self.n += other.n

    @property
    def share(self) -> float:
        """The share that is exact, in per cent."""
        return round(100 * self.exact / self.n, 2) if self.n else 0.0


@dataclasses.dataclass(slots=True)
class Folder:
    """The figures of one folder."""

    files: int = 0
    pages: int = 0
    pages_by_tags: int = 0
    paragraphs: Tally = dataclasses.field(default_factory=Tally)
    rows: Tally = dataclasses.field(default_factory=Tally)
    running_texts: int = 0
    leaks: list[str] = dataclasses.field(default_factory=list)
    refused: list[str] = dataclasses.field(default_factory=list)
    misses: list[str] = dataclasses.field(default_factory=list)


def measure(files: Sequence[Path]) -> Folder:
    """Compare both readings of each file."""
    folder = Folder()
    for path in files:
        content = path.read_bytes()
        try:
            tagged, by_tags, running = _with_tags(content)
            hidden, _ = _blocks(list(OpenedFile(content).pages()), [])
        except RefusedFile as error:
            folder.refused.append(f"{path.name}: {error.reason}")
            continue
        folder.files += 1
        folder.pages += by_tags.total
        folder.pages_by_tags += len(by_tags.numbers)
        reference = [b for b in tagged if b.page in by_tags.numbers and len(b.text) >= SHORTEST]
        tables = [b for b in reference if b.kind is ParagraphKind.TABLE_ROW]
        prose = [b for b in reference if b.kind is not ParagraphKind.TABLE_ROW]
        folder.paragraphs.add(_compare(prose, hidden, path.name, folder.misses))
        folder.rows.add(_compare(tables, hidden, path.name, folder.misses))
        folder.running_texts += len(running)
        for text in running:
            held = [sum(_holds(b, text) for b in blocks) for blocks in (hidden, tagged)]
            if held[0] > held[1]:
                folder.leaks.append(f"{path.name}: {text}")
    return folder


@dataclasses.dataclass(frozen=True, slots=True)
class _ByTags:
    total: int
    numbers: set[int]


def _with_tags(content: bytes) -> tuple[list[Block], _ByTags, list[str]]:
    opened = OpenedFile(content)
    pages = list(opened.pages())
    elements = read_structure(opened.catalogue_entry("StructTreeRoot"))
    running = _declared_running(pages)
    blocks, pages = _blocks(pages, elements)
    return blocks, _ByTags(len(pages), pages_read_by_tags(pages, elements)), running


def _blocks(
    pages: list[PageContent], elements: list[Element]
) -> tuple[list[Block], list[PageContent]]:
    drafts, _ = put_together(pages, elements)
    words = words_of(line for draft in drafts for cell in draft.cells for line in cell)
    return [draft.block(words) for draft in drafts], pages


def _compare(
    reference: Iterable[Block], other: Iterable[Block], name: str, misses: list[str]
) -> Tally:
    there = Counter(_normal(block.text) for block in other)
    tally = Tally()
    for block in reference:
        text = _normal(block.text)
        tally.n += 1
        if there[text]:
            there[text] -= 1
            tally.exact += 1
        else:
            misses.append(f"{name} p{block.page}: {text}")
    return tally


def _normal(text: str) -> str:
    return " ".join(text.split())


def _declared_running(pages: Sequence[PageContent]) -> list[str]:
    """What the file declares an artifact at the edge of two pages or more."""
    found: dict[str, set[int]] = {}
    texts: dict[str, str] = {}
    for page in pages:
        runs = [run for run in page.runs if run.artifact and run.text.strip()]
        zone = EDGE * page.height
        for row in rows(runs):
            text = run_text(row)
            if not zone < row[0].y < page.height - zone and len(text) >= 6:
                found.setdefault(pattern(text), set()).add(page.number)
                texts.setdefault(pattern(text), text)
    return [texts[key] for key, numbers in found.items() if len(numbers) >= 2]


def _holds(block: Block, text: str) -> bool:
    return pattern(text) in pattern(block.text)


def speed(files: Sequence[Path]) -> dict[str, float]:
    """Pages per second of `read` and of `extract_text`, side by side."""
    ours = theirs = 0.0
    pages = 0
    for path in files:
        content = path.read_bytes()
        try:
            pages += read(content).pages or 0
        except RefusedFile:
            continue
        ours += min(_seconds(partial(read, content)) for _ in range(2))
        theirs += min(_seconds(partial(extract_text, io.BytesIO(content))) for _ in range(2))
    return {
        "pages": pages,
        "pages_per_second": round(pages / ours, 1),
        "extract_text_pages_per_second": round(pages / theirs, 1),
        "ratio": round(theirs / ours, 2),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Measure, and print every figure with its n."""
    parser = argparse.ArgumentParser(description="Measure the reading of paragraphs from PDFs.")
    parser.add_argument("--data", type=Path, required=True, help="folder with ofsted/ and others")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--show", action="store_true", help="list every paragraph that differs")
    parser.add_argument("--timed", type=int, default=12, help="time every Nth file (0: none)")
    parser.add_argument("--record", action="store_true", help="keep the figures for the pages")
    arguments = parser.parse_args()
    figures: dict[str, object] = {}
    exact: dict[str, tuple[int, int]] = {}
    every: list[Path] = []
    for name, folder in FOLDERS.items():
        files = sorted((arguments.data / folder).rglob("*.pdf"))
        every += files
        found = measure(files)
        figures[name] = {
            "files": found.files,
            "refused": found.refused,
            "pages": found.pages,
            "pages_read_by_tags": found.pages_by_tags,
            "paragraphs_exact_percent": found.paragraphs.share,
            "paragraphs_n": found.paragraphs.n,
            "rows_exact_percent": found.rows.share,
            "rows_n": found.rows.n,
            "running_texts_n": found.running_texts,
            "running_texts_in_paragraphs": found.leaks,
        }
        exact[f"paragraphs of {name}"] = (found.paragraphs.exact, found.paragraphs.n)
        exact[f"table rows of {name}"] = (found.rows.exact, found.rows.n)
        if arguments.show:
            sys.stderr.write("".join(f"{miss}\n" for miss in found.misses))
    if arguments.record:
        record("bench/paragraphs.py", exact)
    if arguments.timed:
        figures["speed"] = speed(every[:: arguments.timed])
    if arguments.json:
        print(json.dumps(figures, indent=2))
        return 0
    for name, values in figures.items():
        print(name)
        assert isinstance(values, dict)
        for key, value in values.items():
            print(f"  {key.replace('_', ' ')}: {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
