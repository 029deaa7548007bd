"""Every page of the small collection in each of its states, with the status that it answers."""

from __future__ import annotations

import datetime as dt

TODAY = dt.datetime.now(dt.UTC).date().isoformat()
PLAN = "/documents/mg-democracy-gloucestershire-example-ai9001"
REPORT = "/documents/ofsted-80461-2020-01-24"
MEETING = "/meetings/gloucestershire-children-and-families-scrutiny-committee-2017-09-14"
WITHDRAWN = "/documents/mg-democracy-devon-example-ai8000"
KNOWN = {
    "facet": "council",
    "document_id": PLAN.removeprefix("/documents/"),
    "meeting_id": MEETING.removeprefix("/meetings/"),
    "slug": "devon",
    "number": "1",
}

STATES = {
    "/": 200,
    "/search": 200,
    "/search?q=improvement+board+monthly&scope=paragraph": 200,
    "/search?q=improvement&council=devon&year=2020&sort=newest": 200,
    "/search?scope=decision": 200,
    "/search?q=plan+housing&scope=meeting": 200,
    "/search?standing=requires_improvement&kind=minutes": 200,
    "/search?q=budget&page=2": 200,
    "/search?q=budget&page=9": 200,
    "/search?q=leavers&council=devon": 200,
    "/search?q=nothingofthekind": 200,
    "/search?q=(board&year=x&from=soon": 400,
    PLAN: 200,
    f"{REPORT}?q=help": 200,
    f"{PLAN}?q=improvement+board": 200,
    f"{PLAN}?q=improvement+board#5.2": 200,
    f"{PLAN}?p=1": 400,
    "/search/choices/committee?q=board&year=2017": 200,
    "/search/choices/colour": 404,
    "/search/cite?q=improvement&council=devon": 200,
    f"{PLAN}/cite": 200,
    f"{PLAN}/cite?paragraph=5.2": 200,
    MEETING: 200,
    f"{MEETING}?as_of={TODAY}": 200,
    f"{PLAN}?as_of={TODAY}": 200,
    f"{PLAN}?as_of=1999-01-01": 400,
    f"/search?q=improvement&as_of={TODAY}": 200,
    "/evidence": 200,
    f"/evidence?p={PLAN.rpartition('/')[2]}~5.2&p=nobody~1&q=improvement": 200,
    "/evidence?p=nothing": 400,
    "/councils": 200,
    "/councils/devon": 200,
    "/compare": 200,
    "/compare?q=improvement&council=devon&council=gloucestershire": 200,
    "/compare?council=devon&council=kent&kind=minutes&from=2017-01-01": 200,
    "/compare?q=board&page=2": 400,
    "/coverage": 200,
    "/coverage?kind=minutes": 200,
    "/coverage?kind=songs": 400,
    "/help": 200,
    "/about-the-data": 200,
    "/nowhere": 404,
    WITHDRAWN: 410,
}


def filled(rule: str, part: str | None = None) -> str:
    """A route's address with every parameter filled: with `part`, else with what there is."""
    for name, known in KNOWN.items():
        rule = rule.replace(f"<{name}>", known if part is None else part)
    return rule
