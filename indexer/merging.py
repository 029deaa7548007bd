"""Several segments into one, without reading any document again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.packing import Arrays, offsets, pack, ranks, spans, unpack
from indexer.postings import Postings, inverted, sorting_keys
from indexer.tape import FACETS, described_forms, described_ids

Part = tuple[Arrays, Any, set[int]]


def merge(parts: Sequence[Part]) -> tuple[Arrays, dict[str, Any]] | None:
    """Merge segments (arrays, notes, numbers of the documents that have gone); None if none stand.

    The documents keep their order.
    """
    standing = [_standing(arrays, deleted) for arrays, _, deleted in parts]
    if not any(keep.any() for keep in standing):
        return None
    terms, forms = _Names("term", parts), _Names("form", parts)
    found = _layout(parts, standing)
    numbers: list[NDArray[np.int64]] = []
    positions: list[NDArray[np.int64]] = []
    printed: list[NDArray[np.int64]] = []
    base = 0
    for part, ((arrays, _, _), keep) in enumerate(zip(parts, standing, strict=True)):
        moved, end = _moves(arrays, keep, base)
        docs, at = _placed(arrays)
        kept = np.flatnonzero(keep[docs])
        term = np.repeat(
            np.arange(len(arrays["term_offsets"]) - 1),
            _steps(arrays["position_offsets"]),
        )
        numbers.append(terms.new[part][term[kept]])
        printed.append(forms.new[part][_form_of(arrays, term)[kept]])
        positions.append(at[kept] + moved[docs[kept]])
        base = end
    term, at, form = map(np.concatenate, (numbers, positions, printed))
    names, term = _used(terms.texts, term)
    form_names, form = _used(forms.texts, form)
    form_term = np.zeros(len(form_names), np.int64)
    form_term[form] = term
    counts = np.bincount(form, minlength=len(form_names))
    rank = ranks(names)
    found |= described_forms(form_names, rank[form_term], counts)
    keys = sorting_keys(rank[term], at, found["form_number"][ranks(form_names)[form]])
    forms_of = np.bincount(rank[form_term], minlength=len(names))
    found |= inverted(names, keys, forms_of, found)
    found |= _labels(parts, standing)
    rows, notes = _facets(parts, standing)
    return found | rows, {"facets": notes}


class _Names:
    """The names of all parts together; `new` gives each part's old number its common one."""

    def __init__(self, kind: str, parts: Sequence[Part]) -> None:
        numbers: dict[str, int] = {}
        self.new: list[NDArray[np.int64]] = []
        for arrays, _, _ in parts:
            texts = unpack(arrays[f"{kind}_bytes"], arrays[f"{kind}_offsets"])
            self.new.append(
                np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.int64)
            )
        self.texts = list(numbers)


def _standing(arrays: Arrays, deleted: set[int]) -> NDArray[np.bool_]:
    keep = np.ones(len(arrays["date"]), np.bool_)
    keep[list(deleted)] = False
    return keep


def _steps(bounds: NDArray[Any]) -> NDArray[np.int64]:
    wide = bounds.astype(np.int64)
    return wide[1:] - wide[:-1]


def _moves(arrays: Arrays, keep: NDArray[np.bool_], base: int) -> tuple[NDArray[np.int64], int]:
    """Say how far each document moves on the tape, and where the next part begins."""
    starts = arrays["paragraph_start"][arrays["doc_paragraph"]].astype(np.int64)
    widths = _steps(starts) * keep
    ends = base + np.cumsum(widths)
    return ends - widths - starts[:-1], int(ends[-1]) if len(ends) else base


def _placed(arrays: Arrays) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Say of every position of every term its document and its place on the tape."""
    postings = Postings(arrays)
    pairs = [postings.of(term) for term in range(len(arrays["term_offsets"]) - 1)]
    none = np.zeros(0, np.int64)
    counts = np.concatenate([none, *(counts for _, counts in pairs)])
    docs: NDArray[np.int64] = np.repeat(
        np.concatenate([none, *(docs for docs, _ in pairs)]), counts
    )
    starts = arrays["paragraph_start"][arrays["doc_paragraph"]].astype(np.int64)
    at: NDArray[np.int64] = starts[docs] + arrays["position"]
    return docs, at


def _layout(parts: Sequence[Part], standing: Sequence[NDArray[np.bool_]]) -> Arrays:
    ids: list[str] = []
    dates: list[NDArray[Any]] = []
    meetings: list[NDArray[Any]] = []
    roles: list[NDArray[Any]] = []
    widths: list[NDArray[np.int64]] = []
    counts: list[NDArray[np.int64]] = []
    for (arrays, _, _), keep in zip(parts, standing, strict=True):
        every = unpack(arrays["id_bytes"], arrays["id_offsets"])
        ids += [identity for identity, stands in zip(every, keep.tolist(), strict=True) if stands]
        dates.append(arrays["date"][keep])
        meetings.append(arrays["meeting"][keep])
        paragraphs = _steps(arrays["doc_paragraph"])
        counts.append(paragraphs[keep])
        kept = np.repeat(keep, paragraphs)
        roles.append(arrays["paragraph_role"][kept])
        widths.append(_steps(arrays["paragraph_start"])[kept])
    return described_ids(ids) | {
        "date": np.concatenate(dates),
        "meeting": np.concatenate(meetings),
        "doc_paragraph": offsets(np.concatenate(counts)).astype(np.uint32),
        "paragraph_role": np.concatenate(roles),
        "paragraph_start": offsets(np.concatenate(widths)).astype(np.uint32),
    }


def _form_of(arrays: Arrays, term: NDArray[np.int64]) -> NDArray[np.int64]:
    """Say which form is printed at each position, given the term there."""
    grouped = np.lexsort((arrays["form_number"], arrays["form_term"]))
    first = np.searchsorted(arrays["form_term"][grouped], np.arange(len(arrays["term_offsets"])))
    number = np.zeros(len(term), np.uint8)
    bounds = arrays["printed_offsets"]
    several = np.flatnonzero(_steps(bounds))
    places = arrays["position_offsets"]
    number[spans(places[several], places[several + 1])] = arrays["printed"]
    found: NDArray[np.int64] = grouped[first[term] + number]
    return found


def _used(texts: list[str], numbers: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
    """Keep the texts that are used, and number them anew."""
    used, compact = np.unique(numbers, return_inverse=True)
    return [texts[number] for number in used.tolist()], compact.astype(np.int64)


def _labels(parts: Sequence[Part], standing: Sequence[NDArray[np.bool_]]) -> Arrays:
    holders: dict[str, list[int]] = {}
    base = 0
    for (arrays, _, _), keep in zip(parts, standing, strict=True):
        new = base + np.cumsum(keep) - 1
        bounds = arrays["label_doc_offsets"].astype(np.int64).tolist()
        for number, label in enumerate(unpack(arrays["label_bytes"], arrays["label_offsets"])):
            docs = arrays["label_doc"][bounds[number] : bounds[number + 1]]
            if len(kept := docs[keep[docs]]):
                holders.setdefault(label, []).extend(new[kept].tolist())
        base += int(keep.sum())
    labels = sorted(holders, key=str.encode)
    found: Arrays = {}
    found["label_bytes"], found["label_offsets"] = pack(labels)
    found["label_doc_offsets"] = offsets([len(holders[label]) for label in labels])
    found["label_doc"] = np.array([doc for label in labels for doc in holders[label]], np.uint32)
    return found


def _facets(
    parts: Sequence[Part], standing: Sequence[NDArray[np.bool_]]
) -> tuple[Arrays, dict[str, list[list[str]]]]:
    found: Arrays = {}
    notes: dict[str, list[list[str]]] = {}
    for name in FACETS:
        pairs: dict[tuple[str, str], int] = {}
        docs: list[NDArray[Any]] = []
        values: list[NDArray[Any]] = []
        base = 0
        for (arrays, old, _), keep in zip(parts, standing, strict=True):
            new = base + np.cumsum(keep) - 1
            number = np.array(
                [
                    pairs.setdefault((value, name), len(pairs))
                    for value, name in old["facets"][name]
                ],
                np.int64,
            )
            kept = keep[arrays[f"{name}_doc"]]
            docs.append(new[arrays[f"{name}_doc"][kept]])
            values.append(number[arrays[f"{name}_value"][kept]])
            base += int(keep.sum())
        found[f"{name}_doc"] = np.concatenate(docs).astype(np.uint32)
        found[f"{name}_value"] = np.concatenate(values).astype(np.uint32)
        notes[name] = [list(pair) for pair in pairs]
    return found, notes
