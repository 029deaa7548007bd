"""Files of flat little-endian arrays, read in place: nothing is decoded or unpickled.

A file is: eight bytes of magic; the length of the header (uint64); the header, JSON that names each
array's type, length and place, and carries a small `notes` object; then the arrays, each at a
multiple of 64 bytes.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import DamagedIndex

_MAGIC = b"MBARR\x00\x00\x01"
_ALIGNMENT = 64
# A search that meets the file's pages one by one waits for each; all at once they take 0.1 ms a MB
# on opening. Larger files are left to the system, which knows what memory there is.
_AT_ONCE = getattr(mmap, "MAP_POPULATE", 0)  # of Linux
_MAPPED_WHOLE = 512 * 1024 * 1024


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], notes: Any) -> None:
    """Write one-dimensional arrays and notes (whatever JSON can hold) to a new file, durably."""
    described: dict[str, tuple[str, int, int]] = {}
    place = 0
    ready: list[NDArray[Any]] = []
    for name, array in arrays.items():
        little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        described[name] = (little.dtype.str, len(little), place)
        place += -(-little.nbytes // _ALIGNMENT) * _ALIGNMENT
        ready.append(little)
    header = json.dumps({"arrays": described, "notes": notes}, ensure_ascii=False).encode()
    with path.open("xb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        file.write(bytes(-file.tell() % _ALIGNMENT))
        for little in ready:
            file.write(little.data)
            file.write(bytes(-little.nbytes % _ALIGNMENT))
        file.flush()
        os.fsync(file.fileno())


def read_arrays(path: Path) -> tuple[dict[str, NDArray[Any]], Any]:
    """Map a file that `write_arrays` wrote: its arrays (read-only views of the file) and notes.

    Raises:
        DamagedIndex: the file is missing, cut short or not such a file.
    """
    advice = "Run: minutebook index FOLDER. It builds the engine's files anew from the store."
    try:
        with path.open("rb") as file:
            whole = _AT_ONCE if os.fstat(file.fileno()).st_size <= _MAPPED_WHOLE else 0
            flags = mmap.MAP_SHARED | whole
            mapped = mmap.mmap(file.fileno(), 0, flags=flags, prot=mmap.PROT_READ)
        if mapped[: len(_MAGIC)] != _MAGIC:
            raise DamagedIndex(f"{path.name} is not a file of this index's format", advice)
        length = int.from_bytes(mapped[8:16], "little")
        header = json.loads(mapped[16 : 16 + length])
        base = -(-(16 + length) // _ALIGNMENT) * _ALIGNMENT
        arrays = {
            name: np.frombuffer(mapped, np.dtype(kind), count, base + place)
            for name, (kind, count, place) in header["arrays"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as mistake:
        raise DamagedIndex(f"{path.name} cannot be read: {mistake}", advice) from mistake
    return arrays, header["notes"]
