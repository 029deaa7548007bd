"""Which inspection a paper is speaking of: of the council's children's services, or of another.

"Overall the service was rated good" says whose grade it is only where one knows which inspection
it is about: an item on youth justice, a fostering service or the regulator of adult care says so
in its title or some sentences before.
"""

from __future__ import annotations

import re

from indexer.judgements.candidates import Subject, SubjectKind
from indexer.records import Area, Paragraph, ParagraphKind

_OWN = (
    r"children['’]?s\s+(?:social\s+care|social\s+work|services?)|children\s+(?:and|&)\s+famil\w+"
    r"(?:\s+services?)?|ILACS|single\s+inspection|\bSIF\b|services\s+for\s+(?:\w+\s+)?children"
    r"|(?:in\s+need\s+of|who\s+need)\s+help|looked[\s-]after\s+children|children\s+looked[\s-]after"
    r"|safeguarding\s+(?:services|inspection|arrangements|children)|child\s+protection|\bLSCB\b"
)
_ANOTHER = (
    r"youth\s+(?:justice|offending)(?:\s+\w+)?|Y(?:JS|OS|OT)s?|probation|adults?['’]?s?\s+(?:social\s+care"
    r"|services|learning|education|safeguarding)|(?:adult\s+and\s+)?community\s+learning|fostering"
    r"(?:\s+(?:service|agency))?|(?:voluntary\s+)?adoption\s+agency|children['’]?s\s+homes?"
    r"|residential\s+(?:homes?|care|units?|services?)|short\s+breaks?|respite|nurser(?:y|ies)"
    r"|schools?|academ(?:y|ies)|colleges?|early\s+years|SEND|special\s+educational\s+needs"
    r"|police|constabulary|fire(?:\s+and\s+rescue)?|housing"
)
_INSPECTION = r"inspection|inspected|inspecting|assessment|ofsted\s+(?:report|rating|judge?ment)"
_SPOKEN_OF = re.compile(
    rf"\b(?P<another>(?:{_ANOTHER})\b(?:['’]s)?(?:\s+[\w&()'’-]+){{0,6}}?[\s:,–-]+(?:ofsted\s+)?(?:{_INSPECTION})"
    rf"|(?:{_INSPECTION})\b\s+(?:[\w&()'’-]+\s+){{0,8}}?(?:{_ANOTHER})\b"
    r"|(?:adults?['’]?s?\s+(?:and\s+)?)?(?:community\s+learning|(?<=adult\s)(?:education|learning))\s+(?:service|provision)"
    rf"|adoption\s+(?:services?\s+)?inspection|inspections?\s+of\s+(?:\S+\s+){{0,3}}?adoption)\b"
    rf"|\b(?P<own>{_OWN})",
    re.I,
)
_OWN_NAMED = re.compile(rf"\b(?:{_OWN})", re.I)
_INSPECTORATE = re.compile(
    r"\b(?:CQC|care\s+quality\s+commission|HMIP|HMI\s+probation|inspectorate\s+of\s+probation|estyn)\b",
    re.I,
)
_OFSTED = re.compile(r"\bofsted\b", re.I)
"""Beside it another inspectorate only takes part."""
_POSTS = re.compile(
    r"\b(?:director(?:ate)?|head|member|holder|lead|manager|officer|commissioner|secretary"
    r"|chair\w*)s?\s*(?:\([^)]*\)\s*)?(?:of|for|[–:,-])\s+[^.;()]{0,40}?(?:services|social\s+care"
    r"|safeguarding|families|young\s+people)\b"
    r"|\bchild\w+['’]?s?\s+(?:[\w']+\s+(?:and|&)\s+){0,2}(?:[\w']+\s+)?(?:overview|scrutiny|select\s+committee"
    r"|committee|panel|director\w*|manager|portfolio)\b",
    re.I,
)
"""Posts and committees, which are named whatever was inspected."""
_PLAINLY_OWN = re.compile(r"child|famil", re.I)
_LASTS = 6  # paragraphs
_OWN_AREAS = frozenset({Area.IN_CARE, Area.CARE_LEAVERS, Area.LSCB})


class Topic:
    """What was last said to be inspected, as a paper is read from its title on.

    What a paper on the council's own inspection says of another holds for its paragraph only; in a
    paper whose title names none it holds for some paragraphs, or up to the next heading.
    """

    def __init__(self, title: str) -> None:
        self._titled = _speaks_of_another(title)
        self._another = bool(self._titled)
        self._lasts = 0

    def begin(self, paragraph: Paragraph) -> None:
        """Begin a paragraph; a heading that names an inspection goes on to it."""
        heading = paragraph.kind is ParagraphKind.HEADING
        named = _speaks_of_another(paragraph.text) if heading else None
        if named is not None:
            self._titled = self._another = named
        elif self._titled is False or (self._titled is None and (heading or not self._lasts)):
            self._another = False
        self._lasts = max(0, self._lasts - 1)

    def hear(self, text: str) -> None:
        """Take in a sentence, or the beginning of one."""
        if (named := _speaks_of_another(text)) is not None:
            self._another = named
            self._lasts = _LASTS

    def is_anothers(self, area: Area, name: str | None = None) -> bool:
        """Whether a grade of this area, said of a body of this name, is another inspection's."""
        named = bool(name and _PLAINLY_OWN.search(name))
        return self._another and not named and area not in _OWN_AREAS

    def told(self, subject: Subject) -> Subject:
        """The subject, known for another service's where the paper speaks of one."""
        judged = subject.kind in {SubjectKind.OWN, SubjectKind.COUNCIL}
        if judged and self.is_anothers(subject.area, subject.name):
            return Subject(SubjectKind.BODY, subject.start, subject.area, subject.name)
        return subject


def _speaks_of_another(text: str) -> bool | None:
    """Whether the last inspection that a text names is another's; None where it names none."""
    text = _POSTS.sub(lambda match: " " * len(match.group()), text)
    named = None
    for found in _SPOKEN_OF.finditer(text):
        named = not (found["own"] or _OWN_NAMED.search(found.group()))
    if named is None and _INSPECTORATE.search(text) and not _OFSTED.search(text):
        return True
    return named
