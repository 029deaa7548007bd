"""The words for who can be judged: the council itself, other bodies, many together, parts of it."""

from __future__ import annotations

import re

OWN = re.compile(
    r"\b(?:(?:the|this|our|its|their)\s+(?:local\s+)?(?:council|authority|service|borough"
    r"|county|city|department|directorate|provision)|local\s+authority|council|authority"
    r"|children['’]?s\s+(?:social\s+care|social\s+work|services?|service)(?:\s+services?)?"
    r"|children\s+(?:and|&)\s+famil(?:y|ies)['’]?(?:\s+services?)?|children\s+(?:and|&)\s+"
    r"young\s+people['’]?s?\s+services?"
    r"|services(?:\s+for\s+children)?|service|we|us|social\s+care|overall(?:\s+effectiveness)?"
    r"|directorate)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|pre-?schools?|child-?minders?|early\s+"
    r"years|settings?|providers?|placements?|colleges?|sixth\s+forms?|pupil\s+referral\s+"
    r"units?|PRUs?"
    r"|(?:children['’]?s|residential|care|nursing|secure|foster)\s+homes?|homes?|houses?"
    r"|fostering(?:\s+(?:service|agency))?|adoption\s+(?:agenc(?:y|ies)|panel)|agenc(?:y|ies)"
    r"|children['’]?s\s+cent(?:re|er)s?|cent(?:re|er)s?|hospitals?"
    r"|NHS|CQC|care\s+quality\s+commission|adult(?:s|['’]s)?\s+(?:social\s+care|education"
    r"|learning|services|safeguarding|care)|adult\s+and\s+community\s+learning|youth\s+"
    r"(?:justice|offending)(?:\s+(?:service|team))?|YOTs?|YOS|YJS|HMIP|HMI\s+probation"
    r"|probation"
    r"|police|constabulary|HMIC(?:FRS)?|fire(?:\s+and\s+rescue)?|units?|GPs?|surger(?:y|ies)"
    r"|clinics?|library|housing|regulator|SENDI?|special\s+educational\s+needs|local\s+"
    r"area(?:\s+partnership)?|JTAI|virtual\s+school|teaching|lessons?|pupils?|attainment"
    r"|provision\s+at|EYFS"
    r"|facilit(?:y|ies)|(?-i:(?!(?:Since|When|The|This|Their|Our|Its|If|Where|While|After|Although|That|As|Because)\s)(?:[A-Z]\w+\s+)+)(?:provision|project|scheme|team|unit|hub)"
    r"|(?<!and )education\s+(?:services?|provision|department)"
    r"|domiciliary|care\s+providers?|short\s+breaks?|respite|registered|assurance|audit\s+"
    r"commission|CPA|use\s+of\s+resources|ofsted\s+registered|(?:academy|hospital|foundation"
    r"|NHS)\s+trusts?)\b",
    re.IGNORECASE,
)
ESTIMATE = re.compile(
    r"\bself[\s-](?:assess\w*|evaluat\w*|judg\w*|grad\w*|rat\w*|review\w*)|\bSEF\b"
    r"|\b(?:judged|rated|assessed|graded|scored|evaluated|considered)\s+(?:itself|ourselves"
    r"|themselves|himself|herself|its\s+own|our\s+own|their\s+own)"
    r"|\bown\s+(?:judge?ment|assessment|view|rating|evaluation)\b"
    r"|\bpeer\s+(?:review\w*|challenge|diagnostic|inspection|assessment)|\bmock\b|\bRAG\b|\bdry\s+run\b",
    re.IGNORECASE,
)
"""An estimate that is not an inspection, wherever it stands before the grade."""
_OTHER_INSPECTORATE = (
    r"CQC|care\s+quality\s+commission|HMIP|HMI\s+probation|HMIC(?:FRS)?|(?:external\s+|internal\s+)?"
    r"auditors?|audit\s+commission|ombudsman|(?:social\s+housing\s+)?regulator|estyn"
    r"|care\s+inspectorate(?:\s+wales)?"
    r"|(?:fire|police|probation|housing|adults?|youth|SEND|schools?)(?:['’]s?)?\s+(?:\w+\s+){0,2}?"
    r"(?:inspection|inspectorate|inspectors?|review)"
)
BY_ANOTHER = re.compile(
    rf"\b(?:{_OTHER_INSPECTORATE})\b[^.;,]{{0,40}}?\b(?:judged|rated|graded|found|concluded|assessed"
    r"|considered|gave|awarded|deemed)\b",
    re.I,
)
AFTER_BY_ANOTHER = re.compile(
    rf"['\"’”)]*\s+(?:overall\s+)?(?:by|from)\s+(?:the\s+)?(?:{_OTHER_INSPECTORATE})\b", re.I
)
"""Another inspectorate gave the grade, whoever was judged."""
SAMPLED = re.compile(
    r"\b(?:(?:case|file|practice|internal|quality|themed|thematic|multi-agency|collaborative"
    r"|monthly)\s+)*audit(?:s|ed|ing|ors?)?\b"
    r"|\bcases?\b|\bdip[\s-]sampl\w+|\bmoderat\w+|\bfiles?\b|\b(?<!overall )assessments?\b"
    r"|\bplans\b|\bsupervision\b|\bchronolog\w+|\brecords?\b|\bpractice\b|\bwork\b",
    re.IGNORECASE,
)
"""Cases and pieces of work that were looked at, not the services."""
MANY = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent)|\bper\s?cent\b|\bpercentage\b|\b(?:two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|\d+|most|many|majority|number(?!\s+of\s+areas)|proportion"
    r"|half|thirds?|quarter|some(?!\s+of\s+(?:\S+\s+)?most\b)|few|several|none|one)\s+(?:out\s+)?of\s+(?:the\s+|those\s+"
    r"|all\s+|our\s+)?(?=\w+\s*\w*\s*(?:authorities|councils|LAs|schools|judge?ments"
    r"|inspections|services|homes|cases|local|region|\w+s\b))"
    r"|\b(?:other|neighbouring|regional|statistical|some|many|most|few|several|all|those|these"
    r"|\d+|two|three|four|five|six|seven|eight|nine|ten|where|similar|of)\s+(?:other\s+"
    r")?(?:local\s+)?(?:authorities|councils|LAs)\b|\bauthorities\b|\bcouncils\b"
    r"|\bnumber\s+of\b(?!\s+areas)|\bboroughs\b|\b\d{1,3}\s+being\b"
    r"|\b(?:only|just)\s+(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+"
    r"(?:were|are|had|have)\b"
    r"|(?:\band|\bwhile|,)\s+\d{2,3}\s+(?:were|are|had|have)\b|\bLAs\b"
    r"|\b(?:an?|any|each|every|no)\s+(?:local\s+)?(?:authority|council|LA)\b"
    r"|\b(?:any|each|every|no)\s+(?:\w+\s+)?(?:services?|department)\b"
    r"|(?<!inspection\sof\s)(?<!inspections\sof\s)(?<!inspecting\s)(?<!\bthe\s)(?<!\bour\s)(?<!\bthis\s)\blocal\s+authority\s+children['’]s\s+services\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"\b(?:another|(?:some|any|an)other|(?:an?|the|our|its|their|this)\s+(?:neighbour(?:ing)?|adjoining"
    r"|adjacent|nearby|bordering|partner|home|host|placing)|a\s+different|one\s+other|the\s+"
    r"other)\s+"
    r"(?:local\s+)?(?:authority|council|borough|county|city|area|LA)\b",
    re.I,
)
PARTS = re.compile(
    r"\b(?:all|four|three|five|each|both)\s+(?:\w+\s+){0,2}judge?ments\b"
    r"|\b(?:areas?|domains?|elements?|aspects?|themes?|sub-?(?:judge?ments?|categor(?:y|ies)|headings?)"
    r"|categories|strands?|parts\s+of|teams?|that\s+service)\b",
    re.I,
)
