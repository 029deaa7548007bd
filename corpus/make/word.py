"""Minutes as a Word document."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx

from make.pages import long_date
from make.prose import passages
from make.sources import NOTICE, Meeting, councils

_EPOCH = (2026, 1, 1, 0, 0, 0)
_STYLES = {"bullet": "List Bullet", "heading": "Heading 3"}


def word_minutes(meeting: Meeting) -> bytes:
    """The minutes of a meeting as the bytes of a .docx file, the same ones each time."""
    document = docx.Document()
    properties = document.core_properties
    properties.title = f"Minutes of {meeting.committee}, {meeting.date:%d %B %Y}"
    properties.author = councils()[meeting.council].name
    properties.created = properties.modified = dt.datetime(*_EPOCH)  # noqa: DTZ001
    document.sections[0].footer.paragraphs[0].text = NOTICE
    document.add_heading(councils()[meeting.council].name, 0)
    document.add_heading(f"Minutes of the {meeting.committee}", 1)
    document.add_paragraph(f"{long_date(meeting.date)} at {meeting.time}, {meeting.venue}")
    document.add_paragraph(f"Present: {meeting.present}")
    for item in meeting.items:
        document.add_heading(f"{item.number} {item.title}", 2)
        for passage in passages(item.minutes):
            document.add_paragraph(passage.plain, _STYLES.get(passage.kind, "Normal"))
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer)


def _undated(archive: io.BytesIO) -> bytes:
    """Write the archive again with one fixed time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            info = zipfile.ZipInfo(member, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return out.getvalue()
