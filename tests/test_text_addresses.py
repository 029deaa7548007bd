"""Pages saved as text with their address: what the address tells, and what is none."""

from __future__ import annotations

import pytest

from indexer.formats.text import address
from indexer.reading import read_file

HOST = "https://democracy.devon.gov.uk"
ITEM = "Roads\n\nTo consider the roads.\n\nThe board noted that they were wet.\n"


@pytest.mark.parametrize(
    "line",
    [
        f"{HOST}/mgAi.aspx?ID=77",
        f"URL: {HOST}/mgAi.aspx?ID=77",
        f"Saved from {HOST}/mgAi.aspx?ID=77",
        f"<{HOST}/mgAi.aspx?ID=77>",
        f"Source: {HOST}/mgAi.aspx?ID=77",
    ],
)
@pytest.mark.parametrize("ending", ["\n\n", "\n", "\r\n\r\n"])
def test_an_address_at_the_head_is_the_pages_own(line: str, ending: str) -> None:
    text = f"{line}{ending}{ITEM}"
    assert address.parted(text) == (f"{HOST}/mgAi.aspx?ID=77", text.split("\n", 1)[1])


def test_an_address_at_the_foot_needs_words_that_say_so() -> None:
    assert address.parted(f"{ITEM}\nSaved from {HOST}/a")[0] == f"{HOST}/a"
    assert address.parted(f"{ITEM}\n{HOST}/a")[0] is None


@pytest.mark.parametrize(
    "text",
    [
        ITEM,
        f"See {HOST}/a for more.\n\n{ITEM}",
        "https://zoom.us/j/1234\n\nAgenda\n",
        "https://www.youtube.com/watch?v=1\n\nAgenda\n",
        f"Agenda\n\nRoads\n\nTo consider.\n\n{HOST}/a\n\nIt was noted.\n",
        "",
    ],
)
def test_other_addresses_are_part_of_the_text(text: str) -> None:
    assert address.parted(text) == (None, text)


@pytest.mark.parametrize(
    ("path", "genre"),
    [
        ("mgAi.aspx?ID=7", "moderngov item"),
        ("moderngov/mgAi.asp?ID=7", "moderngov item"),
        ("ieListDocuments.aspx?CId=1&MId=2", "moderngov meeting"),
        ("CeListDocuments.aspx?MID=2", "moderngov meeting"),
        ("ieDecisionDetails.aspx?ID=3", "moderngov decision"),
        ("mgDecisionDetails.aspx?IId=3&Opt=1", "moderngov decision"),
        ("Internet/ieIssueDetails.aspx?IId=3&Opt=3", "moderngov issue"),
        ("mgIssueHistoryHome.aspx?IId=3", "moderngov issue"),
        ("news/minutes", None),
    ],
)
def test_an_address_tells_the_kind_of_page(path: str, genre: str | None) -> None:
    assert address.genre_of(f"{HOST}/{path}") == genre


def test_a_page_that_lost_its_name_is_read_as_its_address_says() -> None:
    text = f"{HOST}/mgDecisionDetails.aspx?IId=3\n\n1) The plan is approved.\n\n2) A report comes."
    (document,) = read_file(text.encode(), "x.txt", "0" * 64).documents
    assert document.kind == "decision"
    assert document.source.url == f"{HOST}/mgDecisionDetails.aspx?IId=3"
    assert [authority.slug for authority in document.authorities] == ["devon"]
    assert [paragraph.label for paragraph in document.paragraphs] == ["1)", "2)"]


def test_a_saved_items_page_has_the_identity_of_the_item() -> None:
    text = f"{HOST}/mgAi.aspx?ID=77\n\nAgenda item\n\n{ITEM}"
    (document,) = read_file(text.encode(), "x.txt", "0" * 64).documents
    assert document.id == "mg-democracy-devon-gov-uk-ai77"
    assert (document.title, document.kind) == ("Roads", "minutes")
