"""Recognises the text of pages that are pictures, where what it takes is installed.

Pages are drawn with pypdfium2 and read with tesseract; both are optional
(`pip install .[ocr]`, and tesseract from the system).
"""

from __future__ import annotations

import dataclasses
import importlib.util
import os
import shutil
import statistics
from collections.abc import Iterator, Sequence

# Dots per inch that tesseract reads best, and the largest picture in dots that is worth its memory.
RESOLUTION = 300
MOST_DOTS = 16_000_000
# Seconds for one page; a page of text takes two or three.
PAGE_TIME = 60
# Words that tesseract itself doubts more than this (0–100) are specks and lines.
LEAST_CONFIDENCE = 30.0
_ASCENDING = frozenset("bdfhijkltABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'\"‘’“”()[]|/!?£$%&")
_DESCENDING = frozenset("gjpqy,;()[]|/Q")


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A recognised word, in points from the page's lower left; `y` is its line's baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def is_installed() -> bool:
    """Whether pages can be recognised on this machine."""
    return (
        importlib.util.find_spec("pypdfium2") is not None
        and importlib.util.find_spec("pytesseract") is not None
        and shutil.which("tesseract") is not None
    )


def recognise(content: bytes, pages: Sequence[int]) -> Iterator[tuple[int, list[Word]]]:
    """Recognise the given pages (from 1) of a PDF, one after the other.

    Yields:
        The page's number and its words in reading order; no words where tesseract gives up.
    """
    import pypdfium2  # noqa: PLC0415 - optional
    import pytesseract  # noqa: PLC0415

    # The indexer reads files side by side: threads of tesseract's own would only get in the way.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    document = pypdfium2.PdfDocument(content)
    try:
        for number in pages:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(RESOLUTION / 72, (MOST_DOTS / max(1.0, width * height)) ** 0.5)
            picture = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
            try:
                table = pytesseract.image_to_data(
                    picture, timeout=PAGE_TIME, output_type=pytesseract.Output.DICT
                )
            except (RuntimeError, pytesseract.TesseractError):
                yield number, []
                continue
            yield number, list(_words(table, scale, height))
    finally:
        document.close()


def _words(table: dict[str, list[str]], scale: float, height: float) -> Iterator[Word]:
    """The words of tesseract's table, with one baseline and one size for each line."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for index, text in enumerate(table["text"]):
        if text.strip() and float(table["conf"][index]) >= LEAST_CONFIDENCE:
            key = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
            lines.setdefault(key, []).append(index)
    for indices in lines.values():
        bottoms, sizes = [], []
        for index in indices:
            text = table["text"][index]
            top, tall = float(table["top"][index]), float(table["height"][index])
            size = tall / _share_of_size(text)
            sizes.append(size)
            bottoms.append(top + tall - (0.2 * size if _DESCENDING & set(text) else 0))
        baseline, size = statistics.median(bottoms), statistics.median(sizes)
        for index in indices:
            left, wide = float(table["left"][index]), float(table["width"][index])
            yield Word(
                text=table["text"][index].strip(),
                x0=left / scale,
                x1=(left + wide) / scale,
                y=height - baseline / scale,
                size=size / scale,
            )


def _share_of_size(text: str) -> float:
    """About how much of the letter size the ink of a word is high."""
    letters = set(text)
    return 0.5 + (0.22 if letters & _ASCENDING else 0) + (0.2 if letters & _DESCENDING else 0)
