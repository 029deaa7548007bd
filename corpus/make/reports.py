"""Inspection reports and letters: our own HTML and CSS, printed to tagged PDF by Chromium."""

from __future__ import annotations

import functools
import itertools
import re
import shutil
from collections.abc import Iterable, Iterator

import jinja2
import markupsafe
from playwright.sync_api import sync_playwright

from make.prose import Passage, inline, passages
from make.sources import HERE, NOTICE, Report

_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_FIXED = rb"/\1 (D:20260101000000"
_FOOTER = """<div style="font:7px 'DejaVu Sans';width:100%;margin:0 18mm;display:flex;
justify-content:space-between"><span style="width:85%">{running}<br>{notice}</span>
<span class="pageNumber"></span></div>"""


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine to print with."""


def browser() -> str:
    """The path of Chromium.

    Raises:
        NoBrowserError: none is installed.
    """
    if path := shutil.which("chromium") or shutil.which("chromium-browser"):
        return path
    raise NoBrowserError("no Chromium found; install the package `chromium` to print the reports")


def print_all(reports: Iterable[Report]) -> Iterator[tuple[Report, bytes]]:
    """Print each report with one browser; the dates in the files' metadata are fixed.

    Raises:
        NoBrowserError: no browser is installed.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser(), args=["--no-sandbox", "--export-tagged-pdf"]
        )
        page = chromium.new_page()
        for report in reports:
            page.set_content(source(report))
            content = page.pdf(
                format="A4",
                tagged=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=_FOOTER.format(running=_running(report), notice=NOTICE),
                margin={"top": "18mm", "bottom": "24mm", "left": "20mm", "right": "20mm"},
            )
            yield report, _DATE.sub(_FIXED, content)
        chromium.close()


def source(report: Report) -> str:
    """The HTML that is printed."""
    template = _environment().get_template("letter.jinja" if report.visit else "report.jinja")
    return template.render(report=report, notice=NOTICE, body=_body)


def _running(report: Report) -> str:
    """The running footer, as each layout has it."""
    if report.framework == "ILACS" and not report.visit:
        return f"{report.title}<br>{report.dates}"
    return ""


def _body(text: str) -> markupsafe.Markup:
    parts = []
    for key, group in itertools.groupby(passages(text), key=_shape):
        rows = list(group)
        content = "\n".join(f"<li>{inline(row.text)}</li>" for row in rows)
        if key == "numbered":
            start = rows[0].label.rstrip(".")
            parts.append(f'<ol start="{start}">\n{content}\n</ol>')
        elif key == "bullet":
            parts.append(f"<ul>\n{content}\n</ul>")
        elif key == "row":
            parts.append(_table(rows))
        else:
            tag = "h4" if key == "heading" else "p"
            parts += [f"<{tag}>{row.label} {inline(row.text)}</{tag}>" for row in rows]
    return markupsafe.Markup("\n".join(parts))  # noqa: S704


def _shape(passage: Passage) -> str:
    return "numbered" if re.fullmatch(r"\d+\.", passage.label) else passage.kind


def _table(rows: list[Passage]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{inline(c.strip())}</td>" for c in row.text.split("|")) + "</tr>"
        for row in rows
    )
    return "<table>" + "\n".join(lines) + "</table>"


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
