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
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from indexer.labels import is_label

if TYPE_CHECKING:
    from PIL.Image import Image

# Dots per inch that tesseract reads best, and the largest picture in dots that is worth its memory.
RESOLUTION = 300
MOST_DOTS = 16_000_000
# Seconds for one page; a page of text takes two or three.
PAGE_TIME = 60
# Words that tesseract itself doubts more than this (0–100) are specks and lines.
LEAST_CONFIDENCE = 30.0
# Dark dots, at the resolution above, of about one figure; less is dust.
LEAST_INK = 100
_ONE_BLOCK = "--psm 6"
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
            read = partial(
                pytesseract.image_to_data, timeout=PAGE_TIME, output_type=pytesseract.Output.DICT
            )
            try:
                table = read(picture)
                words = list(_words(table, scale, height))
                margin = _margin(picture, table)
                if margin is not None:
                    found = _words(read(margin, config=_ONE_BLOCK), scale, height)
                    words += [word for word in found if is_label(word.text)]
            except (RuntimeError, pytesseract.TesseractError):
                words = []
            yield number, words
    finally:
        document.close()


def _words(table: Mapping[str, Sequence[Any]], scale: float, height: float) -> Iterator[Word]:
    """The words of tesseract's table, with one baseline and one size for each line."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    for index, text in enumerate(table["text"]):
        if _printed(text) and float(table["conf"][index]) >= LEAST_CONFIDENCE:
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
                text=_printed(table["text"][index]),
                x0=left / scale,
                x1=(left + wide) / scale,
                y=height - baseline / scale,
                size=size / scale,
            )


def _printed(text: str) -> str:
    """A word without the upright lines that tesseract sees in margins and gutters."""
    return text.strip().strip("|")


def _margin(picture: Image, table: Mapping[str, Sequence[Any]]) -> Image | None:
    """The strip left of the text, without what is recognised in it; None where it is blank.

    Tesseract takes a column of numbers that stand apart for a drawing and leaves it out.
    """
    rest = picture.copy()
    lefts: dict[tuple[object, ...], int] = {}
    for index, text in enumerate(table["text"]):
        if not _printed(text):
            continue
        left, top = table["left"][index], table["top"][index]
        rest.paste(255, (left, top, left + table["width"][index], top + table["height"][index]))
        if not is_label(_printed(text)):
            line = tuple(table[key][index] for key in ("block_num", "par_num", "line_num"))
            lefts.setdefault(line, left)
    if not lefts:
        return None
    strip = rest.crop((0, 0, max(1, int(statistics.median(lefts.values())) - 3), rest.height))
    dark = sum(strip.histogram()[:128])
    return strip if dark >= LEAST_INK else None


def _share_of_size(text: str) -> float:
    """About how much of the letter size the ink of a word is high."""
    letters = set(text)
    return 0.5 + (0.22 if letters & _ASCENDING else 0) + (0.2 if letters & _DESCENDING else 0)
