"""Is every query answered or refused in time? A hundred that are made to be dear, one by one.

    python bench/hostile_queries.py [--documents 20000] [--index DIR] [--seconds 0.5] [--json]

Wildcards, nesting, huge words, odd characters, NULs, misspellings and nearness by the dozen, over a
generated collection. Each goes the way of a request: its arguments are read, it is run, the ten
best documents get snippets, other scopes are counted, and where little is found other words are
looked for. Times are of the processor, so that a busy machine does not disturb them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generated import vocabulary
from published import publish

from indexer.errors import BadRequest
from search import request
from search.library import Library, Session
from search.results import run


def main() -> None:
    """Ask each query and print the dearest; exit 1 where one takes too long or fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--index", type=Path, help="one that bench/published.py made before")
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or publish(options.documents, Path(folder) / "index")
        with Library.open(index).session() as session:
            measured = [
                measure(session, f"{name}, in one {scope}", q, scope)
                for name, q in hostile()
                for scope in request.SCOPES
            ]
    late = [each for each in measured if each["seconds"] > options.seconds]
    if options.json:
        json.dump(measured, sys.stdout, indent=2)
    else:
        for each in sorted(measured, key=lambda each: -each["seconds"])[:12]:
            print(f"{each['seconds']:7.3f} s  {each['name']:44} {each['outcome'][:60]}")
        print(f"{len(measured)} queries, {len(late)} took more than {options.seconds} s")
    if late:
        sys.exit(1)


def measure(session: Session, name: str, q: str, scope: str) -> dict[str, Any]:
    """Run one query as a request; anything but an answer or a refusal is raised."""
    began = time.process_time()
    try:
        total = run(session.fresh(), request.parse({"q": [q], "scope": [scope]})).total
        outcome = f"{total:,} documents"
    except BadRequest as refusal:
        outcome = f"refused: {refusal.mistakes[0].message}"
    spent = time.process_time() - began
    return {"name": name, "seconds": round(spent, 4), "outcome": outcome}


def hostile() -> list[tuple[str, str]]:
    """List the queries with what each is."""
    chance = random.Random(9)  # noqa: S311 - the same queries every time
    words = vocabulary()
    common, rare = words[:40], [word for word in words[20_000:] if len(word) > 8]
    asked: list[tuple[str, str]] = []

    def add(name: str, *queries: str) -> None:
        asked.extend((f"{name} {number}", q) for number, q in enumerate(queries, 1))

    starts = sorted({word[:3] for word in words})
    add("stars", "*", "***", "*a*", "abc*" * 100, "a*b*c*" * 60, "?" * 512, "*" * 512)
    add("prefixes", *(joined(chance.sample(starts, 32), f"* {op} ") + "*" for op in ("", "OR")))
    add("one prefix again and again", " OR ".join(["abc*"] * 32))
    for distance in (1, 2):
        tail = f"~{distance}"
        storm = [word for word in common if len(word) >= 5]
        add(f"fuzzy {distance}, common", joined(storm[:30], f"{tail} OR ") + tail)
        add(f"fuzzy {distance}, rare", joined(chance.sample(rare, 30), f"{tail} ") + tail)
        add(f"fuzzy {distance}, any", joined(chance.sample(rare, 30), f"{tail} OR ") + tail)
        add(f"fuzzy {distance}, long", "ab" * 250 + tail, "qwertyuiop" * 6 + tail)
        add(f"fuzzy {distance}, short", *(" OR ".join([w + tail] * 32) for w in ("abcde", "zzzzz")))
    for slop in (0, 5, 50):
        add(
            f"near {slop}",
            f'"{joined(common[:8])}"~{slop}',
            " OR ".join(f'"{joined(common[at : at + 7])}"~{slop}' for at in (0, 7, 14, 21)),
            " ".join(f'"{joined(chance.sample(common, 2))}"~{slop}' for _ in range(4)),
            " ".join(f'"{joined([common[0]] * 8)}"~{slop}' for _ in range(4)),
            f'NOT "{joined(common[:4])}"~{slop}',
        )
    add("near, too many", '"a b"~5 ' * 60, '"a b"~999999999999', '"a b"~' + "9" * 400)
    add(
        "phrases",
        f'"{joined(common[:32])}"',
        f'"{joined([common[0]] * 32)}"',
        " OR ".join(f'"{common[at]} {common[at + 1]}"' for at in range(16)),
        '"' + "the " * 120 + '"',
        '"' * 512,
        '""' * 256,
    )
    add(
        "many words",
        joined(common[:32]),
        " OR ".join(common[:32]),
        joined([common[0]] * 32),
        " OR ".join([common[0]] * 32),
        joined(f"-{word}" for word in common[:32]),
        joined(words[:600]),
        joined(chance.sample(rare, 32)),
        " OR ".join(f"title:{word}" for word in common[:32]),
        "-".join(common[:32]),
        "/".join(common[:32]),
        ".".join("1" * 250),
        ",".join(str(number) for number in range(200)),
    )
    misspelt = [f"{word[:3]}q{word[3:]}" for word in rare[:32]]
    add("misspelt", joined(misspelt), joined(misspelt[:6]), joined(misspelt[:1]))
    add("misspelt, long", "abcdefghij" * 6, joined("abcdefghij" * 6 for _ in range(6)))
    deep = ("(" * 20 + common[0] + ")" * 20, "(" * 512, ")" * 512, "()" * 256, "((a)(b))" * 60)
    add("brackets", *deep, "(" * 250 + "x" + ")" * 250, "(a OR (b AND (" * 30)
    add("not", "NOT " * 20 + common[0], "NOT " * 128, "-" * 511 + "x", "- " * 256)
    add("operators", "AND " * 128, "OR " * 170, "a OR " * 100, "AND OR NOT " * 40)
    add("huge words", "a" * 512, "x" * 513, "x" * 100_000, "a-" * 256, "1." * 256, "'" * 512)
    add(
        "acronyms",
        "LAC CLA PLO CSE MASH SEND EHCP DCS IRO LSCB CIN UASC NEET ILACS SIF JTAI",
        "LAC " * 32,
    )
    add("NULs", "\0" * 500, "a\0b\0" * 100, '"\0"', "\0*", "title:\0", "\x01\x02\x7f" * 150)
    odd = (
        "\u0301",
        "\ufdfa",
        "\U0001f9d2\u200d",
        "\u202e\u05d0",
        "\u200b",
        "\u00df\u0130",
        "\ud800",
    )
    add("odd characters", *(each * (510 // len(each)) for each in odd))
    add("odd characters, starred", "\ufdfa*", "\ufdfa" * 200 + "~2", "\u0130\u0130\u0130\u0130*")
    fields = (
        "council:*",
        "title:" * 80,
        "date:0000..9999",
        "year:0001..9999",
        "label:" + "(" * 300,
    )
    add("fields", *fields, "a:b " * 120, "date:9999-99-99..", "kind:" + "x" * 500, "title:the")
    return asked


def joined(words: Iterable[str], by: str = " ") -> str:
    """Lay words in a row, as many as fit a query."""
    found = ""
    for word in words:
        longer = f"{found}{by}{word}" if found else word
        if len(longer) > 505:
            break
        found = longer
    return found


if __name__ == "__main__":
    main()
