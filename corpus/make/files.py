"""Every file of the corpus by name, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from make import pages, printed, reports, word
from make.sources import Meeting, Report
from make.sources import meetings as all_meetings
from make.sources import reports as all_reports

_TEXT: dict[str, Callable[[Meeting], str]] = {
    **dict.fromkeys(pages.TEMPLATES, pages.page),
    "text": pages.text_page,
}
_BYTES: dict[str, Callable[[Meeting], bytes]] = {
    "docx": word.word_minutes,
    "printed": printed.printed_minutes,
}


def names() -> list[str]:
    """The paths of all files below the corpus, sorted."""
    return sorted([_path(meeting) for meeting in all_meetings()] + [r.file for r in all_reports()])


def write(chosen: Iterable[str], folder: Path) -> None:
    """Make the chosen files below a folder."""
    wanted = set(chosen)
    for meeting in all_meetings():
        if (path := _path(meeting)) in wanted:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_meeting_bytes(meeting))
    pressed = [report for report in all_reports() if report.file in wanted]
    _write_reports(pressed, folder)


def _write_reports(pressed: list[Report], folder: Path) -> None:
    for report in pressed:
        (folder / report.file).parent.mkdir(parents=True, exist_ok=True)
    for report in pressed:
        if report.maker == "reportlab":
            (folder / report.file).write_bytes(printed.boxed_report(report))
    browser_made = [report for report in pressed if report.maker == "chromium"]
    if browser_made:
        for report, content in reports.print_all(browser_made):
            (folder / report.file).write_bytes(content)


def _path(meeting: Meeting) -> str:
    return f"{meeting.council}/{meeting.file}"


def _meeting_bytes(meeting: Meeting) -> bytes:
    if meeting.form in _BYTES:
        return _BYTES[meeting.form](meeting)
    return _TEXT[meeting.form](meeting).encode("utf-8")
