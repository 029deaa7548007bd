"""Are the counts right? The search page's totals and facets against a brute-force count.

    python bench/counts.py --data FOLDER --index DIR [--json]

Runs `minutebook extract --json` on every file of FOLDER that the index holds, counts with a few
lines of code that share nothing with the engine but the published stemmer, and compares with what
`/search.json` answers, for plain words with every filter in turn.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click
import Stemmer

from app import create_app
from indexer.store import Store

QUERIES = (
    "care leavers",
    "improvement board",
    "safeguarding",
    "budget",
    "early help assessments",
    "social workers caseloads",
)
FACETS = ("council", "year", "judgement", "standing", "kind")
NO_OVERALL = "2026-04-01"  # reports of inspections from this day on give no overall grade
MINUTEBOOK = str(Path(sys.executable).parent / "minutebook")

Documents = dict[str, dict[str, Any]]


def extract(file: Path) -> list[dict[str, Any]]:
    """Read one file the way a person would; a refused file has no documents."""
    done = subprocess.run(
        [MINUTEBOOK, "extract", str(file), "--json"], capture_output=True, text=True, check=False
    )
    documents: list[dict[str, Any]] = json.loads(done.stdout)["documents"] if done.stdout else []
    return documents


def extract_all(folder: Path, paths: Iterable[str], workers: int) -> Documents:
    """Every document of the files by id; of two readings of one document, the longer counts."""
    files = [folder / path for path in sorted(paths)]
    documents: Documents = {}
    with (
        ThreadPoolExecutor(workers) as pool,
        click.progressbar(pool.map(extract, files), length=len(files), file=sys.stderr) as readings,
    ):
        for reading in readings:
            for document in reading:
                known = documents.get(document["id"])
                if known is None or _length(document) > _length(known):
                    documents[document["id"]] = document
    return documents


def _length(document: dict[str, Any]) -> int:
    return sum(len(paragraph["text"]) for paragraph in document["paragraphs"])


def stems(text: str) -> set[str]:
    """The stems of a text's words, told apart at anything that is not a letter or a digit."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain)
    stem = Stemmer.Stemmer("english").stemWord
    return {stem(word) for word in words}


def facet_values(document: dict[str, Any], facet: str) -> set[str]:
    """What a document counts under, from the contract's fields alone."""
    if facet == "council":
        return {authority["name"] for authority in document["authorities"]}
    if facet == "year":
        return {str(document["year"])} if document["year"] else set()
    if facet == "kind":
        return {document["kind"]}
    if facet == "standing":
        return set(document["standing"])
    return {
        judgement["grade"]
        for judgement in document["judgements"]
        if judgement["area"] == "overall" and judgement["role"] == "current" and judgement["grade"]
    }


def add_standing(documents: Documents) -> None:
    """Give each document the overall grade in force on its day, from the reports among them."""
    reports: dict[str, list[tuple[str, str, str]]] = collections.defaultdict(list)
    for document in documents.values():
        day = document["published"] or document["inspection_end"]
        councils = [authority["slug"] for authority in document["authorities"]]
        if document["kind"] != "inspection_report" or not day or len(councils) != 1:
            continue
        grades = facet_values(document, "judgement") if document["framework"] == "SIF" else set()
        if document["framework"] == "ILACS":
            ended = (document["inspection_end"] or day) >= NO_OVERALL
            grades = {""} if ended else facet_values(document, "judgement")
        reports[councils[0]] += [(day, document["id"], grade) for grade in grades]
    for document in documents.values():
        councils = [authority["slug"] for authority in document["authorities"]]
        known = reports[councils[0]] if len(councils) == 1 else []
        by_then = [report for report in known if report[0] <= (document["date"] or "")]
        document["standing"] = {max(by_then)[2]} - {""} if by_then else set()


def brute_force(
    documents: Documents, index: dict[str, set[str]], query: str, chosen: tuple[str, str] | None
) -> dict[str, Any]:
    """Count the documents that hold every word of the query and a facet's value; their facets."""
    wanted = stems(query)
    matching = [documents[key] for key, words in index.items() if wanted <= words]
    graded = [
        document
        for document in matching
        if chosen is None or chosen[1] in facet_values(document, chosen[0])
    ]
    facets: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        counted = matching if chosen and facet == chosen[0] else graded
        facets[facet] = dict(
            collections.Counter(v for document in counted for v in facet_values(document, facet))
        )
    return {"total": len(graded), "facets": facets}


def compare(documents: Documents, index: Path) -> list[dict[str, Any]]:
    """Ask the application each query without and with each grade, in force or reported."""
    client = create_app(index).test_client()
    words = {
        key: stems(" ".join([d["title"], *(p["text"] for p in d["paragraphs"])]))
        for key, d in documents.items()
    }
    add_standing(documents)
    grades = ("outstanding", "good", "requires_improvement", "inadequate")
    filters = [None, *((facet, grade) for facet in ("judgement", "standing") for grade in grades)]
    rows = []
    for query in QUERIES:
        for chosen in filters:
            arguments = {"q": query} | (dict([chosen]) if chosen else {})
            answer = client.get(
                "/search.json", query_string=arguments, follow_redirects=True
            ).get_json()
            expected = brute_force(documents, words, query, chosen)
            found = {
                facet: {
                    v["label"] if facet == "council" else v["value"]: v["count"]
                    for v in answer["facets"][facet]
                    if v["count"]
                }
                for facet in FACETS
            }
            rows.append(
                {
                    "query": query,
                    "filter": "=".join(chosen) if chosen else None,
                    "brute_force": expected["total"],
                    "search": answer["total"],
                    "facets_equal": found == expected["facets"],
                    "facets_counted": sum(len(values) for values in found.values()),
                }
            )
    return rows


def main() -> None:
    """Print the comparison; exit 1 where any count differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="the folder that was indexed")
    parser.add_argument("--index", type=Path, required=True, help="its index")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", dest="as_json")
    arguments = parser.parse_args()
    store = Store.open(arguments.index)
    generation = store.current()
    if generation is None:
        sys.exit(f"{arguments.index}: nothing is published there; run minutebook index first")
    paths = {place for stored in store.snapshot(generation).all() for place in stored.places}
    documents = extract_all(arguments.data, paths, arguments.workers)
    rows = compare(documents, arguments.index)
    if arguments.as_json:
        click.echo(json.dumps({"documents": len(documents), "rows": rows}, indent=2))
    else:
        click.echo(f"{len(documents)} documents from {len(paths)} files")
        for row in rows:
            click.echo(
                f"{row['query']:26} {row['filter'] or 'any grade':30}"
                f" brute force {row['brute_force']:4}  search {row['search']:4}"
                f"  facets {'equal' if row['facets_equal'] else 'DIFFER'}"
                f" ({row['facets_counted']})"
            )
    if any(row["brute_force"] != row["search"] or not row["facets_equal"] for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
