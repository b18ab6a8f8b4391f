"""Guarantee 7: claims are never blended; what others than the inspectorate linked is marked."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.testing import instances, pairs
from ncpi.vocabulary import Basis, Other, Outcome, Party, Progress, Relation

Pair = tuple[ncpi.Report, ncpi.Report]

IN_WORDS = {
    Basis.STATED: "link stated by the inspectorate",
    Basis.CODED: "link coded",
    Basis.PROPOSED: "proposed by a matcher",
    Basis.SAME_THEME: "same theme only",
}


def _views(record: ncpi.Record) -> Iterator[str]:
    """All that people see of *record*, each with its blank space evened out."""
    for view in (str(record), record._repr_html_(), record._repr_markdown_()):
        yield " ".join(view.replace("<br>", " ").split())


def _without(report: ncpi.Report, party: Party) -> ncpi.Report:
    """*report* as if *party* had never said anything."""
    silent = [
        attrs.evolve(entry, history=[event for event in entry.history if event.party is not party])
        for entry in report.recommendations
    ]
    return attrs.evolve(report, recommendations=silent)


@given(pair=pairs(), party=st.sampled_from(Party))
def test_what_one_party_claims_changes_nothing_of_what_others_claim_or_was_found(
    pair: Pair, party: Party
) -> None:
    baseline, follow_up = pair
    everything = ncpi.compare(baseline, follow_up)
    silent = ncpi.compare(_without(baseline, party), follow_up)
    for entry, unknown in zip(everything.recommendations, silent.recommendations, strict=True):
        assert (entry.progress, entry.basis, entry.concern) == (
            unknown.progress,
            unknown.basis,
            unknown.concern,
        )
        assert entry.answers == unknown.answers
        others = tuple(event for event in entry.claims if event.party is not party)
        assert unknown.claims == others


promised = Promises[Pair]()


@promised
def a_claim_is_the_last_that_its_party_said_as_of_the_follow_up(pair: Pair) -> None:
    comparison = ncpi.compare(*pair)
    day = comparison.as_of or date.max
    for entry in comparison.items:
        events = entry.item.history if isinstance(entry.item, ncpi.Recommendation) else ()
        history = [event for event in events if event.dated.latest <= day]
        assert set(entry.claims) <= set(history)
        for party in {event.party for event in history}:
            said = [event for event in history if event.party == party]
            claimed = [event for event in entry.claims if event.party == party]
            assert bool(said) == bool(claimed)
            for event in said:
                # Nothing that was said is provably later than all that is given.
                assert any(
                    claim.dated.relation(event.dated) is not Relation.BEFORE for claim in claimed
                )


@promised
def progress_is_called_stated_only_where_the_inspectorate_stated_it(pair: Pair) -> None:
    for entry in ncpi.compare(*pair).items:
        if entry.basis is not Basis.STATED:
            continue
        stated = [item.finding for item in entry.answers if item.basis is Basis.STATED]
        linked = [again.restatement.basis for again in entry.restated_by]
        if entry.progress is Outcome.MIXED:
            assert len({finding.progress for finding in stated}) > 1
        elif entry.progress is Outcome.NOT_STATED:
            assert stated or Basis.STATED in linked
        elif entry.progress is Outcome.STILL_A_CONCERN:
            assert any(finding.concern for finding in stated)
        elif entry.progress is Outcome.OTHER:
            assert any(isinstance(finding.progress, Other) for finding in stated)
        else:
            assert entry.progress.value in {finding.progress.value for finding in stated}


@promised
def a_weaker_basis_never_overrules_a_firmer_one(pair: Pair) -> None:
    firm = (Basis.STATED, Basis.CODED)
    for entry in ncpi.compare(*pair).items:
        said: dict[Basis, set[Progress | Other]] = {}
        for item in entry.answers:
            if item.counted and item.finding.states_progress:
                said.setdefault(item.basis, set()).add(item.finding.progress)
        if not said:
            continue
        firmest = min(said, key=list(Basis).index)
        again = {item.restatement.basis for item in entry.restated_by}.intersection(firm)
        if firmest not in firm and again:
            assert (entry.progress, entry.basis in again) == (Outcome.NOT_STATED, True)
            continue
        (one, *others) = said[firmest]
        alone = Outcome.OTHER if isinstance(one, Other) else Outcome(one.value)
        assert entry.progress is (Outcome.MIXED if others else alone)
        assert entry.basis is firmest


def _references(comparison: ncpi.Comparison) -> Counter[Basis]:
    """How many links of each basis a comparison tells of."""
    references = Counter(entry.answer.basis for e in comparison.items for entry in e.answers)
    references.update(entry.restatement.basis for e in comparison.items for entry in e.restated_by)
    return references


@promised
def every_link_is_shown_with_its_basis_in_every_view(pair: Pair) -> None:
    comparison = ncpi.compare(*pair)
    for view in _views(comparison):
        for basis, count in _references(comparison).items():
            assert view.count(IN_WORDS[basis]) >= count
        for entry in comparison.items:
            if entry.basis is not None:
                # Other words may hold signs that a view escapes.
                if entry.progress is not Outcome.OTHER:
                    assert entry.verdict in " ".join(view.split())
                assert f"({entry.basis.value})" in view
                assert f"({entry.basis.value})" in entry.verdict


@promised
def what_the_baseline_does_not_list_is_shown_with_its_basis_too(pair: Pair) -> None:
    """A restatement of, or an answer to, a recommendation that was not read."""
    baseline, follow_up = pair
    comparison = ncpi.compare(baseline, follow_up)
    references = Counter(
        link.basis
        for entry in comparison.restating_unread
        for link in entry.restates
        if link.item.report == baseline.key
    )
    listed = {item.ref(baseline.key) for item in baseline.items}
    references.update(
        answer.basis
        for finding in follow_up.findings
        for answer in finding.answers
        if answer.item.report == baseline.key and answer.item not in listed
    )
    if not references:
        return
    shown = _references(comparison) + references
    for view in _views(comparison):
        for basis, count in shown.items():
            in_a_word = view.count(IN_WORDS[basis]) + view.count(f"({basis.value})")
            assert in_a_word >= count


@promised
def every_basis_is_in_the_stored_comparison(pair: Pair) -> None:
    comparison = ncpi.compare(*pair)
    stored: dict[str, Any] = json.loads(ncpi.to_json(comparison))["content"]
    for entry, written in zip(comparison.items, stored.get("items", ()), strict=True):
        assert written.get("basis") == (entry.basis and entry.basis.value)
        assert [item["answer"]["basis"] for item in written.get("answers", ())] == [
            item.answer.basis.value for item in entry.answers
        ]
        assert [item["restatement"]["basis"] for item in written.get("restated_by", ())] == [
            item.restatement.basis.value for item in entry.restated_by
        ]


@given(
    st.one_of(
        instances(ncpi.Finding, answers=st.lists(instances(ncpi.Answer), min_size=1, max_size=1)),
        instances(
            ncpi.Recommendation,
            restates=st.lists(instances(ncpi.Restatement), min_size=1, max_size=1),
        ),
        instances(
            ncpi.CauseOfConcern,
            restates=st.lists(instances(ncpi.Restatement), min_size=1, max_size=1),
        ),
    )
)
def test_a_record_on_its_own_shows_on_what_basis_it_is_linked(
    record: ncpi.Finding | ncpi.Recommendation | ncpi.CauseOfConcern,
) -> None:
    basis = record.earlier[0].basis
    for view in _views(record):
        assert f"({basis.value})" in view


@given(pairs())
def test_every_promise_of_guarantee_7_is_kept(pair: Pair) -> None:
    promised.are_kept(pair)
