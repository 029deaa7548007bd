"""The analyser: what is one word, and what is the same word."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import analysis


def terms(text: str) -> list[tuple[int, str]]:
    return [(token.position, token.term) for token in analysis.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("The Board of Trade", [(1, "board"), (3, "trade")]),
        ("May 7", [(0, "may"), (1, "7")]),
        ("planning plans PLANNED", [(0, "plan"), (1, "plan"), (2, "plan")]),
        ("children's childrens Children’s", [(0, "children"), (1, "children"), (2, "children")]),
        ("councils' council's", [(0, "council"), (1, "council")]),
        ("O’Neil doesn't", [(0, "oneil"), (1, "doesnt")]),
        ("1,200 and 1,2345", [(0, "1200"), (2, "1"), (3, "2345")]),
        ("café CAFÉ cafe\u0301", [(0, "cafe"), (1, "cafe"), (2, "cafe")]),
        ("ﬁnance Ｆｕｌｌ", [(0, "financ"), (1, "full")]),
        ("co\u00adoperate zero\u200bwidth", [(0, "cooper"), (1, "zerowidth")]),
        ("5.6", [(0, "5.6"), (0, "5"), (1, "6")]),
        ("CS/20/13.", [(0, "cs/20/13"), (0, "cs"), (1, "20"), (2, "13")]),
        ("2017–18", [(0, "2017-18"), (0, "2017"), (1, "18")]),
        ("yes—no", [(0, "yes"), (1, "no")]),
        ("U.K.", [(0, "uk"), (0, "u"), (1, "k")]),
        ("LAC/CLA", [(0, "lac"), (1, "cla")]),
        ("Stoke-on-Trent", [(0, "stokeontr"), (0, "stoke"), (2, "trent")]),
        ("section 47(1)(a)", [(0, "section"), (1, "47"), (2, "1")]),
        ("authority author", [(0, "authority"), (1, "author")]),
        ("appendix_1", [(0, "appendix"), (1, "1")]),
    ],
)
def test_terms_and_positions(text: str, expected: list[tuple[int, str]]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("authority authorities", "author"),
        ("important importance", "import"),
        ("several", "severe"),
        ("internal", "international"),
        ("university universities", "universal"),
        ("experience experienced", "experiment experiments"),
        ("relative relatives", "relation related"),
        ("animals animal", "animate animation"),
        ("designated designation", "design designed"),
        ("department departmental", "depart departed"),
        ("government governments", "governance"),
        ("governance", "governed governing"),
        ("objective objectives", "objection object"),
        ("executive executives", "execute execution"),
        ("responsible responsibilities", "response responses"),
        ("emergency emergencies", "emerge emerging"),
        ("exclusive exclusively", "exclusion exclusions"),
        ("informal informally", "inform informed"),
        ("personal personally", "person persons"),
        ("provisional", "provision provisions"),
        ("consistent consistency", "consist consists"),
        ("constitution constitutional", "constitute constitutes"),
    ],
)
def test_unrelated_words_are_kept_apart(left: str, right: str) -> None:
    one, other = ({term for _, term in terms(text)} for text in (left, right))
    assert (len(one), len(other)) == (1, 1)
    assert one != other


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("women", "woman"),
        ("women’s", "woman's"),
        ("criteria", "criterion"),
        ("appendices", "appendix"),
        ("indices", "indexes"),
        ("analyses", "analysis"),
        ("knives", "knife"),
        ("sub-indices", "sub-index"),
    ],
)
def test_irregular_plurals_are_the_same_word(plural: str, singular: str) -> None:
    assert [term for _, term in terms(plural)][-1] == [term for _, term in terms(singular)][-1]


@pytest.mark.parametrize(
    "text",
    [
        "The Children’s well-being board",
        "ﬁne CS/20/13 e\u0301te\u00ad 1,200 O’Neil",
        "½ İstanbul ß x",
    ],
)
def test_offsets_point_into_the_text_as_given(text: str) -> None:
    for token in analysis.tokens(text):
        written = text[token.start : token.end]
        assert token.term in {term for _, term in terms(written)}


@given(st.text(max_size=60))
def test_the_bulk_path_and_the_placed_path_agree(text: str) -> None:
    words = [analysis.word(written) for written in analysis.written_words(text)]
    placed = list(analysis.placed_words(text))
    assert [each.word for each in placed] == words
    position = 0
    for each in placed:
        assert each.position == position
        position += each.word.width
        assert 0 <= each.start < each.end <= len(text)
        for start, end in each.spans:
            assert each.start <= start < end <= each.end


@given(
    st.text(min_size=1, max_size=20)
    | st.builds(
        lambda start, end: start + end,
        st.text("abcdeilnostuy", min_size=1, max_size=5),
        st.sampled_from(["s", "es", "ies", "ied", "ed", "ing", "ly", "eedly", "y", "al", "ations"]),
    )
)
@example("dying")
@example("importance")
def test_a_word_is_found_by_its_term(text: str) -> None:
    for written in analysis.written_words(text):
        for part in analysis.word(written).parts:
            if part.term is not None:
                assert found(analysis.may_be([part.term]), written) == [written]


@pytest.mark.parametrize(
    "written",
    [*analysis._APART, *analysis._IRREGULAR, "dying", "skies", "responsibility", "hoping", "7"],
)
def test_a_word_of_the_lists_is_found_by_its_term(written: str) -> None:
    find = analysis.may_be([str(analysis.word(written).parts[0].term)])
    assert found(find, f"The {written}, then.") == [written]


@pytest.mark.parametrize(
    ("terms", "starts", "text", "expected"),
    [
        (["board"], [], "The boarding of a broad bond", ["boarding"]),
        (
            ["board"],
            [],
            "a well-being co-board, 1,200 boards",
            ["well-being", "co-board", "1,200", "boards"],
        ),
        ([], ["safeg"], "Safeguarding safe", ["safeguarding"]),
        ([], [], "nothing but-this", ["but-this"]),
        (["a.b"], [], "a.b axb", ["a.b"]),
        (["7"], [], "item 17 of 7 or 71", ["7", "71"]),
    ],
)
def test_few_other_words_are_looked_at(
    terms: list[str], starts: list[str], text: str, expected: list[str]
) -> None:
    assert found(analysis.may_be(terms, starts), text) == expected


def found(find: analysis.Finder, text: str) -> list[str]:
    return [match.group() for match in find(analysis.fold(text))]


@given(st.text("aet1 -'./,_é", max_size=40) | st.text(max_size=60), st.sampled_from("aet1"))
def test_no_word_that_starts_so_is_missed_and_every_word_is_whole(text: str, start: str) -> None:
    folded = analysis.fold(text)
    every = [match.span() for match in analysis.WORD.finditer(folded)]
    some = [match.span() for match in analysis.may_be([], [start])(folded)]
    assert some == sorted(set(some) & set(every))
    needed = [
        (first, last)
        for first, last in every
        if folded.startswith(start, first) or not folded[first:last].isalnum()
    ]
    assert set(needed) <= set(some)
    placed = {each.start: each for each in analysis.placed_words(text)}
    for each in analysis.placed_words(text, analysis.may_be([], [start])):
        assert placed[each.start] == each


@given(st.text(max_size=60), st.sampled_from(["a", "e", "t", ""]))
def test_words_that_are_not_sought_are_left_out_and_nothing_else_changes(
    text: str, letter: str
) -> None:
    every = list(analysis.placed_words(text))
    sought = {written: letter in written for written in analysis.written_words(text)}
    chosen = [sought[written] for written in analysis.written_words(text)]
    left = [placed for placed, keep in zip(every, chosen, strict=True) if keep]
    assert list(analysis.placed_words(text, sought=sought)) == left


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert analysis.fold(analysis.fold(text)) == analysis.fold(text)


@given(st.text(max_size=60))
def test_no_term_stands_twice_at_one_position(text: str) -> None:
    found = terms(text)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Children’s Services & Education", "childrens-services-and-education"),
        ("  Devon  County Council ", "devon-county-council"),
        ("Rhondda Cynon Taf", "rhondda-cynon-taf"),
        ("Ynys Môn", "ynys-mon"),
        ("—", ""),
    ],
)
def test_names_become_slugs(name: str, expected: str) -> None:
    assert analysis.slug(name) == expected
    assert analysis.slug(expected) == expected


@pytest.mark.parametrize(
    ("label", "expected"), [("(a)", "a"), ("5.6.", "5.6"), ("5.6", "5.6"), ("CS/20/13", "cs/20/13")]
)
def test_labels_are_compared_without_brackets(label: str, expected: str) -> None:
    assert analysis.label_term(label) == expected
