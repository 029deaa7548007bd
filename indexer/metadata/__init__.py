"""What a document is: its kind, council, committee, dates and framework, each with its source."""

from indexer.metadata.describe import describe
from indexer.metadata.description import Description

__all__ = ["Description", "describe"]
