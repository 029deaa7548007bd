"""What the store says of two generations: documents that came, changed or went between them."""

from __future__ import annotations

from pathlib import Path

from small_index import Shelf, text

from indexer.store import Store


def test_changes_between_any_two_generations(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files", tmp_path / "index")
    states: list[dict[str, str]] = [
        {"same": "1", "edited": "1", "restored": "1", "withdrawn": "1"},
        {"same": "1", "edited": "2", "restored": "2", "added": "1", "passing": "1"},
        {"same": "1", "edited": "3", "restored": "1", "added": "2", "returned": "1"},
        {"same": "1", "edited": "3", "restored": "1", "added": "2"},
        {"same": "1", "edited": "3", "restored": "1", "added": "2", "returned": "1"},
    ]
    for state in states:
        for path in shelf.folder.glob("*.txt"):
            path.unlink()
        for name, line in state.items():
            shelf.write(f"{name}.txt", text(name, f"line {line}"))
        shelf.run()
    # The same texts from other files: a generation of its own, and no change.
    shelf.write("moved.txt", text("same", "line 1"))
    (shelf.folder / "same.txt").unlink()
    shelf.run()
    states.append(states[-1])

    store = Store.open(shelf.index)
    generations = store.generations()
    assert [each.number for each in generations] == [1, 2, 3, 4, 5, 6]
    for earlier, before in zip(generations, states, strict=True):
        snapshot = store.snapshot(earlier)
        for later, after in zip(generations, states, strict=True):
            if later.number < earlier.number:
                continue
            expected = {
                name: (name in before, name in after)
                for name in before | after
                if before.get(name) != after.get(name)
            }
            changes = snapshot.changes(later)
            assert {each.id: (each.before, each.after) for each in changes} == expected
        titles = snapshot.titles([*before, "nobody"])
        assert titles == {name: f"Title of {name}" for name in before}
        gone = store.snapshot(generations[-1]).tombstones(["withdrawn", "passing", "same"])
        assert gone.keys() == {"withdrawn", "passing"}


def test_a_change_is_dated_by_the_generation_that_brought_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "files", tmp_path / "index")
    for lines in ("1", "2", "2", "3"):
        shelf.write("a.txt", text("a", f"line {lines}"))
        shelf.write("b.txt", text("b", f"round {lines}" if lines == "1" else "round 2"))
        shelf.write("other.txt", text("other", f"run {lines}"))
        shelf.run()
    store = Store.open(shelf.index)
    first, second, *_, last = store.generations()
    when = {each.id: each.when for each in store.snapshot(first).changes(last)}
    assert when["a"] == last.published_at
    assert when["b"] == second.published_at
    assert store.before(first.published_at) is None
