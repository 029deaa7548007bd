"""The words by which an item's title, what it asks and what was minuted of it are told apart."""

from __future__ import annotations

import re

SENTENCE = re.compile(r".*[a-z)’'”\"][.;:?!][”\"’')]*$|.*[,;–-]$", re.S)
_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|met|came)\b")
_LONGEST_TITLE = 150  # letters of a title that ends with a full stop
# The titles of items that every agenda has; some agendas end them like a sentence.
_FORMAL = re.compile(
    r"(?:Apologies|Declarations? of|Disclosures? of|Exclusion of|Urgent (?:business|items)|"
    r"Any other (?:urgent )?business|Public (?:speaking|questions?|participation)|Questions from|"
    r"Petitions|Matters arising|Chair(?:man|person)?['’]s (?:announcements|communications)|"
    r"Minutes of the (?:previous|last) meeting|Date (?:and time )?of (?:the )?next meeting)"
    r"[^.;:]{0,160}\.?",
    re.I,
)
# Urgent items, as section 100B(4) of the Local Government Act 1972 words them.
_URGENT = re.compile(
    r"(?:Any|Such) (?:other )?(?:\w+ )?(?:business|items?|matters?)\b"
    r"[^.;:]{0,90}\bChair[^.;:]{0,160}\.?",
    re.I,
)
# Items under which people are listed, one a line.
ATTENDED = re.compile(r"(?:Apologies|Attendance|(?:Also )?Present|In attendance|Substitut)", re.I)
TITLED_PERSON = re.compile(r"(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Sir|Rev|Prof)\b\.? [A-Z]")
MEMBER_OF = re.compile(
    r"(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Rev|Prof)\b\.? [A-Z]\S+(?: [A-Z]\S+){0,2} [-–] .{3,80}"
)
PERSON = re.compile(
    r"(?!.*\b(?:Programme|Plan|Reports?|Updates?|Business|Minutes|Items?|Matters|Meetings?|Review"
    r"|Strategy|Budget|Members|Committee|Dates?|Policy|Services?|Performance|Questions|Petitions"
    r"|Register|Actions?|Interests?|Referrals?|Responses?|Board|Panel|Applications?)\b)"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,2}(?:\s*[-–,(].{0,60})?"
)
# How the agenda's own text begins.
ASKED = re.compile(
    r"To [a-z]+ |Reports? of |(?:Members|The \w+) (?:are|is) asked\b|The \w+ to [a-z]+ "
)
_EXPECTED = re.compile(
    r"\b(?:will|may|must|should|are|is) (?:be )?(?:asked|invited|requested|considered|allowed)\b"
)
# An item that a committee makes of each thing it recommends: "RECOMMENDATION II - Parks".
RECOMMENDATION = re.compile(r"RECOMMENDATION [IVX\d]+\s*[-–:]\s")
# What stands above the outcome of an item.
OUTCOME = re.compile(
    r"\W*(?:Decisions?|Resol(?:ved|utions?)|Recommend(?:ed|ations?)|Agreed"
    r"|Reasons? for .{3,40})\W*",
    re.I,
)
DECIDES = re.compile(r"\W*(?:THAT|That|RESOLVED|Resolved|AGREED|Agreed|Approved|APPROVED)\b")
# The past tense of minutes, for pages that lost the word "Minutes:".
REPORTED = re.compile(
    r"\b(?:RESOLVED|RECOMMENDED|AGREED|Resolved|"
    r"(?:[Tt]he|[Ii]t|[Tt]here|[Mm]embers|[Cc]ouncillors?|"
    r"[Cc]hair\w*|[Cc]ommittee|[Cc]abinet|[Bb]oard|[Pp]anel|[Cc]ouncil|[Ff]orum|[Cc]ommission|"
    r"[Dd]irector|[Oo]fficers?|[Rr]eport|[Nn]o \w+)\b[^.]{0,80}?\b"
    r"(?<!\bthe )(?<!\bare )(?<!\bis )(?<!\bbe )(?<!\bbeing )(?:was|were|received|noted|considered|"
    r"agreed|resolved|advised|reported|presented|introduced|explained|asked|thanked|updated|"
    r"welcomed|highlighted|stated|queried|confirmed|approved|declared|outlined|discussed|gave|"
    r"made|said|"
    r"told|spoke|moved|heard|took|left|drew|sought|provided|submitted|commented|referred|raised|"
    r"responded|informed|reminded|requested|accepted|supported|suggested|attended))\b"
)


# Northern councils begin a minute with what was laid before them: "Submitted – A report of …".
_LAID_BEFORE = re.compile(r"(?:Submitted|Considered|Received|Presented|Noted)\s*[-–:]\s")


def reports(text: str) -> bool:
    """Whether the text tells what happened, as minutes do and agendas do not."""
    if _LAID_BEFORE.match(text):
        return True
    if ASKED.match(text) or _EXPECTED.search(text):
        return False
    return bool(REPORTED.search(text) or re.search(r"\b(?:was|were|had|met)\b.*\.$", text))


def tells(text: str) -> bool:
    """Whether the text has a verb, as no heading of a meeting has."""
    return bool(_VERB.search(text))


def is_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; "… 12 May 2011." ends a title as well."""
    if SENTENCE.fullmatch(text):
        return True
    return text.endswith(".") and (len(text) > _LONGEST_TITLE or bool(_VERB.search(text)))


def is_formal(text: str) -> bool:
    """Whether the text is the title of an item that every agenda has, full stop and all."""
    if _URGENT.fullmatch(text) and not re.search(r"\b(?:was|were|had)\b", text):
        return True
    return bool(_FORMAL.fullmatch(text)) and not _VERB.search(text)
