"""Results: what is said, listed and counted about a search, and the contract's JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

import pytest
from test_engine_contract import document

from indexer.errors import BadRequest
from indexer.records import Authority, Document, Grade, Kind
from indexer.store import Generation, Snapshot, StoredDocument
from indexer.writer import open_writer
from search.library import Session
from search.reader import open_reader
from search.request import SearchRequest, parse
from search.results import Results, contract_json, run

DEVON = Authority("Devon", "E10000008", "devon")
SLOUGH = Authority("Slough", "E06000039", "slough")
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DOCUMENTS = (
    document(
        "d1",
        "Improvement plan",
        "5.6 The improvement board met about <care leavers>.",
        labels=("5.6",),
        authorities=(DEVON,),
        committee="Children’s Scrutiny",
        date=dt.date(2020, 1, 20),
    ),
    document("d2", "Ofsted", "Improvement since", authorities=(SLOUGH,), date=dt.date(2017, 9, 4)),
    document(
        "d3",
        "Inspection of services",
        "Services are inadequate; improvement is slow.",
        authorities=(DEVON,),
        kind=Kind.INSPECTION_REPORT,
        grade=Grade.INADEQUATE,
        date=dt.date(2020, 3, 1),
    ),
)


class Shelf:
    """A snapshot of the documents above."""

    def documents(self, ids: Iterable[str]) -> dict[str, StoredDocument]:
        return {
            each.id: StoredDocument(each, 1, NOW, ("a",), "/")
            for each in DOCUMENTS
            if each.id in ids
        }


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("results") / "1"
    writer = open_writer(folder)
    for each in DOCUMENTS:
        writer.put(each)
    writer.finish()
    generation = Generation(1, NOW, folder, 3, 3, 3, 0)
    return Session(generation, cast(Snapshot, Shelf()), open_reader(folder))


def asked(session: Session, **arguments: str | list[str]) -> Results:
    lists = {key: [value] if isinstance(value, str) else value for key, value in arguments.items()}
    return run(session, parse({key.rstrip("_"): value for key, value in lists.items()}))


def test_the_contract(session: Session) -> None:
    assert contract_json(asked(session, q='"improvement board"', council="devon")) == {
        "query": '"improvement board"',
        "sentence": "Documents from Devon, containing the phrase “improvement board”",
        "total": 1,
        "facets": {
            "council": [{"value": "devon", "label": "Devon", "count": 1, "selected": True}],
            "year": [{"value": "2020", "label": "2020", "count": 1, "selected": False}],
            "judgement": [],
            "standing": [],
            "kind": [{"value": "minutes", "label": "Minutes", "count": 1, "selected": False}],
            "committee": [
                {
                    "value": "childrens-scrutiny",
                    "label": "Children’s Scrutiny",
                    "count": 1,
                    "selected": False,
                }
            ],
        },
        "results": [
            {
                "id": "d1",
                "title": "Improvement plan",
                "url": "/documents/d1?q=%22improvement+board%22",
                "authorities": [{"name": "Devon", "gss": "E10000008", "slug": "devon"}],
                "committee": "Children’s Scrutiny",
                "date": "2020-01-20",
                "kind": "minutes",
                "judgement": None,
                "standing": None,
                "snippets": [
                    {
                        "html": "5.6 The <mark>improvement board</mark> met"
                        " about &lt;care leavers&gt;.",
                        "text": "5.6 The improvement board met about <care leavers>.",
                        "label": "5.6",
                        "page": None,
                        "url": "/documents/d1?q=%22improvement+board%22#p0",
                        "mark": None,
                    }
                ],
                "withdrawn": None,
                "also": [],
            }
        ],
        "page": 1,
        "pages": 1,
        "canonical": "/search?q=%22improvement+board%22&council=devon",
        "widened": [],
        "scopes": [],
        "offers": [],
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "All documents"),
        ({"q": "care leavers"}, "Documents containing “care leavers”"),
        ({"q": "care -leavers"}, "Documents matching “care -leavers”"),
        (
            {
                "q": "improvement board",
                "council": ["slough", "devon"],
                "year": ["2017", "2018", "2019", "2020"],
                "kind": "minutes",
            },
            "Minutes from Devon or Slough, 2017–2020, containing “improvement board”",
        ),
        ({"year": ["2017", "2019"]}, "Documents, 2017 or 2019"),
        ({"kind": ["minutes", "decision"]}, "Decisions and minutes"),
        (
            {"committee": "childrens-scrutiny", "from": "2017"},
            "Documents of Children’s Scrutiny, since 1 January 2017",
        ),
        (
            {"from": "2017-06", "to": "2018-01-31", "judgement": "good"},
            "Documents, from 1 June 2017 to 31 January 2018, with the overall judgement good",
        ),
        ({"scope": "decision", "kind": "minutes"}, "Minutes with a decision"),
        ({"q": "x y", "scope": "decision"}, "Documents containing “x y” in one decision"),
        ({"q": "x y", "scope": "meeting"}, "Documents containing “x y” in one meeting"),
        ({"to": "2018"}, "Documents, until 31 December 2018"),
        ({"from": "2018-01-01", "to": "2018-01-01"}, "Documents, on 1 January 2018"),
        ({"council": "kent"}, "Documents from Kent"),
        ({"q": 'x "y z"'}, "Documents containing “x ‘y z’”"),
    ],
)
def test_a_search_says_itself(
    session: Session, arguments: dict[str, str | list[str]], sentence: str
) -> None:
    assert asked(session, **arguments).sentence == sentence


def test_facet_values_are_ordered_and_chosen_ones_stay(session: Session) -> None:
    results = asked(session, q="improvement", year=["2018", "2017"], kind="decision")
    assert [(v.value, v.count, v.selected) for v in results.facets["year"]] == [
        ("2018", 0, True),
        ("2017", 0, True),
    ]
    assert [(v.value, v.count, v.selected) for v in results.facets["kind"]] == [
        ("minutes", 1, False),
        ("decision", 0, True),
    ]
    everything = asked(session)
    assert [v.label for v in everything.facets["council"]] == ["Devon", "Slough"]
    assert [v.value for v in everything.facets["year"]] == ["2020", "2017"]


def test_choices_lead_to_the_search_with_or_without_them(session: Session) -> None:
    results = asked(session, q="improvement", council="devon", page="2")
    urls = {value.value: value.url for value in results.facets["council"]}
    assert urls["devon"] == "/search?q=improvement"
    assert urls["slough"] == "/search?q=improvement&council=devon&council=slough"
    years = {value.value: value.url for value in results.facets["year"]}
    assert years["2020"] == "/search?q=improvement&council=devon&year=2020"
    grades = {value.value: value.url for value in results.facets["judgement"]}
    assert grades["inadequate"] == "/search?q=improvement&council=devon&judgement=inadequate"


def test_filters_in_force_can_be_taken_off(session: Session) -> None:
    results = asked(session, council="devon", from_="2018", to="2020", kind="minutes")
    assert [(each.name, each.label, each.url) for each in results.applied] == [
        ("council", "Devon", "/search?kind=minutes&from=2018-01-01&to=2020-12-31"),
        ("kind", "Minutes", "/search?council=devon&from=2018-01-01&to=2020-12-31"),
        ("from", "since 1 January 2018", "/search?council=devon&kind=minutes&to=2020-12-31"),
        ("to", "until 31 December 2020", "/search?council=devon&kind=minutes&from=2018-01-01"),
    ]


def test_a_page_past_the_end_is_empty_and_says_so(session: Session) -> None:
    for page in ("2", "1000000"):
        results = asked(session, page=page)
        assert (results.page, results.pages, results.total) == (int(page), 1, 3)
        assert results.results == ()
        assert results.advice == ()


def test_nothing_found_says_which_filter_to_drop(session: Session) -> None:
    results = asked(session, q="improvement", council="slough", year="2020")
    assert results.total == 0
    assert [(each.label, each.count, each.url) for each in results.advice] == [
        ("Search all councils", 2, "/search?q=improvement&year=2020"),
        ("Search all years", 1, "/search?q=improvement&council=slough"),
    ]
    both = asked(session, q="care", council="slough", kind="decision")
    assert [(each.label, each.count) for each in both.advice] == [("Search without any filter", 1)]
    assert asked(session, q="nowhere").advice == ()


def test_nothing_found_offers_other_words(session: Session) -> None:
    (spelt,) = asked(session, q="imprvement bord", kind="minutes").advice
    assert (spelt.label, spelt.count) == ("Search for “improvement board”", 1)
    assert spelt.url == "/search?q=improvement+board&kind=minutes"
    (anyway,) = asked(session, q="improvement ofsted leavers").advice
    assert (anyway.label, anyway.count) == ("Search for any of these words", 3)
    assert anyway.url == "/search?q=improvement+OR+ofsted+OR+leavers"


def test_what_lacks_one_word_is_set_apart(session: Session) -> None:
    results = asked(session, q="improvement services board")
    assert (results.total, results.results, results.facets["council"]) == (0, (), ())
    assert results.nearly is not None
    assert results.nearly.total == 2
    assert {each.id for each in results.nearly.results} == {"d1", "d3"}
    assert [each["id"] for each in contract_json(results)["nearly"]["results"]] == [
        each.id for each in results.nearly.results
    ]
    some = asked(session, q="improvement services", council="devon")
    assert [each.id for each in some.results] == ["d3"]
    assert some.nearly is not None
    assert [each.id for each in some.nearly.results] == ["d1"]
    for q in ("improvement", "improvement OR services", "improvement -services", "since nowhere"):
        assert asked(session, q=q, council="devon").nearly is None
    together = asked(session, q="inspection slow", scope="paragraph")
    assert together.total == 0
    assert together.nearly is not None
    assert [each.id for each in together.nearly.results] == ["d3"]


def test_what_holds_most_of_many_words_is_set_apart(session: Session) -> None:
    nearly = asked(session, q="nowhere improvement board").nearly
    assert nearly is not None
    assert (nearly.least, nearly.words, nearly.q) == (2, 3, "nowhere improvement board")
    assert asked(session, q="nowhere neither improvement board").nearly is None


def test_a_question_is_offered_without_the_words_that_only_ask(session: Session) -> None:
    results = asked(session, q="how many boards were there about improvement?")
    assert results.total == 0
    offer = results.advice[0]
    plain = asked(session, q="boards improvement")
    assert (offer.label, offer.count, offer.url) == (
        "Search for “boards improvement”",
        plain.total,
        "/search?q=boards+improvement",
    )
    assert results.nearly is not None
    assert (results.nearly.least, results.nearly.q) != (2, results.request.q)
    assert results.nearly.q == "boards improvement"
    assert {each.id for each in plain.results} <= {each.id for each in results.nearly.results}


def test_a_council_that_is_named_is_offered_as_a_filter(session: Session) -> None:
    offers = asked(session, q="improvement in Slough").offers
    assert [(each.label, each.url) for each in offers] == [
        (
            "Only Slough: search for “improvement” in its documents",
            "/search?q=improvement&council=slough",
        )
    ]
    assert offers[0].count == asked(session, q="improvement", council="slough").total > 0
    for q in ("Slough", "improvement OR Slough", '"improvement in Slough"'):
        assert asked(session, q=q).offers == ()
    assert asked(session, q="improvement Slough", council="devon").offers == ()


def test_each_scope_says_what_it_would_give(session: Session) -> None:
    whole = asked(session, q="improvement services")
    assert [(each.value, each.count, each.selected, each.url) for each in whole.scopes] == [
        ("document", 1, True, "/search?q=improvement+services"),
        ("paragraph", 1, False, "/search?q=improvement+services&scope=paragraph"),
        ("meeting", 1, False, "/search?q=improvement+services&scope=meeting"),
        ("decision", 0, False, "/search?q=improvement+services&scope=decision"),
    ]
    apart = asked(session, q="inspection improvement", scope="paragraph", sort="newest")
    assert apart.total == 0
    assert apart.sentence == "Documents containing “inspection improvement” in one paragraph"
    assert [(each.count, each.selected) for each in apart.scopes] == [
        *((1, False), (0, True), (1, False), (0, False))
    ]
    assert [(each.label, each.url) for each in apart.applied] == [
        ("all in one paragraph", "/search?q=inspection+improvement&sort=newest")
    ]
    assert asked(session, q="improvement").scopes == ()


def test_a_council_without_documents_is_said_so(session: Session) -> None:
    results = asked(session, council=["kent", "devon"])
    assert results.notes == ("This collection holds nothing from Kent.",)
    assert {value.value: value.label for value in results.facets["council"]}["kent"] == "Kent"
    assert results.total == 2


def test_a_council_that_nobody_knows_is_refused(session: Session) -> None:
    with pytest.raises(BadRequest) as raised:
        run(session, SearchRequest(council=("devom", "devon")))
    (mistake,) = raised.value.mistakes
    assert (mistake.argument, mistake.value, mistake.suggestion) == ("council", "devom", "devon")


def test_results_follow_the_engine(session: Session) -> None:
    results = asked(session, q="improvement", sort="oldest")
    assert [result.id for result in results.results] == ["d2", "d1", "d3"]
    first: Document = DOCUMENTS[1]
    assert results.results[0].title == first.title
    assert results.results[2].judgement is Grade.INADEQUATE
