"""Measures what becomes of damaged and hostile PDFs, each read as the indexer reads files.

    python bench/mutations.py --data DIR [--count 500] [--seed 1]

From real PDFs under DIR, the smallest 60 of at most 250 kB, as many damaged ones are made as
`--count` says: bytes changed, the end cut off, blocks swapped, blocks taken out, in turn. The files
of `tests/hostile_pdfs.py`, which ask for more than anybody should give, follow, and five that are
hostile by their size. Each is read in a
child process with the limits of the product. Every file must end as text or as a named refusal,
within the limits, and this process must live. Memory is the child's greatest resident size, which
starts with what it shares with this process.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from indexer import sandbox
from indexer.confinement import MEGABYTE
from indexer.reading import read_file
from indexer.settings import load

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile_pdfs import FONT, HOSTILE, assemble, one_page, stream

ORIGINALS = 60
LARGEST = 250_000

Task = tuple[str, Callable[[], bytes]]


def changed(content: bytes, chance: random.Random) -> bytes:
    """The file with 1 to 200 bytes changed."""
    letters = bytearray(content)
    for _ in range(chance.randint(1, 200)):
        letters[chance.randrange(len(letters))] = chance.randrange(256)
    return bytes(letters)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    """The file up to anywhere."""
    return content[: chance.randrange(len(content))]


def swapped(content: bytes, chance: random.Random) -> bytes:
    """The file with two blocks in each other's place."""
    size = chance.randint(16, len(content) // 4)
    first = chance.randrange(len(content) - 2 * size)
    second = chance.randrange(first + size, len(content) - size)
    return (
        content[:first]
        + content[second : second + size]
        + content[first + size : second]
        + content[first : first + size]
        + content[second + size :]
    )


def taken_out(content: bytes, chance: random.Random) -> bytes:
    """The file without some of its blocks."""
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(content))
        content = content[:start] + content[start + chance.randint(1, 5000) :]
    return content


def _packed(content: bytes) -> bytes:
    return assemble(one_page(zlib.compress(content, 9), b"/Filter/FlateDecode"))


def _gigabyte() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10**7) for _ in range(100)) + packer.flush()
    return assemble(one_page(packed, b"/Filter/FlateDecode"))


def _eight_million_letters() -> bytes:
    return _packed(b"BT /F 1 Tf 10 10 Td " + b"(aaaaaaaaaaaaaaaaaaaa) Tj 1 0 Td " * 400_000 + b"ET")


def _twenty_thousand_pages() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    page += b"/Resources<</Font<</F 3 0 R>>>>>>"
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(20_000))
    tree = b"<</Type/Pages/Count 20000/Kids[" + kids + b"]>>"
    content = stream(b"BT /F 9 Tf 50 700 Td (hello world) Tj ET")
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", tree, FONT, content, *[page] * 20_000])


def _scattered() -> bytes:
    chance = random.Random(1)  # noqa: S311 - no secret
    texts = (
        b"1 0 0 1 %d %d Tm (ab) Tj " % (chance.randint(0, 590), chance.randint(0, 840))
        for _ in range(30_000)
    )
    return _packed(b"BT /F 4 Tf " + b"".join(texts) + b"ET")


def _bad_lzw() -> bytes:
    return assemble(
        one_page(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 100_000, b"/Filter/LZWDecode")
    )


LARGE: dict[str, Callable[[], bytes]] = {
    "a gigabyte of spaces": _gigabyte,
    "eight million letters": _eight_million_letters,
    "twenty thousand pages": _twenty_thousand_pages,
    "thirty thousand scattered words": _scattered,
    "a broken LZW stream": _bad_lzw,
}
WAYS = (changed, cut_off, swapped, taken_out)


def small_pdfs(folder: Path) -> list[Path]:
    """The smallest real PDFs of a folder."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*.pdf")}
    small = (path for path, size in sizes.items() if size <= LARGEST)
    real = (path for path in small if path.read_bytes().startswith(b"%PDF"))
    return sorted(real, key=lambda path: (sizes[path], path.name))[:ORIGINALS]


def damaged(originals: Sequence[Path], count: int, seed: int) -> Iterator[Task]:
    """Each damaged file with its name, made only when it is read."""
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        path = originals[number // len(WAYS) % len(originals)]
        yield f"{path.name}, {way.__name__}, {number}", partial(_made, path, way, seed + number)


def _made(path: Path, way: Callable[[bytes, random.Random], bytes], seed: int) -> bytes:
    return way(path.read_bytes(), random.Random(seed))  # noqa: S311 - no secret


def read(task: Task) -> bytes:
    """Read one file the whole way; how many documents it has."""
    _, make = task
    content = make()
    reading = read_file(content, "minutes.pdf", hashlib.sha256(content).hexdigest())
    return str(len(reading.documents)).encode()


def report(name: str, outcomes: Iterator[sandbox.Outcome[Task]]) -> None:
    """Print what became of the files."""
    ends: Counter[str] = Counter()
    longest = largest = (0.0, "")
    for outcome in outcomes:
        if outcome.refusal is None:
            ends["read"] += 1
        else:
            ends[f"refused, {outcome.refusal.reason}"] += 1
        if outcome.trace:
            print(f"  not foreseen: {outcome.task[0]}: {outcome.trace.strip().splitlines()[-1]}")
        if outcome.seconds > 10:
            print(f"  slow: {outcome.task[0]}: {outcome.seconds:.1f} s, {outcome.refusal}")
        longest = max(longest, (outcome.seconds, outcome.task[0]))
        largest = max(largest, (outcome.peak_memory / MEGABYTE, outcome.task[0]))
    print(f"{name}: {ends.total()} files")
    for end, n in ends.most_common():
        print(f"  {end}: {n}")
    print(f"  longest: {longest[0]:.1f} s ({longest[1]})")
    print(f"  largest: {largest[0]:.0f} MB ({largest[1]})", flush=True)


def main() -> int:
    """Damage, read and count."""
    parser = argparse.ArgumentParser(description="Measure the reading of damaged and hostile PDFs.")
    parser.add_argument("--data", type=Path, required=True, help="folder with real PDFs")
    parser.add_argument("--count", type=int, default=500, help="how many damaged files to make")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    originals = small_pdfs(arguments.data)
    if not originals:
        parser.error(f"{arguments.data} holds no PDF of at most {LARGEST:,} bytes")
    limits = load({}).limits
    # Once here, so that the children find readers and registers in memory, as the indexer's do.
    read((originals[0].name, originals[0].read_bytes))
    tasks = damaged(originals, arguments.count, arguments.seed)
    report("damaged", sandbox.run(tasks, read, limits))
    report("hostile", sandbox.run([*HOSTILE.items(), *LARGE.items()], read, limits))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
