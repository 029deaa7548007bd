"""The register of councils, and telling which council a text names."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import authorities
from indexer.authorities import CouncilEntry, Strength

TRAPS = [
    json.loads(line)
    for line in (Path(__file__).parent / "tables" / "authority_traps.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
COUNCILS = authorities.all_councils()


def entry(slug: str) -> CouncilEntry:
    found = authorities.by_slug(slug)
    assert found is not None, slug
    return found


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["note"])
def test_subject_of_a_name(trap: dict[str, object]) -> None:
    found = authorities.subject(str(trap["text"]))
    assert [each.name for each in found] == trap["expect"]


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: council.slug)
def test_every_council_is_found_by_its_full_name(council: CouncilEntry) -> None:
    assert authorities.subject(council.full_name) == (council,)


def test_every_english_council_for_children_has_code_region_and_dates() -> None:
    for council in COUNCILS:
        if council.nation == "England" and council.runs_childrens_services:
            assert council.region, council.slug
            if council.end is None:
                assert council.gss, council.slug
                assert council.urn, council.slug
                assert council.hosts, council.slug


def test_lineage_leads_to_councils_that_stand() -> None:
    for council in COUNCILS:
        if council.end is not None:
            heirs = authorities.successors(council)
            assert heirs, f"{council.slug} was abolished; nobody replaced it"
            assert all(heir.end is None for heir in heirs), council.slug
        assert council.county is None or entry(council.county).type in {"county", "unitary"}


@pytest.mark.parametrize(
    ("slug", "heirs"),
    [
        ("northamptonshire", {"north-northamptonshire", "west-northamptonshire"}),
        ("cumbria", {"cumberland", "westmorland-and-furness"}),
        ("richmondshire", {"north-yorkshire"}),
        ("poole", {"bournemouth-christchurch-and-poole"}),
        ("taunton-deane", {"somerset"}),  # by way of Somerset West and Taunton
        ("devon", set()),
    ],
)
def test_successors(slug: str, heirs: set[str]) -> None:
    assert {heir.slug for heir in authorities.successors(entry(slug))} == heirs


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("democracy.devon.gov.uk", "devon"),
        ("https://glostext.gloucestershire.gov.uk/ieListDocuments.aspx?CId=1", "gloucestershire"),
        ("modgov.lbbd.gov.uk", "barking-and-dagenham"),
        ("worcestershire.moderngov.co.uk", "worcestershire"),
        ("democracy.buckscc.gov.uk", "buckinghamshire"),
        ("www.westsuffolk.gov.uk", "west-suffolk"),
        ("sloughchildrenfirst.co.uk", "slough"),
        ("achievingforchildren.org.uk", None),  # three councils share the company
        ("adur-worthing.gov.uk", None),
        ("www.gov.uk", None),
        ("birmingham.cmis.uk.com", "birmingham"),
        ("towerhamlets.moderngov.co.uk", "tower-hamlets"),
        ("centralbeds.moderngov.co.uk", "central-bedfordshire"),  # an alias
        ("bathnes.moderngov.co.uk", "bath-and-north-east-somerset"),
        ("welhat.moderngov.co.uk", "welwyn-hatfield"),  # the name of its own site
        ("northyorks.moderngov.co.uk", "north-yorkshire"),
        ("democratiaeth.sirgar.llyw.cymru", "carmarthenshire"),  # the Welsh side of a site
        ("democratiaeth.ynysmon.gov.uk", "isle-of-anglesey"),
        ("adur-worthing.moderngov.co.uk", None),  # two councils' site
        ("democracy.moderngov.co.uk", None),
        ("example.moderngov.co.uk", None),
        ("", None),
    ],
)
def test_by_host(host: str, slug: str | None) -> None:
    found = authorities.by_host(host)
    assert (found.slug if found else None) == slug


def test_codes_are_those_of_the_day() -> None:
    council = entry("north-yorkshire")
    assert council.gss_on(dt.date(2019, 1, 1)) == "E10000023"
    assert council.gss_on(dt.date(2024, 1, 1)) == council.gss_on(None) == "E06000065"
    assert authorities.by_gss("E10000023") == authorities.by_gss("e06000065") == council
    assert council.as_authority(dt.date(2019, 1, 1)).gss == "E10000023"


def test_codes_numbers_and_names_belong_to_one_council_each() -> None:
    codes = [c.gss for c in COUNCILS if c.gss] + [g for c in COUNCILS for g, _ in c.former_gss]
    assert len(codes) == len(set(codes))
    urns = [council.urn for council in COUNCILS if council.urn]
    assert len(urns) == len(set(urns))
    names = [council.name for council in COUNCILS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Devon County Council agreed", Strength.FORMAL),
        ("the London Borough of Barnet", Strength.FORMAL),
        ("Slough Children First", Strength.FORMAL),
        ("Devon Safeguarding Children Partnership", Strength.SERVICE),
        ("Devon children's services", Strength.SERVICE),
        ("the roads of Devon", Strength.NAME),
        ("Bedford Hospital and others", Strength.PLACE),
    ],
)
def test_how_plainly_a_council_is_named(text: str, strength: Strength) -> None:
    assert [mention.strength for mention in authorities.find(text)] == [strength]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Lincoln moved the motion",
        "Thanks to Jo Kent for the report",
        "Present: J Kent, P. Bolton and AB Devon",
        "J. Warrington presented the report",
        "The chair thanked P Kent, Council auditor",
        "Mr Warrington was rated highly by Ms Kent",
        "Councillors Kent, Devon and Lincoln",
        "Cllrs A Smith (Chair), Kent & Bolton",
        "CLLR DEVON",
        "Mrs P. Q. Warrington Children's Services",
        "Warrington, J; Kent (Vice-Chair)",
        "Jo Smith-Kent and Lincoln-Jones",
        "Present: Al Pond, Brent Marsh, Jo Hill",
        "Reading every day helps.",
        "We shall bury the matter",
        "the council",
    ],
)
def test_people_and_ordinary_words_are_no_councils(text: str) -> None:
    assert authorities.find(text) == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Councillor Smith, Leeds City Council", "leeds"),
        ("K Lincoln, Essex County Council", "essex"),
        ("Appendix A Devon County Council", "devon"),
        ("INSPECTION OF SERVICES IN DEVON", "devon"),
        ("Mr Smith wrote to Kent", "kent"),
    ],
)
def test_a_council_beside_a_person_is_still_found(text: str, slug: str) -> None:
    assert authorities.subject(text) == (entry(slug),)


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("City & Hackney Safeguarding Children Board", []),
        ("the City and Hackney system", []),
        ("Hackney and City Safeguarding Partnership", []),
        (
            "City of London and Hackney Safeguarding Partnership",
            ["city-of-london", "hackney"],
        ),
        (
            "Derby City and Derbyshire Safeguarding Children Partnership",
            ["derby", "derbyshire"],
        ),
        ("Bedford, Luton and Slough Youth Justice", ["bedford", "luton", "slough"]),
    ],
)
def test_a_joint_body_is_nobodys_alone(text: str, joint: list[str]) -> None:
    mentions = authorities.find(text)
    assert [m.council.slug for m in mentions if m.council and m.joint] == joint
    assert [found.slug for found in authorities.subject(text)] == joint


def test_a_council_beside_anothers_board_is_not_joint_with_it() -> None:
    mentions = authorities.find("Leeds City Council and Bradford Safeguarding Board")
    assert [m.joint for m in mentions][:1] == [False]
    assert authorities.subject("Hackney and the City of London") != (entry("hackney"),)


def test_a_company_works_for_whom_it_worked_on_the_day() -> None:
    trust = next(
        c for c in authorities.companies() if c.name == "Northamptonshire Children's Trust"
    )
    before = {council.slug for council in trust.councils(dt.date(2020, 12, 1))}
    after = {council.slug for council in trust.councils(dt.date(2022, 12, 1))}
    assert before == {"northamptonshire"}
    assert after == {"north-northamptonshire", "west-northamptonshire"}


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for mention in authorities.find(text):
        assert 0 <= mention.start < mention.end <= len(text)
    authorities.subject(text)
