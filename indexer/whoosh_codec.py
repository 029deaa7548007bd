"""The index as Whoosh sees it: a codec whose segments are files of flat arrays (indexer/tape.py).

Whoosh opens the index like any other (`whoosh.index.open_dir`) and its queries run on it: that is
the oracle for our own evaluation. Segments are written in bulk by `WhooshWriter`, sorted in numpy;
handing postings to a codec one by one, as Whoosh's own writer does, takes most of the time it takes
to index. Only the reading half of the codec is therefore here.
"""

from __future__ import annotations

import bisect
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields, formats
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.arrays import read_arrays
from indexer.packing import Arrays, unpack
from indexer.postings import Postings
from indexer.segments import SegmentEntry
from indexer.tape import FACETS

INDEX_NAME = "MAIN"
SEGMENT_EXTENSION = ".arrays"
TEXT = "text"
# Stock Whoosh knows no paragraphs: it gets to see them further apart than any phrase can reach
# (512 characters hold at most 256 words, stretched by 50).
_APART = 512


class TapePositions(formats.Positions):  # type: ignore[misc]
    """Positions as the codec hands them on: little-endian uint32, from the document's start."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Read the positions."""
        return [int(position) for position in np.frombuffer(valuestring, "<u4")]

    def decode_frequency(self, valuestring: bytes) -> int:
        """Count the positions."""
        return len(valuestring) // 4


def schema() -> fields.Schema:
    """Describe what stock Whoosh can search and fetch.

    `text` holds title and paragraphs, as terms of indexer/analysis.py; `id` and the facets are
    stored, the facets as lists of values.
    """
    text = fields.TEXT(phrase=True)
    text.format = TapePositions()
    return fields.Schema(
        text=text, id=fields.STORED(), **{name: fields.STORED() for name in FACETS}
    )


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads segments of flat arrays."""

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTerms:
        """Open the terms and postings."""
        return ArrayTerms(segment.arrays(storage)[0])

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocuments:
        """Open the documents' lengths and stored fields."""
        return ArrayDocuments(segment, *segment.arrays(storage))


class ArraySegment(base.Segment):  # type: ignore[misc]
    """A segment in Whoosh's table of contents."""

    def __init__(self, entry: SegmentEntry) -> None:
        super().__init__(INDEX_NAME)
        self.segid = entry.file.removeprefix(f"{INDEX_NAME}_").removesuffix(SEGMENT_EXTENSION)
        self._documents = entry.documents
        self._deleted = frozenset(entry.hidden())

    def codec(self) -> ArrayCodec:
        """Give the codec that reads the segment."""
        return ArrayCodec()

    def arrays(self, storage: FileStorage) -> tuple[Arrays, Any]:
        """Map the segment's file."""
        return read_arrays(Path(storage.folder) / self.make_filename(SEGMENT_EXTENSION))

    def doc_count_all(self) -> int:
        """Count the documents, standing or gone."""
        return self._documents

    def deleted_count(self) -> int:
        """Count the documents that have gone."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Number the documents that have gone."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document has gone."""
        return docnum in self._deleted


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment and their postings."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._read = Postings(arrays)
        self._terms = [
            text.encode() for text in unpack(arrays["term_bytes"], arrays["term_offsets"])
        ]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def _find(self, fieldname: str, text: bytes) -> int | None:
        at = bisect.bisect_left(self._terms, text)
        found = fieldname == TEXT and at < len(self._terms) and self._terms[at] == text
        return at if found else None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Walk over the terms."""
        return ((TEXT, text) for text in self._terms)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Walk over the terms from `prefix` on."""
        first = bisect.bisect_left(self._terms, prefix) if fieldname == TEXT else len(self._terms)
        return ((TEXT, text) for text in self._terms[first:])

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Measure a term."""
        docs, counts, _ = self._postings(fieldname, text)
        lengths = self._arrays["length"][docs]
        return TermInfo(
            weight=int(counts.sum()),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=int(counts.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Count the documents that hold a term; Whoosh asks this of absent terms too."""
        return len(self._postings(fieldname, text)[0]) if (fieldname, text) in self else 0

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Count how often a term stands in all documents."""
        return int(self._postings(fieldname, text)[1].sum()) if (fieldname, text) in self else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: formats.Format, scorer: Any = None
    ) -> ListMatcher:
        """Walk over a term's postings."""
        docs, counts, positions = self._postings(fieldname, text)
        ends = np.cumsum(counts).tolist()
        starts = [0, *ends[:-1]]
        return ListMatcher(
            docs.tolist(),
            counts.astype(float).tolist(),
            [positions[start:end].tobytes() for start, end in zip(starts, ends, strict=True)],
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def indexed_field_names(self) -> list[str]:
        """Name the one field with postings."""
        return [TEXT]

    def _postings(self, fieldname: str, text: bytes) -> tuple[Any, Any, Any]:
        term = self._find(fieldname, text)
        if term is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        docs, counts = self._read.of(term)
        positions = self._read.positions(term)
        starts = self._arrays["paragraph_start"]
        first = np.repeat(self._arrays["doc_paragraph"][docs], counts)
        paragraph = np.searchsorted(starts, positions, "right") - 1
        spread = positions - starts[first] + _APART * (paragraph - first)
        return docs, counts, spread.astype("<u4")


class ArrayDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment."""

    def __init__(self, segment: ArraySegment, arrays: Arrays, notes: Any) -> None:
        self._segment = segment
        self._arrays = arrays
        self._facets = notes["facets"]

    def doc_count(self) -> int:
        """Count the documents that stand."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Count the documents, standing or gone."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any document has gone."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document has gone."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Number the documents that have gone."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Count the positions of a document that hold a term."""
        return int(self._arrays["length"][docnum]) if fieldname == TEXT else default

    def field_length(self, fieldname: str) -> int:
        """Count the positions of all documents that hold a term."""
        return int(self._arrays["length"].sum()) if fieldname == TEXT else 0

    def min_field_length(self, fieldname: str) -> int:
        """Measure the shortest document."""
        return int(self._arrays["length"].min()) if fieldname == TEXT else 0

    def max_field_length(self, fieldname: str) -> int:
        """Measure the longest document."""
        return int(self._arrays["length"].max()) if fieldname == TEXT else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Fetch a document's id and facet values."""
        bounds = self._arrays["id_offsets"]
        raw = self._arrays["id_bytes"][bounds[docnum] : bounds[docnum + 1]].tobytes()
        stored: dict[str, Any] = {"id": raw.decode()}
        for name in FACETS:
            rows = self._arrays[f"{name}_doc"] == docnum
            numbers = self._arrays[f"{name}_value"][rows].tolist()
            stored[name] = [self._facets[name][number][0] for number in numbers]
        return stored


def write_contents(folder: Path, entries: Iterable[SegmentEntry]) -> None:
    """Write Whoosh's table of contents for these segments, durably (Whoosh itself never syncs).

    Segments of which nothing stands are for looking back only, and are left out.
    """
    segments = [ArraySegment(entry) for entry in entries if len(entry.gone) < entry.documents]
    contents = TOC(schema(), segments, 1)
    contents.write(FileStorage(str(folder)), INDEX_NAME)
    with (folder / f"_{INDEX_NAME}_1.toc").open("rb") as file:
        os.fsync(file.fileno())
