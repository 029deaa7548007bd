"""What `corpus/make_corpus.py` is made of; docs/corpus.md tells how to use it."""
