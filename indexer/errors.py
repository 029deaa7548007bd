"""The whole error tree. Errors of other libraries are translated into it where they enter.

MinutebookError                 message, advice, exit code
├── ConfigurationError          a setting or an argument is wrong                 exit 2
├── RefusedFile                 one file cannot be read; `reason` names why       (listed)
│   ├── UnreachableFile         the system does not let it be opened
│   ├── UnknownFormat           the bytes are none of the formats we read
│   ├── DamagedFile             the format is right but the file is broken
│   ├── ProtectedFile           it needs a password, or forbids reading
│   ├── EmptyFile               there is no text in it
│   ├── NeedsOcr                its pages are pictures
│   └── LimitExceeded           it took more memory, time or output than allowed
├── UnusableIndex               the index cannot be used                          exit 3
│   ├── NoIndex                 there is none at this address
│   ├── DamagedIndex            a file of it is missing or its checksum is wrong
│   └── IndexBusy               another indexer is writing to it
└── BadRequest                  a search cannot be understood; gathers `mistakes`  HTTP 400
"""

from __future__ import annotations

import dataclasses


class MinutebookError(Exception):
    """Anything that Minutebook reports to a person: what is wrong, and what to do about it."""

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class ConfigurationError(MinutebookError):
    """A setting or an argument is wrong."""

    exit_code = 2


class RefusedFile(MinutebookError):  # noqa: N818 - the name is the fate, as listed to people
    """A file cannot be read. `reason` is a stable name for it; `advice` says what to do."""

    reason = "refused"


class UnreachableFile(RefusedFile):
    """The system does not let the file be opened."""

    reason = "cannot be opened"


class UnknownFormat(RefusedFile):
    """The bytes are none of the formats that Minutebook reads."""

    reason = "unknown format"


class DamagedFile(RefusedFile):
    """The file is of a known format, but broken."""

    reason = "damaged"


class ProtectedFile(RefusedFile):
    """The file needs a password, or forbids reading."""

    reason = "protected"


class EmptyFile(RefusedFile):
    """There is no text in the file."""

    reason = "no text"


class NeedsOcr(RefusedFile):
    """The pages are pictures of text."""

    reason = "needs OCR"


class LimitExceeded(RefusedFile):
    """Reading the file took more memory, time or output than is allowed."""

    reason = "over the limit"


class UnusableIndex(MinutebookError):  # noqa: N818 - reads as the state it reports
    """The index at this address cannot be used."""

    exit_code = 3


class NoIndex(UnusableIndex):
    """There is no index at this address."""


class DamagedIndex(UnusableIndex):
    """A file of the index is missing, or does not match its checksum."""


class IndexBusy(UnusableIndex):
    """Another indexer is writing to this index."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a request: which argument, what is wrong, and where in its value.

    `suggestion` is the nearest valid value, offered and never run.
    """

    argument: str
    value: str
    message: str
    start: int | None = None
    end: int | None = None
    suggestion: str | None = None


class BadRequest(MinutebookError):  # noqa: N818 - the name of the HTTP status
    """A request that cannot be understood; carries every mistake, not just the first."""

    exit_code = 2

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(f"{m.argument}: {m.message}" for m in mistakes))
        self.mistakes = mistakes
