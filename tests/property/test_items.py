"""Every item has one name and one entry, and its outcome never says more than its findings."""

from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.comparison import FindingAnswer
from ncpi.comparison._outcomes import combined_outcome
from ncpi.errors import InvalidError
from ncpi.testing import instances, names, pairs
from ncpi.vocabulary import Basis, ItemKind, Outcome, Progress

Pair = tuple[ncpi.Report, ncpi.Report]

HARSH = (
    Outcome.NOT_IMPROVED,
    Outcome.WORSE,
    Outcome.INSUFFICIENT_PROGRESS,
    Outcome.NO_MEANINGFUL_PROGRESS,
)


@given(report=names(), kind=st.sampled_from(ItemKind), key=names())
def test_a_name_is_read_back_from_its_text(report: str, kind: ItemKind, key: str) -> None:
    """Keys may hold spaces, hyphens, hash signs, the name of a kind, and any script."""
    if "#" in report:
        with pytest.raises(InvalidError) as caught:
            ncpi.ItemRef(report=report, kind=kind, key=key)
        assert [fault.path for fault in caught.value.faults] == ["report"]
        return
    for hard in (key, f"#{key}", f"-{key}", f"concern-{key}#", f"{key} of-concern-{key}"):
        name = ncpi.ItemRef(report=report, kind=kind, key=hard)
        assert ncpi.ItemRef.parse(str(name)) == name
        answer = ncpi.Answer(item=str(name), basis=Basis.STATED)
        assert answer.item == name
        assert ncpi.to_dict(answer)["content"]["item"] == str(name)
        assert ncpi.from_json(ncpi.to_json(answer)) == answer


@given(one=instances(ncpi.ItemRef), other=instances(ncpi.ItemRef))
def test_two_items_never_share_a_name(one: ncpi.ItemRef, other: ncpi.ItemRef) -> None:
    assert (str(one) == str(other)) is (one == other)


promised = Promises[Pair]()


@promised
def every_item_of_the_baseline_has_one_entry_in_its_order(pair: Pair) -> None:
    comparison = ncpi.compare(*pair)
    assert tuple(entry.item for entry in comparison.items) == pair[0].items
    assert {entry.baseline.key for entry in comparison.items} <= {pair[0].key}
    by_kind = (
        *comparison.recommendations,
        *comparison.areas_for_improvement,
        *comparison.causes_of_concern,
        *comparison.earlier_concerns,
    )
    assert Counter(entry.ref for entry in by_kind) == Counter(
        item.ref(pair[0].key) for item in pair[0].items
    )
    for entry in comparison.items:
        assert comparison.item(entry.ref) == entry


@promised
def an_entry_holds_the_links_to_its_own_item_and_no_others(pair: Pair) -> None:
    """Items of different kinds may share a key."""
    baseline, follow_up = pair
    for entry in ncpi.compare(baseline, follow_up).items:
        assert Counter((one.finding.key, one.answer) for one in entry.answers) == Counter(
            (finding.key, answer)
            for finding in follow_up.findings
            for answer in finding.answers
            if answer.item == entry.ref
        )
        assert [(one.item, one.restatement) for one in entry.restated_by] == [
            (item, link)
            for item in follow_up.numbered_items
            for link in item.restates
            if link.item == entry.ref
        ]


@promised
def every_numbered_item_of_the_follow_up_is_linked_unlinked_or_restates_what_is_unread(
    pair: Pair,
) -> None:
    baseline, follow_up = pair
    comparison = ncpi.compare(baseline, follow_up)
    restating = [
        again.item
        for entry in comparison.items
        for again in entry.restated_by
        if again.restatement.basis.is_firm
    ]
    for item in follow_up.numbered_items:
        places = (restating, comparison.unlinked_items, comparison.restating_unread)
        assert [item in place for place in places].count(True) == 1


@promised
def an_outcome_is_never_harsher_than_what_the_inspectorate_states(pair: Pair) -> None:
    for entry in ncpi.compare(*pair).items:
        if entry.progress in HARSH:
            assert any(
                one.finding.progress.value == entry.progress.value
                and one.finding.progress_basis is Basis.STATED
                for one in entry.deciding
            )
        if entry.progress is Outcome.STILL_A_CONCERN:
            assert any(one.finding.is_concern for one in entry.deciding)
            assert not any(one.finding.states_progress for one in entry.deciding)


@promised
def a_status_is_given_to_causes_of_concern_alone(pair: Pair) -> None:
    for entry in ncpi.compare(*pair).items:
        assert (entry.status is not None) is (entry.item_kind is ItemKind.CAUSE_OF_CONCERN)


@given(pairs())
def test_the_items_of_a_pair(pair: Pair) -> None:
    promised.are_kept(pair)


_answers = st.lists(
    st.builds(FindingAnswer, finding=instances(ncpi.Finding), answer=instances(ncpi.Answer)),
    max_size=3,
)


@given(_answers)
def test_the_basis_of_an_outcome_is_no_firmer_than_link_and_progress(
    given_answers: list[FindingAnswer],
) -> None:
    """Of the answers that decide, each is linked, and its progress read, at least as weakly."""
    outcome, basis = combined_outcome(given_answers)
    assert (basis is None) is (outcome is Outcome.NOT_MENTIONED)
    if basis is None:
        return
    deciding = [one for one in given_answers if one.basis is basis]
    assert deciding
    for one in deciding:
        assert basis.rank >= one.answer.basis.rank
        if outcome not in (Outcome.STILL_A_CONCERN, Outcome.NOT_STATED):
            reads = one.finding.states_progress
            assert not reads or basis.rank >= one.finding.progress_basis.rank


@given(_answers, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_decides_nothing(
    given_answers: list[FindingAnswer], random: st.DataObject
) -> None:
    shuffled = list(given_answers)
    random.shuffle(shuffled)
    assert combined_outcome(shuffled) == combined_outcome(given_answers)


@given(_answers)
def test_an_analysts_word_counts_for_no_more_than_a_concern(
    given_answers: list[FindingAnswer],
) -> None:
    """Whatever is stated, once it is an analyst's reading nothing is called worse for it."""
    read = [
        attrs.evolve(one, finding=attrs.evolve(one.finding, progress_basis=Basis.CODED))
        for one in given_answers
    ]
    outcome, basis = combined_outcome(read)
    assert outcome not in HARSH
    if outcome not in (Outcome.STILL_A_CONCERN, Outcome.NOT_MENTIONED):
        silent = all(one.finding.progress is Progress.NOT_STATED for one in read)
        assert silent or basis is None or basis.rank >= Basis.CODED.rank
