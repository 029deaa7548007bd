"""What a run of the indexer did, in figures that add up."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

from indexer.gathering import Gathered
from indexer.sources import Walk
from indexer.store.composition import Composition
from indexer.store.publishing import Published

_ENDINGS = 3  # kinds of files passed over that a person is told of by name


@dataclasses.dataclass(frozen=True, slots=True)
class RefusedSource:
    """A file that could not be read, why, and what to do about it."""

    path: str
    reason: str
    message: str
    advice: str


@dataclasses.dataclass(frozen=True, slots=True)
class SourceWarning:
    """What a person should know about how a file was read."""

    path: str
    message: str


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A run's summary: `files` = `indexed` + `unchanged` + `refused`, of the paths that were given.

    `passed_over` counts files of other endings; `withdrawn` counts files that are gone since the
    last run, `documents_withdrawn` documents that no file holds any more. `documents` and
    `paragraphs` are the whole index's.
    `parsed` counts files that were read in this run, `pages` the pages of those that gave text;
    `page_seconds` is the wall time, `page_cpu_seconds` the processor time spent on those pages,
    added up over the workers; `peak_memory` is the largest worker's, in bytes.
    """

    files: int
    indexed: int
    unchanged: int
    refused: int
    passed_over: int
    withdrawn: int
    documents_withdrawn: int
    documents: int
    paragraphs: int
    generation: int | None
    published: bool
    seconds: float
    parsed: int
    pages: int
    page_seconds: float
    page_cpu_seconds: float
    peak_memory: int
    workers: int
    refusals: tuple[RefusedSource, ...]
    warnings: tuple[SourceWarning, ...]
    passed_over_names: tuple[str, ...]

    @classmethod
    def of(
        cls,
        walk: Walk,
        gathered: Gathered,
        before: Composition,
        shown: Composition,
        newest: Published | None,
        **outcome: Any,
    ) -> Report:
        """Add up a run: what was found and gathered, what was shown before and is shown now.

        `before` and `shown` may leave out what is the same in both.
        """
        told = [file for file in gathered.files if file.refusal or file.warnings]
        told.sort(key=lambda file: file.path)
        refusals = tuple(
            RefusedSource(file.path, file.refusal.reason, file.refusal.message, file.refusal.advice)
            for file in told
            if file.refusal
        )
        unchanged = sum(file.unchanged for file in gathered.files)
        return cls(
            files=len(gathered.files),
            indexed=len(gathered.files) - unchanged - len(refusals),
            unchanged=unchanged,
            refused=len(refusals),
            passed_over=len(walk.passed_over),
            withdrawn=gathered.removed if outcome["published"] else 0,
            documents_withdrawn=len(before.bodies.keys() - shown.ids),
            documents=newest.totals.documents if newest else 0,
            paragraphs=newest.totals.paragraphs if newest else 0,
            generation=newest.number if newest else None,
            parsed=gathered.cost.parsed,
            pages=gathered.cost.pages,
            page_seconds=gathered.cost.page_seconds,
            page_cpu_seconds=gathered.cost.page_cpu_seconds,
            peak_memory=gathered.cost.peak_memory,
            refusals=refusals,
            warnings=tuple(
                SourceWarning(file.path, warning) for file in told for warning in file.warnings
            ),
            passed_over_names=walk.passed_over,
            **outcome,
        )

    def to_json(self) -> dict[str, Any]:
        """The summary for a program; times in seconds, memory in MB."""
        fields = dataclasses.asdict(self)
        wall, processor = fields.pop("page_seconds"), fields.pop("page_cpu_seconds")
        fields["seconds"] = round(self.seconds, 3)
        fields["peak_memory_mb"] = round(fields.pop("peak_memory") / (1 << 20))
        fields["seconds_per_page"] = round(wall / self.pages, 4) if self.pages else None
        fields["cpu_seconds_per_page"] = round(processor / self.pages, 4) if self.pages else None
        return fields

    def lines(self) -> list[str]:
        """The summary for a person."""
        lines = [
            f"{self.files:,} files: {self.indexed:,} indexed, {self.unchanged:,} unchanged,"
            f" {self.refused:,} refused."
        ]
        if self.passed_over:
            lines.append(f"Other kinds of files, passed over: {self._endings()}.")
        if self.withdrawn or self.documents_withdrawn:
            lines.append(
                f"{self.withdrawn:,} files are gone;"
                f" {self.documents_withdrawn:,} documents withdrawn."
            )
        lines += [
            f"  refused: {refusal.path}: {refusal.reason}. {refusal.message.rstrip('.')}."
            f" {refusal.advice}"
            for refusal in self.refusals
        ]
        lines += [f"  note: {warning.path}: {warning.message}" for warning in self.warnings]
        if self.pages:
            lines.append(
                f"Read {self.parsed:,} files, {self.pages:,} pages;"
                f" {self.page_seconds / self.pages * 1000:,.0f} ms a page,"
                f" {self.page_cpu_seconds / self.pages * 1000:,.0f} ms of processor time;"
                f" the largest of {self.workers} workers took {self.peak_memory >> 20:,} MB."
            )
        if self.generation is None:
            lines.append("Nothing is published yet.")
        else:
            lines.append(
                f"Generation {self.generation} {'published' if self.published else 'unchanged'}:"
                f" {self.documents:,} documents, {self.paragraphs:,} paragraphs,"
                f" in {self.seconds:,.1f} s."
            )
        return lines

    def _endings(self) -> str:
        """How many files were passed over, by their endings: "12 .csv, 3 .png, 2 others"."""
        names = [Path(name).name for name in self.passed_over_names]
        counted = Counter(Path(name).suffix.lower() for name in names if not name.startswith("."))
        told = [(number, ending) for ending, number in counted.most_common(_ENDINGS) if ending]
        said = [f"{number:,} {ending}" for number, ending in told]
        others = self.passed_over - sum(number for number, _ in told)
        return ", ".join(
            [*said, f"{others:,} other{'s' if others > 1 else ''}"] if others else said
        )
