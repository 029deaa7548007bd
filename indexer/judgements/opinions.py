"""What people say of a service themselves: "a member felt that support was inadequate"."""

from __future__ import annotations

import re

from indexer.judgements.adjectives import NOUN_AFTER

_INSPECTORATE = r"ofsted|inspect\w+|HMI|regulator|watchdog|reports?|it|they"
_FELT = (
    rf"\b(?!(?:{_INSPECTORATE})\b)[\w'’)]+\s+(?:felt|feels?|thought|thinks?|believed?s?|considered)"
)
_PEOPLE = (
    r"(?:(?<!cabinet\s)(?<!lead\s)(?<!executive\s)members?|councillors?|cllrs?|residents?|parents?|carers"
    r"|staff|social\s+workers|young\s+people|children|unions?|opposition|campaigners?|critics|public"
    r"|speakers?|petitioners?|MPs?)"
)
_SAID = (
    rf"\b{_PEOPLE}(?-i:\s+[A-Z][\w'’-]+){{0,3}}\s+(?:(?:had|have|has|also|then)\s+)*"
    r"(?:said|says?|told|describ\w+|branded|argued|claimed|complained|commented|stated|asserted)"
)
_OPINION = re.compile(
    rf"(?:{_FELT}|{_SAID})\b(?:\s+(?:the\s+)?(?:{_INSPECTORATE}|committee|panel|board|members|meeting)(?:\s+(?:from|of)\s+\w+)?)?"
    r"(?P<what>[^.;]*)$",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?:judge?d|rated|graded|ofsted|inspect\w+|judge?ments?|ratings?|grad(?:e|ing)s?|HMI|regulator|watchdog"
    r"|reports?|effectiveness|outcomes?)\b",
    re.I,
)


def is_opinion(before: str, after: str) -> bool:
    """Whether the words around a grade make it somebody's own view, of no inspection.

    Args:
        before: the sentence before the grade.
        after: the sentence after it; a rating that it names is no view.
    """
    match = _OPINION.search(before)
    quoted = before.rstrip()[-1:] in "'\"‘“"
    told = quoted or NOUN_AFTER.match(after) or (match and _JUDGED.search(match["what"]))
    return bool(match) and not told
