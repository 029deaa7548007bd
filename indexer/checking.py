"""Whether a published index is whole: its files, its documents, and that the two agree."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer import generations
from indexer.errors import NoIndex, UnusableIndex
from indexer.records import Document
from indexer.store import Generation, Snapshot, Store

_MOST_LISTED = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and every fault that was found in it (the first 100)."""

    generation: int
    documents: int
    paragraphs: int
    files: int
    refused: int
    faults: tuple[str, ...]


def check(index: Path, engine_ids: Callable[[Generation], set[str]]) -> Verdict:
    """Look through the current generation; `engine_ids` tells which documents the engine holds.

    Raises:
        NoIndex: nothing has been published.
        DamagedIndex: the store itself cannot be opened.
    """
    store = Store.open(index)
    try:
        generation = store.current()
        if generation is None:
            raise NoIndex(f"Nothing is published in {index}.", "Run: minutebook index FOLDER")
        faults = _faults(store, generation, engine_ids)
        listed = tuple(fault for fault, _ in zip(faults, range(_MOST_LISTED), strict=False))
        return Verdict(
            generation.number,
            generation.documents,
            generation.paragraphs,
            generation.files,
            generation.refused,
            listed,
        )
    finally:
        store.close()


def _faults(
    store: Store, generation: Generation, engine_ids: Callable[[Generation], set[str]]
) -> Iterator[str]:
    yield from store.faults()
    snapshot = store.snapshot(generation)
    ids = set(snapshot.ids())
    try:
        generations.verify(generation.path)
        held = engine_ids(generation)
    except UnusableIndex as error:
        yield error.message
    else:
        yield from (f"document {name}: the engine does not hold it" for name in sorted(ids - held))
        yield from (f"document {name}: only the engine holds it" for name in sorted(held - ids))
    yield from _document_faults(snapshot)
    for name, documents in sorted(snapshot.leading().items()):
        if len(documents) > 1:
            yield f"{name} leads to {len(documents)} documents"


def _document_faults(snapshot: Snapshot) -> Iterator[str]:
    documents = paragraphs = 0
    for stored in snapshot.all():
        documents += 1
        paragraphs += len(stored.document.paragraphs)
        for fault in _faults_of(stored.document):
            yield f"document {stored.document.id}: {fault}"
    generation = snapshot.generation
    if (documents, paragraphs) != (generation.documents, generation.paragraphs):
        yield (
            f"generation {generation.number} counts {generation.documents} documents and"
            f" {generation.paragraphs} paragraphs, but holds {documents} and {paragraphs}"
        )
    sources = list(snapshot.sources())
    refused = sum(source.refused for source in sources)
    if (len(sources), refused) != (generation.files, generation.refused):
        yield f"generation {generation.number} does not count its files rightly"


def _faults_of(document: Document) -> Iterator[str]:
    texts = {paragraph.anchor: paragraph.text for paragraph in document.paragraphs}
    counted = Counter(paragraph.anchor for paragraph in document.paragraphs)
    yield from (f"anchor {name} stands {n} times" for name, n in counted.items() if n > 1)
    for judgement in document.judgements:
        if judgement.paragraph is None:
            continue
        text = texts.get(judgement.paragraph)
        if text is None:
            yield f"the evidence of a judgement, {judgement.paragraph}, is no paragraph of it"
        elif not 0 <= judgement.start <= judgement.end <= len(text):
            yield f"the evidence of a judgement lies outside paragraph {judgement.paragraph}"
