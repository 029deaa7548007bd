"""Reads councils' minutes and inspection reports and builds the index."""
