"""The matcher proposes what is alike, leaves to people what isn't clear, and says why."""

import subprocess
import sys
import unicodedata

import attrs
import pytest

import ncpi
from ncpi.comparison.matching import Matcher, Synonyms
from ncpi.comparison.matching._choosing import (
    ANSWERED,
    BETWEEN,
    DISPLACED,
    Candidate,
    Question,
    choices,
)
from ncpi.comparison.matching._words import Reading
from ncpi.errors import InvalidError, NotComparableError
from ncpi.vocabulary import Basis, CaveatCode, CrosswalkMatch, MatchVerdict, Outcome

VISITS = "Within three months, visit registered sex offenders on time."
VISITED = "The backlog of RSO visits had been cleared with help from neighbouring forces."
INTERVIEWS = "Make sure that children who have been missing are interviewed when they come back."
INTERVIEWED = "Return interviews with mispers were seldom done."
WEATHER = "The sun shone."


@pytest.fixture
def pair(make):
    """A pair of reports of the texts given, none linked to another."""

    def made(asked, found, theme="investigation", later=()):
        return (
            make.baseline(
                recommendations=[
                    make.asked(str(place), theme, text=text) for place, text in enumerate(asked, 1)
                ]
            ),
            make.follow_up(
                findings=[
                    make.found(key, "improved", text=text, theme=theme)
                    for key, text in zip("abcdef", found, strict=False)
                ],
                recommendations=[
                    make.asked(f"n{place}", theme, text=text) for place, text in enumerate(later, 1)
                ],
            ),
        )

    return made


def test_it_says_which_words_matched_on_either_side():
    similarity = Matcher().similarity(VISITS, VISITED)
    assert similarity.verdict is MatchVerdict.PROPOSED
    assert "registered sex offenders ~ RSO" in similarity.evidence
    assert "on time ~ backlog" in similarity.evidence


@pytest.mark.parametrize(
    ("asked", "other", "same"),
    [
        (
            "Make sure that an officer attends every strategy discussion.",
            "What was agreed in strategy discussions is seldom written down.",
            "Police were present at nearly all strategy meetings.",
        ),
        (
            "Ask for appropriate adults in good time.",
            "Appropriate adults hadn't been trained.",
            "Children wait up to nine hours for an appropriate adult.",
        ),
        (
            "Record why a child was kept after charge.",
            "An inspector authorises that a child is kept after charge.",
            "The reasons for keeping a child after charge were set out in few files.",
        ),
    ],
    ids=["attend", "in time", "record"],
)
def test_another_aspect_of_the_same_matter_is_less_similar_than_the_one_asked_about(
    asked, other, same
):
    similarity = Matcher().similarity
    assert similarity(asked, other).value < similarity(asked, same).value


def test_the_evidence_is_as_written_in_the_texts():
    similarity = Matcher().similarity(
        "Visit the homes of all of the registered sex offenders, and note it.",
        "Registered  sex\noffenders were not visited.",
    )
    assert ("registered sex offenders", "Registered sex offenders") in zip(
        similarity.words, similarity.other_words, strict=True
    )
    assert not {"note", "not"} & {*similarity.words, *similarity.other_words}


def test_the_theme_helps_and_never_makes_a_match_of_texts_without_a_word_in_common():
    alone, same, apart = (
        Matcher().similarity(VISITS, VISITED, themes=themes).value
        for themes in (None, CrosswalkMatch.EXACT, CrosswalkMatch.NONE)
    )
    assert apart < alone < same
    assert Matcher().similarity(VISITS, WEATHER, themes=CrosswalkMatch.EXACT).value == 0.0


def test_a_callers_synonyms_are_understood():
    group = Synonyms(terms=["registered sex offender", "red list person"])
    found = "Visits to red list people were on time."
    plain, taught = Matcher(), Matcher(synonyms=[group])
    assert taught.similarity(VISITS, found).value > plain.similarity(VISITS, found).value


def test_one_term_alone_has_no_synonym():
    with pytest.raises(InvalidError, match="at least two terms"):
        Synonyms(terms=["sex offender"])
    assert Synonyms(terms=["sex offender", "RSO"]).label() == "sex offender = RSO"


def test_a_matching_in_a_line_counts_what_is_proposed_by_text_by_theme_and_undecided(pair):
    baseline, follow_up = pair([VISITS, WEATHER], [VISITED, INTERVIEWED])
    matching = Matcher().match(baseline, follow_up)
    assert matching.label() == (
        f"{baseline.key} and {follow_up.key}: 1 proposed by text, 1 by theme alone, 0 undecided"
    )


def test_of_findings_with_one_text_the_one_proposed_is_independent_of_their_order(pair):
    baseline, follow_up = pair([VISITS], [VISITED, VISITED])
    turned = attrs.evolve(follow_up, findings=follow_up.findings[::-1])
    found = [
        [one.finding for one in Matcher().match(baseline, later).proposed]
        for later in (follow_up, turned)
    ]
    assert found == [["a"], ["a"]]


def test_proposals_are_in_the_order_of_the_baseline(pair):
    matching = Matcher().match(*pair([VISITS, INTERVIEWS], [INTERVIEWED, VISITED]))
    assert [(one.item.key, one.finding) for one in matching.proposed] == [("1", "b"), ("2", "a")]


def test_the_undecided_band_lies_below_the_threshold():
    with pytest.raises(InvalidError, match="above the threshold"):
        Matcher(threshold=0.3, review_threshold=0.4)


@pytest.mark.parametrize("texts", [(1, "b"), ("a", " ")])
def test_what_is_no_text_is_refused(texts):
    with pytest.raises(InvalidError):
        Matcher().similarity(*texts)


def test_a_proposed_answer_is_the_matchers_with_the_words_as_its_evidence(pair):
    comparison = ncpi.compare(
        *pair([VISITS, INTERVIEWS], [INTERVIEWED, VISITED]), matcher=Matcher()
    )
    first, second = comparison.recommendations
    assert [entry.finding.key for entry in first.answers] == ["b"]
    assert [entry.finding.key for entry in second.answers] == ["a"]
    answer = first.answers[0].answer
    assert (answer.basis, answer.by, answer.dated) == (Basis.PROPOSED, Matcher().name, None)
    assert "RSO" in (answer.evidence or "")
    assert first.verdict == "improved (proposed)"


@pytest.mark.parametrize("basis", [Basis.STATED, Basis.CODED])
def test_where_a_firm_answer_stands_nothing_is_proposed_from_any_finding(pair, basis):
    baseline, follow_up = pair([VISITS], [VISITED, WEATHER])
    reference = ncpi.Answer(item=f"{baseline.key}#recommendation-1", basis=basis)
    first, second = follow_up.findings
    linked = attrs.evolve(follow_up, findings=[first, second.with_answer(reference)])
    assert Matcher().match(baseline, linked).proposals == ()
    assert Matcher().match(baseline, linked).applied(linked) is linked


def test_where_only_the_theme_connects_them_the_link_says_so_and_does_not_count(pair):
    comparison = ncpi.compare(*pair([VISITS], [WEATHER]), matcher=Matcher())
    (entry,) = comparison.recommendations
    assert entry.verdict == "not mentioned in what was read"
    ((basis, counted),) = [(item.answer.basis, item.counted) for item in entry.answers]
    assert (basis, counted) == (Basis.SAME_THEME, False)
    assert [finding.key for finding in comparison.other_improvements] == ["a"]
    assert CaveatCode.MATCHER in {caveat.code for caveat in entry.caveats}
    assert CaveatCode.ANALYST not in {caveat.code for caveat in entry.caveats}


def test_what_is_undecided_is_not_linked_by_theme_either(pair):
    comparison = ncpi.compare(*pair([VISITS], [VISITED, WEATHER]), matcher=Matcher(threshold=1.0))
    assert comparison.recommendations[0].answers == ()


def test_themes_of_two_frameworks_are_held_together_by_the_crosswalk(make):
    later = ncpi.model.FRAMEWORKS["ncpi-2024"]
    baseline = make.baseline(recommendations=[make.asked("1", "initial contact", text=VISITS)])
    for theme, linked in (("initial response", True), ("partnership working", False)):
        follow_up = make.follow_up(
            framework=later, findings=[make.found("a", text=WEATHER, theme=theme)]
        )
        assert bool(Matcher().match(baseline, follow_up).proposals) is linked


def test_a_recommendation_that_is_made_again_is_proposed_as_a_restatement(pair):
    comparison = ncpi.compare(
        *pair([VISITS, INTERVIEWS], [], later=["Immediately, clear the backlog of RSO visits."]),
        matcher=Matcher(),
    )
    (again,) = comparison.recommendations[0].restated_by
    assert again.restatement.basis is Basis.PROPOSED
    # A proposal takes nothing off the list of what is new; it says that it may not be.
    assert [entry.key for entry in comparison.unlinked_items] == ["n1"]
    looked, caveat = [entry for entry in comparison.caveats if entry.code is CaveatCode.MATCHER]
    assert Matcher().name in looked.text
    assert "recommendation n1 may restate recommendation 1" in caveat.text


def test_what_is_undecided_is_named_at_its_recommendation_and_not_counted(pair):
    comparison = ncpi.compare(
        *pair([VISITS], [VISITED]), matcher=Matcher(threshold=0.99, review_threshold=0.1)
    )
    (entry,) = comparison.recommendations
    assert entry.progress is Outcome.NOT_MENTIONED
    (caveat,) = [item for item in entry.caveats if item.code is CaveatCode.MATCHER]
    assert "finding a may go with it" in caveat.text
    assert [one.reason for one in comparison.undecided] == [BETWEEN]
    assert BETWEEN == "similar, but not enough to be proposed"
    assert BETWEEN in str(comparison)


def test_actions_are_read_with_the_recommendation(make):
    asked = make.asked("1", None, text="Improve at once.", actions=[VISITS])
    matching = Matcher().match(
        make.baseline(recommendations=[asked]),
        make.follow_up(findings=[make.found("a", text=VISITED, theme=None)]),
    )
    assert [entry.finding for entry in matching.proposed] == ["a"]


def test_a_matching_is_applied_to_no_other_report(pair):
    baseline, follow_up = pair([VISITS], [VISITED])
    with pytest.raises(InvalidError, match="isn't the report that was matched"):
        Matcher().match(baseline, follow_up).applied(baseline)


def test_importing_ncpi_leaves_the_matcher_alone():
    program = "import ncpi, sys; sys.exit('ncpi.comparison.matching' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_undecided_band_changes_nothing_of_what_is_proposed(pair):
    asked = [
        "strategy discussions; bail conditions; body-worn video",
        "bail conditions; body-worn video; appropriate adults in custody; strategy discussions",
    ]
    found = [
        (
            "digital devices; missing children return interviews; appropriate adults in custody; "
            "strategy discussions"
        ),
        "registered sex offenders; appropriate adults in custody",
    ]
    reports = pair(asked, found)
    proposed = {
        tuple((entry.item.name, entry.finding) for entry in matching.proposed)
        for least in (0.1, 0.2, 0.25)
        if (matching := Matcher(review_threshold=least).match(*reports))
    }
    assert len(proposed) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "It wasn't clear that they didn't and couldn't do it",
            "They couldn't, didn't and weren't, and it wasn't",
        ),
        ("Ensure children", "The child"),
        ("find out why", "they found out why"),
    ],
)
def test_texts_that_share_only_common_words_are_not_proposed(one, other):
    assert Matcher().similarity(one, other).verdict is not MatchVerdict.PROPOSED


def test_an_accent_written_as_a_sign_of_its_own_changes_nothing():
    text = "Ymwelwch \u00e2 throseddwyr rhyw"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    plain = Matcher().similarity(text, text)
    assert Matcher().similarity(text, apart).value == plain.value


def test_reports_that_may_not_be_compared_are_not_matched_either(pair):
    before, after = pair([VISITS], [VISITED])
    with pytest.raises(NotComparableError, match="not the later one"):
        Matcher().match(after, before)


@pytest.mark.parametrize("wrong", ["baseline", "follow_up"])
def test_what_is_no_report_is_refused_at_the_door(pair, wrong):
    reports = dict(zip(("baseline", "follow_up"), pair([VISITS], [VISITED]), strict=True))
    with pytest.raises(InvalidError) as caught:
        Matcher().match(**(reports | {wrong: "x"}))
    assert [fault.path for fault in caught.value.faults] == [wrong]


def test_a_comparison_tells_that_it_was_matched_with_which_settings_and_how_alike_each_pair_is(
    pair,
):
    matcher = Matcher(threshold=0.3, synonyms=[Synonyms(terms=["RSO", "nominal"])])
    comparison = ncpi.compare(*pair([VISITS], [VISITED]), matcher=matcher)
    answer = comparison.recommendations[0].answers[0].answer
    assert answer.by == "ncpi matcher 2 (from 0.30, undecided from 0.10, 1 group of own synonyms)"
    assert answer.evidence.startswith("similarity 0.")
    silent = ncpi.compare(*pair([VISITS], [WEATHER], theme=None), matcher=matcher)
    assert silent != ncpi.compare(*pair([VISITS], [WEATHER], theme=None))
    assert matcher.name in silent.caveats[0].text


def test_what_is_exactly_as_alike_as_the_threshold_is_proposed(pair):
    reports = pair([VISITS, VISITS], [VISITED], theme=None)
    value = Matcher().similarity(VISITS, VISITED).value
    matcher = Matcher(threshold=value, review_threshold=value)
    assert matcher.similarity(VISITS, VISITED).verdict is MatchVerdict.PROPOSED
    assert [(entry.verdict, entry.reason) for entry in matcher.match(*reports).proposals] == [
        (MatchVerdict.PROPOSED, None),
        (MatchVerdict.UNDECIDED, DISPLACED),
    ]


def test_what_is_exactly_as_alike_as_the_undecided_band_begins_is_undecided(pair):
    value = Matcher().similarity(VISITS, VISITED).value
    matcher = Matcher(threshold=value + 0.01, review_threshold=value)
    assert matcher.similarity(VISITS, VISITED).verdict is MatchVerdict.UNDECIDED
    (entry,) = matcher.match(*pair([VISITS], [VISITED], theme=None)).proposals
    assert (entry.verdict, entry.reason) == (MatchVerdict.UNDECIDED, BETWEEN)


def reading(**weights):
    names = {name: name for name in weights}
    return Reading(weights, names, sum(weights.values()), frozenset(weights))


def chosen(asked, found, threshold, *, taken=()):
    """What is listed recommendations and findings that say so much of what."""
    sides = [
        tuple(
            Candidate(name=key, text=f"{key}, {side}", theme=None, taken=key in taken)
            for key in entry
        )
        for side, entry in (("asked", asked), ("found", found))
    ]
    readings = {
        one.text: reading(**entry[one.name])
        for side, entry in zip(sides, (asked, found), strict=True)
        for one in side
    }
    question = Question(*sides, frozenset(), {(None, None): None})
    entry = choices(question, readings.__getitem__, threshold, 0.08)
    return {(one.row, one.column): one.reason for one in entry}


def test_two_pairs_that_only_just_match_never_displace_one_that_is_sure():
    entry = chosen(
        {"sure": {"s": 5.0, "p": 2.0}, "weak": {"q": 2.0}},
        {"sure": {"s": 5.0, "q": 2.0}, "weak": {"p": 2.0}},
        0.095,
    )
    assert [pair for pair, reason in entry.items() if reason is None] == [(0, 0)]


def test_a_pair_in_between_is_left_to_a_person_unless_both_have_found_better():
    both = {"x": 5.0, "z": 3.0}, {"y": 5.0, "z": 3.0}
    # Each meets its own; what they share besides is in between.
    assert chosen(dict(zip("ab", both, strict=True)), dict(zip("ab", both, strict=True)), 0.2) == {
        (0, 0): None,
        (1, 1): None,
    }
    one = {"y": 5.0, "z": 3.0}, {"w": 3.0, "z": 3.0}
    found = chosen({"a": both[1]}, dict(zip("ab", one, strict=True)), 0.2)
    assert found == {(0, 0): None, (0, 1): BETWEEN}


def test_a_pair_in_between_is_not_reported_where_a_person_linked_the_finding_elsewhere():
    asked, found = {"a": {"z": 3.0}}, {"b": {"z": 3.0, "y": 5.0}}
    assert chosen(asked, found, 0.2) == {(0, 0): BETWEEN}
    assert chosen(asked, found, 0.2, taken=["b"]) == {}
    assert chosen(asked, found, 0.15, taken=["b"]) == {(0, 0): ANSWERED}


def test_what_a_person_links_by_theme_stays_theirs(pair):
    baseline, follow_up = pair([VISITS], [WEATHER])
    reference = ncpi.Answer(
        item=f"{baseline.key}#recommendation-1", basis=Basis.SAME_THEME, by="R. Example"
    )
    linked = follow_up.with_answer("a", reference)
    matching = Matcher().match(baseline, linked)
    assert [entry.basis for entry in matching.proposed] == [Basis.SAME_THEME]
    assert matching.applied(linked).findings[0].answers == (reference,)


def test_what_a_person_links_by_theme_leaves_room_for_others_under_the_theme(pair):
    baseline, follow_up = pair([VISITS, INTERVIEWS], [WEATHER])
    reference = ncpi.Answer(
        item=f"{baseline.key}#recommendation-1", basis=Basis.SAME_THEME, by="R. Example"
    )
    linked = follow_up.with_answer("a", reference)
    first, second = Matcher().match(baseline, linked).applied(linked).findings[0].answers
    assert first == reference
    assert (second.item.name, second.by) == ("recommendation 2", Matcher().name)
