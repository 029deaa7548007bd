"""What reads like the name of a committee, and what stands around it in a heading."""

from __future__ import annotations

import re

from indexer import authorities, dates

BODY = (
    r"(?i:sub-?committee|committee|cabinet|panel|commission|board|council|executive|forum|group"
    r"|partnership|assembly|authority|scrutiny|working party|task force|conference|trust"
    r"|tribunal)"
)
NAME = re.compile(rf"\b{BODY}s?\b(?:\s*\([^)]*\))?", re.I)
TIME = re.compile(
    r"\b(\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b\.?|noon|midday)|\d{1,2}[.:]\d\d(?=\D|$))", re.I
)
_TITLE_PREFIX = re.compile(
    r"^(?:printed |draft |public )*(?:agenda and (?:draft )?(?:minutes|decisions)|agenda item"
    r"|agenda|minutes|record of (?:the )?decisions?|decisions?(?: details)?"
    r"|issue(?: details| - meetings)?|meeting(?: of| details)?"
    r"|agendas, meetings and minutes|(?:call-?in|special|extraordinary|additional) meeting)"
    r"\s*(?:[-–|:,]|\bfor\b|\bof\b|$)\s*(?:the\s+)?",
    re.I,
)
_MOMENT = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]{3,9}\.?,?\s+)?(?:19|20)\d\d)"
)
_SINCE = r"(?:from|since|until|till|to|up to|ended|ceased|dissolved|disbanded|abolished|formerly)"
LIFE_SPAN = re.compile(
    rf"\s*\(\s*(?:(?:{_SINCE}|between)\s+{_MOMENT}|{_MOMENT}\s*(?:[-–—]|to\b|until\b|and\b))"
    rf"(?:\s*(?:[-–—]|to\b|until\b|and\b)?\s*(?:{_MOMENT}|present|today|now|date))?\s*\)",
    re.I,
)
"""How long a committee stood, "(1/5/2010 - 3/6/2015)": neither its name nor a day it met."""
_AFTER_NAME = re.compile(
    r"\s+(?:(?:held\s+)?(?:on|at)|held)$|\s+decisions?(?: record)?$|\s+minutes?$", re.I
)
_QUALIFIER = re.compile(r"\s+[-–]\s+(?P<what>[A-Z][^\d|–-]{2,70}?)[\s,–-]*(?:\bon\s+)?")
_PLACE = re.compile(
    r"\b(?:room|hall|chamber|house|cent(?:re|er)|offices?|street|road|virtual|online|remote|zoom"
    r"|teams|special|extraordinary|urgent|decommissioned|disbanded|dissolved|archived?"
    r"|historic\w*)\b",
    re.I,
)
"""Where or how a meeting was held, which is no part of the committee's name."""
_PAPER = re.compile(r"(?:draft |printed |public )*(?:minutes|agenda|decisions?)", re.I)
"""What the paper is, which is no part of the committee's name either."""
NAMELESS = re.compile(
    r"(?i)(?:sub-?committee|committee|panel|commission|board|forum|group|partnership|assembly|authority)"
)
"""What minutes call whichever body they are of."""
_NO_NAME = re.compile(
    r"\bminutes\b|\b(?:documents?|papers|archives?|website)$"
    r"|^(?:agendas?,? (?:meetings|reports)|democracy|view\b|committee (?:meetings?|details)\b)",
    re.I,
)
"""A line with these words is called after papers or the site, not after a committee."""
_COUNCIL_NAME = re.compile(
    r"(?:the )?(?:london |royal |metropolitan )*(?:borough|city|county) of"
    r"(?:\s+(?!(?:sub|committee|panel|board|commission|cabinet|forum|scrutiny)\b)[\w'’&-]+){1,5}"
    r"|.*\w (?:(?:county|city|borough|district|metropolitan|unitary|parish|town|community) )+"
    r"council",
    re.I,
)
"""The name of a council, known to the register or not: the body whose committee met."""


def days_in(text: str) -> tuple[dates.FoundDate, ...]:
    """The dates in `text` but for the span of a committee's life."""
    return dates.find_dates(LIFE_SPAN.sub(lambda span: " " * len(span[0]), text))


def without_dates(text: str) -> str:
    """The text with a bar in the place of every date."""
    text = LIFE_SPAN.sub("", text)
    for found in reversed(dates.find_dates(text)):
        text = f"{text[: found.start]} | {text[found.end :]}"
    return text


def committee_in(text: str) -> str | None:
    """The committee in "Agenda and minutes for Audit Committee on …" or "… - Audit Committee"."""
    text = LIFE_SPAN.sub("", text)
    rest = TIME.sub(" | ", without_dates(text))
    rest = re.sub(r"\(item \S+?\)", " ", rest, flags=re.I)
    for part in re.split(r"\s+[-–|]\s+|\s*\|\s*|\s+on\s+(?=\|)|\s+@\s+", rest):
        name = _TITLE_PREFIX.sub("", part.strip(" ,-–|:")).strip(" ,-–|:.").rstrip(" (")
        name = _AFTER_NAME.sub("", name)
        if is_committee(name):
            return name + _qualifier(text.partition(name)[2])
    return None


def _qualifier(after: str) -> str:
    """What a name goes on with up to the date: " - Children and Young People"."""
    found = dates.find_dates(after)
    match = _QUALIFIER.fullmatch(after[: found[0].start]) if found else None
    if match is None or _PAPER.fullmatch(match["what"]):
        return ""
    if _PLACE.search(match["what"]) or NAME.search(match["what"]):
        return ""
    return f" - {match['what']}"


def is_committee(name: str) -> bool:
    """Whether a text reads like the name of a committee, and of nothing larger."""
    if not name or len(name) > 120 or len(name.split()) > 16 or not NAME.search(name):
        return False
    if not (name[0].isupper() or name[0].isdigit()) or _NO_NAME.search(name):
        return False
    return not is_a_council(name)


def is_a_council(name: str) -> bool:
    """Whether a name is a whole council's or place's; "Full Council" is the council meeting."""
    if re.fullmatch(r"(?i)(?:full |county |city |borough )*council", name):
        return False
    if re.fullmatch(
        r"(?i)(?:annual )?(?:parish|town|community) (?:council|meeting)(?: meeting)?", name
    ):
        return True
    if _COUNCIL_NAME.fullmatch(name):
        return True
    mentions = authorities.find(name)
    # A board named after its council is a committee: "Devon Health and Wellbeing Board".
    plain = [m for m in mentions if m.strength is not authorities.Strength.SERVICE]
    covered = sum(m.end - m.start for m in plain)
    return bool(mentions) and covered >= len(name) - 2
