"""A body through time: nothing lost, nothing blended, nothing claimed from silence."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.archive.ordering import earlier_reports
from ncpi.archive.timeline import Timeline
from ncpi.comparison.matching import Matcher
from ncpi.comparison.pairing import later_than
from ncpi.errors import NotComparableError
from ncpi.testing import chains
from ncpi.vocabulary import Basis, Comparability, Outcome, Party, Relation, ReportKind, Standing

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
def every_item_of_every_look_is_in_a_thread_of_its_kind(reports: Chain) -> None:
    whole = timeline(reports)
    found = [
        {(one.report, one.key) for thread in threads for one in thread.items}
        for threads in (whole.recommendations, whole.causes_of_concern)
    ]
    made = {(look.key, asked.key) for look in reports for asked in look.recommendations}
    named = {(look.key, cause.key) for look in reports for cause in look.causes_of_concern}
    assert found == [made, named]


@promised
def an_item_begins_a_thread_or_is_tied_into_each_that_it_is_in(reports: Chain) -> None:
    whole = timeline(reports)
    for threads in (whole.recommendations, whole.causes_of_concern):
        begun = Counter((thread.first.report, thread.first.key) for thread in threads)
        assert set(begun.values()) <= {1}
        for thread in threads:
            seen = {(thread.first.report, thread.first.key)}
            assert not thread.first.ties
            assert thread.first.basis is None
            for member in thread.items[1:]:
                assert member.ties
                assert set(member.ties) <= set(member.item.takes_up)
                assert {(tie.report, tie.item) for tie in member.ties} <= seen
                assert (member.report, member.key) not in begun
                seen.add((member.report, member.key))


@promised
def every_answer_is_in_a_thread_or_named_in_a_caveat(reports: Chain) -> None:
    whole = timeline(reports)
    told = {
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
                    f"finding {finding.key} of {report.key} answers {answer.recommendation!r} "
                    f"of {answer.report} ({answer.basis.value})"
                )
                assert (report.key, finding.key, answer) in told or words in said


@promised
def what_an_item_takes_up_is_a_tie_or_named_in_a_caveat(reports: Chain) -> None:
    whole = timeline(reports)
    for thread in whole.threads:
        for member in thread.items:
            for tie in member.item.takes_up:
                tied = any(
                    tie in other.ties
                    for told in whole.threads
                    for other in told.items
                    if (other.report, other.key) == (member.report, member.key)
                )
                words = f"{tie.item!r} of {tie.report} ({tie.basis.value})"
                assert tied or any(words in caveat.text for caveat in thread.caveats)


@promised
def silence_closes_nothing_and_opens_nothing(reports: Chain) -> None:
    for thread in timeline(reports).threads:
        for told in thread.entries:
            counted = [answer for answer in told.answers if answer.counted]
            silent = not counted and not told.taken_up_by
            assert (told.basis is None) == silent
            if told.outcome is not None:
                assert (told.outcome is Outcome.NOT_MENTIONED) == silent


@promised
def a_cause_of_concern_that_nothing_takes_up_is_closed_by_its_own_record_only(
    reports: Chain,
) -> None:
    for thread in timeline(reports).causes_of_concern:
        for told in thread.entries:
            if told.basis is None:
                assert set(told.standings) <= {Standing.NOT_MENTIONED, Standing.CLOSED}


@given(chains(dated=True), st.data())
def test_a_look_added_later_changes_nothing_of_what_earlier_looks_said(
    reports: Chain, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(reports)))
    known = {report.key for report in reports[:number]}
    # A tie to the report that is added later is told otherwise once that report is there.
    added = {report.key for report in reports[number:]}
    assume(all(added.isdisjoint(earlier_reports(report)) for report in reports[:number]))
    early, late = timeline(reports[:number]), timeline(reports)
    assert [look.key for look in late.looks[:number]] == [look.key for look in early.looks]
    assert [step for step in late.steps if step.follow_up.key in known] == list(early.steps)
    before = {(told.first.report, *told.kinds[:1], told.first.key): told for told in early.threads}
    after = {(told.first.report, *told.kinds[:1], told.first.key): told for told in late.threads}
    assert list(before) == [key for key in after if key[0] in known]
    for key, thread in before.items():
        assert after[key].entries[: len(thread.entries)] == thread.entries
        assert tuple(told for told in after[key].items if told.report in known) == thread.items


@given(chains(dated=True))
def test_looks_whose_dates_tell_are_in_the_order_of_their_dates(reports: Chain) -> None:
    whole = timeline(reports[::-1])
    assert [look.key for look in whole.looks] == [report.key for report in reports]
    assert not any(look.order_untold for look in whole.looks)


@promised
def an_order_that_dates_cannot_tell_is_never_shown_as_told(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for place, look in enumerate(whole.looks):
        for other in whole.looks[:place]:
            relation, _ = later_than(known[look.key], known[other.key])
            if relation is not Relation.AFTER:
                assert other.key in look.order_untold
    for thread in whole.threads:
        for told in thread.entries:
            if thread.first.report in whole.look(told.report).order_untold:
                assert told.age is None


@promised
def the_order_in_which_reports_come_means_nothing(reports: Chain) -> None:
    # Not even where an archive doesn't sort them.
    assert Timeline.of(BODY, reports) == Timeline.of(BODY, reports[::-1])


@promised
def what_a_comparison_says_is_what_the_verb_says(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for step in whole.steps:
        if step.comparison is not None:
            assert step.comparison == ncpi.compare(*map(known.__getitem__, step.keys))
    assert len(whole.since_last) == len(reports) - 1
    first = [step for step in whole.steps if step.baseline.key == whole.looks[0].key]
    assert len(first) == len(reports) - 1


@promised
def no_grade_stands_beside_one_of_another_scale(reports: Chain) -> None:
    whole = timeline(reports)
    for series in whole.case_grades:
        assert all(audit.scale.is_same(series.scale) for _, audit in series.audits)
    for topics in whole.topic_grades:
        assert all(judged.scale.is_same(topics.scale) for _, judged in topics.judgments)
    audits = sum(len(series.audits) for series in whole.case_grades)
    assert audits == sum(len(report.case_audits) for report in reports)
    judgments = sum(len(topics.judgments) for topics in whole.topic_grades)
    assert judgments == sum(len(report.judgments) for report in reports)
    for step in whole.steps:
        for entry in step.comparison.case_audits if step.comparison else ():
            if entry.comparability is not Comparability.COMPARABLE:
                assert entry.changes == ()


@promised
def a_thread_is_no_firmer_than_its_weakest_tie(reports: Chain) -> None:
    for thread in timeline(reports).threads:
        bases = [told.basis for told in thread.items if told.basis]
        bases += [a.answer.basis for told in thread.entries for a in told.answers]
        weakest = max(bases, key=STRENGTH.index, default=None)
        assert thread.basis is weakest
        tied = {(told.report, told.key): told.basis for told in thread.items}
        for told in thread.entries:
            for answer in told.answers:
                via = tied[answer.answer.report, answer.answer.recommendation]
                firmest = (
                    min(
                        STRENGTH.index(
                            max((basis or Basis.STATED), one.answer.basis, key=STRENGTH.index)
                        )
                        for one in told.answers
                        if one.counted
                        for basis in [tied[one.answer.report, one.answer.recommendation]]
                    )
                    if any(one.counted for one in told.answers)
                    else None
                )
                assert via is None or via in STRENGTH
                if firmest is not None:
                    assert told.basis is not None
                    assert STRENGTH.index(told.basis) >= firmest


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
    for told, untold in zip(timeline(reports).threads, timeline(silent).threads, strict=True):
        for one, other in zip(told.entries, untold.entries, strict=True):
            assert (one.outcome, one.basis, one.answers) == (
                other.outcome,
                other.basis,
                other.answers,
            )
            assert other.claims == tuple(
                claim for claim in one.claims if claim.event.party is not party
            )


@promised
def every_tie_is_shown_with_its_basis_in_every_view(reports: Chain) -> None:
    whole = timeline(reports)
    ties = Counter(
        answer.answer.basis
        for thread in whole.threads
        for told in thread.entries
        for answer in told.answers
    )
    ties.update(tie.basis for thread in whole.threads for one in thread.items for tie in one.ties)
    for view in views(whole):
        for basis, count in ties.items():
            assert view.count(f"({basis.value}") >= count


@promised
def ages_never_go_below_nought_and_are_ranges_where_dates_are_partial(
    reports: Chain,
) -> None:
    for thread in timeline(reports).threads:
        for told in thread.entries:
            if told.age is None:
                continue
            assert told.age.least >= 0
            if told.age.most is None:
                assert thread.older
                continue
            exact = told.age.since.exact is not None and told.age.until.exact is not None
            assert (told.age.least == told.age.most) == exact or not exact
            assert told.age.least <= told.age.most


@promised
def a_step_is_called_a_follow_up_only_where_a_link_says_so(reports: Chain) -> None:
    known, whole = by_key(reports), timeline(reports)
    for step in whole.steps:
        assert step.link == known[step.follow_up.key].link_to(step.baseline.key)
        assert step.link_in_words.startswith("follow-up") == (step.link is not None)
    for look in whole.looks:
        if look.begins_cycle:
            assert look.report.kind is ReportKind.INSPECTION
            assert not look.report.follows


@promised
def every_look_is_compared_with_each_earlier_one_that_it_takes_up(reports: Chain) -> None:
    whole = timeline(reports)
    places = {look.key: place for place, look in enumerate(whole.looks)}
    compared = {step.keys for step in whole.steps}
    for report in reports:
        for other in earlier_reports(report):
            if places.get(other, len(places)) < places[report.key]:
                assert (other, report.key) in compared


@given(chains(most=3))
def test_whatever_a_matcher_says_of_any_two_looks_is_in_the_threads(reports: Chain) -> None:
    known, matcher = by_key(reports), Matcher(threshold=0.2, review_threshold=0.1)
    whole = ncpi.Archive(reports=reports).timeline(BODY, matcher=matcher)
    ties = {
        (told.report, told.key, tie)
        for thread in whole.threads
        for told in thread.items
        for tie in told.ties
    }
    answers = {
        (told.report, answer.finding.key, answer.answer)
        for thread in whole.threads
        for told in thread.entries
        for answer in told.answers
    }
    for before, after in combinations([look.key for look in whole.looks], 2):
        try:
            found = ncpi.compare(known[before], known[after], matcher=matcher)
        except NotComparableError:
            continue
        for entry in found.recommendations:
            for again in entry.restated_by:
                assert (after, again.recommendation.key, again.restatement) in ties
            for told in entry.answers:
                assert (after, told.finding.key, told.answer) in answers
        if found.undecided:
            assert whole.step(before, after).comparison == found


@given(chains())
def test_every_promise_of_a_timeline_is_kept(reports: Chain) -> None:
    promised.are_kept(reports)
