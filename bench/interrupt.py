"""Does a killed run do harm? `kill -9` at random moments of indexing real files.

    python bench/interrupt.py --data FOLDER [--kills 20] [--late-kills 5] [--files N] [--seed N]
                              [--json]

Indexes half of the files of FOLDER, the old index; then all of them, killed again and again: at
random moments of the whole run, and then at random moments of its last second, when all is read and
the generation is written and published. While each run lives and after each kill, the old index
must answer as before. Then a run is left alone: what it publishes must equal, document for
document, what an undisturbed run publishes.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexer.records import to_json
from indexer.sources import walk
from indexer.store import Store
from search.library import Library
from search.reader import Filters

MINUTEBOOK = str(Path(sys.executable).parent / "minutebook")
POLL_SECONDS = 0.1
LATE_SECONDS = 1.0


@dataclasses.dataclass(slots=True)
class Figures:
    """What was counted."""

    files: int = 0
    documents: int = 0
    undisturbed_seconds: float = 0.0
    kills: int = 0
    late_kills: int = 0
    answers: int = 0
    wrong_answers: int = 0
    parsed_after_last_kill: int = 0
    equal: bool = False


def main() -> int:
    """Run the experiment; 0 where every answer was right and the end was the same."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="folder of real files")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--late-kills", type=int, default=5)
    parser.add_argument("--files", type=int, help="use only so many files, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = experiment(asked, Path(folder))
    if asked.json:
        print(json.dumps(dataclasses.asdict(figures)))
    else:
        for name, value in dataclasses.asdict(figures).items():
            print(f"{name.replace('_', ' '):24} {value}")
    return 0 if figures.equal and not figures.wrong_answers else 1


def experiment(asked: argparse.Namespace, folder: Path) -> Figures:
    """Kill, look, and compare."""
    chance = random.Random(asked.seed)  # noqa: S311 - a course of events to repeat, no secret
    figures = Figures()
    corpus, index, other = folder / "corpus", folder / "index", folder / "undisturbed"
    files = list(walk([asked.data]).files)
    if asked.files:
        files = chance.sample(files, min(asked.files, len(files)))
    figures.files = len(files)
    chance.shuffle(files)
    half = len(files) // 2
    copy(files[:half], corpus)
    finish(corpus, index)
    before = answer(index)
    copy(files[half:], corpus)
    gone = corpus / files[0].path
    gone.unlink()  # a document is withdrawn as well
    shutil.copytree(index, other)
    figures.undisturbed_seconds = round(finish(corpus, other)["seconds"], 1)
    spread = 2 * figures.undisturbed_seconds / asked.kills
    figures.kills = kill_often(
        asked.kills, lambda share: Killed(corpus, index, share * spread), before, figures, chance
    )
    figures.late_kills = kill_often(
        asked.late_kills,
        lambda share: Killed(corpus, index, share * LATE_SECONDS, late=True),
        before,
        figures,
        chance,
    )
    figures.parsed_after_last_kill = finish(corpus, index)["parsed"]
    expected, found = state(other), state(index)
    figures.documents = len(found["documents"])
    figures.equal = expected == found
    return figures


@dataclasses.dataclass(frozen=True, slots=True)
class Killed:
    """A run that is killed after so many seconds, `late`: after it has begun to write."""

    corpus: Path
    index: Path
    seconds: float
    late: bool = False

    def run(self, before: Any, figures: Figures) -> bool:
        """Ask the old index while the run lives and after; whether it was killed in time."""
        with subprocess.Popen(
            [MINUTEBOOK, "index", str(self.corpus), "--index", str(self.index)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            assert run.stderr
            if self.late:
                any(line.startswith("Indexing") for line in run.stderr)
            deadline = time.monotonic() + self.seconds
            answers = []
            while run.poll() is None and (left := deadline - time.monotonic()) > 0:
                answers.append((generation(self.index), answer(self.index)))
                time.sleep(min(POLL_SECONDS, left))
            run.kill()
        if generation(self.index) != 1:
            return False
        answers.append((1, answer(self.index)))
        figures.answers += len(answers)
        figures.wrong_answers += sum(told != before for number, told in answers if number == 1)
        return True


def kill_often(
    times: int,
    plan: Callable[[float], Killed],
    before: Any,
    figures: Figures,
    chance: random.Random,
) -> int:
    """Kill so many runs, each a random share of the way; one that ends too soon is undone."""
    longest, killed = 1.0, 0
    while killed < times:
        run = plan(chance.uniform(0, longest))
        saved = run.index.with_name("saved")
        shutil.copytree(run.index, saved)
        if run.run(before, figures):
            killed += 1
            shutil.rmtree(saved)
        else:
            longest *= 0.8
            shutil.rmtree(run.index)
            saved.rename(run.index)
    return killed


def copy(files: list[Any], corpus: Path) -> None:
    """Copy files to the same places under `corpus`."""
    for file in files:
        (corpus / file.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.place, corpus / file.path)


def finish(corpus: Path, index: Path) -> Any:
    """A run that is left alone; its summary."""
    done = subprocess.run(
        [MINUTEBOOK, "index", str(corpus), "--index", str(index), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return json.loads(done.stdout)


def generation(index: Path) -> int:
    """The number of the generation that is published."""
    store = Store.open(index)
    current = store.current()
    store.close()
    return current.number if current else 0


def answer(index: Path) -> Any:
    """What the index answers to a search for everything: total, facets, the first documents."""
    with Library.open(index).session() as session:
        hits = session.reader.search(None, Filters(), limit=50)
        shown = session.snapshot.documents([hit.document_id for hit in hits.hits])
        texts = {name: len(stored.document.paragraphs) for name, stored in shown.items()}
        return hits.total, hits.facets, texts


def state(index: Path) -> Any:
    """Everything that is published, but for moments."""
    with Library.open(index).session() as session:
        snapshot = session.snapshot
        engine = session.reader.search(None, Filters(), limit=session.generation.documents + 1)
        return {
            "engine": sorted(hit.document_id for hit in engine.hits),
            "facets": engine.facets,
            "sources": [to_json(source) for source in snapshot.sources()],
            "documents": {
                stored.document.id: (
                    stored.revision,
                    stored.places,
                    to_json(stored.document),
                    [to_json(each.document) for each in snapshot.versions(stored.document.id)],
                )
                for stored in snapshot.all()
            },
        }


if __name__ == "__main__":
    sys.exit(main())
