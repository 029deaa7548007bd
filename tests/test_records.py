"""A document survives the trip through JSON unchanged, whatever it holds."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.records import (
    Area,
    Document,
    Grade,
    Judgement,
    Role,
    document_from_json,
    to_json,
)

documents = st.builds(Document)


@settings(max_examples=50, deadline=None)
@given(documents)
def test_json_round_trip(document: Document) -> None:
    assert document_from_json(json.loads(json.dumps(to_json(document)))) == document


@given(documents, st.sampled_from(Grade), st.sampled_from(Role), st.sampled_from(Area))
@settings(max_examples=50, deadline=None)
def test_the_facet_counts_only_the_current_overall_grade(
    document: Document, grade: Grade, role: Role, area: Area
) -> None:
    one = dataclasses.replace(document, judgements=(Judgement(area, grade, role, None),))
    expected = grade if (area, role) == (Area.OVERALL, Role.CURRENT) else None
    assert one.judgement is expected
