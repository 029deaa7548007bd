"""Grades: what an inspectorate judged, as a document reports it, with the words that say so."""

from indexer.judgements.finding import find

__all__ = ["find"]
