"""Measures whether every letter that a PDF draws is read.

    python bench/completeness.py PATH... [--pdftotext N] [--show]

Each PATH is a PDF or a folder of them. Letters and digits that the file draws on its pages, running
texts and second drawings aside, are counted against those of the paragraphs. Punctuation is left
out, because line-end hyphens and dot leaders go on purpose; a raised figure counts as the figure.
With `--pdftotext N`, the words of every Nth file are also counted against those that poppler's
`pdftotext` finds, running texts included: a check on what the file draws that does not go through
our own device.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.errors import RefusedFile
from indexer.formats.pdf import put_together, read
from indexer.formats.pdf.lines import without_doubles
from indexer.formats.pdf.opening import OpenedFile
from indexer.formats.pdf.tags import read_structure
from indexer.formats.pdf.text import clean

_WORD = re.compile(r"\w{3,}")


@dataclasses.dataclass(frozen=True, slots=True)
class Account:
    """The letters and digits that a file draws, those that are lost, and those read twice."""

    drawn: int
    lost: Counter[str]
    surplus: Counter[str]


def account(content: bytes, *, use_tags: bool = True) -> Account:
    """Count a file's letters, drawn and read.

    Raises:
        RefusedFile: The file cannot be read.
    """
    opened = OpenedFile(content)
    pages = list(opened.pages())
    root = opened.catalogue_entry("StructTreeRoot") if use_tags else None
    drafts, _ = put_together(pages, read_structure(root))
    drawn = _letters(run.text for page in pages for run in without_doubles(page.runs))
    found = _letters(line for draft in drafts for cell in draft.cells for line in cell)
    return Account(drawn.total(), drawn - found, found - drawn)


def _letters(texts: Iterable[str]) -> Counter[str]:
    plain = (unicodedata.normalize("NFKC", clean(text)) for text in texts)
    return Counter(letter for text in plain for letter in text if letter.isalnum())


def words_lost(path: Path) -> tuple[int, Counter[str]]:
    """How many words of three letters or more pdftotext finds, and those that `read` has not."""
    told = subprocess.run(
        ["pdftotext", "-q", str(path), "-"], capture_output=True, check=True, text=True
    )
    source = read(path.read_bytes())
    ours = [block.text for block in source.blocks]
    ours += [item.text for item in source.furniture if item.name == "running"]
    theirs = Counter(_WORD.findall(clean(told.stdout).lower()))
    have = Counter(_WORD.findall(" ".join(ours).lower()))
    # A running text is kept once: a word of one is not missed on the other pages.
    running = set(_WORD.findall(" ".join(ours[len(source.blocks) :]).lower()))
    missing = theirs - have
    return theirs.total(), Counter({w: n for w, n in missing.items() if w not in running})


def _files(paths: Sequence[Path]) -> list[Path]:
    return [f for path in paths for f in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]


def main() -> int:
    """Measure, and print what is lost, file by file and in all."""
    parser = argparse.ArgumentParser(description="Measure whether PDFs are read completely.")
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--pdftotext", type=int, default=0, metavar="N")
    parser.add_argument("--show", action="store_true", help="list the words not found")
    arguments = parser.parse_args()
    files = _files(arguments.paths)
    drawn = lost = surplus = refused = 0
    for path in files:
        try:
            found = account(path.read_bytes())
        except RefusedFile as error:
            refused += 1
            print(f"{path.name}: refused, {error.reason}")
            continue
        drawn += found.drawn
        lost += found.lost.total()
        surplus += found.surplus.total()
        if found.lost or found.surplus:
            print(f"{path.name}: lost {dict(found.lost)}, read twice {dict(found.surplus)}")
    print(f"{len(files)} files, {refused} refused: {lost} of {drawn} letters lost, {surplus} twice")
    if arguments.pdftotext:
        words = 0
        missing: Counter[str] = Counter()
        for path in files[:: arguments.pdftotext]:
            try:
                n, absent = words_lost(path)
            except (RefusedFile, subprocess.CalledProcessError) as error:
                print(f"{path.name}: not compared, {error}")
                continue
            words += n
            missing += absent
            if arguments.show and absent:
                print(f"{path.name}: {dict(absent)}")
        print(f"pdftotext: {missing.total()} of {words} words not found")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
