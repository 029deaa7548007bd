"""The committee of a page without a heading, from the minutes that it confirms; and what is none."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import pytest

from indexer.blocks import Block, Section, SourceText
from indexer.metadata import describe


@pytest.mark.parametrize(
    ("title", "texts", "committee"),
    [
        ("Minutes", ["The minutes of the Care Panel meeting held on 3 May 2020 were approved as a correct record."], "Care Panel"),
        ("Minutes", ["To confirm the minutes of the meeting of the Cabinet held on 3 May 2020."], "Cabinet"),
        ("Minutes", ["Minutes of the ordinary meeting of Council on 3 May 2020.", "Council resolved to approve them."], "Council"),
        ("Minutes", ["RESOLVED: That the minutes of the Audit Committee held on 3 May be signed."], "Audit Committee"),
        ("Welcome", ["The Chair welcomed Members to this virtual meeting of the Schools Forum."], "Schools Forum"),
        ("Appointment of Chairman", ["To appoint a Chairman of the Care Scrutiny Committee."], "Care Scrutiny Committee"),
        # Others' minutes are received, noted or adopted; two names are no name.
        ("Minutes", ["The minutes of the meeting of Cabinet held on 6 May were received for information."], None),
        ("Reports", ["RESOLVED that the minutes of the Parks Panel meeting held on 6 May be noted."], None),
        ("Minutes", ["The minutes of the Parks Panel meeting on 6 May were approved.", "The minutes of the Roads Panel meeting on 7 May were approved."], None),
        ("Minutes", ["The minutes of the meeting of the Parish Council Meeting which took place on Tuesday 12 May were approved."], None),
        ("Minutes", ["The minutes of the meeting of the Committee held on 6 May 2020 were approved."], None),
        ("Minutes", ["The minutes of the meeting held on 6 May 2020 were approved."], None),
        ("Roads", ["At the Parks Panel meeting held on 6 May members agreed to dig."], None),
        ("Appointment of the Chair of the Parks Panel", ["The council appointed a Chair of the Parks Panel."], None),
    ],
)  # fmt: skip
def test_committee(title: str, texts: list[str], committee: str | None) -> None:
    section = Section(title, tuple(map(Block, texts)), part="minutes")
    source = SourceText("text", genre="moderngov meeting", sections=(section,))
    found = describe(source, section, "x.txt")
    assert found.committee == committee
    assert all(each.inferred for each in found.provenance if each.field == "committee")
