"""Are the answers exact? Random queries of the whole language against a brute-force matcher.

    python bench/exactness.py [--queries 10000] [--seed N] [--json]

Small random collections, each written in several generations with documents changed and withdrawn;
random queries and filters. The engine must find the same documents as tests/brute_force.py, which
reads every word of every document, and count the same for every facet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from brute_force import BruteForce

from indexer.errors import BadRequest
from indexer.records import (
    Area,
    Authority,
    Document,
    Grade,
    Judgement,
    Kind,
    Mark,
    Meeting,
    Paragraph,
    Role,
    Source,
)
from indexer.writer import open_writer
from search import language
from search.query import InDecision, InMeeting, InParagraph, Query
from search.reader import FACETS, Filters, Reader, open_reader
from search.request import SCOPES

WORDS = re.split(
    " ",
    "plan planning planned plans board boards safeguard safeguarding safeguards care leaver "
    "leavers the of and may will no well-being wellbeing well being CS/20/13 CS/20/14 5.6 5 6 "
    "section 47 co-operate cooperate O'Neil café CAFÉ 2017-18 1,200 1200 LAC/CLA LAC "
    "children’s childrens children naïve SEND send e-mail St. Mary’s 50% £1.5m authority "
    "author ﬁnance x",
)
COUNCILS = ("Devon", "Slough", "North Yorkshire", "York")
COMMITTEES = (None, "Children’s Scrutiny", "CHILDREN'S SCRUTINY", "Board", "Families Panel")
FIELDS = (
    *("council:devon", 'council:"north yorkshire"', "council:yorkshire", "committee:scrutiny"),
    *(
        "kind:minutes",
        "kind:decision",
        "judgement:good",
        "judgement:inadequate",
        "year:2016",
        "standing:good",
    ),
    *("year:..2016", "year:2016..2017", "date:2017-06..", "date:..2016-02", "date:2017"),
    *("label:5.6", "label:a", "label:7", "title:plan", 'title:"care leavers"', "title:safe*"),
)
DAYS = (None, dt.date(2015, 12, 31), dt.date(2016, 2, 29), dt.date(2017, 6, 1))
MEETINGS = tuple(Meeting(f"m{number}", None, None) for number in range(6))
QUERIES_EACH = 500  # of one collection


def main() -> None:
    """Ask, compare, and print the sums; exit 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - the same questions every time
    sums: Counter[str] = Counter()
    wrong: list[str] = []
    while sums["queries"] < options.queries:
        with tempfile.TemporaryDirectory() as folder:
            reader, oracle = collection(chance, Path(folder))
            for _ in range(min(QUERIES_EACH, options.queries - sums["queries"])):
                q, filters = query(chance, 4), chosen(chance)
                outcome = compare(reader, oracle, q, filters)
                sums[outcome] += 1
                sums["queries"] += outcome != "refused"
                if outcome == "differ":
                    wrong.append(f"{q}   {filters}")
    if options.json:
        json.dump({**sums, "wrong": wrong}, sys.stdout, indent=2)
    else:
        print(", ".join(f"{number:,} {what}" for what, number in sums.items()))
        print("\n".join(wrong[:20]))
    if wrong:
        sys.exit(1)


def compare(reader: Reader, oracle: BruteForce, q: str, filters: Filters) -> str:
    """Ask both, in each of the scopes in turn; say whether they agree."""
    try:
        tree = language.parse(q)
    except BadRequest:
        return "refused"
    tree = scoped(tree, SCOPES[len(q) % len(SCOPES)])
    right = oracle.search(tree, filters, limit=1000)
    answer = reader.search(tree, filters, limit=1000)
    same = {hit.document_id for hit in answer.hits} == {hit.document_id for hit in right.hits}
    same &= answer.total == right.total == len(answer.hits)
    same &= all(dict(answer.facets[name]) == dict(right.facets[name]) for name in FACETS)
    if not same:
        return "differ"
    return "found something" if right.total else "found nothing"


def scoped(tree: Query | None, scope: str) -> Query | None:
    """Say where all words must stand together."""
    if scope == "decision":
        return InDecision(tree)
    if tree is None or scope == "document":
        return tree
    return InParagraph(tree) if scope == "paragraph" else InMeeting(tree)


def collection(chance: random.Random, folder: Path) -> tuple[Reader, BruteForce]:
    """Write a collection in up to four generations; give its reader and its oracle."""
    oracle = BruteForce()
    previous = None
    for generation in range(chance.randint(1, 4)):
        target = folder / str(generation)
        writer = open_writer(target, previous)
        for _ in range(chance.randint(0, 30)):
            made = document(chance)
            writer.put(made)
            oracle.put(made)
        for _ in range(chance.randint(0, 6)):
            identity = f"d{chance.randrange(50)}"
            writer.withdraw(identity)
            oracle.withdraw(identity)
        writer.finish()
        previous = target
    assert previous is not None
    return open_reader(previous), oracle


def document(chance: random.Random) -> Document:
    """Make a document."""
    grade = chance.choice((None, None, *Grade))
    current = (Judgement(Area.OVERALL, grade, Role.CURRENT, None),) if grade else ()
    names = chance.sample(COUNCILS, chance.choice((0, 1, 1, 2)))
    return Document(
        f"d{chance.randrange(50)}",
        chance.choice((Kind.MINUTES, Kind.DECISION, Kind.INSPECTION_REPORT)),
        text(chance, 5),
        Source("minutes.html", "0" * 64, "html"),
        tuple(
            Paragraph(
                f"p{at}",
                text(chance, 14),
                label=chance.choice((None, "5.6", "(a)", "7.")),
                mark=chance.choice((None, None, Mark.DECISION, Mark.BOILERPLATE)),
            )
            for at in range(chance.randrange(6))
        ),
        judgements=current,
        authorities=tuple(Authority(name, None, name.lower().replace(" ", "-")) for name in names),
        committee=chance.choice(COMMITTEES),
        meeting=chance.choice((None, *MEETINGS)),
        framework=chance.choice((None, "ILACS", "SIF")),
        published=chance.choice(DAYS),
        date=chance.choice(DAYS),
        inferred_year=chance.choice((None, 2016)),
    )


def text(chance: random.Random, longest: int) -> str:
    """Draw words, some with punctuation behind them."""
    words = chance.choices(WORDS, k=chance.randint(0, longest))
    return " ".join(word + chance.choice(("", "", "", ",", ".", " –", ")")) for word in words)


def query(chance: random.Random, depth: int) -> str:
    """Draw a query: a leaf, or several joined by an operator."""
    if depth == 0 or chance.random() < 0.4:
        return leaf(chance)
    left, right = query(chance, depth - 1), query(chance, depth - 1)
    forms = ("{0} {1}", "{0} AND {1}", "({0} OR {1})", "{0} -{1}", "NOT ({0})", "({0}) NOT ({1})")
    return chance.choice(forms).format(left, right)


def leaf(chance: random.Random) -> str:
    """Draw a word, phrase, prefix, misspelling or field."""
    kind = chance.randrange(10)
    word = chance.choice(WORDS)
    if kind < 3:
        return word
    row = " ".join(chance.choices(WORDS, k=chance.randint(2, 4)))
    if kind < 5:
        return f'"{row}"' if kind == 3 else f'"{row}"~{chance.randrange(9)}'
    if kind == 5:
        return f"{word[: chance.randint(3, 8)]}*"
    if kind == 6:
        at = chance.randrange(len(word))
        return f"{word[:at]}{chance.choice('aeilnrst')}{word[at + chance.randrange(2) :]}~1"
    if kind == 7:
        return f"{word}~2"
    return chance.choice(FIELDS)


def chosen(chance: random.Random) -> Filters:
    """Draw filters; most often none."""
    values = {
        "council": ("devon", "slough", "york", "kent"),
        "kind": ("minutes", "decision"),
        "judgement": ("good", "inadequate", "adequate"),
        "standing": ("good", "inadequate", "outstanding"),
        "year": ("2016", "2017"),
        "committee": ("childrens-scrutiny", "board"),
    }
    facets = {
        name: frozenset(chance.sample(each, chance.randint(1, 2)))
        for name, each in values.items()
        if chance.random() < 0.15
    }
    days = sorted(chance.choices([day for day in DAYS if day], k=2))
    bounds = [day if chance.random() < 0.15 else None for day in days]
    return Filters(facets, bounds[0], bounds[1])


if __name__ == "__main__":
    main()
