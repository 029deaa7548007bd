"""One item published under several ids is one document; what only looks alike stays apart."""
# ruff: noqa: E501 - tables read best unbroken

from __future__ import annotations

import dataclasses
import itertools
import json
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import ENGINE_FILE, Shelf, SmallWriter, read_small, small_document, text

from indexer.build import Pipeline
from indexer.checking import check
from indexer.errors import UnusableIndex
from indexer.reading import Reading
from indexer.settings import load
from indexer.store import Generation, Store, containing, publishing, reach
from indexer.store.containing import contains
from indexer.store.encoding import encode
from indexer.store.joining import Publication, joined, preferred
from indexer.store.schema import FILE_NAME, VERSION

PLAN = "The director presented the plan and members asked how its cost would be met this year."
VOTE = "RESOLVED: That the plan be noted, and that a report on its cost come back in the spring."
BINS = "Officers told the meeting that the lorries were late in four of the nine wards last month."
PAGE = "mg-council-example-ai7"
BINS_PAGE = "mg-council-example-ai8"
PRINT = "item-3"


def page(*lines: str, own: str = PAGE, place: str = "m/45", title: str = "Improvement plan") -> str:
    return text(f"{own}@{place}", *lines, title=title)


def printed(
    *lines: str, own: str = PRINT, place: str = "m/45", title: str = "IMPROVEMENT PLAN"
) -> str:
    return text(f"{own}@{place}", *lines, title=title)


# Two more items, with which a file holds the whole meeting.
REST = "".join(
    "====\n" + text(f"{own}@m/{number}", BINS, title=title)
    for own, number, title in (("item-r1", "50", "Trees"), ("item-r2", "51", "Kerbs"))
)


def owns_in(*files: str) -> set[str]:
    """The ids in these files, but for the rest of the meeting."""
    named = {line.split("@")[0] for each in files for line in each.splitlines() if "@" in line}
    return {name for name in named if not name.startswith("item-r")}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "corpus", tmp_path / "index")


def led(shelf: Shelf, document_id: str) -> str | None:
    """The id of the document that an id leads to now."""
    stored = shelf.snapshot().document(document_id)
    return stored.document.id if stored else None


SAME = [
    ("page and print", page("To receive the plan.", PLAN, VOTE), printed(PLAN, VOTE)),
    ("print longer", page(PLAN), printed(PLAN, VOTE)),
    ("one without a number", page(PLAN, VOTE, place="m/"), printed(PLAN, VOTE) + REST),
    ("the number in full", page(PLAN, VOTE, place="m/45/24") + REST, printed(PLAN, VOTE)),
    ("a number with its full stop", page(PLAN, VOTE, place="m/45."), printed(PLAN, VOTE)),
    ("a place in the title", page(PLAN, VOTE, title="Improvement Plan (Agenda item 6)"), printed(PLAN, VOTE)),
    ("the file's note in the title", page(PLAN, VOTE, title="Improvement plan pdf icon PDF 74 KB"), printed(PLAN, VOTE)),
    ("the number in the title", page(PLAN, VOTE, title="45. Improvement plan"), printed(PLAN, VOTE)),
    ("& and apostrophes", page(PLAN, VOTE, title="Children’s homes & schools"), printed(PLAN, VOTE, title="Childrens homes and schools")),
    ("split otherwise", page(f"{PLAN} {VOTE}"), printed(PLAN, VOTE)),
    ("labels on one side", page(f"45.1 {PLAN}", f"45.2 {VOTE}", BINS), printed(PLAN, VOTE)),
    ("a word corrected", page(PLAN, VOTE, BINS), printed(PLAN.replace("asked", "inquired"), VOTE)),
    ("two prints", printed(PLAN, VOTE, BINS, own="item-1", place="m/"), printed(PLAN, VOTE) + REST),
    ("another number, in a text that tells", page(PLAN, VOTE), printed(PLAN, VOTE, place="m/6") + REST),
    ("another number, in two files of the whole meeting", page("Noted.") + REST, printed("Noted.", place="m/6") + REST),
    ("pages in the title", page(PLAN, VOTE, title="Improvement plan (Pages 5 - 8)"), printed(PLAN, VOTE)),
    ("a page of the same item", page(PLAN, VOTE, own="mg-council-example-ai7-decision"), page(PLAN)),
    ("two hosts", page(PLAN, VOTE), page(PLAN, VOTE, own="mg-old-example-ai901")),
    ("same numbers settle two of a title", page(PLAN, VOTE) + "====\n" + page(BINS, own="mg-council-example-ai9", place="m/49"), printed(PLAN, VOTE)),
]  # fmt: skip
APART = [
    ("another meeting", page(PLAN, VOTE), printed(PLAN, VOTE, place="n/45")),
    ("another title", page(PLAN, VOTE), printed(PLAN, VOTE, title="Improvement plans")),
    ("a number that begins a title", page(PLAN, VOTE, title="20 mph zones"), printed(PLAN, VOTE, title="30 mph zones", place="m/")),
    ("another number", page(PLAN, VOTE), printed(PLAN, VOTE, place="m/46")),
    ("another number, in a text of a few words", page("Noted.", PLAN), printed("Noted.", place="m/6") + REST),
    ("no number, and neither holds the whole meeting", page(PLAN, VOTE, place="m/"), printed(PLAN, VOTE)),
    ("another text", page(PLAN, VOTE), printed(BINS)),
    ("a paragraph that only the shorter has", page(*[f"{n} {PLAN}" for n in range(9)], VOTE), printed(PLAN, VOTE, BINS)),
    ("one host calls them two", page(PLAN, VOTE), page(PLAN, own=BINS_PAGE)),
    ("two of one title on the page", page(PLAN, VOTE, place="m/") + REST + "====\n" + page(PLAN, own="mg-council-example-ai9", place="m/"), printed(PLAN)),
    ("two of one title in print", page(PLAN, VOTE, place="m/"), printed(PLAN) + REST + "====\n" + printed(PLAN, VOTE, own="item-4", place="m/46")),
    ("two of one title and number in print", page(PLAN, VOTE), printed(PLAN) + "====\n" + printed(VOTE, own="item-4")),
    ("a meeting that is not known", page(PLAN, VOTE, place=""), printed(PLAN, VOTE, place="")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[c[0] for c in SAME])
def test_one_item_is_one_document(shelf: Shelf, one: str, other: str) -> None:
    shelf.write("b.txt", one)
    shelf.write("a.txt", other)
    shelf.run()
    owns = owns_in(one, other)
    apart = {"mg-council-example-ai9"} & owns
    joined_ids = {led(shelf, own) for own in owns - apart}
    assert joined_ids == {preferred(owns - apart)}
    assert len(shelf.snapshot().versions(preferred(owns - apart))) == 1
    assert shelf.engine().keys() == set(shelf.snapshot().ids())
    assert check(shelf.index, engine_ids).faults == ()


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in APART], ids=[c[0] for c in APART])
def test_what_only_looks_alike_stays_apart(shelf: Shelf, one: str, other: str) -> None:
    shelf.write("a.txt", one)
    shelf.write("b.txt", other)
    shelf.run()
    assert {name for name in shelf.snapshot().ids() if "item-r" not in name} == owns_in(one, other)


def engine_ids(generation: Generation) -> set[str]:
    return set(json.loads((generation.path / ENGINE_FILE).read_text()))


def test_the_longest_text_stands_under_the_sources_own_id(shelf: Shelf) -> None:
    shelf.write("page.txt", page(PLAN))
    shelf.write("print.txt", printed(PLAN, VOTE))
    shelf.run()
    stored = shelf.snapshot().document(PRINT)
    assert stored
    assert (stored.document.id, stored.document.title) == (PAGE, "IMPROVEMENT PLAN")
    assert stored.also == ("page.txt",)
    (version,) = shelf.snapshot().versions(PAGE)
    assert [each.text for each in version.document.paragraphs] == [PLAN]
    assert shelf.engine() == {PAGE: "IMPROVEMENT PLAN"}
    assert [each.document.id for each in shelf.snapshot().meeting("m")] == [PAGE]


FILES = {
    "page.txt": page("To receive the plan.", PLAN, VOTE) + REST,
    "print.txt": printed(PLAN, VOTE)
    + "====\n"
    + printed(BINS, own="item-8", place="m/46", title="Bins"),
    "pack.txt": printed(PLAN, own="item-4", place="m/"),
    "other.txt": page(BINS, own=BINS_PAGE, place="m/46", title="Bins"),
}


def test_the_order_of_indexing_does_not_matter(tmp_path: Path) -> None:
    states = []
    for turn, order in enumerate(itertools.permutations(FILES)):
        shelf = Shelf(tmp_path / "corpus" / str(turn), tmp_path / "index" / str(turn))
        for name in order if turn % 5 == 0 else (*order, None):
            if name:
                shelf.write(name, FILES[name])
            if turn % 5 == 0 or name is None:
                shelf.run()
        states.append(shelf.state())
        for source in states[-1]["sources"]:
            source["root"] = ""
    assert states[0]["documents"].keys() == {PAGE, BINS_PAGE, "item-r1", "item-r2"}
    assert all(state == states[0] for state in states)


def test_ids_keep_leading_somewhere_as_copies_come_and_go(shelf: Shelf) -> None:
    shelf.write("print.txt", FILES["print.txt"])
    shelf.run()
    first = shelf.snapshot().document(PRINT)
    shelf.write("page.txt", FILES["page.txt"])
    report = shelf.run()
    assert (led(shelf, PRINT), led(shelf, PAGE)) == (PAGE, PAGE)
    assert shelf.snapshot().tombstone(PRINT) is None, "its text is a version of another now"
    together = shelf.snapshot().document(PAGE)
    assert first
    assert together
    assert together.first_indexed == first.first_indexed
    assert (report.documents, report.documents_withdrawn) == (4, 0)

    (shelf.folder / "page.txt").unlink()
    shelf.run()
    assert (led(shelf, PRINT), led(shelf, PAGE)) == (PRINT, PRINT)
    assert shelf.snapshot().tombstone(PAGE), "the page's own text must not be shown any more"

    shelf.write("page.txt", FILES["page.txt"])
    shelf.run()
    assert (led(shelf, PRINT), led(shelf, PAGE)) == (PAGE, PAGE)
    assert shelf.snapshot().tombstone(PAGE) is None

    (shelf.folder / "print.txt").unlink()
    shelf.run()
    assert (led(shelf, PRINT), led(shelf, PAGE)) == (PAGE, PAGE)
    stone = shelf.snapshot().tombstone(PRINT)
    assert stone
    assert stone.title == "IMPROVEMENT PLAN"

    (shelf.folder / "page.txt").unlink()
    shelf.write("else.txt", text("else", "one"))
    shelf.run()
    snapshot = shelf.snapshot()
    assert (led(shelf, PRINT), led(shelf, PAGE)) == (None, None)
    assert snapshot.tombstones([PRINT, PAGE]).keys() == {PRINT, PAGE}
    assert check(shelf.index, engine_ids).faults == ()


def totals(shelf: Shelf) -> tuple[int, ...]:
    """How much the newest generation says that it shows."""
    newest = shelf.snapshot().generation
    return newest.documents, newest.paragraphs, newest.files, newest.refused


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_and_goes_is_as_if_indexed_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    shelf = Shelf(tmp_path / "corpus", tmp_path / "index")
    shelf.write("else.txt", text("else", "one"))
    shelf.run()
    known: set[str] = set()
    for turn in range(6):
        for name, whole in FILES.items():
            for folder in ("", "moved/"):
                (shelf.folder / folder / name).unlink(missing_ok=True)
            if chance.random() < 0.6:
                shelf.write(chance.choice(["", "moved/"]) + name, whole)
                if chance.random() < 0.3:  # one by one, in whatever order
                    shelf.run(shelf.folder)
        shelf.run()
        anew = Shelf(shelf.folder, tmp_path / str(turn))
        anew.run()
        assert shelf.state() == anew.state()
        assert totals(shelf) == totals(anew)
        snapshot = shelf.snapshot()
        known |= {*snapshot.ids(), *snapshot.leading()}
        assert all(snapshot.document(each) or snapshot.tombstone(each) for each in known)
        assert check(shelf.index, engine_ids).faults == ()
    generations = Store.open(shelf.index).generations()
    for each in generations:
        past = Store.open(shelf.index).snapshot(each)
        assert len(past.ids()) == each.documents
        assert all(stored.document.id in past.ids() for stored in past.documents(known).values())


class _FailingWriter(SmallWriter):
    """An engine whose files cannot be written."""

    def finish(self) -> None:
        """Fail."""
        raise OSError("no space left")


def test_what_was_read_anew_but_not_published_is_published_by_the_next_run(shelf: Shelf) -> None:
    for name, content in FILES.items():
        shelf.write(name, content)
    shelf.run()

    def read_otherwise(content: bytes, path: str, sha256: str) -> Reading:
        """As a later version of the reading code: another title, and what was joined is not."""
        changed = content.replace(b"IMPROVEMENT PLAN", b"Something else")
        return read_small(changed, path, sha256)

    given = load({}, index=str(shelf.index), workers=1)
    with pytest.raises(UnusableIndex):
        Pipeline(given, read=read_otherwise, open_writer=_FailingWriter).run(
            [shelf.folder], reread=True
        )
    shelf.run()
    fresh = Shelf(shelf.folder, shelf.index.with_name("fresh"))
    Pipeline(
        load({}, index=str(fresh.index), workers=1), read=read_otherwise, open_writer=SmallWriter
    ).run([shelf.folder])
    assert shelf.state() == fresh.state()
    assert led(shelf, PRINT) == PRINT


def test_an_earlier_generation_answers_under_its_own_ids(shelf: Shelf) -> None:
    shelf.write("print.txt", printed(PLAN, VOTE))
    shelf.run()
    shelf.write("page.txt", page("To receive the plan.", PLAN, VOTE))
    shelf.run()
    store = Store.open(shelf.index)
    first, last = map(store.snapshot, store.generations())
    alone, together = first.document(PAGE), last.document(PRINT)
    assert alone
    assert together
    assert (alone.document.id, together.document.id) == (PRINT, PAGE)
    changes = {each.id: each for each in first.changes(last.generation)}
    assert (changes[PRINT].before, changes[PRINT].after, changes[PRINT].joined) == (
        True,
        False,
        True,
    )
    assert (changes[PAGE].before, changes[PAGE].after, changes[PAGE].joined) == (False, True, False)


def read_otherwise(content: bytes, path: str, sha256: str) -> Reading:
    """Read as a later version of the code does, which gives other ids and finds one item more."""
    found = [
        dataclasses.replace(each, id=f"new-{each.id}")
        for each in read_small(content, path, sha256).documents
    ]
    first = small_document("new-first", "Present", ["Nine members."], path, sha256)
    return Reading((first, *found))


def test_a_text_that_is_read_anew_under_another_id_is_found_under_the_old_one(shelf: Shelf) -> None:
    same = [text(f"item-{n}@m/{n}", "Noted.", title=f"Item {n}") for n in range(1, 4)]
    shelf.write("print.txt", *same)
    shelf.write("gone.txt", text("item-9@m/9", "Noted.", title="Item 1"))
    shelf.run()
    settings_ = load({}, index=str(shelf.index), workers=2)
    (shelf.folder / "gone.txt").unlink()
    anew = Pipeline(settings_, read=read_otherwise, open_writer=SmallWriter)
    anew.run([shelf.folder], reread=True)
    assert [led(shelf, f"item-{n}") for n in (1, 2, 3)] == [
        "new-item-1",
        "new-item-2",
        "new-item-3",
    ]
    assert led(shelf, "item-9") is None, "it was of another file"
    assert shelf.snapshot().tombstone("item-9")


def test_unrelated_ids_lead_nowhere(shelf: Shelf) -> None:
    shelf.write("page.txt", FILES["page.txt"])
    shelf.run()
    assert shelf.snapshot().documents(["item-9", PAGE, "item-9"]).keys() == {PAGE}


OLD_LAYOUT = """
DROP INDEX editions_sha256;
DROP INDEX readings_documents_document;
DROP INDEX readings_documents_item;
DROP TABLE fresh;
ALTER TABLE generations DROP COLUMN composer;
DROP INDEX editions_own;
ALTER TABLE editions DROP COLUMN own;
ALTER TABLE readings_documents DROP COLUMN item;
ALTER TABLE readings_documents DROP COLUMN number;
DROP TABLE containments;
PRAGMA user_version = 2;
"""


def test_a_store_of_the_layout_before_is_read_and_changed_in_place(shelf: Shelf) -> None:
    shelf.write("page.txt", FILES["page.txt"])
    shelf.write("gone.txt", text("gone", "one"))
    shelf.run()
    (shelf.folder / "gone.txt").unlink()
    shelf.run()
    whole = shelf.state()
    connection = sqlite3.connect(shelf.index / FILE_NAME)
    connection.executescript(OLD_LAYOUT)
    assert shelf.state() == whole, "a reader does without the change"
    assert shelf.snapshot().document(PRINT) is None
    store = Store.open(shelf.index)
    generation = store.current()
    assert generation
    earlier = store.snapshot(generation)
    assert earlier.document(PAGE)

    shelf.write("print.txt", FILES["print.txt"])
    shelf.run(reread=True)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    connection.close()
    assert led(shelf, PRINT) == PAGE
    assert shelf.snapshot().tombstone("gone")
    newest = store.current()
    assert newest
    found = store.snapshot(newest).document(PRINT)  # by a connection that saw the old layout
    assert found
    assert found.document.id == PAGE
    assert earlier.ids() == ["item-r1", "item-r2", PAGE]
    fresh = Shelf(shelf.folder, shelf.index.with_name("fresh"))
    fresh.run()
    assert fresh.state() == shelf.state()


def test_check_finds_an_id_that_leads_two_ways(shelf: Shelf) -> None:
    for name, content in FILES.items():
        shelf.write(name, content)
    shelf.run()
    with sqlite3.connect(shelf.index / FILE_NAME) as connection:
        connection.execute("UPDATE editions SET own = ? WHERE own = 'item-4'", (BINS_PAGE,))
    connection.close()
    faults = check(shelf.index, engine_ids).faults
    assert any(f"{BINS_PAGE} leads to 2 documents" in fault for fault in faults)


WORDS = st.lists(
    st.sampled_from(["the", "plan", "was", "noted", "by", "members", "in", "may", "and", "june"]),
    max_size=30,
)


def content(paragraphs: list[list[str]]) -> bytes:
    return encode(small_document("a", "A", [" ".join(words) for words in paragraphs]))


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
@settings(deadline=None)
def test_a_text_contains_itself_and_whatever_was_cut_from_its_end(
    kept: list[list[str]], cut: list[list[str]]
) -> None:
    assert contains(content(kept), content(kept))
    assert contains(content([*kept, *cut]), content(kept))


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=5))
@settings(deadline=None)
def test_a_text_of_other_words_is_not_contained(paragraphs: list[list[str]]) -> None:
    other = [[word[::-1] + "x" for word in words] for words in paragraphs]
    assert not contains(content(paragraphs), content(other))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mg-a-ai1", "mg-a-ai2", "mg-b-ai1", "item-1", "item-2", "item-3"]),
            st.sampled_from(["k", "l"]),
            st.sampled_from([None, "1", "2", "1/24"]),
            st.frozensets(st.sampled_from("wxyz"), min_size=1),
            st.integers(0, 4),
        ),
        unique_by=lambda each: each[0],
    ),
    st.booleans(),
)
def test_joining_never_puts_two_of_one_file_or_one_host_together(
    given_: list[tuple[str, str, str | None, frozenset[str], int]], listing: bool
) -> None:
    publications = [
        Publication(own, key, number, files, body, body * 100, listing=listing)
        for own, key, number, files, body in given_
    ]

    def holds(longer: int, shorter: int) -> bool:
        return longer % 2 == shorter % 2

    found = joined(publications, holds)
    assert joined(reversed(publications), holds) == found
    for one, other in itertools.combinations(publications, 2):
        if found.get(one.own, one.own) == found.get(other.own, other.own):
            assert one.key == other.key
            assert not one.files & other.files
            assert one.own[:5] != other.own[:5] or not one.own.startswith("mg-")
            assert holds(one.body, other.body)
    for own, document in found.items():
        others = [name for name, led_to in found.items() if led_to == document]
        assert document == preferred(others)
        assert own in others


def test_what_was_worked_out_is_not_worked_out_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(longer: bytes, shorter: bytes) -> bool:
        asked.append((longer, shorter))
        return contains(longer, shorter)

    monkeypatch.setattr(containing, "contains", counted)
    shelf.write("page.txt", page(PLAN, VOTE))
    shelf.write("print.txt", printed(PLAN, VOTE))
    shelf.run()
    shelf.write("other.txt", text("other", "one"))
    shelf.run()
    assert len(asked) == 1
    monkeypatch.setattr(containing, "containing_version", lambda: "another rule")
    for module in (publishing, reach):  # a change of that rule is a change of what stands on it
        monkeypatch.setattr(module, "composer_version", lambda: "another rule")
    shelf.run()
    assert len(asked) == 2
    with sqlite3.connect(shelf.index / FILE_NAME) as connection:
        rules = connection.execute("SELECT rule FROM containments").fetchall()
    connection.close()
    assert rules == [("another rule",)]
    (shelf.folder / "page.txt").unlink()
    for turn in range(2):  # the text that was shown is kept
        shelf.write("print.txt", printed(PLAN, VOTE, BINS, str(turn)))
        shelf.run()
    assert led(shelf, PRINT) == PRINT
