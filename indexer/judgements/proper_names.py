"""Bodies by their proper names: the subject of a judging word that is no council we know."""

from __future__ import annotations

import re

from indexer import authorities
from indexer.judgements.areas import AREA
from indexer.judgements.bodies import OWN, PARTS
from indexer.judgements.candidates import Subject, SubjectKind

_NAMED = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+)(?:\s+(?:(?:of|and|upon|on|the|&)\s+)?[A-Z][\w-]+){0,4})"
    r"(?:['’]s?\s+['\"‘“]*$|,?\s+(?:(?:which|who)\s+)?(?:(?:was|were|is|are|had\s+been|has\s+"
    r"been|having\s+been|being)\s+)?(?:recently\s+|also\s+|then\s+|now\s+|itself\s+)?(?:judged"
    r"|rated|graded|assessed|deemed|found)\b[\s\w'\"‘“(]*$)"
)
_GENERIC_NAME = re.compile(
    r"(?i)^(?:the\s+)?(?:ofsted.*|.*inspection|hmi|inspectors?|council|county|city|borough|authority"
    r"|local authority|committee|cabinet|members?|panel|board|children['’]?s?(?:\s+(?:and"
    r"|services|social|care).*)?|services?|director\w*|overall.*|leader(?:ship|s).*|managers.*"
    r"|care leavers"
    r"|adoption.*|it|this|these|they|we|he|she|there|ilacs|sif|report|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|social care|early help"
    r"|safeguarding.*|local safeguarding.*|lscb|single inspection.*|inspection.*|councillor.*"
    r"|cllr.*|mr.*|mrs.*|ms.*|dr.*|government|department.*|dfe|england|national|although|while"
    r"|whilst|when|since|after|following|previous\w*|however|both|all|in|at|as|and|but|if"
    r"|help and protection)$"
)


def other_name(text: str) -> Subject | None:
    """A body by its proper name straight before the judging word, if it is no council we know."""
    match = _NAMED.search(text)
    if match is None or authorities.find(match["name"]):
        return None
    name = match["name"]
    if any(words.search(name) for words in (_GENERIC_NAME, AREA, OWN, PARTS)):
        return None
    return Subject(SubjectKind.COUNCIL, match.start(), name=name)
