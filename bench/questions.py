"""How well questions are answered that a councillor, a researcher or an officer would type.

The questions and their judgements are ours (questions.csv): the first results of several rankings
were read, with and without nearness, paragraphs and all words, and graded 0 (of no use) to 3 (what
was asked for), each with a reason. A document is named by the start of its file's SHA-256 and,
where a file holds several, by its title. The answer measured is the page's: the results and, where
they are few, those that lack a word after them. What was not judged counts as 0.

Needs ir-measures (pip install ir-measures), which computes nDCG@10, and the real files that were
judged; their text is not part of this project.

Where the page offers the question without the words that only ask ("how many"), the figure with
that offer taken is given apart: nobody's question is changed unless he chooses so.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from indexer.analysis import slug
from indexer.build import Pipeline
from indexer.records import Document
from indexer.settings import load
from search.library import Library, Session
from search.request import SearchRequest
from search.results import run
from search.suggest import without_asking

JUDGED = Path(__file__).with_name("questions.csv")
DEPTH = 10

Key = tuple[str, str]


def main() -> None:
    """Ask the questions and print nDCG@10 of each and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--index", type=Path, help="an index of the judged files")
    where.add_argument("--data", type=Path, help="a folder with the judged files, indexed first")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or Path(folder) / "index"
        if options.data:
            Pipeline(load(index=str(index))).run([options.data])
        with Library.open(index).session() as session:
            figures, each = measure(session)
    if options.json:
        json.dump(figures | {"questions": each}, sys.stdout, indent=2)
    else:
        for question, figure in sorted(each.items(), key=lambda pair: pair[1]):
            print(f"{figure:.3f}  {question}")
        for name, figure in figures.items():
            print(f"{name:32} {figure}")


def measure(session: Session) -> tuple[dict[str, float], dict[str, float]]:
    """Measure all questions together, and each by itself."""
    ir_measures = importlib.import_module("ir_measures")
    ids = documents(session)
    grades: dict[str, dict[str, int]] = {}
    missing = 0
    for question, key, grade in judgements():
        missing += key not in ids
        grades.setdefault(question, {})[ids.get(key, "/".join(key))] = grade
    answers = {question: ranked(session, question) for question in grades}
    measure = ir_measures.nDCG @ DEPTH
    offered = {question: taken for question in grades if (taken := without_asking(question))}
    chosen = answers | {question: ranked(session, taken) for question, taken in offered.items()}
    each, with_offer = (
        {
            found.query_id: round(found.value, 4)
            for found in ir_measures.iter_calc([measure], grades, lists)
        }
        for lists in (answers, chosen)
    )
    shown = [(question, name) for question, answer in answers.items() for name in answer]
    unjudged = sum(name not in grades[question] for question, name in shown)
    return {
        "questions": len(grades),
        "ndcg@10": round(sum(each.values()) / len(grades), 4),
        "questions with an offer": len(offered),
        "ndcg@10 of these": _mean(each, offered),
        "ndcg@10 of these, offer taken": _mean(with_offer, offered),
        "judgements": sum(map(len, grades.values())),
        "judged documents not in the index": missing,
        "shown but not judged": unjudged,
    }, each


def _mean(figures: Mapping[str, float], of: Collection[str]) -> float:
    return round(sum(figures[question] for question in of) / max(len(of), 1), 4)


def judgements() -> list[tuple[str, Key, int]]:
    """Read what was judged: question, document, grade."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return [
            (row["question"], (row["file"], row["item"]), int(row["grade"]))
            for row in csv.DictReader(file)
        ]


def documents(session: Session) -> dict[Key, str]:
    """Give each document's id by how the judgements name it."""
    stored = [each.document for each in session.snapshot.all()]
    in_file = Counter(document.source.sha256 for document in stored)
    return {
        key(document, alone=in_file[document.source.sha256] == 1): document.id
        for document in stored
    }


def key(document: Document, *, alone: bool) -> Key:
    """Say how the judgements name a document."""
    return document.source.sha256[:12], "" if alone else slug(document.title)


def ranked(session: Session, question: str) -> dict[str, float]:
    """Give what the first page lists for a question, the first with the highest number."""
    results = run(session, SearchRequest(q=question))
    listed = [result.id for result in results.results]
    if results.nearly:
        listed += [result.id for result in results.nearly.results]
    return {name: float(DEPTH - place) for place, name in enumerate(listed[:DEPTH])}


if __name__ == "__main__":
    main()
