"""Answers searches over the index; knows nothing of Flask."""
