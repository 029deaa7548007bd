"""The sample corpus: made again from its tables it is the same, and it is rich enough."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

CORPUS = Path(__file__).parents[1] / "corpus"
sys.path.insert(0, str(CORPUS))

from make import files, prose, reports, sources  # noqa: E402

SUFFIXES = {".html", ".aspx", ".xml", ".txt", ".docx", ".pdf"}
PRINTED = ["2014-11-19-rotherham", "2023-01-31-bradford", "2024-10-17-wirral"]
SEARCHES = [
    "improvement board",
    "care leavers",
    "Public Law Outline",
    "areas for improvement",
    "quarterly monitoring",
    "early help",
    "caseloads",
    "placement sufficiency",
    "missing episodes",
    "RESOLVED",
]


def texts() -> dict[str, str]:
    """The text of each file as it stands in the tables: one passage a line."""
    written: dict[str, list[str]] = {}
    for meeting in sources.meetings():
        written[f"{meeting.council}/{meeting.file}"] = [
            part for item in meeting.items for part in (item.agenda, item.decision, item.minutes)
        ]
    for report in sources.reports():
        written[report.file] = [report.standfirst, *(section.text for section in report.sections)]
    return {
        name: "\n".join(
            passage.text for part in parts for passage in prose.passages(part) if passage.text
        )
        for name, parts in written.items()
    }


def inside(content: bytes, suffix: str) -> object:
    """What must be the same when a file is made again; compressors may differ, texts may not."""
    if suffix == ".pdf":
        return extract_text(io.BytesIO(content))
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return content


def test_every_file_in_the_folder_is_made_by_the_script() -> None:
    present = (path for path in CORPUS.rglob("*") if path.suffix in SUFFIXES)
    assert sorted(path.relative_to(CORPUS).as_posix() for path in present) == files.names()


def test_files_made_again_are_the_same(tmp_path: Path) -> None:
    by_browser = {report.file for report in sources.reports() if report.maker == "chromium"}
    chosen = [name for name in files.names() if name not in by_browser]
    files.write(chosen, tmp_path)
    different = [
        name
        for name in chosen
        if inside((tmp_path / name).read_bytes(), Path(name).suffix)
        != inside((CORPUS / name).read_bytes(), Path(name).suffix)
    ]
    assert not different, "run `python corpus/make_corpus.py` and commit what it writes"


@pytest.mark.browser
def test_reports_printed_again_say_the_same(tmp_path: Path) -> None:
    try:
        reports.browser()
    except reports.NoBrowserError as missing:
        pytest.skip(str(missing))
    chosen = [name for name in files.names() if any(part in name for part in PRINTED)]
    assert len(chosen) == len(PRINTED)
    # A process of its own: this one may hold another browser's loop.
    for part in PRINTED:
        subprocess.run(  # noqa: S603
            [
                sys.executable,
                str(CORPUS / "make_corpus.py"),
                "--out",
                str(tmp_path),
                "--only",
                part,
            ],
            check=True,
            capture_output=True,
        )
    for name in chosen:
        again = inside((tmp_path / name).read_bytes(), ".pdf")
        assert again == inside((CORPUS / name).read_bytes(), ".pdf"), name


@pytest.mark.parametrize("name", [name for name in files.names() if name.endswith(".pdf")])
def test_each_pdf_says_that_it_is_a_sample(name: str) -> None:
    text = extract_text(CORPUS / name).replace("\n", " ")
    assert "Sample document written for Minutebook" in text


def test_each_page_says_that_it_is_a_sample() -> None:
    for name in files.names():
        if not name.endswith((".pdf", ".docx")):
            assert sources.NOTICE in (CORPUS / name).read_text(encoding="utf-8"), name


def test_there_is_something_for_every_facet() -> None:
    meetings, pressed = list(sources.meetings()), list(sources.reports())
    assert len(meetings) + len(pressed) >= 60
    councils = {meeting.council for meeting in meetings} | {report.council for report in pressed}
    assert len(councils) >= 10
    assert councils == set(sources.councils())
    years = {meeting.date.year for meeting in meetings}
    assert years >= set(range(2014, 2027))
    grades = {item.judgement for meeting in meetings for item in meeting.items}
    assert grades == {None, "outstanding", "good", "requires_improvement", "inadequate"}
    sittings = Counter((meeting.council, meeting.committee) for meeting in meetings)
    assert sum(count >= 3 for count in sittings.values()) >= 4
    assert any("overall" not in report.grades for report in pressed if report.form == "ilacs")
    assert {report.visit for report in pressed} == {"", "monitoring", "focused"}


@pytest.mark.parametrize("phrase", SEARCHES)
def test_the_searches_of_the_guide_find_several_documents(phrase: str) -> None:
    found = [name for name, text in texts().items() if phrase.lower() in text.lower()]
    assert len(found) >= 3


def test_nobody_is_named() -> None:
    titled = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame) [A-Z]")
    assert [name for name, text in texts().items() if titled.search(text)] == []


def test_no_two_documents_share_a_paragraph() -> None:
    counted = Counter(
        line for text in texts().values() for line in set(text.splitlines()) if len(line) > 60
    )
    headings = ("experiences and progress of children", "carried out in line with")
    repeated = [line for line, count in counted.items() if count > 1]
    assert [line for line in repeated if not any(part in line for part in headings)] == []


def test_meetings_are_held_on_working_days() -> None:
    assert [meeting.file for meeting in sources.meetings() if meeting.date.weekday() > 4] == []


def test_the_corpus_stays_small() -> None:
    assert sum((CORPUS / name).stat().st_size for name in files.names()) < 6_000_000
