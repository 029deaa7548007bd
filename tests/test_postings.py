"""Postings read back as they were written, whichever way is chosen for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.packing import Arrays
from indexer.postings import Postings, inverted, sorting_keys

Places = dict[str, dict[int, list[int]]]


def written(sizes: list[int], places: Places) -> Arrays:
    """Write terms over documents of one paragraph each, given the paragraphs' sizes."""
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32)
    found: Arrays = {
        "date": np.zeros(len(sizes), np.int32),
        "doc_paragraph": np.arange(len(sizes) + 1, dtype=np.uint32),
        "paragraph_start": starts,
    }
    names = sorted(places)
    rows = [
        (number, int(starts[doc]) + place)
        for number, name in enumerate(names)
        for doc, taken in places[name].items()
        for place in taken
    ]
    terms, at = (np.array(column, np.int64) for column in zip(*reversed(rows), strict=True))
    keys = sorting_keys(terms, at, np.zeros(len(rows), np.uint8))
    return found | inverted(names, keys, np.ones(len(names), np.int64), found)


def check(sizes: list[int], places: Places) -> Arrays:
    arrays = written(sizes, places)
    postings = Postings(arrays)
    for number, name in enumerate(sorted(places)):
        docs, counts = postings.of(number)
        assert docs.tolist() == sorted(places[name])
        assert counts.tolist() == [len(places[name][doc]) for doc in docs.tolist()]
        assert postings.documents(number) == len(docs)
        starts = arrays["paragraph_start"]
        expected = [int(starts[doc]) + at for doc in docs.tolist() for at in places[name][doc]]
        assert postings.positions(number).tolist() == expected
    return arrays


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_postings_read_back(data: st.DataObject) -> None:
    size = data.draw(st.sampled_from([1, 7, 8, 9, 300, 3000]))
    one = st.lists(st.integers(0, 19), min_size=1, max_size=4, unique=True).map(sorted)
    of_documents = st.dictionaries(st.integers(0, size - 1), one, min_size=1, max_size=40)
    places = data.draw(st.dictionaries(st.sampled_from("abcde"), of_documents, min_size=1))
    check([20] * size, places)


@pytest.mark.parametrize(
    ("docs", "size", "taken"),
    [
        (range(0, 4000, 8), 4000, 500),  # an eighth of all: a bit for each document
        (range(0, 4000, 10), 4000, 400),  # a byte for each step
        (range(255, 4000, 255), 4000, 15),
        (range(256, 4000, 256), 4000, 30),  # a step too long for a byte: two for each number
        ([69_999], 70_000, 4),  # numbers that take four bytes
    ],
)
def test_documents_take_the_least_of_three_ways(docs: range, size: int, taken: int) -> None:
    arrays = check([3] * size, {"a": {doc: [1] for doc in docs}})
    assert arrays["posting_doc"].nbytes == taken


@pytest.mark.parametrize("often", [254, 255, 256, 70_000])
def test_a_term_may_stand_very_often_in_a_document(often: int) -> None:
    places: Places = {"a": {0: [1], 1: list(range(often)), 2: [0, 1]}, "b": {1: [often]}}
    arrays = check([5, often + 1, 5], places)
    assert arrays["posting_count"].itemsize == 1


def test_positions_take_two_bytes_unless_a_document_is_longer() -> None:
    assert check([65_535], {"a": {0: [0, 65_534]}})["position"].itemsize == 2
    assert check([65_537], {"a": {0: [0, 65_536]}})["position"].itemsize == 4
