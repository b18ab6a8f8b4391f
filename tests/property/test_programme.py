"""The guarantees over a whole programme: nothing is lost, blended or pooled."""

import re
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import Promises

import ncpi
from ncpi.programme._distribution import Distribution, DistributionValue
from ncpi.programme._follow_up_times import DayRange
from ncpi.programme._programme import ProgrammeComparison
from ncpi.testing import bodies, instances, pairs
from ncpi.vocabulary import (
    CaveatCode,
    Comparability,
    Grouping,
    ItemKind,
    KnownFrom,
    LinkBasis,
    Outcome,
)


@st.composite
def linked_archives(draw: st.DrawFn) -> ncpi.Archive:
    """Archives of which most hold pairs; some baselines have two follow-ups."""
    reports: dict[str, ncpi.Report] = {}
    for number in range(draw(st.integers(1, 3))):
        baseline, follow_up = draw(pairs())
        old = f"{baseline.key} {number}"
        link = ncpi.ReportLink(report=old, basis=draw(st.sampled_from(LinkBasis)))
        findings = [
            attrs.evolve(
                found,
                answers=[
                    attrs.evolve(answer, item=attrs.evolve(answer.item, report=old))
                    if answer.item.report == baseline.key
                    else answer
                    for answer in found.answers
                ],
            )
            for found in follow_up.findings
        ]
        reports[old] = attrs.evolve(baseline, key=old)
        for again in range(draw(st.integers(1, 2))):
            key = f"{follow_up.key} {number} {again}"
            reports[key] = attrs.evolve(follow_up, key=key, follows=[link], findings=findings)
    return ncpi.Archive(reports=reports.values())


given_bodies = st.lists(bodies(), max_size=3, unique_by=lambda body: body.key)
figures = st.floats(-100, 100).map(lambda number: number + 0.0)


@st.composite
def spreads(draw: st.DrawFn) -> Distribution:
    values = draw(st.lists(st.none() | figures, max_size=14))
    entry = [DistributionValue(force=f"{n:02}", value=value) for n, value in enumerate(values)]
    return Distribution(subject="a", unit="points", values=tuple(entry))


def counts(entry):
    """Whether a programme counts it without being asked for accounts."""
    return not entry.reported_by and entry.item.known_from is KnownFrom.REPORT


def entries_of(programme):
    """Every entry of every pair that counts by itself: recommendations not told by others."""
    return [
        (pair, entry)
        for pair in programme.pairs
        if pair.comparison is not None
        for entry in pair.comparison.items
        if entry.item_kind is ItemKind.RECOMMENDATION and counts(entry)
    ]


promised = Promises[ProgrammeComparison]()


@promised
def every_pair_is_compared_or_kept_with_its_reason(programme):
    assert len(programme.compared) + len(programme.refused) == len(programme.pairs)


def _identity(count):
    """What distinguishes a count from the others of its row."""
    return count.what, count.basis, count.concern_basis


def check_that_every_entry_is_in_exactly_one_row(programme, by):
    table = programme.outcomes(by)
    counted = Counter()
    for row in table.rows:
        for count in row.counts:
            counted[_identity(count)] += count.entries
    found = Counter(
        (entry.progress, entry.basis, entry.concern_basis) for _, entry in entries_of(programme)
    )
    assert counted == found
    assert table.entries == sum(found.values())
    if by is not Grouping.THEME:
        assert sum(row.pairs for row in table.rows) == len(programme.compared)
        assert sum(row.refused for row in table.rows) == len(programme.refused)


@promised
def guarantee_7_the_counts_of_all_bases_add_up_and_are_never_blended(programme):
    for row in programme.outcomes().rows:
        for outcome in Outcome:
            parts = [count for count in row.counts if count.what is outcome]
            assert row.count(outcome) == sum(part.entries for part in parts)
            assert len({_identity(part) for part in parts}) == len(parts)
        assert row.answered + row.not_mentioned == row.entries


@promised
def guarantee_8_a_row_holds_themes_of_one_framework(programme):
    asked = Counter(
        ((entry.item.theme or "").casefold(), pair.baseline.framework)
        for pair, entry in entries_of(programme)
    )
    rows = programme.outcomes("theme").rows
    assert sorted(row.entries for row in rows) == sorted(asked.values())


@promised
def guarantee_8_no_figure_is_made_of_what_is_not_comparable(programme):
    for change in programme.case_grades().not_comparable:
        assert change.entry.comparability is not Comparability.COMPARABLE
        assert [one.difference for one in change.entry.changes if one.difference is not None] == []


@given(spreads())
def test_guarantee_9_the_distribution_of_negated_figures_is_mirrored(distribution):
    mirrored = attrs.evolve(
        distribution,
        values=tuple(
            attrs.evolve(entry, value=None if entry.value is None else 0.0 - entry.value)
            for entry in distribution.values
        ),
    )
    assert mirrored.known == tuple(0.0 - value for value in reversed(distribution.known))
    assert (distribution.median is None) == (mirrored.median is None)
    if distribution.median is not None:
        assert mirrored.median == -distribution.median
    turned = "".join({"+": "-", "-": "+"}.get(sign, sign) for sign in distribution.sentence)
    # The least comes first in both, so the ends of a range change places.
    swapped = re.sub(r"from (\S+) to (\S+) ", r"from \2 to \1 ", turned)
    assert mirrored.sentence == swapped


@given(instances(ncpi.PartialDate), instances(ncpi.PartialDate))
def test_guarantee_9_days_change_sign_when_the_dates_are_swapped(one, other):
    there, back = DayRange.between(one, other), DayRange.between(other, one)
    assert (there.least, there.most) == (-back.most, -back.least)


@promised
def guarantee_10_silence_is_never_counted_as_an_outcome(programme):
    silent = [entry for _, entry in entries_of(programme) if entry.basis is None]
    rows = programme.outcomes().rows
    assert sum(row.not_mentioned for row in rows) == len(silent)
    for row in rows:
        for count in row.counts:
            assert (count.basis is None) == (count.what is Outcome.NOT_MENTIONED)


@promised
def guarantee_10_an_unknown_figure_is_never_zero(programme):
    grades = programme.case_grades()
    for change in grades.comparable:
        assert change.scale is not None
        for grade in change.scale.grades:
            distribution = grades.distribution(grade, scale=change.scale, area=change.entry.area)
            found = {value.force: value.value for value in distribution.values}.get(
                change.pair.force
            )
            changes = [
                other.entry.change(grade).difference
                for other in grades.comparable
                if other.pair.force == change.pair.force and other.can_represent_force
                if other.scale is not None and other.scale.is_same(change.scale)
            ]
            assert found is None or any(
                found == pytest.approx(100 * change.value)
                for change in changes
                if change is not None
            )


@promised
def guarantee_7_what_a_force_says_of_itself_changes_no_distribution(programme):
    grades = programme.case_grades()
    own = attrs.evolve(
        grades, changes=tuple(one for one in grades.changes if not one.is_self_assessed)
    )
    for change in own.comparable:
        assert change.scale is not None
        for grade in change.scale.grades:
            entry, without = (
                [
                    (value.force, value.value)
                    for value in views.distribution(
                        grade, scale=change.scale, area=change.entry.area
                    ).values
                    if value.value is not None
                ]
                for views in (grades, own)
            )
            assert entry == without


def check_that_the_order_of_audits_changes_no_distribution(archive, programme, data):
    turned = ncpi.Archive(
        reports=[
            attrs.evolve(report, case_audits=data.draw(st.permutations(report.case_audits)))
            for report in archive.reports
        ]
    )
    here, there = programme.case_grades(), turned.compare_all().case_grades()
    for change in here.comparable:
        assert change.scale is not None
        for grade in change.scale.grades:
            one, other = (
                views.distribution(grade, scale=change.scale, area=change.entry.area)
                for views in (here, there)
            )
            # An area may be written with other capitals.
            assert (one.values, one.left_out) == (other.values, other.left_out)


def check_that_every_pair_is_in_exactly_one_group(programme, by):
    parts = programme.groups(by)
    assert len(parts) == len(programme.outcomes(by).rows)
    pairs = [pair for part in parts.values() for pair in part.pairs]
    assert sorted(pair.keys for pair in pairs) == sorted(pair.keys for pair in programme.pairs)
    outcomes = [part.outcomes().entries for part in parts.values()]
    assert outcomes == [row.entries for row in programme.outcomes(by).rows]


@promised
def guarantee_10_an_unknown_date_is_an_unknown_time(programme):
    for entry, pair in zip(programme.follow_up_times().pairs, programme.pairs, strict=True):
        unknown = pair.baseline.published is None or pair.follow_up.published is None
        assert (entry.published_to_published is None) == unknown


@promised
def every_caveat_of_a_pair_is_counted(programme):
    counts = {count.what: count.entries for count in programme.caveats}
    for code in CaveatCode:
        carried = sum(
            any(caveat.code is code for caveat in pair.comparison.caveats)
            for pair in programme.pairs
            if pair.comparison is not None
        )
        assert counts.get(code, 0) == carried


@promised
def every_cause_of_concern_and_judgment_is_counted_once(programme):
    comparisons = [pair.comparison for pair in programme.pairs if pair.comparison is not None]
    status = Counter(
        (entry.status, entry.restated_basis)
        for comparison in comparisons
        for entry in comparison.causes_of_concern
        if counts(entry)
    )
    causes = programme.causes_of_concern()
    assert {(count.what, count.basis): count.entries for count in causes.counts} == dict(status)
    judgments = programme.judgments()
    assert len(judgments.changes) == sum(len(comparison.judgments) for comparison in comparisons)
    counted = sum(item.improved + item.same + item.worse for item in judgments.by_scale)
    assert counted == len(judgments.comparable)
    for change in judgments.comparable:
        assert change.entry.comparability is Comparability.COMPARABLE


@given(instances(ncpi.Archive), given_bodies)
def test_coverage_holds_every_report_and_every_body(archive, given):
    coverage = archive.coverage(bodies=given)
    assert [report.key for report in coverage.reports] == sorted(
        report.key for report in archive.reports
    )
    held = {body.body for body in coverage.bodies}
    assert held == {*archive.bodies, *(body.key for body in given)}
    assert set(coverage.nothing_held) == held - set(archive.bodies)


@given(linked_archives(), given_bodies, st.data())
def test_every_promise_of_a_programme_is_kept(archive, given, data):
    programme = archive.compare_all(bodies=given)
    assert [pair.keys for pair in programme.pairs] == [
        (pair.baseline.key, pair.follow_up.key) for pair in archive.pairs()
    ]
    promised.are_kept(programme)
    for by in Grouping:
        check_that_every_entry_is_in_exactly_one_row(programme, by)
        if by is not Grouping.THEME:
            check_that_every_pair_is_in_exactly_one_group(programme, by)
    for record in (programme, archive.coverage(bodies=given)):
        assert ncpi.from_json(ncpi.to_json(record)) == record
    # Guarantee 5: the order of reports and audits changes nothing.
    check_that_the_order_of_audits_changes_no_distribution(archive, programme, data)
    turned = ncpi.Archive(reports=data.draw(st.permutations(archive.reports)))
    assert ncpi.to_json(turned.compare_all(bodies=given)) == ncpi.to_json(programme)
