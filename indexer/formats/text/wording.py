"""The words that a committee system prints around the text of a meeting, an item or a decision."""

from __future__ import annotations

import re

_SITE = r"(?:.{1,80}\s[-–|]\s)?"

ITEM_PAGE = re.compile(rf"{_SITE}(?:Agenda item|Eitem (?:ar yr )?agenda)", re.I)
MEETING_PAGE = re.compile(
    rf"{_SITE}(?:(?:Agenda|Decisions|Minutes)(?: and (?:draft )?(?:minutes|decisions))?|"
    r"Meeting documents|(?:Agenda|Rhaglen)(?:, penderfyniadau)? a (?:c|ch)ofnodion(?: drafft)?)",
    re.I,
)
AGENDA_PAGE = re.compile(rf"{_SITE}Agenda", re.I)  # and no minutes
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
    r"Decision status|Is Key decision\?|Recommend to Council\?|"
    r"Is subject to call[- ]?in\?|Report author|Publication date|"
    "Date of decision|Decided at meeting|Effective from|Decision due|Reason Key|Lead officer|"
    "Lead member|Lead director|Notice of proposed decision first published|Department|"
    "Wards? affected|Last updated|Decision type|Link|"
    "Lleoliad|Man cyfarfod|Cyswllt"
)
VENUE = {"place", "location", "lleoliad", "man cyfarfod"}  # the names of the field "venue"
FIELD = re.compile(rf"(?P<name>{_FIELDS})\s?:\s*(?P<value>.*)", re.I)

# The lines of a decision's record that stand after its text.
RECORD = re.compile(
    r"(?:Report author|Publication date|Date of decision|Decided at meeting|Effective from|"
    r"Decision due|Decision type|Decision status|Recommend to Council\?|"
    r"Wards? affected|Lead (?:member|officer|director)|"
    r"Notice of proposed decision first published|Accompanying documents)\s*:",
    re.I,
)
# What only an entry of the forward plan has: what is to be decided, and when.
PLANNED = re.compile(r"(?:Decision due|Notice of proposed decision first published)\s*:", re.I)
# Where a title ends that was saved on one line with the text after it.
END_OF_TITLE = re.compile(
    r"\s+(?:pdf icon\s+)?PDF\s+[\d.,]+\s*[KMG]B|\s+(?:(?:Minutes|Decision):|Additional documents:)"
    r"|\s+(?=\(a\)\s)"
    r"|\s+(?=(?:To [a-z]+ (?:any|the|an?|all|from|whether|and)|"
    r"To (?:receive|consider|note|approve|agree|confirm|report|provide|give|review|"
    r"discuss|appoint|elect|hear|ask|inform|determine|sign|identify|advise|declare|allow|"
    r"scrutinise|endorse|submit|present|invite|answer|adopt|ratify|update)|"
    r"In (?:accordance with|the event|order to)|A (?:total )?period of|"
    r"(?:This|These|It|There|You|If|Most|Where|When) [a-z]+|Please (?:note|see)|"
    r"Reports? of|(?:Committee )?Members (?:are|of|will)|"
    r"The (?:Committee|Cabinet|Panel|Board|Chair|Council|report))\b)"
)

# Where a title ends that has what is asked run into it: "Roads To consider the roads".
ASKED_BEHIND = re.compile(
    r"(?<=[\w)’'”])\s+(?=To (?:receive|consider|note|approve|agree|confirm|report|review|discuss"
    r"|appoint|elect|hear|determine|identify|declare|inform) [a-z])"
)

# "Meeting of Cabinet, 5 September 2022", or without these words but with the hour and the item.
MEETING = re.compile(
    r"(?:[•·]\s*)?(?:Meetings?(?: of|:)\s+|(?=[^;]{3,160}\d\d ?[ap]m \(Item [^()]{1,12}\)$))"
    r"(?P<meeting>.*\b(?:19|20)\d\d\b.*)",
    re.I,
)
HEADING_DATE = re.compile(
    r"(?:^|[-–,]\s*|\bon )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Dydd [A-Z][a-z]+),?"
    r"\s+\d{1,2}(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?,?"
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
    r"\b(?:\d{1,2}(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)?\s+)?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec"
    r"|Ionawr|Chwef|Mawrth|Ebrill|Mai|Mehefin|Gorff|Awst|Medi|Hydref|Tach|Rhag)\w*,?"
    r"\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d\b"
)

PART = re.compile(
    r"(?:(?:Draft )?Minutes|Decisions?(?: (?:made|taken))?|"
    r"(?:Additional|Supporting|Background|Accompanying) documents|"
    r"Cofnodion|Penderfyniad|Dogfennau (?:ychwanegol|ategol))"
    r"\s*:",
    re.I,
)
# "Minutes: Read the minutes" is a link.
INLINE_PART = re.compile(
    r"(?:^|(?<!\bfor)(?<!\bthe)\s+)"
    r"((?:Minutes|Decision|Additional documents|Supporting documents):)(?=\s|$)"
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
    r"(?:Purpose|Reasons?(?: for (?:the )?decision)?|"
    r"(?:Alternative|Other) options considered(?: and rejected)?|Interests declared|"
    r"Declarations of interest|Other reasons)\s*:",
    re.I,
)
# The same on a decision's page, where savers and some councils leave the colon out.
DECISION_HEADING = re.compile(
    r"(?:Decisions? (?:taken|made)|Reasons? for (?:the )?decision|Reasons?|"
    r"Purpose(?: of (?:the )?report)?|"
    r"(?:Alternative|Other) options considered(?: and rejected)?|Interests declared|"
    r"(?:Any )?(?:declarations|conflicts?) of interests?(?: declared)?|"
    r"Other reasons(?: / organisations consulted)?)\s*:?",
    re.I,
)

NUMBER = re.compile(
    r"\*?\s?(?:[A-Z]{1,6}[/.]|Item\s+)?\d{1,4}(?:/\d{1,4})*(?:/[A-Z][A-Za-z]{1,9}|\s?[a-z]?)[.:]?"
)
INNER_NUMBER = re.compile(r"(?P<item>\d{1,4})\.(?:\d{1,2}|[a-z])\.?")  # an item within an item
PARAGRAPH_NUMBER = re.compile(r"\d{1,4}\.\d{1,3}\.?\s")  # minutes number theirs, agendas do not
NUMBERED = re.compile(r"(?P<number>\d{1,4}[a-z]?)(?:\.|\s)\s*(?P<title>[^\d\s.].*)")

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
    r"(?:(?:Agenda|Printed|Supplementary|Supplement)|Public (?:agenda|reports?|minutes|pack))\b"
    r".{0,60}\bPDF\b.{0,20}|Cookie settings|"
    r"Declarations? of interests? for .{0,60}|Powered by .{0,40}|Loading.{0,5}|Close|Next|Previous|"
    r"Share this item|Media|Webcast for .{1,12}|\*|Yes No|Yes|Was this .{0,20}(?:useful|helpful)\?"
)
NAVIGATION = re.compile(rf"(?:[•·*-]\s*)?(?:{_NAVIGATION})", re.I)
_NAME_PART = r"(?:[A-Z][\w’'&.,-]*|of|and|the|upon)"
SITE_NAME = re.compile(rf"{_NAME_PART}(?: {_NAME_PART}){{0,6}} Council")
_SITE_NOTICE = re.compile(
    r"\b(?:uses?|use of) cookies\b|\ba cookie will be set\b|using a screenreader\b|"
    r"^(?:Most|All|Not all|A number of|Some)\b.{0,30}\bmeetings\b.{0,40}"
    r"\b(?:broadcast|webcast|streamed|viewed|recorded|uploaded)\b",
    re.I,
)
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


def is_table_head(text: str) -> bool:
    """Whether the text is the column titles of a meeting's items."""
    return text.lower().startswith(("no", "note", "rhif")) and bool(TABLE_HEAD.fullmatch(text))


def is_of_the_site(text: str) -> bool:
    """Whether the text is the council's name alone, or the notice about cookies."""
    return bool(SITE_NAME.fullmatch(text) or _SITE_NOTICE.search(text))


def is_around(text: str) -> bool:
    """Whether the text belongs to the page rather than to an item."""
    if is_of_the_site(text):
        return True
    if any(p.fullmatch(text) for p in (FIELD, MEETING, TABLE_HEAD, NAVIGATION, MEETING_PAGE)):
        return True
    return len(text) < 200 and bool(HEADING_DATE.search(text))
