"""Small PDFs that ask for more than anybody should give: bombs, loops, nests."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
    return body + table + end % (len(objects) + 1, trailer, len(body))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page(content: bytes, entries: bytes = b"", resources: bytes = b"") -> list[bytes]:
    """The objects of a file of one page; more can follow from number 6."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page + b"/Resources<</Font<</F 5 0 R>>" + resources + b">>>>",
        stream(content, entries),
        FONT,
    ]


def form(calls: Sequence[int], times: int) -> bytes:
    """A form that draws other forms, each so many times."""
    names = b"".join(b"/X%d %d 0 R" % (number, number) for number in calls)
    drawn = b" ".join(b"/X%d Do" % number for number in calls for _ in range(times))
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<" + names + b">>>>"
    return stream(drawn, entries)


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10**7) for _ in range(30)) + packer.flush()
    twice = zlib.compress(packed, 9)
    return assemble(one_page(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def _predictor() -> bytes:
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>"
    return assemble(one_page(zlib.compress(b"a" * 100), entries))


def _pages_loop() -> bytes:
    tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", tree])


def _forms_without_end() -> bytes:
    resources = b"/XObject<</X6 6 0 R>>"
    return assemble([*one_page(b"/X6 Do", resources=resources), form([6], 1)])


def _forms_by_the_billion() -> bytes:
    resources = b"/XObject<</X6 6 0 R>>"
    forms = [form([7 + depth], 10) for depth in range(9)]
    last = stream(b"BT /F 9 Tf (a) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return assemble([*one_page(b"/X6 Do", resources=resources), *forms, last])


def _nested_catalogue() -> bytes:
    nest = b"[" * 20_000 + b"]" * 20_000
    tree = b"<</Type/Pages/Kids[]/Count 0>>"
    return assemble([b"<</Type/Catalog/Pages 2 0 R/X " + nest + b">>", tree])


def _nested_content() -> bytes:
    return assemble(one_page(b"[" * 20_000 + b"]" * 20_000))


def _tagged(structure: Sequence[bytes]) -> bytes:
    objects = one_page(b"/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET EMC")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>"
    return assemble([*objects, *structure])


def _structure_loop() -> bytes:
    element = b"<</Type/StructElem/S/P/K[7 0 R 7 0 R 7 0 R]>>"
    return _tagged([b"<</Type/StructTreeRoot/K 7 0 R>>", element])


def _structure_deep() -> bytes:
    deep = [b"<</Type/StructElem/S/Div/K %d 0 R>>" % (8 + number) for number in range(3000)]
    last = b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>"
    return _tagged([b"<</Type/StructTreeRoot/K 7 0 R>>", *deep, last])


def _table_loop() -> bytes:
    whole = assemble(one_page(b"BT /F 9 Tf (a) Tj ET"))
    here = b"/Root 1 0 R/Prev %d" % whole.rfind(b"xref\n0")
    return whole.replace(b"/Root 1 0 R", here)


def _huge_mapping() -> bytes:
    objects = one_page(b"BT /F 9 Tf (a) Tj ET")
    objects[4] = b"<</Type/Font/Subtype/TrueType/BaseFont/X/ToUnicode 6 0 R>>"
    ranges = b"begincmap 1 beginbfrange <00000000> <7fffffff> <0041> endbfrange endcmap"
    return assemble([*objects, stream(ranges)])


def _cut_short() -> bytes:
    return assemble(one_page(b"BT /F 9 Tf (a) Tj ET"))[:400]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": _bomb,
    "predictor": _predictor,
    "pages that hold themselves": _pages_loop,
    "a form that draws itself": _forms_without_end,
    "a billion forms": _forms_by_the_billion,
    "a nested catalogue": _nested_catalogue,
    "nested content": _nested_content,
    "a structure that holds itself": _structure_loop,
    "a deep structure": _structure_deep,
    "a table that follows itself": _table_loop,
    "a mapping of two billion letters": _huge_mapping,
    "a file cut short": _cut_short,
}
