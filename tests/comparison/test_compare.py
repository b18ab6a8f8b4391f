"""The comparison as a record, from which nothing of either report is lost."""

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.vocabulary import Edge, ItemKind, Progress

SPAN = ("2019-08-30", Edge.OPEN)


@attrs.frozen(kw_only=True)
class Tracked(ncpi.Recommendation):
    TAG = "comparison-tests.tracked"
    owner: str | None = None


@attrs.frozen(kw_only=True)
class Weighed(ncpi.Finding):
    TAG = "comparison-tests.weighed"
    weight: int = 0


def records_in(value):
    """Every record anywhere in *value*."""
    if isinstance(value, ncpi.Record):
        yield value
        for field in attrs.fields(type(value)):
            yield from records_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for element in value:
            yield from records_in(element)


def compare(pair):
    return ncpi.compare(pair.baseline, pair.follow_up)


@pytest.mark.parametrize(
    "collection",
    ["recommendations", "causes_of_concern", "findings", "case_audits", "judgments"],
)
def test_nothing_of_either_report_is_lost(any_pair, collection):
    kept = set(records_in(compare(any_pair)))
    for report in any_pair:
        assert set(getattr(report, collection)) - kept == set()


def test_every_finding_of_the_follow_up_is_listed_once(any_pair):
    keys = [finding.key for finding in compare(any_pair).findings]
    assert sorted(keys) == sorted(finding.key for finding in any_pair.follow_up.findings)


def test_a_comparison_is_stored_and_loaded_whole(any_pair, tmp_path):
    comparison = compare(any_pair)
    ncpi.save(comparison, tmp_path / "comparison.json")
    again = ncpi.load(tmp_path / "comparison.json")
    assert again == comparison
    assert ncpi.to_json(again) == ncpi.to_json(comparison)
    assert ncpi.from_dict(ncpi.to_dict(comparison)) == comparison


def test_new_restated_and_unread_recommendations_are_distinguished(compared):
    comparison = compared("restated")
    again = {
        entry.key: [again.item.key for again in entry.restated_by]
        for entry in comparison.recommendations
    }
    assert again == {"1": ["r1"], "2": ["r2"], "3": ["r3"]}
    assert [item.key for item in comparison.unlinked_items] == ["r4"]
    assert [item.key for item in comparison.restating_unread] == ["r5"]


def test_concerns_effective_practice_and_other_improvements_are_gathered(compared):
    comparison = compared("stated links")
    assert [finding.key for finding in comparison.concerns] == ["p2", "p3"]
    assert [finding.key for finding in comparison.effective_practice] == ["p4"]
    assert [finding.key for finding in compared("unthemed").other_improvements] == ["n3"]


def test_a_recommendation_is_looked_up_by_key_and_an_unknown_one_lists_the_known(compared):
    comparison = compared("restated")
    assert comparison.recommendation("2").key == "2"
    with pytest.raises(ncpi.errors.UnknownNameError) as caught:
        comparison.recommendation("9")
    assert caught.value.candidates == ("1", "2", "3")


@pytest.fixture
def one_key(make):
    """A comparison of items of every kind with one key, each with its own answer."""
    names = [f"{kind.value.replace(' ', '-')}-1" for kind in ItemKind]
    findings = [
        make.found(name, "improved", ncpi.Answer(item=f"{make.BASELINE}#{name}", basis="stated"))
        for name in names
    ]
    return ncpi.compare(
        make.baseline(
            recommendations=[make.asked("1"), make.asked("2", kind="area for improvement")],
            causes_of_concern=[make.cause("1", "2018-08-30", "open")],
            findings=[make.found("1", "progress not stated", concern=True), make.found("praise")],
        ),
        make.follow_up(
            findings=findings,
            causes_of_concern=[make.cause("1", "2018-08-30", "open", "1"), make.cause("2", *SPAN)],
            recommendations=[
                make.asked("1"),
                make.asked("2", kind="area for improvement"),
                make.asked("3", restates=[make.again("9")]),
            ],
        ),
    )


def test_items_of_different_kinds_with_one_key_are_never_confused(one_key):
    answered = {str(entry.ref): [a.finding.key for a in entry.answers] for entry in one_key.items}
    assert {name.partition("#")[2]: keys for name, keys in answered.items()} == {
        "recommendation-1": ["recommendation-1"],
        "area-for-improvement-2": [],
        "cause-of-concern-1": ["cause-of-concern-1"],
        "concern-1": ["concern-1"],
    }
    # A recommendation and an area for improvement share a list, and so never a key.
    assert {
        entry.item_kind.value: [again.item.key for again in entry.restated_by]
        for entry in one_key.items
    } == {
        "recommendation": [],
        "area for improvement": [],
        "cause of concern": ["1"],
        "concern": [],
    }


def test_an_answer_to_another_kind_of_item_is_one_to_an_item_that_is_not_listed(one_key):
    texts = [caveat.text for caveat in one_key.caveats if "isn't listed there" in caveat.text]
    (text,) = texts
    assert text.startswith("finding area-for-improvement-1 answers area for improvement 1 of the")


def test_the_items_of_each_kind_are_listed_apart(one_key):
    def keys(entries):
        return [entry.key for entry in entries]

    assert keys(one_key.recommendations) == ["1"]
    assert keys(one_key.areas_for_improvement) == ["2"]
    assert keys(one_key.causes_of_concern) == ["1"]
    assert keys(one_key.earlier_concerns) == ["1"]
    assert {"1", "2"} <= {*keys(one_key.unlinked_items)}
    assert keys(one_key.unlinked_causes_of_concern) == ["2"]
    assert keys(one_key.restating_unread) == ["3"]


def test_an_entry_is_looked_up_by_ref_text_short_name_or_a_key_that_one_item_has(one_key):
    for entry in one_key.items:
        short = str(entry.ref).partition("#")[2]
        for name in (entry.ref, str(entry.ref), short):
            assert one_key.item(name) is entry
    assert one_key.item(2) is one_key.item("2") is one_key.areas_for_improvement[0]


def test_a_key_that_several_items_have_is_refused_with_their_names(one_key):
    with pytest.raises(ncpi.errors.AmbiguousNameError) as caught:
        one_key.item("1")
    assert caught.value.candidates == ("recommendation-1", "cause-of-concern-1", "concern-1")


@pytest.mark.parametrize(
    "name", ["9", "recommendation-9", "concern-praise", "other#recommendation-1"]
)
def test_an_item_that_the_baseline_does_not_list_is_refused(one_key, name):
    with pytest.raises(ncpi.errors.UnknownNameError):
        one_key.item(name)


def test_a_registers_own_number_is_looked_up_with_or_without_its_mark(make):
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("own-6")]), make.follow_up()
    )
    (entry,) = comparison.items
    for name in (6, "6", "own-6"):
        assert comparison.recommendation(name) is comparison.item(name) is entry


def test_concerns_that_answer_nothing_in_the_baseline_are_unlinked_and_not_called_new(make):
    """Neither those that answer an item, nor findings that are no concern."""
    worry = make.found("a", "progress not stated", concern=True)
    read = make.found("b", "worse", progress_basis="coded")
    linked = make.found("c", "worse", make.answer("1"), concern=True)
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(findings=[worry, read, linked, make.found("d", "worse")]),
    )
    assert comparison.unlinked_concerns == (worry, read)
    assert set(comparison.concerns) == {worry, read, linked}


def test_subclasses_survive_inside_a_comparison(make):
    asked = Tracked(key="1", text="do it", owner="the deputy")
    found = Weighed(
        key="x", text="done", progress=Progress.IMPROVED, answers=[make.answer("1")], weight=3
    )
    comparison = ncpi.compare(
        make.baseline(recommendations=[asked]), make.follow_up(findings=[found])
    )
    loaded = ncpi.from_json(ncpi.to_json(comparison))
    entry = loaded.recommendation("1")
    assert entry.item == asked
    assert entry.answers[0].finding == found


def test_an_answer_is_called_astray_only_where_the_baseline_lacks_what_it_answers(make):
    elsewhere = make.answer("1", report="police/northshire/2016-inspection")
    answers = [make.answer("1"), elsewhere, make.answer("7")]
    comparison = ncpi.compare(
        make.baseline(recommendations=[make.asked("1")]),
        make.follow_up(findings=[make.found("a", "improved", *answers)]),
    )
    said = [caveat.text for caveat in comparison.caveats if "answers recommendation" in caveat.text]
    assert said == [
        "finding a answers recommendation 7 of the baseline (coded), which isn't listed there"
    ]
    astray = make.found("b", "improved", make.answer("7"))
    found = ncpi.compare(make.baseline(), make.follow_up(findings=[astray]))
    assert (found.other_findings, found.other_improvements) == ((astray,), ())


def test_every_wrong_argument_is_named_in_one_error():
    with pytest.raises(InvalidError) as caught:
        ncpi.compare(5, "x", matcher=5, rulings=[5])
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["baseline", "follow_up", "rulings[0]", "matcher"]


def test_new_items_of_every_kind_have_a_caveat_if_the_baseline_was_not_read_in_full(make):
    """And a kind of which none is new has none."""
    recommendation, cause = make.asked("9"), make.cause("C", "2019-08-30", "open")

    def noted(**listed):
        found = ncpi.compare(make.baseline(), make.follow_up(**listed)).caveats
        texts = [caveat.text for caveat in found if caveat.text.startswith("not all ")]
        return [text.partition(" of the baseline")[0].removeprefix("not all ") for text in texts]

    assert noted() == []
    assert noted(recommendations=[recommendation]) == ["recommendations"]
    assert noted(causes_of_concern=[cause]) == ["causes of concern"]
    assert noted(recommendations=[recommendation], causes_of_concern=[cause]) == [
        "recommendations",
        "causes of concern",
    ]


@pytest.mark.parametrize("turned", [1, -1])
def test_an_item_that_restates_a_listed_and_an_unlisted_one_is_linked(make, turned):
    baseline = make.baseline(recommendations=[make.asked("1")])
    links = [make.again("1"), make.again("14")]
    comparison = ncpi.compare(
        baseline, make.follow_up(recommendations=[make.asked("9", restates=links[::turned])])
    )
    assert (comparison.restating_unread, comparison.unlinked_items) == ((), ())
