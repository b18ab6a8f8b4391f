"""A body through time: nothing lost, nothing blended, nothing claimed from silence."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.comparison._order import earlier_reports
from ncpi.comparison._pairing import later_than
from ncpi.comparison.matching import Matcher
from ncpi.errors import NotComparableError
from ncpi.model.reports import link_in
from ncpi.testing import chains
from ncpi.timeline._timeline import Timeline
from ncpi.vocabulary import (
    Basis,
    CauseStatus,
    Comparability,
    ItemKind,
    Outcome,
    Party,
    Relation,
    ReportKind,
)

BODY = "police/exampleshire"
STRENGTH = list(Basis)
Chain = list[ncpi.Report]


def timeline(reports: Chain) -> Timeline:
    return ncpi.Archive(reports=reports).timeline(BODY)


def by_key(reports: Chain) -> dict[str, ncpi.Report]:
    return {report.key: report for report in reports}


def views(record: ncpi.Record) -> Iterator[str]:
    for view in (str(record), record._repr_html_(), record._repr_markdown_()):
        yield " ".join(view.replace("<br>", " ").split())


promised = Promises[Chain]()


@promised
def every_item_of_every_report_is_in_a_thread_of_its_kind(reports: Chain) -> None:
    whole = timeline(reports)
    found = {one.ref for thread in whole.threads for one in thread.items}
    made = {item.ref(report.key) for report in reports for item in report.items}
    answering = {
        ncpi.ItemRef(report=at.report, kind=ItemKind.CONCERN, key=answer.finding.key)
        for thread in whole.threads
        for at in thread.entries
        for answer in at.answers
    }
    # A concern that answers an earlier item is what its report says of that one.
    assert found <= made <= found | answering
    for threads, kinds in (
        (whole.recommendations, {ItemKind.RECOMMENDATION, ItemKind.AREA_FOR_IMPROVEMENT}),
        (whole.causes_of_concern, {ItemKind.CAUSE_OF_CONCERN}),
        (whole.concerns, {ItemKind.CONCERN}),
    ):
        assert {thread.first.ref.kind for thread in threads} <= kinds


@promised
def an_item_begins_a_thread_or_is_linked_into_each_that_it_is_in(reports: Chain) -> None:
    whole = timeline(reports)
    begun = Counter(thread.first.ref for thread in whole.threads)
    assert set(begun.values()) <= {1}
    for thread in whole.threads:
        seen = {thread.first.ref}
        assert not thread.first.references
        assert thread.first.basis is None
        for member in thread.items[1:]:
            assert member.references
            assert set(member.references) <= set(member.item.earlier)
            assert {reference.item for reference in member.references} <= seen
            assert member.ref not in begun
            seen.add(member.ref)


@promised
def every_answer_is_in_a_thread_or_named_in_a_caveat(reports: Chain) -> None:
    whole = timeline(reports)
    entry = {
        (at.report, answer.finding.key, answer.answer)
        for thread in whole.threads
        for at in thread.entries
        for answer in at.answers
    }
    said = " ".join(caveat.text for caveat in whole.caveats)
    for report in reports:
        for finding in report.findings:
            for answer in finding.answers:
                words = (
                    f"finding {finding.key} of {report.key} answers {answer.item.name} "
                    f"of {answer.item.report} ({answer.basis.value})"
                )
                assert (report.key, finding.key, answer) in entry or words in said


@promised
def what_an_item_takes_up_is_a_link_or_named_in_a_caveat(reports: Chain) -> None:
    whole = timeline(reports)
    for thread in whole.threads:
        for member in thread.items:
            # What a concern answers is held to the promise on answers.
            own = () if isinstance(member.item, ncpi.Finding) else member.item.earlier
            for reference in own:
                linked = any(
                    reference in other.references
                    for entry in whole.threads
                    for other in entry.items
                    if other.ref == member.ref
                )
                item = reference.item
                words = f"{item.name} of {item.report} ({reference.basis.value})"
                assert linked or any(words in caveat.text for caveat in thread.caveats)


@promised
def silence_closes_nothing_and_opens_nothing(reports: Chain) -> None:
    for thread in timeline(reports).threads:
        for entry in thread.entries:
            counted = [answer for answer in entry.answers if answer.counted]
            silent = not counted and not entry.repeated_by
            assert (entry.basis is None) == silent
            if entry.outcome is not None:
                assert (entry.outcome is Outcome.NOT_MENTIONED) == silent


@promised
def a_cause_of_concern_that_nothing_takes_up_is_closed_by_its_own_record_only(
    reports: Chain,
) -> None:
    for thread in timeline(reports).causes_of_concern:
        for entry in thread.entries:
            if entry.basis is None:
                assert set(entry.statuses) <= {CauseStatus.NOT_MENTIONED, CauseStatus.CLOSED}


@given(chains(dated=True), st.data())
def test_a_report_added_later_changes_nothing_of_what_earlier_reports_said(
    reports: Chain, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(reports)))
    known = {report.key for report in reports[:number]}
    # A link to the report that is added later is given otherwise once that report is there.
    added = {report.key for report in reports[number:]}
    assume(all(added.isdisjoint(earlier_reports(report)) for report in reports[:number]))
    early, late = timeline(reports[:number]), timeline(reports)
    assert [item.key for item in late.reports[:number]] == [item.key for item in early.reports]
    assert [result for result in late.comparisons if result.follow_up.key in known] == list(
        early.comparisons
    )
    before = {entry.first.ref: entry for entry in early.threads}
    after = {entry.first.ref: entry for entry in late.threads}
    again = [ref for ref in after if ref.report in known]
    assert [ref for ref in again if ref in before] == list(before)
    for ref in again:
        if ref not in before:
            # A concern shown in the thread of what it answers has its own once it is taken up.
            assert after[ref].first.item.earlier
            first = next(entry for entry in after[ref].entries if entry.is_mentioned)
            assert first.report in added
    for key, thread in before.items():
        assert after[key].entries[: len(thread.entries)] == thread.entries
        assert tuple(entry for entry in after[key].items if entry.report in known) == thread.items


@given(chains(dated=True))
def test_reports_whose_dates_tell_are_in_the_order_of_their_dates(reports: Chain) -> None:
    whole = timeline(reports[::-1])
    assert [entry.key for entry in whole.reports] == [report.key for report in reports]
    assert not any(entry.order_unknown for entry in whole.reports)


@promised
def an_order_that_neither_dates_nor_links_tell_is_never_shown_as_known(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for place, item in enumerate(whole.reports):
        for other in whole.reports[:place]:
            if other.key in item.order_unknown:
                continue
            relation, _ = later_than(known[item.key], known[other.key])
            # No link outweighs a date.
            assert relation in (Relation.AFTER, Relation.CANNOT_TELL)
            assert relation is Relation.AFTER or other.key in earlier_than(item.key, known)
    for thread in whole.threads:
        for entry in thread.entries:
            if thread.first.report in whole.report(entry.report).order_unknown:
                assert entry.age is None


def earlier_than(key: str, known: dict[str, ncpi.Report]) -> set[str]:
    """All that one gets to from a report by links, and from each by dates."""
    found: set[str] = set()
    left = {key}
    while left:
        report = known[left.pop()]
        before = {link.report for link in report.follows} & known.keys()
        before |= {
            other.key for other in known.values() if later_than(report, other)[0] is Relation.AFTER
        }
        left |= before - found
        found |= before
    return found


@promised
def what_is_later_than_a_later_report_is_itself_later(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for first, second, third in combinations(whole.reports, 3):
        if first.key in second.order_unknown or second.key in third.order_unknown:
            continue
        # Two of one day are in no order, whatever comes between them.
        relation, _ = later_than(known[third.key], known[first.key])
        assert relation is Relation.SAME or first.key not in third.order_unknown


@promised
def the_order_in_which_reports_come_means_nothing(reports: Chain) -> None:
    # Not even where an archive doesn't sort them.
    assert Timeline.through(BODY, reports) == Timeline.through(BODY, reports[::-1])


@promised
def what_a_comparison_says_is_what_the_verb_says(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for result in whole.comparisons:
        if result.comparison is not None:
            assert result.comparison == ncpi.compare(*map(known.__getitem__, result.keys))
    assert len(whole.since_last) == len(reports) - 1
    first = [result for result in whole.comparisons if result.baseline.key == whole.reports[0].key]
    assert len(first) == len(reports) - 1


@promised
def no_grade_stands_beside_one_of_another_scale(reports: Chain) -> None:
    whole = timeline(reports)
    for series in whole.case_grades:
        assert all(audit.scale.is_same(series.scale) for _, audit in series.audits)
    for topics in whole.topic_grades:
        assert all(judged.scale.is_same(topics.scale) for _, judged in topics.judgments)
    audits = sum(len(series.audits) for series in whole.case_grades)
    ours = (None, BODY)
    assert audits == sum(a.body in ours for report in reports for a in report.case_audits)
    judgments = sum(len(topics.judgments) for topics in whole.topic_grades)
    assert judgments == sum(j.body in ours for report in reports for j in report.judgments)
    for result in whole.comparisons:
        for entry in result.comparison.case_audits if result.comparison else ():
            if entry.comparability is not Comparability.COMPARABLE:
                assert all(change.difference is None for change in entry.changes)


@promised
def a_thread_is_no_firmer_than_its_weakest_link(reports: Chain) -> None:
    for thread in timeline(reports).threads:
        bases = [entry.basis for entry in thread.items if entry.basis]
        bases += [a.answer.basis for entry in thread.entries for a in entry.answers]
        weakest = max(bases, key=STRENGTH.index, default=None)
        assert thread.basis is weakest
        linked = {entry.ref: entry.basis or Basis.STATED for entry in thread.items}
        for entry in thread.entries:
            ranks = [
                max(linked[one.answer.item].rank, one.answer.basis.rank)
                for one in entry.answers
                if one.counted
            ]
            assert not ranks or (entry.basis is not None and entry.basis.rank >= min(ranks))


@given(chains(), st.sampled_from(Party))
def test_what_a_party_claims_changes_nothing_of_what_was_found(
    reports: Chain, party: Party
) -> None:
    silent = [
        attrs.evolve(
            report,
            recommendations=[
                attrs.evolve(
                    asked, history=[event for event in asked.history if event.party is not party]
                )
                for asked in report.recommendations
            ],
        )
        for report in reports
    ]
    for entry, unknown in zip(timeline(reports).threads, timeline(silent).threads, strict=True):
        for one, other in zip(entry.entries, unknown.entries, strict=True):
            assert (one.outcome, one.basis, one.answers) == (
                other.outcome,
                other.basis,
                other.answers,
            )
            assert other.claims == tuple(
                claim for claim in one.claims if claim.event.party is not party
            )


@promised
def every_link_is_shown_with_its_basis_in_every_view(reports: Chain) -> None:
    whole = timeline(reports)
    references = Counter(
        answer.answer.basis
        for thread in whole.threads
        for entry in thread.entries
        for answer in entry.answers
    )
    references.update(
        reference.basis
        for thread in whole.threads
        for one in thread.items
        for reference in one.references
    )
    for view in views(whole):
        for basis, count in references.items():
            assert view.count(f"({basis.value}") >= count


@promised
def ages_never_go_below_zero_and_are_ranges_where_dates_are_partial(
    reports: Chain,
) -> None:
    for thread in timeline(reports).threads:
        for entry in thread.entries:
            if entry.age is None:
                continue
            assert entry.age.least >= 0
            if entry.age.most is None:
                assert thread.older
                continue
            exact = entry.age.since.exact is not None and entry.age.until.exact is not None
            assert (entry.age.least == entry.age.most) == exact or not exact
            assert entry.age.least <= entry.age.most


@promised
def a_step_is_called_a_follow_up_only_where_a_link_says_so(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for result in whole.comparisons:
        assert result.link == link_in(known[result.follow_up.key].follows, result.baseline.key)
        assert result.link_in_words.startswith("follow-up") == (result.link is not None)
    for entry in whole.reports:
        if entry.begins_cycle:
            assert entry.report.kind is ReportKind.INSPECTION
            assert not entry.report.follows


@promised
def every_report_is_compared_with_each_earlier_one_that_it_takes_up(reports: Chain) -> None:
    whole = timeline(reports)
    places = {entry.key: place for place, entry in enumerate(whole.reports)}
    compared = {result.keys for result in whole.comparisons}
    for report in reports:
        for other in earlier_reports(report):
            if places.get(other, len(places)) < places[report.key]:
                assert (other, report.key) in compared


@given(chains(most=3))
def test_whatever_a_matcher_says_of_any_two_reports_is_in_the_threads(reports: Chain) -> None:
    known, matcher = by_key(reports), Matcher(threshold=0.2, review_threshold=0.1)
    whole = ncpi.Archive(reports=reports).timeline(BODY, matcher=matcher)
    references = {
        (item.report, item.key, reference)
        for thread in whole.threads
        for item in thread.items
        for reference in item.references
    }
    answers = {
        (item.report, answer.finding.key, answer.answer)
        for thread in whole.threads
        for item in thread.entries
        for answer in item.answers
    }
    for before, after in combinations([one.key for one in whole.reports], 2):
        try:
            found = ncpi.compare(known[before], known[after], matcher=matcher)
        except NotComparableError:
            continue
        for entry in found.items:
            for again in entry.restated_by:
                assert (after, again.item.key, again.restatement) in references
            for item in entry.answers:
                assert (after, item.finding.key, item.answer) in answers
        if found.undecided:
            assert whole.comparison(before, after).comparison == found


@given(chains())
def test_every_promise_of_a_timeline_is_kept(reports: Chain) -> None:
    promised.are_kept(reports)
