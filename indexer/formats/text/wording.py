"""The words that a committee system prints around the text of a meeting, an item or a decision."""

from __future__ import annotations

import re

_SITE = r"(?:.{1,80}\s[-–|]\s)?"

ITEM_PAGE = re.compile(rf"{_SITE}(?:Agenda item|Eitem (?:ar yr )?agenda)", re.I)
MEETING_PAGE = re.compile(
    rf"{_SITE}(?:(?:Agenda|Decisions|Minutes)(?: and (?:draft )?(?:minutes|decisions))?|"
    r"Meeting documents|Agenda(?:, penderfyniadau)? a (?:c|ch)ofnodion(?: drafft)?)",
    re.I,
)
DECISION_PAGE = re.compile(rf"{_SITE}(?:Decision(?: details)?|Issue - decisions)", re.I)
DECISIONS_OF_ISSUE = re.compile(rf"{_SITE}Issue - decisions", re.I)
DATED_DECISION = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\s+[-–]\s+(?P<title>.+)")
PAGE_BEFORE_TITLE = re.compile(rf"^{_SITE}Agenda item\s+(?=\S)")
ISSUE_PAGE = re.compile(
    rf"{_SITE}(?:Issue - (?:meetings|items at meetings)|Issue details|Issue history)",
    re.I,
)
TABLE_HEAD = re.compile(
    r"(?:Note\s*\|?\s*)?No\.?\s*\|?\s*Item\s*(?:\|\s*)*|Rhif\s*\|?\s*eitem\s*(?:\|\s*)*|"
    r"Items|Eitemau|[-|\s]+",
    re.I,
)
NOTE_MARK = "*"  # stands before the number of items that carry a note

_FIELDS = (
    "Venue|Place|Location|Proposed venue|Urgency|Contact|Contact Officer|Note|Decision Maker|"
    r"Decision status|Is Key decision\?|Is subject to call[- ]?in\?|Report author|Publication date|"
    "Date of decision|Decided at meeting|Effective from|Decision due|Reason Key|Lead officer|"
    "Lead member|Department|Wards? affected|Last updated|Decision type|Link|"
    "Lleoliad|Man cyfarfod|Cyswllt"
)
VENUE = {"place", "location", "lleoliad", "man cyfarfod"}  # the names of the field "venue"
FIELD = re.compile(rf"(?P<name>{_FIELDS})\s?:\s*(?P<value>.*)", re.I)

# The lines of a decision's record that stand after its text.
RECORD = re.compile(
    r"(?:Report author|Publication date|Date of decision|Decided at meeting|Effective from|"
    r"Decision due|Accompanying documents)\s*:",
    re.I,
)
# Where a title ends that was saved on one line with the text after it.
END_OF_TITLE = re.compile(
    r"\s+(?:pdf icon\s+)?PDF\s+[\d.,]+\s*[KMG]B|\s+(?:(?:Minutes|Decision):|Additional documents:)"
    r"|\s+(?=(?:To [a-z]+ (?:any|the|an?|all|from|whether|and)|"
    r"To (?:receive|consider|note|approve|agree|confirm|report|provide|give|review|"
    r"discuss|appoint|elect|hear|ask|inform|determine|sign|identify|advise|declare|allow|"
    r"scrutinise|endorse)|"
    r"In accordance with|A (?:total )?period of|Please (?:note|see)|"
    r"Reports? of|Members (?:are|of)|The (?:Committee|Cabinet|Panel|Board|Chair|Council|report))\b)"
)

# "Meeting of Cabinet, 5 September 2022", or without these words but with the hour and the item.
MEETING = re.compile(
    r"(?:[•·]\s*)?(?:Meetings?(?: of|:)\s+|(?=[^;]{3,160}\d\d ?[ap]m \(Item [^()]{1,12}\)$))"
    r"(?P<meeting>.*\b(?:19|20)\d\d\b.*)",
    re.I,
)
HEADING_DATE = re.compile(
    r"(?:^|[-–,]\s*|\bon )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\d{1,2}(?:st|nd|rd|th)?,?"
    r"\s+[A-Z][a-z]+,?\s+(?:19|20)\d\d\b"
)
# The title of the window, which savers put above the page: "Agenda for Cabinet on Monday, …".
PAGE_TITLE = re.compile(
    rf"{_SITE}(?:Agenda|Decisions|Minutes)\b.{{0,30}}?\bfor .{{3,120}}\b(?:19|20)\d\d\b"
)
MEETING_LINE = re.compile(
    r"[A-Z][^.;:]{3,110}?\s[-–]\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\d{1,2}(?:st|nd|rd|th)?,?"
    r"\s+[A-Z][a-z]+,?\s+(?:19|20)\d\d(?:,?\s+\d{1,2}[.:]\d\d\s*[ap]\.?m\.?)?"
)
DATED = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*,?"
    r"\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d\b"
)

PART = re.compile(
    r"(?:(?:Draft )?Minutes|Decisions?|(?:Additional|Supporting|Background|Accompanying) documents|"
    r"Cofnodion|Penderfyniad|Dogfennau (?:ychwanegol|ategol))"
    r"\s*:",
    re.I,
)
# "Minutes: Read the minutes" is a link.
INLINE_PART = re.compile(
    r"(?:^|\s+)((?:Minutes|Decision|Additional documents|Supporting documents):)(?=\s|$)"
    r"(?!\s*(?:Read|View|Download|Open|Click|See)\b)"
)
# How minutes in print begin: the page that prints them is no page of a committee system.
PRINT = re.compile(
    r"(?:draft )?minutes of .{0,120}\b(?:held|meeting)\b|(?:(?:voting )?members )?present\b\s*:|"
    r"in attendance\b\s*:|voting members\b",
    re.I,
)
# What a page announces inside an item besides its parts.
INNER_HEADING = re.compile(
    r"(?:Purpose|Reasons?(?: for (?:the )?decision)?|Alternative options considered|"
    r"Other options considered|Interests declared|Declarations of interest|Other reasons)\s*:",
    re.I,
)

NUMBER = re.compile(r"\*?\s?(?:[A-Z]{1,6}[/.]|Item\s+)?\d{1,4}(?:/\d{1,4})*\s?[a-z]?[.:]?")
PARAGRAPH_NUMBER = re.compile(r"\d{1,4}\.\d{1,3}\.?\s")  # minutes number theirs, agendas do not
NUMBERED = re.compile(r"(?P<number>\d{1,4}[a-z]?)(?:\.|\s)\s*(?P<title>[^\d\s.].*)")
AGENDA_NUMBER = re.compile(r"\s*\(?(?:Agenda )?item (?P<number>\d{1,3}[a-z]?)\.?\)?$", re.I)

_NAVIGATION = (
    r"Home|Skip to .{0,30}|Search.{0,30}|Menu|(?:Sign|Log) ?(?:in|out)|Register|My account|"
    r"Contact us|A to Z.{0,20}|Accessibility.{0,20}|.{0,20}\bcookies?\b.{0,40}|Privacy.{0,20}|"
    r"Terms.{0,30}|Disclaimer|Copyright.{0,60}|©.{0,80}|(?:Back )?to (?:the )?top(?: of page)?|"
    r"Print(?: this)?(?: page)?|Share.{0,30}|Subscribe.{0,30}|RSS.{0,20}|Facebook|Twitter|LinkedIn|"
    r"You are here:?.{0,120}|Breadcrumbs?|(?:Browse|View|Find) .{0,60}|"
    r"(?:Your |All )?(?:Committees?|Councillors?|Calendar|Meetings?|Decisions|Forward plans?|"
    r"e-?Petitions?|Outside bodies|Library|MPs|MEPs|Wards|Election results)"
    r"(?: of meetings| structure)?|"
    r"Location map|Index to agendas?|What's new|Council and democracy|Agenda, reports and minutes|"
    r"(?:Agenda|Public|Printed|Supplementary|Supplement).{0,60}\bPDF\b.{0,20}|Cookie settings|"
    r"Declarations? of interests? for .{0,60}|Powered by .{0,40}|Loading.{0,5}|Close|Next|Previous|"
    r"Share this item|Media|Webcast for .{1,12}|\*|Yes No|Yes|Was this .{0,20}(?:useful|helpful)\?"
)
NAVIGATION = re.compile(rf"(?:[•·*-]\s*)?(?:{_NAVIGATION})", re.I)
_NAME_PART = r"(?:[A-Z][\w’'&.,-]*|of|and|the|upon)"
SITE_NAME = re.compile(rf"{_NAME_PART}(?: {_NAME_PART}){{0,6}} Council")
FOOTER = re.compile(
    r"(?:[•·*-]\s*)?(?:©|Copyright\b|Powered by\b|All rights reserved|Back to top).*", re.I
)

# An entry of a list of attachments: a name, and never a sentence.
ATTACHMENT = re.compile(
    r".*(?:\b(?:PDF|DOCX?|XLSX?|PPTX?)\s+[\d.,]+\s*[KMG]B\b|\.(?:pdf|docx?|xlsx?|pptx?)\b|"
    r",\s*item \w{1,4}\.?|\bView (?:the )?.{0,40}(?:background|reasons|declarations)).*",
    re.I,
)
AROUND_A_NAME = re.compile(r"^[•·*-]\s*|\s*,\s*item \w{1,6}\.?$", re.I)
SENTENCE = re.compile(r".*[a-z)’'”\"][.;:?!][”\"’')]*$|.*[,;–-]$", re.S)

_VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|met|came)\b")

# The titles of items that every agenda has; some agendas end them like a sentence.
_FORMAL = re.compile(
    r"(?:Apologies|Declarations? of|Disclosures? of|Exclusion of|Urgent (?:business|items)|"
    r"Any other (?:urgent )?business|Public (?:speaking|questions?|participation)|Questions from|"
    r"Petitions|Matters arising|Chair(?:man|person)?['’]s (?:announcements|communications)|"
    r"Minutes of the (?:previous|last) meeting|Date (?:and time )?of (?:the )?next meeting)"
    r"[^.;:]{0,160}\.?",
    re.I,
)

# Items under which people are listed, one a line.
ATTENDED = re.compile(r"(?:Apologies|Attendance|(?:Also )?Present|In attendance|Substitut)", re.I)
TITLED_PERSON = re.compile(r"(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Sir|Rev|Prof)\b\.? [A-Z]")
PERSON = re.compile(
    r"(?!.*\b(?:Programme|Plan|Reports?|Updates?|Business|Minutes|Items?|Matters|Meetings?|Review"
    r"|Strategy|Budget|Members|Committee|Dates?|Policy|Services?|Performance|Questions|Petitions"
    r"|Register|Actions?|Interests?|Referrals?|Responses?|Board|Panel|Applications?)\b)"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){1,2}(?:\s*[-–,(].{0,60})?"
)

# How the agenda's own text begins.
ASKED = re.compile(r"To [a-z]+ |Reports? of |(?:Members|The \w+) (?:are|is) asked\b")
_EXPECTED = re.compile(
    r"\b(?:will|may|must|should|are|is) (?:be )?(?:asked|invited|requested|considered|allowed)\b"
)
DECIDES = re.compile(r"\W*(?:THAT|That|RESOLVED|Resolved|AGREED|Agreed|Approved|APPROVED)\b")

# The past tense of minutes, for pages that lost the word "Minutes:".
REPORTED = re.compile(
    r"\b(?:RESOLVED|RECOMMENDED|AGREED|Resolved|"
    r"(?:[Tt]he|[Ii]t|[Tt]here|[Mm]embers|[Cc]ouncillors?|"
    r"[Cc]hair\w*|[Cc]ommittee|[Cc]abinet|[Bb]oard|[Pp]anel|[Cc]ouncil|[Ff]orum|[Cc]ommission|"
    r"[Dd]irector|[Oo]fficers?|[Rr]eport|[Nn]o \w+)\b[^.]{0,80}?\b"
    r"(?:was|were|received|noted|considered|"
    r"agreed|resolved|advised|reported|presented|introduced|explained|asked|thanked|updated|"
    r"welcomed|highlighted|stated|queried|confirmed|approved|declared|outlined|discussed|gave|"
    r"made|said|"
    r"told|spoke|moved|heard|took|left|drew|sought|provided|submitted|commented|referred|raised|"
    r"responded|informed|reminded|requested|accepted|supported|suggested|attended))\b"
)


def reports(text: str) -> bool:
    """Whether the text tells what happened, as minutes do and agendas do not."""
    if ASKED.match(text) or _EXPECTED.search(text):
        return False
    return bool(REPORTED.search(text) or re.search(r"\b(?:was|were|had|met)\b.*\.$", text))


def is_sentence(text: str) -> bool:
    """Whether the text ends like a sentence; "… 12 May 2011." ends a title as well."""
    return bool(SENTENCE.fullmatch(text)) or (text.endswith(".") and bool(_VERB.search(text)))


def is_formal(text: str) -> bool:
    """Whether the text is the title of an item that every agenda has, full stop and all."""
    return bool(_FORMAL.fullmatch(text)) and not _VERB.search(text)


def is_table_head(text: str) -> bool:
    """Whether the text is the column titles of a meeting's items."""
    return text.lower().startswith(("no", "note", "rhif")) and bool(TABLE_HEAD.fullmatch(text))


def is_of_the_site(text: str) -> bool:
    """Whether the text is the council's name alone, or the notice about cookies."""
    return bool(SITE_NAME.fullmatch(text) or re.search(r"\b(?:uses?|use of) cookies\b", text))


def is_around(text: str) -> bool:
    """Whether the text belongs to the page rather than to an item."""
    if is_of_the_site(text):
        return True
    if any(p.fullmatch(text) for p in (FIELD, MEETING, TABLE_HEAD, NAVIGATION, MEETING_PAGE)):
        return True
    return len(text) < 200 and bool(HEADING_DATE.search(text))
