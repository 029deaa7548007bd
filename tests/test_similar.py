"""More like this: for a document and for a paragraph, by the words that tell it from others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_pages import MEETING, PLAN, WITHDRAWN

from search import similar


def _found(client: FlaskClient, address: str) -> dict[str, object]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.json
    return dict(response.json)


def test_what_is_like_a_document_shares_its_words(client: FlaskClient) -> None:
    found = _found(client, f"{PLAN}/similar.json")
    results = found["results"]
    words = found["words"]
    assert isinstance(results, list)
    assert isinstance(words, list)
    assert results
    assert 0 < len(words) <= 12
    assert found["paragraph"] is None
    assert found["id"] not in [each["id"] for each in results]
    for each in results:
        text = client.get(f"/documents/{each['id']}.txt").text.lower()
        assert any(word[:4] in text for word in words)


def test_what_is_like_a_paragraph_shares_its_words(client: FlaskClient) -> None:
    found = _found(client, f"{PLAN}/similar.json?paragraph=5.2")
    paragraphs = _found(client, f"{PLAN}.json")["paragraphs"]
    assert isinstance(paragraphs, list)
    (text,) = [each["text"].lower() for each in paragraphs if each["anchor"] == "5.2"]
    words = found["words"]
    assert isinstance(words, list)
    assert words
    assert len(words) <= 8
    assert all(word in text for word in words)
    assert found["paragraph"] == "5.2"


def test_the_search_it_names_is_understood(client: FlaskClient) -> None:
    found = _found(client, f"{PLAN}/similar.json")
    answer = client.get(str(found["search"]))
    assert answer.status_code == 200


def test_the_page_shows_what_was_compared(client: FlaskClient) -> None:
    found = _found(client, f"{PLAN}/similar.json?paragraph=5.2")
    words = found["words"]
    assert isinstance(words, list)
    page = client.get(f"{PLAN}/similar?paragraph=5.2").text
    assert ", ".join(words) in page
    assert f'href="{PLAN}#5.2"' in page


def test_the_document_lists_a_few_and_links_to_the_whole(client: FlaskClient) -> None:
    page = client.get(PLAN).text
    assert f'href="{PLAN}/similar"' in page
    results = _found(client, f"{PLAN}/similar.json")["results"]
    assert isinstance(results, list)
    part = page[page.index("aside-similar") : page.index("aside-source")]
    assert [each["id"] in part for each in results[:4]] == [True] * len(results[:4])
    assert part.count("<li>") <= 4


def test_the_few_are_remembered_and_no_more_than_so_many(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "_MOST_REMEMBERED", 1)
    similar._remembered.clear()
    results = _found(client, f"{PLAN}/similar.json")["results"]
    assert isinstance(results, list)
    other = f"/documents/{results[0]['id']}"
    first = [client.get(address).text for address in (PLAN, other)]
    assert [name for _, name in similar._remembered] == [other.rpartition("/")[2]]
    assert [client.get(address).text for address in (PLAN, other)] == first
    monkeypatch.setattr(similar, "_telling", None)
    assert client.get(other).text == first[1]


def test_the_same_item_of_the_same_meeting_is_left_out(client: FlaskClient) -> None:
    page = client.get(MEETING).text
    results = _found(client, f"{PLAN}/similar.json")["results"]
    assert isinstance(results, list)
    assert PLAN in page
    assert PLAN.rpartition("/")[2] not in [each["id"] for each in results]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{PLAN}/similar?paragraph=none", 404),
        ("/documents/none/similar", 404),
        (f"{WITHDRAWN}/similar.json", 410),
        (f"{PLAN}/similar?page=2", 400),
    ],
)
def test_what_is_not_there_is_said(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status
