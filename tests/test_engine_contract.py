"""What every engine must do, whatever it is; the brute-force engine says what is right."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from brute_force import BruteForce
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import BadRequest, DamagedIndex, NoIndex
from indexer.records import (
    Area,
    Authority,
    Document,
    Grade,
    Judgement,
    Kind,
    Mark,
    Meeting,
    Paragraph,
    Role,
    Source,
)
from indexer.writer import IndexWriter, open_writer
from search import language
from search.query import And, AtLeast, InDecision, InMeeting, InParagraph, Not, Query
from search.reader import FACETS, Filters, Reader, open_reader

SOURCE = Source("minutes.html", "0" * 64, "html")
COUNCILS = (
    Authority("Devon", "E10000008", "devon"),
    Authority("Slough", "E06000039", "slough"),
    Authority("North Yorkshire", "E06000065", "north-yorkshire"),
)


def document(  # noqa: PLR0913
    identity: str,
    title: str = "Item",
    *texts: str,
    grade: Grade | None = None,
    labels: tuple[str | None, ...] = (),
    mark: Mark | None = None,
    kind: Kind = Kind.MINUTES,
    **fields: object,
) -> Document:
    paragraphs = tuple(
        Paragraph(f"p{number}", text, label=label, mark=mark)
        for number, (text, label) in enumerate(itertools.zip_longest(texts, labels[: len(texts)]))
    )
    judgements: tuple[Judgement, ...] = ()
    if grade:
        judgements = (Judgement(Area.OVERALL, grade, Role.CURRENT, None),)
    return Document(
        identity,
        kind,
        title,
        SOURCE,
        paragraphs,
        judgements=judgements,
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Reader]:
    numbers = itertools.count(1)

    def built(*documents: Document, previous: Path | None = None) -> Reader:
        folder = tmp_path / str(next(numbers))
        writer = open_writer(folder, previous)
        for each in documents:
            writer.put(each)
        writer.finish()
        return open_reader(folder)

    return built


def found(reader: Reader, q: str, **filters: object) -> list[str]:
    hits = reader.search(language.parse(q), Filters(**filters), limit=100)  # type: ignore[arg-type]
    assert hits.total == len(hits.hits)
    return sorted(hit.document_id for hit in hits.hits)


def test_two_puts_of_one_id_leave_the_last(build: Callable[..., Reader]) -> None:
    reader = build(document("a", "First"), document("b"), document("a", "Second"))
    assert found(reader, "") == ["a", "b"]
    assert found(reader, "first") == []
    assert found(reader, "second") == ["a"]


def test_a_generation_builds_on_the_one_before(tmp_path: Path) -> None:
    first = open_writer(tmp_path / "1")
    for identity in "abc":
        first.put(document(identity, f"Old {identity}"))
    first.finish()
    second = open_writer(tmp_path / "2", tmp_path / "1")
    second.put(document("a", "New"))
    second.withdraw("b")
    second.withdraw("nobody")
    second.put(document("d", "New"))
    second.withdraw("d")
    second.finish()
    assert found(open_reader(tmp_path / "1"), "old") == ["a", "b", "c"]
    assert found(open_reader(tmp_path / "2"), "old") == ["c"]
    assert found(open_reader(tmp_path / "2"), "new") == ["a"]


def test_printed_forms_outlive_a_merge(tmp_path: Path) -> None:
    gone = ("v", "w", "x", "y", "z")
    first = open_writer(tmp_path / "1")
    first.put(document("a", "Planning visits"))
    first.put(document("b", "Plans"))
    for identity in gone[:3]:
        first.put(document(identity, "Visit"))
    first.finish()
    second = open_writer(tmp_path / "2", tmp_path / "1")
    second.put(document("c", "Agreed boards"))
    for identity in gone[3:]:
        second.put(document(identity, "Boarding"))
    second.finish()
    third = open_writer(tmp_path / "3", tmp_path / "2")
    for identity in gone:
        third.withdraw(identity)
    third.finish()
    reader = open_reader(tmp_path / "3")
    for word, holder in (("planning", "a"), ("plans", "b"), ("visits", "a"), ("boards", "c")):
        assert found(reader, f"{word}*") == [holder]


def test_a_generation_outlives_the_one_it_was_built_on(tmp_path: Path) -> None:
    first = open_writer(tmp_path / "1")
    first.put(document("a", "Kept"))
    first.finish()
    open_writer(tmp_path / "2", tmp_path / "1").finish()
    shutil.rmtree(tmp_path / "1")
    assert found(open_reader(tmp_path / "2"), "kept") == ["a"]


def test_a_reader_keeps_its_generation_when_the_files_go(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "1")
    writer.put(document("a", "Kept"))
    writer.finish()
    reader = open_reader(tmp_path / "1")
    shutil.rmtree(tmp_path / "1")
    assert found(reader, "kept") == ["a"]


def test_many_small_generations_stay_exact(tmp_path: Path) -> None:
    """Segments are merged on the way; the order and counts are those of the documents alone."""
    oracle = BruteForce()
    previous: Path | None = None
    for number in range(25):
        writer = open_writer(tmp_path / str(number), previous)
        for identity in (f"d{number}", f"d{number // 2}", f"e{number % 3}"):
            changed = document(
                identity,
                f"Round {number}",
                f"well-being of children number {number}",
                f"{number}.1 safeguarding and safeguards CS/20/{number}",
                labels=(None, f"{number}.1"),
                committee=f"Panel {number % 4}",
                authorities=COUNCILS[: number % 3],
                date=dt.date(2010 + number % 5, 1, 1),
            )
            writer.put(changed)
            oracle.put(changed)
        writer.withdraw(f"d{number - 3}")
        oracle.withdraw(f"d{number - 3}")
        writer.finish()
        previous = tmp_path / str(number)
    assert previous is not None
    # At most seven segments with what stands, and as many with what has gone.
    assert len(list(previous.glob("*.arrays"))) <= 14
    reader = open_reader(previous)
    for q in (
        "",
        "wellbeing",
        "safeguardi*",
        "safeguards~1",
        "CS/20/3",
        "label:24.1",
        "title:round",
    ):
        check(reader, oracle, language.parse(q), Filters())
    for facet in FACETS:
        assert dict(reader.names(facet)) == oracle.names(facet)


def test_spellings_are_those_of_the_collection(build: Callable[..., Reader]) -> None:
    texts = ("Safeguarding and safeguards", "safe, sage", "well-being", "CS/20/13", "café")
    oracle = BruteForce()
    oracle.put(document("a", *texts))
    reader = build(document("a", *texts))
    for form in ("safegaurding", "sfae", "safe", "wellbeeing", "cs/20/12", "cafe", "zzzzzz", "x"):
        for distance in (0, 1, 2):
            assert dict(reader.spellings(form, distance)) == oracle.spellings(form, distance)


def test_an_empty_generation_answers(build: Callable[..., Reader]) -> None:
    reader = build()
    for q in ("", "word", '"two words"', "wor*", "word~1", "-word", "label:5", "council:devon"):
        assert found(reader, q) == []
    assert reader.search(None, Filters()).facets == {facet: {} for facet in FACETS}


def test_no_index_and_damaged_indexes_say_so(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        open_reader(tmp_path / "nowhere")
    writer = open_writer(tmp_path / "1")
    writer.put(document("a"))
    writer.finish()
    (segment,) = (tmp_path / "1").glob("*.arrays")
    whole = segment.read_bytes()
    for damage in (b"", whole[:100], whole[: len(whole) // 2], b"x" + whole[1:]):
        segment.write_bytes(damage)
        with pytest.raises(DamagedIndex):
            open_reader(tmp_path / "1")
    segment.unlink()
    with pytest.raises(DamagedIndex):
        open_reader(tmp_path / "1")
    (tmp_path / "1" / "segments.json").write_text("{", "utf-8")
    with pytest.raises(DamagedIndex):
        open_reader(tmp_path / "1")


def test_abandoning_leaves_nothing(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "1")
    writer.put(document("a"))
    writer.abandon()
    assert not (tmp_path / "1").exists()


def test_facets_count_without_their_own_filter(build: Callable[..., Reader]) -> None:
    devon, slough, _ = COUNCILS
    reader = build(
        document("a", "plan", authorities=(devon,), kind=Kind.MINUTES, date=dt.date(2017, 1, 1)),
        document("b", "plan", authorities=(slough,), kind=Kind.MINUTES, date=dt.date(2018, 1, 1)),
        document("c", "plan", authorities=(slough, devon), kind=Kind.DECISION, grade=Grade.GOOD),
        document("d", "other", authorities=(devon,)),
    )
    filters = Filters({"council": frozenset(("slough",)), "kind": frozenset(("minutes",))})
    hits = reader.search(language.parse("plan"), filters)
    assert hits.total == 1
    assert hits.facets["council"] == {"devon": 1, "slough": 1}
    assert hits.facets["kind"] == {"minutes": 1, "decision": 1}
    assert hits.facets["year"] == {"2018": 1}
    assert hits.facets["judgement"] == {}


def test_a_tally_counts_documents_and_the_paragraphs_that_match_by_themselves(
    build: Callable[..., Reader],
) -> None:
    devon, slough, _ = COUNCILS
    reader = build(
        document(
            "a",
            "Improvement board",
            "the improvement board met",
            "the board",
            "improvement",
            authorities=(devon, slough),
            date=dt.date(2017, 1, 1),
        ),
        document("b", "Item", "improvement", "board", authorities=(devon,)),
        document("c", "Item", "other", authorities=(devon,), date=dt.date(2017, 1, 1)),
    )
    by_council_and_year = {("devon", "2017"): (1, 2), ("slough", "2017"): (1, 2)}
    query = language.parse("improvement board")
    assert reader.tally(query, Filters(), ("council", "year")) == {
        **by_council_and_year,
        ("devon", ""): (1, 0),
    }
    assert query is not None
    together = reader.tally(InParagraph(query), Filters(), ("council", "year"))
    assert together == by_council_and_year
    assert reader.tally(None, Filters(), ("council", "year")) == {
        ("devon", "2017"): (2, 6),
        ("slough", "2017"): (1, 4),
        ("devon", ""): (1, 3),
    }
    chosen = Filters({"council": frozenset(("slough",))})
    assert reader.tally(query, chosen, ("year",)) == {("2017",): (1, 2)}
    assert reader.tally(query, Filters(), ()) == {(): (2, 2)}


def test_a_report_changes_what_stood_for_all_documents_of_its_council(tmp_path: Path) -> None:
    """No document is written anew for it, and a report that goes takes its grade with it."""

    def minutes(identity: str, day: dt.date, *councils: Authority) -> Document:
        return document(identity, authorities=councils, date=day)

    def report(identity: str, grade: Grade | None, day: dt.date) -> Document:
        return document(
            identity,
            kind=Kind.INSPECTION_REPORT,
            grade=grade,
            authorities=(devon,),
            date=day,
            published=day,
            framework="ILACS",
        )

    def counts(folder: str) -> dict[str, int]:
        return dict(open_reader(tmp_path / folder).search(None, Filters()).facets["standing"])

    devon, slough, _ = COUNCILS
    first = open_writer(tmp_path / "1")
    for each in (
        minutes("before", dt.date(2016, 12, 31), devon),
        minutes("after", dt.date(2018, 1, 1), devon),
        minutes("later", dt.date(2020, 3, 16), devon),
        minutes("now", dt.date(2026, 9, 1), devon),
        minutes("both", dt.date(2018, 1, 1), devon, slough),
        minutes("other", dt.date(2018, 1, 1), slough),
        document("undated", authorities=(devon,)),
    ):
        first.put(each)
    first.finish()
    assert counts("1") == {}
    second = open_writer(tmp_path / "2", tmp_path / "1")
    second.put(report("bad", Grade.INADEQUATE, dt.date(2017, 3, 3)))
    second.finish()
    assert counts("2") == {"inadequate": 4}
    third = open_writer(tmp_path / "3", tmp_path / "2")
    third.put(report("good", Grade.GOOD, dt.date(2020, 3, 16)))
    third.put(report("none", None, dt.date(2026, 6, 19)))
    third.finish()
    assert counts("3") == {"inadequate": 2, "good": 2}
    reader = open_reader(tmp_path / "3")
    assert found(reader, "standing:good") == ["good", "later"]
    assert found(reader, "", facets={"standing": frozenset(("inadequate",))}) == ["after", "bad"]
    assert reader.names("standing") == {"good": "Good", "inadequate": "Inadequate"}
    told = reader.standing(minutes("now", dt.date(2026, 9, 1), devon))
    assert told is not None
    assert (told.grade, told.document, told.since) == (None, "none", dt.date(2026, 6, 19))
    fourth = open_writer(tmp_path / "4", tmp_path / "3")
    fourth.withdraw("bad")
    fourth.put(report("good", Grade.OUTSTANDING, dt.date(2020, 3, 16)))
    fourth.finish()
    assert counts("4") == {"outstanding": 2}


def test_dates_sort_with_the_undated_last_and_ties_by_id(build: Callable[..., Reader]) -> None:
    reader = build(
        document("c", date=dt.date(2018, 1, 1)),
        document("a", date=dt.date(2018, 1, 1)),
        document("u"),
        document("b", date=dt.date(2016, 5, 1)),
    )

    def order(sort: str) -> str:
        hits = reader.search(None, Filters(), sort=sort).hits
        return "".join(hit.document_id for hit in hits)

    assert order("newest") == "acbu"
    assert order("oldest") == "bacu"
    assert order("relevance") == "acbu"


def test_documents_without_words_are_ranked_last(build: Callable[..., Reader]) -> None:
    """256 documents with words, and more without: their numbers need another byte."""
    reader = build(
        *(document(f"d{n:03}", f"board {n}" if n < 256 else "") for n in range(520)),
    )
    hits = reader.search(language.parse("board OR kind:minutes"), Filters(), limit=520).hits
    assert [hit.document_id for hit in hits[256:]] == [f"d{n:03}" for n in range(256, 520)]
    assert {hit.score for hit in hits[256:]} == {0.0}
    assert all(hit.score > 0 for hit in hits[:256])


def test_windows_join_into_the_whole_order(build: Callable[..., Reader]) -> None:
    reader = build(*(document(f"d{n:03}", "board " * (1 + n % 4), "a plan") for n in range(260)))
    query = language.parse("board")
    whole = reader.search(query, Filters(), limit=260).hits
    parts = [reader.search(query, Filters(), offset=at, limit=7).hits for at in range(0, 266, 7)]
    assert tuple(itertools.chain(*parts)) == whole
    assert len({hit.document_id for hit in whole}) == 260
    keys = [(-hit.score, hit.document_id) for hit in whole]
    assert keys == sorted(keys)


def test_the_best_paragraph_and_the_title_lift_a_document(build: Callable[..., Reader]) -> None:
    filler = "other words about other things that fill the page"
    reader = build(
        document("apart", "Item", f"improvement {filler}", f"board {filler}", filler),
        document("together", "Item", f"improvement board {filler}", filler, filler),
        document("titled", "Improvement board", filler, filler, filler),
    )
    hits = reader.search(language.parse("improvement board"), Filters()).hits
    assert [hit.document_id for hit in hits] == ["titled", "together", "apart"]
    assert [hit.paragraphs for hit in hits] == [(), (0,), (0, 1)]


def test_boilerplate_comes_behind(build: Callable[..., Reader]) -> None:
    reader = build(
        document("a", "Item", "apologies were received", "more", mark=Mark.BOILERPLATE),
        document("b", "Item", "apologies were received", "more"),
    )
    hits = reader.search(language.parse("apologies"), Filters()).hits
    assert [hit.document_id for hit in hits] == ["b", "a"]


def test_words_may_have_to_stand_in_one_paragraph(build: Callable[..., Reader]) -> None:
    reader = build(
        document("apart", "Item", "care", "leavers"),
        document("title", "Care leavers"),
        document("together", "Item", "leavers in care", kind=Kind.DECISION),
    )
    query = language.parse("care leavers")
    assert query is not None
    hits = reader.search(InParagraph(query), Filters()).hits
    assert {hit.document_id for hit in hits} == {"title", "together"}
    assert all(hit.score > 0 for hit in hits)
    query = language.parse("care -leavers kind:minutes")
    assert query is not None
    hits = reader.search(InParagraph(query), Filters()).hits
    assert [hit.document_id for hit in hits] == ["apart"]


def test_words_may_stand_anywhere_in_a_meeting(tmp_path: Path) -> None:
    """Also where the meeting's documents came in with different generations."""

    def item(identity: str, text: str, meeting: str | None = "m") -> Document:
        of = Meeting(meeting, None, None) if meeting else None
        return document(identity, "Item", text, meeting=of)

    first = open_writer(tmp_path / "1")
    for each in (
        item("care", "care"),
        item("gone", "budget"),
        item("other", "care and leavers", "other"),
        item("alone", "care", None),
        item("also alone", "leavers", None),
    ):
        first.put(each)
    first.finish()
    second = open_writer(tmp_path / "2", tmp_path / "1")
    second.put(item("leavers", "leavers"))
    second.put(item("neither", "housing"))
    second.withdraw("gone")
    second.finish()
    reader = open_reader(tmp_path / "2")

    def found_together(q: str) -> list[str]:
        query = language.parse(q)
        assert query is not None
        hits = reader.search(InMeeting(query), Filters()).hits
        return sorted(hit.document_id for hit in hits)

    assert found_together("care leavers") == ["care", "leavers", "other"]
    assert found_together("care leavers -housing") == ["other"]
    assert found_together('"care leavers"') == []
    assert found_together("care (leavers OR nowhere)") == ["care", "leavers", "other"]
    assert found_together("care -budget") == ["alone", "care", "other"]
    assert found_together("-housing") == ["alone", "also alone", "other"]


def test_words_may_have_to_stand_in_one_decision(build: Callable[..., Reader]) -> None:
    said = Paragraph("a", "care leavers were discussed with care")
    decided = Paragraph("b", "RESOLVED that housing for care leavers be noted", mark=Mark.DECISION)
    also = Paragraph("c", "AGREED that a plan be written", mark=Mark.DECISION)
    reader = build(
        dataclasses.replace(document("a", "Plan"), paragraphs=(said, decided, also)),
        dataclasses.replace(document("b", "Plan"), paragraphs=(said, also)),
        dataclasses.replace(document("c", "Plan"), paragraphs=(said,)),
    )

    def hits(q: str) -> dict[str, tuple[int, ...]]:
        answer = reader.search(InDecision(language.parse(q)), Filters()).hits
        return {hit.document_id: hit.paragraphs for hit in answer}

    assert hits("care leavers") == {"a": (1,)}
    assert hits("housing plan") == {}
    assert hits("title:plan care") == {"a": (1,)}
    assert hits("written -housing") == {"a": (2,), "b": (1,)}
    assert sorted(hits("")) == ["a", "b"]


def test_phrases_stay_within_a_paragraph(build: Callable[..., Reader]) -> None:
    reader = build(document("a", "the improvement", "board of trade", "and", "industry"))
    assert found(reader, '"improvement board"') == []
    assert found(reader, '"improvement board"~50') == []
    assert found(reader, '"trade board"~0') == []
    assert found(reader, '"trade board"~1') == ["a"]


# Random corpora and queries against the brute-force engine.

WORDS = [
    "plan",
    "planning",
    "planned",
    "board",
    "boards",
    "safeguard",
    "safeguarding",
    "safeguards",
    "care",
    "leaver",
    "leavers",
    "the",
    "of",
    "well-being",
    "wellbeing",
    "well",
    "being",
    "CS/20/13",
    "5.6",
    "5",
    "6",
    "section",
    "47",
    "co-operate",
    "cooperate",
    "O'Neil",
    "café",
    "2017-18",
    "1,200",
    "LAC/CLA",
    "children’s",
    "childrens",
    "children",
]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


DAYS = [dt.date(2016, 2, 29), dt.date(2017, 6, 1), dt.date(2026, 6, 19)]


MEETINGS = [Meeting("m1", None, None), Meeting("m2", "Board", None)]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return document(
        draw(st.sampled_from("abcdefgh")),
        draw(texts),
        *draw(st.lists(texts, max_size=3)),
        mark=draw(st.sampled_from([None, Mark.DECISION, Mark.DECISION, Mark.BOILERPLATE])),
        meeting=draw(st.sampled_from([None, *MEETINGS])),
        labels=tuple(draw(st.lists(st.sampled_from(["5.6", "(a)", None]), max_size=3))),
        grade=draw(st.sampled_from([None, Grade.GOOD, Grade.INADEQUATE])),
        kind=draw(st.sampled_from([Kind.MINUTES, Kind.INSPECTION_REPORT])),
        authorities=tuple(draw(st.lists(st.sampled_from(COUNCILS), max_size=2, unique=True))),
        committee=draw(
            st.sampled_from([None, "Children’s Scrutiny", "CHILDREN'S SCRUTINY", "Board"])
        ),
        date=draw(st.sampled_from([None, *DAYS])),
        published=draw(st.sampled_from([None, *DAYS])),
        inspection_end=draw(st.sampled_from([None, *DAYS])),
        framework=draw(st.sampled_from([None, "ILACS", "SIF", "LSCB review"])),
        inferred_year=draw(st.sampled_from([None, 2016])),
    )


leaves = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda each: f'"{" ".join(each)}"'
    ),
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 6)).map(
        lambda each: f'"{" ".join(each[0])}"~{each[1]}'
    ),
    st.sampled_from(["safeguard*", "plan*", "boa*", "chil*", "wel*", "5.6*", "cs/*"]),
    st.sampled_from(["bord~1", "plam~1", "carers~2", "leevers~2", "childern~1"]),
    st.sampled_from(["title:plan", 'title:"care leaver"', "title:safe*", "label:5.6", "label:a"]),
    st.sampled_from(["council:devon", "council:yorkshire", "committee:scrutiny", "kind:minutes"]),
    st.sampled_from(
        [
            "judgement:good",
            "standing:good",
            "year:2016",
            "year:..2016",
            "date:2017-06..",
            "date:..2016-02",
            "date:2017",
        ]
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda each: f"({each[0]} OR {each[1]})"),
        inner.map(lambda each: f"NOT ({each})"),
    ),
    max_leaves=5,
)
chosen = st.fixed_dictionaries(
    {},
    optional={
        "council": st.frozensets(st.sampled_from(["devon", "slough", "kent"]), max_size=2),
        "kind": st.frozensets(st.sampled_from(["minutes", "decision"]), max_size=2),
        "judgement": st.frozensets(st.sampled_from(["good", "inadequate"]), max_size=2),
        "standing": st.frozensets(st.sampled_from(["good", "inadequate"]), max_size=2),
        "year": st.frozensets(st.sampled_from(["2016", "2017"]), max_size=2),
        "committee": st.frozensets(st.sampled_from(["childrens-scrutiny", "board"]), max_size=2),
    },
)
days = st.sampled_from([None, None, dt.date(2016, 2, 29), dt.date(2017, 1, 1), dt.date(2017, 6, 1)])
filters = st.builds(Filters, chosen, days, days)


def check(reader: Reader, oracle: BruteForce, query: Query | None, wanted: Filters) -> None:
    expected = oracle.search(query, wanted, limit=1000)
    actual = reader.search(query, wanted, limit=1000)
    assert {hit.document_id for hit in actual.hits} == {hit.document_id for hit in expected.hits}
    assert actual.total == expected.total == len(actual.hits)
    assert reader.count(query, wanted) == expected.total
    some = ("a", "c", "e", "nobody")
    assert reader.among(query, wanted, some) == oracle.among(query, wanted, some)
    assert {name: dict(counts) for name, counts in actual.facets.items()} == {
        name: dict(counts) for name, counts in expected.facets.items()
    }
    for sort in ("newest", "oldest"):
        dated = reader.search(query, wanted, sort=sort, offset=1, limit=3).hits
        right = oracle.search(query, wanted, sort=sort, offset=1, limit=3).hits
        assert [hit.document_id for hit in dated] == [hit.document_id for hit in right]

    for facets in (("council", "year"), ("kind",), ("committee", "council", "standing"), ()):
        assert dict(reader.tally(query, wanted, facets)) == oracle.tally(query, wanted, facets)


def parsed(q: str) -> Query | None:
    try:
        return language.parse(q)
    except BadRequest:
        return None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(documents(), max_size=6), min_size=1, max_size=3),
    st.lists(st.sampled_from("abcdefgh"), max_size=3),
    st.lists(st.tuples(queries, filters), min_size=1, max_size=25),
)
def test_the_same_documents_and_counts_as_brute_force(
    rounds: list[list[Document]], withdrawn: list[str], asked: list[tuple[str, Filters]]
) -> None:
    oracle = BruteForce()
    with tempfile.TemporaryDirectory() as folder:
        previous: Path | None = None
        for number, batch in enumerate(rounds):
            writer: IndexWriter = open_writer(Path(folder, str(number)), previous)
            for each in batch:
                writer.put(each)
                oracle.put(each)
            for identity in withdrawn[number::3]:
                writer.withdraw(identity)
                oracle.withdraw(identity)
            writer.finish()
            previous = Path(folder, str(number))
        assert previous is not None
        reader = open_reader(previous)
        for q, wanted in asked:
            query = parsed(q)
            check(reader, oracle, query, wanted)
            check(reader, oracle, InDecision(query), wanted)
            if query is not None:
                check(reader, oracle, InParagraph(query), wanted)
                check(reader, oracle, InMeeting(query), wanted)
            if isinstance(query, And):
                most = AtLeast(len(query.parts) - 1, query.parts)
                check(reader, oracle, And((InParagraph(most), Not(query))), wanted)
                check(reader, oracle, And((InMeeting(most), Not(InMeeting(query)))), wanted)


def test_many_threads_get_the_same_answers(build: Callable[..., Reader]) -> None:
    reader = build(
        *(document(f"d{n}", f"item {n}", f"board {n % 7} plan {n % 5}", "care") for n in range(300))
    )
    asked = [f'"board {n}"' for n in range(7)] + [f'"plan {n}"~2 care' for n in range(5)] + ["boa*"]
    expected = [reader.search(parsed(q), Filters()) for q in asked]
    wrong: list[str] = []

    def work(start: int) -> None:
        for step in range(60):
            at = (start + step) % len(asked)
            if reader.search(parsed(asked[at]), Filters()) != expected[at]:
                wrong.append(asked[at])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
