"""How a run tells that it goes on. The command line shows it; tests and programs need not."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears how the run goes."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of `total` steps begins."""

    def step(self, name: str) -> None:
        """One step is done: the file or document of this name."""


class Silence:
    """Progress that nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """Say nothing."""

    def step(self, name: str) -> None:
        """Say nothing."""
