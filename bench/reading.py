"""Is what was read right? Every field of the real documents against what they print.

    python bench/reading.py --data FOLDER [--jobs N] [--json] [--record]

FOLDER holds `ofsted/` with `labels.csv`, `kent-county-council/` and `traps/`. Every file goes the
whole way through `indexer.reading.read_file`. Where a label and its report disagree the report is
right: `reading_checked.csv` beside this file holds those cases, and the grades of the reports that
have no label, as a person read them. Each figure is printed with the number of cases behind it, and
every case that is wrong by name.
"""

from __future__ import annotations

import argparse
import collections
import csv
import dataclasses
import datetime as dt
import hashlib
import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from recorded import record

from indexer import authorities
from indexer.authorities import CouncilEntry
from indexer.errors import RefusedFile
from indexer.judgements import find
from indexer.judgements.areas import AREA, area_of_match
from indexer.judgements.grades import printed_grades
from indexer.metadata import Description
from indexer.reading import read_file
from indexer.records import Area, Authority, Document, Judgement, Kind, Paragraph, Role

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "tests" / "tables"
KINDS = {
    "ILACS": (Kind.INSPECTION_REPORT, "ILACS"),
    "SIF": (Kind.INSPECTION_REPORT, "SIF"),
    "SIF-reinspection": (Kind.INSPECTION_REPORT, "SIF"),
    "LAC-inspection-2013": (Kind.INSPECTION_REPORT, "Looked-after children 2013"),
    "LSCB-review": (Kind.INSPECTION_REPORT, "LSCB review"),
    "focused-visit-letter": (Kind.FOCUSED_VISIT, "ILACS"),
    "area-SEND": (Kind.OTHER_REPORT, "Area SEND"),
}
GRADE_COLUMNS = {
    Area.OVERALL: "overall_effectiveness_grade",
    Area.LEADERSHIP: "impact_of_leaders_grade",
    Area.HELP_AND_PROTECTION: "help_and_protection_grade",
    Area.IN_CARE: "in_care_grade",
    Area.CARE_LEAVERS: "care_leavers_grade",
}
NO_GRADE = {"not_reported_post_reform", "inspection_pre_dates_judgement"}
UNKNOWN = {"", "data_unreadable"}
UNGRADED = {Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.OTHER_REPORT}
# The committee and day of each printed minutes of the county's folder, as a person read them.
MINUTES = {
    "Printed minutes 30th-Jan-2025 10.00 Cabinet.pdf": ("Cabinet", "2025-01-30"),
    "Minutes of Previous Meeting.pdf": ("Cabinet", "2025-01-30"),
    "Printed minutes 09th-Jan-2025 10.00 County Council.pdf": ("County Council", "2025-01-09"),
    "CPP Minutes 10.12.24.pdf": ("Corporate Parenting Panel", "2024-12-10"),
}
TRAP_KINDS = {
    **{name: (Kind.INSPECTION_REPORT, name) for name in ("ILACS", "SIF", "SLAC")},
    "minutes": (Kind.MINUTES, None),
    "monitoring": (Kind.MONITORING_VISIT, "ILACS"),
    "focused": (Kind.FOCUSED_VISIT, "ILACS"),
    "JTAI": (Kind.OTHER_REPORT, "JTAI"),
}


@dataclasses.dataclass
class Figure:
    """A share of cases that came out right, and the ones that did not."""

    right: int = 0
    cases: int = 0
    wrong: list[str] = dataclasses.field(default_factory=list)

    def count(self, right: bool, case: str) -> None:
        """Add a case."""
        self.cases += 1
        self.right += right
        if not right:
            self.wrong.append(case)


Figures = dict[str, Figure]


def read(path: Path) -> tuple[Path, list[Document] | str]:
    """Read one file; the reason where it is refused."""
    content = path.read_bytes()
    try:
        found = read_file(content, path.name, hashlib.sha256(content).hexdigest())
    except RefusedFile as refused:
        return path, refused.reason
    return path, list(found.documents)


def read_all(paths: Sequence[Path], jobs: int) -> dict[Path, list[Document] | str]:
    """Read every file, showing progress on standard error."""
    with multiprocessing.Pool(jobs) as pool:
        results = pool.imap_unordered(read, paths)
        with click.progressbar(
            results, length=len(paths), label="Reading", file=sys.stderr
        ) as progress:
            return dict(progress)


def measure_ofsted(folder: Path, jobs: int) -> Figures:
    """Council, kind, dates and grades of the inspection documents."""
    labels = {row["file"]: row for row in _rows(folder / "labels.csv")}
    checked = _checked()
    figures: Figures = collections.defaultdict(Figure)
    for path, documents in sorted(read_all([folder / name for name in labels], jobs).items()):
        label = labels[path.name]
        if label["kind"] == "no-text":
            continue  # a web page under a PDF's name: there is no report in it
        if isinstance(documents, str) or len(documents) != 1:
            figures["read as one document"].count(False, f"{path.name}: {documents!s:.80}")
            continue
        figures["read as one document"].count(True, path.name)
        one = documents[0]
        truth = dict(_truth(label)) | checked.get(path.name, {})
        _measure_fields(figures, one, label, path.name, truth)
        _measure_grades(figures, one, path.name, truth)
        _measure_evidence(figures, one, path.name)
    return figures


def _measure_fields(
    figures: Figures,
    one: Document,
    label: Mapping[str, str],
    name: str,
    truth: Mapping[str, str | None],
) -> None:
    councils = [authorities.by_slug(authority.slug) for authority in one.authorities]
    right = [entry.urn for entry in councils if entry] == [label["urn"]]
    figures["council"].count(right, f"{name}: {[a.slug for a in one.authorities]}")
    expected = KINDS.get(truth.get("kind") or label["kind"])
    if expected is not None:
        figures["kind and framework"].count(
            (one.kind, one.framework) == expected, f"{name}: {one.kind} {one.framework}"
        )
    dates = []
    if label["inspection_end_date"]:
        dates += [(one.inspection_start, label["inspection_start_date"])]
        dates += [(one.inspection_end, label["inspection_end_date"])]
    if one.published:
        dates += [(one.published, truth.get("published") or label["pub_date"])]
    right = bool(one.published or one.inspection_end)
    right &= all(found == _date(expected) for found, expected in dates)
    figures["publication or inspection dates"].count(
        right, f"{name}: {one.published} {one.inspection_start} {one.inspection_end}"
    )


def _measure_grades(
    figures: Figures, one: Document, name: str, truth: Mapping[str, str | None]
) -> None:
    current = {j.area: j.grade for j in one.judgements if j.role is Role.CURRENT}
    if one.kind in UNGRADED:
        figures["no grade of their own (letters, visits, area SEND)"].count(
            not current, f"{name}: {current}"
        )
        return
    for area in Area:
        group = "overall grade" if area is Area.OVERALL else "area grades"
        if area.value not in truth:
            continue
        found, expected = current.get(area), truth[area.value]
        case = f"{name}: {area} {expected} read as {found}"
        if found is not None:
            figures[f"{group}: precision"].count(found == expected, case)
        if expected is not None:
            figures[f"{group}: recall"].count(found == expected, case)


def _measure_evidence(figures: Figures, one: Document, name: str) -> None:
    texts = {paragraph.anchor: paragraph.text for paragraph in one.paragraphs}
    for judgement in one.judgements:
        if judgement.role is Role.CURRENT:
            text = texts.get(judgement.paragraph or "", "")
            figures["evidence holds grade and area"].count(
                _is_evidence(text, judgement), f"{name}: {judgement.area} {text:.80}"
            )


def _is_evidence(text: str, judgement: Judgement) -> bool:
    graded = any(p.grade is judgement.grade for p in printed_grades(text))
    if judgement.area is Area.OVERALL:
        named = any(
            word in text.lower() for word in ("overall", "children’s services", "children's")
        )
        return graded and (named or "grade" in text.lower())
    areas = {area_of_match(match) for match in AREA.finditer(text)}
    return graded and judgement.area in areas


def measure_minutes(folder: Path, jobs: int) -> Figures:
    """Committee and day of the county's printed minutes."""
    figures: Figures = collections.defaultdict(Figure)
    paths = sorted(path for path in folder.rglob("*.pdf") if path.name in MINUTES)
    for path, documents in read_all(paths, jobs).items():
        committee, day = MINUTES[path.name]
        for one in documents if isinstance(documents, list) else []:
            figures["minutes: kind"].count(one.kind is Kind.MINUTES, f"{path.name}: {one.kind}")
            figures["minutes: council"].count(
                [a.slug for a in one.authorities] == ["kent"], f"{path.name}: {one.authorities}"
            )
            figures["minutes: committee"].count(
                one.committee == committee, f"{path.name}: {one.committee}"
            )
            figures["minutes: date"].count(str(one.date) == day, f"{path.name}: {one.date}")
    return figures


def measure_judgement_traps(path: Path) -> Figure:
    """Sentences with the overall grade that counts as current, if any."""
    figure = Figure()
    for trap in _traps(path):
        kind, framework = TRAP_KINDS[trap["doc_type"]]
        name = trap["council"].removesuffix(" County Council")
        entry = _by_name(name)
        authority = entry.as_authority() if entry else Authority(name, None, name.lower())
        description = Description(kind, "", (authority,), year=trap["year"], framework=framework)
        text = trap["text"].replace("\\n", "\n")
        found = {
            judgement.area: judgement.grade
            for judgement in find((Paragraph("a", text),), description)
            if judgement.role is Role.CURRENT
        }
        overall = found.get(Area.OVERALL)
        read_as = overall.value.replace("_", " ") if overall else None
        figure.count(read_as == trap["expect_overall"], f"{text:.90} read as {read_as}")
    return figure


def measure_authority_traps(path: Path) -> Figure:
    """Names with the councils that they mean."""
    figure = Figure()
    for trap in _traps(path):
        found = authorities.subject(trap["text"])
        case = f"{trap['text']:.90} read as {[entry.name for entry in found]}"
        figure.count(_is_expected(found, trap["expect"]), case)
    return figure


def _is_expected(found: Sequence[CouncilEntry], expected: Sequence[str]) -> bool:
    """Whether the councils are the expected ones.

    An expectation in words is checked as what it says: "X (abolished …)" is X as it was, "X
    (historic district)" an abolished district that X replaced, "3 LAs" three councils.
    """
    if len(expected) == 1:
        name, _, note = expected[0].partition("(")
        if note.startswith("historic district"):
            return len(found) == 1 and [e.name for e in authorities.successors(found[0])] == [
                name.strip()
            ]
        if note.startswith("abolished"):
            return [entry.name for entry in found] == [name.strip()] and found[0].end is not None
        if note.startswith("city or county as printed"):
            return len({entry.slug for entry in found}) == len(found) > 1
        if name.endswith(" LAs"):
            return len(found) == int(name.split()[0])
    return [entry.name for entry in found] == list(expected)


def _truth(label: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    for area, column in GRADE_COLUMNS.items():
        value = label[column]
        if area is Area.OVERALL and value in UNKNOWN:
            value = label["grade_text"] if label["kind"].startswith(("SIF", "ILACS")) else ""
        if value not in UNKNOWN:
            yield area.value, None if value in NO_GRADE else value.replace(" ", "_")


def _checked() -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = collections.defaultdict(dict)
    for row in _rows(HERE / "reading_checked.csv"):
        found[row["file"]][row["field"]] = row["value"] or None
    return found


def _by_name(name: str) -> CouncilEntry | None:
    return next((entry for entry in authorities.all_councils() if entry.name == name), None)


def _date(text: str) -> dt.date:
    form = "%d/%m/%Y" if "/" in text else "%Y-%m-%d"
    return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _traps(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def measure(folder: Path, jobs: int) -> Figures:
    """Every figure."""
    figures = measure_ofsted(folder / "ofsted", jobs)
    figures |= measure_minutes(folder / "kent-county-council", jobs)
    traps = folder / "traps"
    figures["judgement traps"] = measure_judgement_traps(traps / "judgement_traps.jsonl")
    figures["authority traps"] = measure_authority_traps(traps / "authority_traps.jsonl")
    figures["our judgement traps"] = measure_judgement_traps(TABLES / "judgement_traps.jsonl")
    figures["our authority traps"] = measure_authority_traps(TABLES / "authority_traps.jsonl")
    return figures


def lines(figures: Figures) -> Iterable[str]:
    """The figures for a person."""
    for name, figure in figures.items():
        share = figure.right / figure.cases if figure.cases else 0.0
        yield f"{name:52} {share:7.4f}  {figure.right} of {figure.cases}"
        yield from (f"    {case}" for case in figure.wrong)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--record", action="store_true", help="keep the figures for the pages")
    arguments = parser.parse_args()
    figures = measure(arguments.data, arguments.jobs)
    if arguments.record:
        record("bench/reading.py", {name: (f.right, f.cases) for name, f in figures.items()})
    if arguments.json:
        print(json.dumps({name: dataclasses.asdict(f) for name, f in figures.items()}, indent=2))
    else:
        print("\n".join(lines(figures)))


if __name__ == "__main__":
    main()
