"""Write the sample corpus from its tables: `python corpus/make_corpus.py` (docs/corpus.md)."""

from __future__ import annotations

import argparse
from pathlib import Path

from make import files

CORPUS = Path(__file__).parent


def main() -> None:
    """Write every sample, or those whose names contain `--only`, below `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=CORPUS, help="folder to write to")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files whose name has TEXT")
    parser.add_argument("--list", action="store_true", help="name the files, write nothing")
    arguments = parser.parse_args()
    chosen = [name for name in files.names() if arguments.only in name]
    if not arguments.list:
        files.write(chosen, arguments.out)
    print("\n".join(chosen))


if __name__ == "__main__":
    main()
