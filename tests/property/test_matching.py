"""What is proposed by text is always the same, one-to-one, marked, and gives way to people."""

import itertools
from collections import Counter

import attrs
from hypothesis import given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.comparison import Ruling
from ncpi.comparison.matching import Matcher
from ncpi.testing import instances, pairs, texts
from ncpi.vocabulary import Basis, CrosswalkMatch, MatchVerdict, Outcome

Pair = tuple[ncpi.Report, ncpi.Report]

_SUBJECTS = (
    "missing children",
    "mispers and return interviews",
    "overdue visits to RSOs",
    "visits to registered sex offenders",
    "strategy discussions with social care",
    "minutes of strategy meetings",
    "appropriate adults for children in custody",
    "AAs",
    "phones and computers awaiting examination",
)
_said = st.sampled_from(_SUBJECTS) | st.tuples(
    st.sampled_from(_SUBJECTS), st.sampled_from(_SUBJECTS)
).map(" and ".join)
_themes = st.sampled_from((None, "investigation", "initial contact"))
_pairs = (
    pairs(
        recommendations=instances(
            ncpi.Recommendation, text=_said, theme=_themes, restates=(), actions=()
        ),
        findings=instances(ncpi.Finding, text=_said, theme=_themes, answers=()),
    )
    | pairs()
)
_untied = _pairs.map(
    lambda pair: (
        pair[0],
        attrs.evolve(
            pair[1],
            findings=[attrs.evolve(one, answers=()) for one in pair[1].findings],
            recommendations=[attrs.evolve(one, restates=()) for one in pair[1].recommendations],
        ),
    )
)


def _shuffled(report: ncpi.Report, chance: st.DataObject) -> ncpi.Report:
    return attrs.evolve(
        report,
        findings=chance.draw(st.permutations(report.findings)),
        recommendations=chance.draw(st.permutations(report.recommendations)),
    )


@given(_said | texts(), _said | texts(), st.none() | st.sampled_from(CrosswalkMatch))
def test_swapping_the_texts_keeps_the_similarity_and_swaps_the_words(
    one: str, other: str, themes: CrosswalkMatch | None
) -> None:
    here, there = (
        Matcher().similarity(*sides, themes=themes) for sides in ((one, other), (other, one))
    )
    assert here.value == there.value
    assert Counter(zip(here.words, here.other_words, strict=True)) == Counter(
        zip(there.other_words, there.words, strict=True)
    )


@given(_said)
def test_a_text_that_says_enough_is_wholly_like_itself(text: str) -> None:
    said = f"{text} Strategy discussions are recorded."
    assert Matcher().similarity(said, said).value == 1.0


@given(_pairs, st.data())
def test_the_order_of_recommendations_and_findings_changes_nothing(
    pair: Pair, chance: st.DataObject
) -> None:
    baseline, follow_up = pair
    shuffled = _shuffled(baseline, chance), _shuffled(follow_up, chance)
    one, other = Matcher().match(*shuffled), Matcher().match(baseline, follow_up)
    # Proposals stand in the order of the report's items; a repr may be cut short.
    assert sorted(one.proposals, key=ncpi.to_json) == sorted(other.proposals, key=ncpi.to_json)
    assert attrs.evolve(one, proposals=()) == attrs.evolve(other, proposals=())


promised = Promises[Pair]()


@promised
def by_text_everything_is_proposed_once_at_most(pair: Pair) -> None:
    proposed = [entry for entry in Matcher().match(*pair).proposed if entry.basis is Basis.PROPOSED]
    for kind in ("finding", "restated_by"):
        entry = [one for one in proposed if getattr(one, kind) is not None]
        assert max(Counter(one.item for one in entry).values(), default=1) == 1
        assert max(Counter(getattr(one, kind) for one in entry).values(), default=1) == 1


@promised
def what_is_undecided_is_counted_nowhere(pair: Pair) -> None:
    comparison = ncpi.compare(*pair, matcher=Matcher())
    answers = {
        (entry.ref, item.finding.key)
        for entry in comparison.items
        for item in entry.answers
        if item.answer.basis is not Basis.SAME_THEME or item.answer.by == Matcher().name
    }
    restated = {
        (entry.ref, item.item.ref(comparison.follow_up.key))
        for entry in comparison.items
        for item in entry.restated_by
        if item.restatement.basis is not Basis.SAME_THEME
    }
    for item in comparison.undecided:
        assert item.verdict is MatchVerdict.UNDECIDED
        assert (item.item, item.finding) not in answers
        assert (item.item, item.restated_by) not in restated


@promised
def whatever_was_linked_before_is_still_linked_as_it_was(pair: Pair) -> None:
    baseline, follow_up = pair
    applied = Matcher().match(baseline, follow_up).applied(follow_up)
    for before, after in zip(follow_up.findings, applied.findings, strict=True):
        kept = {
            reference for reference in before.answers if reference.basis is not Basis.SAME_THEME
        }
        assert kept <= set(after.answers)


@promised
def guarantee_7_what_the_matcher_adds_is_marked_as_its_own(pair: Pair) -> None:
    baseline, follow_up = pair
    before = {reference for finding in follow_up.findings for reference in finding.answers}
    applied = Matcher().match(baseline, follow_up).applied(follow_up)
    for finding in applied.findings:
        for reference in set(finding.answers) - before:
            assert reference.basis in (Basis.PROPOSED, Basis.SAME_THEME)
            assert reference.by == Matcher().name
            assert reference.dated is None
            if reference.basis is Basis.SAME_THEME:
                assert reference.caveat


@promised
def firm_answers_say_what_they_say_with_or_without_a_matcher(pair: Pair) -> None:
    without, matched = ncpi.compare(*pair), ncpi.compare(*pair, matcher=Matcher())
    for before, after in zip(without.items, matched.items, strict=True):
        if any(entry.answer.basis.is_firm for entry in before.answers):
            assert (before.progress, before.basis) == (after.progress, after.basis)


@given(
    pairs(findings=instances(ncpi.Finding, text=st.just("The weather was fine"), theme=st.none()))
)
def test_guarantee_10_where_nothing_is_alike_nothing_is_proposed(
    pair: Pair,
) -> None:
    baseline, follow_up = pair
    unlinked = attrs.evolve(
        follow_up, findings=[attrs.evolve(one, answers=()) for one in follow_up.findings]
    )
    asked = attrs.evolve(
        baseline,
        recommendations=[
            attrs.evolve(one, text="visit sex offenders", actions=())
            for one in baseline.recommendations
        ],
    )
    comparison = ncpi.compare(asked, unlinked, matcher=Matcher())
    assert all(not entry.answers for entry in comparison.recommendations)
    assert {entry.progress for entry in comparison.recommendations} <= {
        Outcome.NOT_MENTIONED,
        Outcome.NOT_STATED,
    }


@given(_pairs, st.data())
def test_a_ruling_always_wins(pair: Pair, chance: st.DataObject) -> None:
    baseline, follow_up = pair
    both = list(itertools.product(baseline.items, follow_up.findings))
    if not both:
        return
    asked, found = chance.draw(st.sampled_from(both))
    ruling = chance.draw(
        instances(
            Ruling,
            item=asked.ref(baseline.key),
            follow_up=follow_up.key,
            finding=found.key,
            restated_by=None,
        )
    )
    comparison = ncpi.compare(baseline, follow_up, matcher=Matcher(), rulings=[ruling])
    answers = comparison.item(asked.ref(baseline.key)).answers
    entry = [one for one in answers if one.finding.key == found.key]
    if ruling.answers:
        assert [one.counted for one in entry] == [True]
        assert entry[0].answer.basis.is_firm
    else:
        assert not any(one.counted for one in entry)
        assert all(one.answer.by != Matcher().name for one in entry)
    assert comparison.rulings == (ruling,)


@given(_untied)
def test_matching_again_what_was_matched_adds_no_answer_by_text(pair: Pair) -> None:
    baseline, follow_up = pair
    once = Matcher().match(baseline, follow_up).applied(follow_up)
    again = Matcher().match(baseline, once)
    assert not [
        entry
        for entry in again.proposed
        if entry.basis is Basis.PROPOSED
        and any(
            reference.item == entry.item and reference.basis is Basis.PROPOSED
            for finding in once.findings
            for reference in finding.answers
            if entry.finding is not None
        )
    ]


@given(_pairs)
def test_every_promise_of_matching_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
