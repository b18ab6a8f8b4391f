"""The guarantees, for tables: nothing lost, the same bytes, claims apart, absence no evidence."""

import tempfile
from importlib.util import find_spec
from pathlib import Path

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from improvement_tracker import LearningPoint, Priority, TrackedRecommendation
from promises import Promises

import ncpi
from ncpi import tables
from ncpi.errors import InvalidError
from ncpi.programme._programme import ProgrammeComparison
from ncpi.schedule import Schedule
from ncpi.tables import ColumnType
from ncpi.tables._bodies import compared_rows
from ncpi.tables._csv import csv_text, plain_table_in
from ncpi.testing import chains, instances, names
from ncpi.vocabulary import Basis, Comparability, Outcome

FORMATS = ["csv", "parquet"] if find_spec("pyarrow") else ["csv"]
tracked = instances(
    TrackedRecommendation,
    owner=st.none() | names(),
    priority=st.sampled_from(Priority),
    hours=st.dictionaries(names(), st.integers(0, 10_000), max_size=3),
)
strangers = instances(
    ncpi.Report,
    recommendations=st.lists(
        tracked | instances(ncpi.Recommendation), unique_by=lambda entry: entry.key, max_size=3
    ),
    findings=st.lists(
        instances(ncpi.Finding) | instances(LearningPoint),
        unique_by=lambda entry: entry.key,
        max_size=3,
    ),
)

chain_archives, joint_archives = (
    chains(bodies=bodies).map(lambda chain: ncpi.Archive(reports=chain))
    for bodies in (["police/exampleshire"], ["police/exampleshire", "police/sampleshire"])
)

# These make large things: the guarantees are tried harder in their own step.
FEW = settings(max_examples=max(3, settings.default.max_examples // 3))


def through_a_folder(archive, form):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "tables"
        tables.save_tables(archive, place, format=form)
        return tables.load_tables(place, unknown="keep"), {
            path.name: path.read_bytes() for path in place.iterdir()
        }


promised_of_archives = Promises[ncpi.Archive]()


@promised_of_archives
def guarantees_1_and_5_an_archive_comes_back_from_its_tables_and_makes_the_same_bytes(archive):
    again = attrs.evolve(archive, reports=reversed(archive.reports))
    for form in FORMATS:
        loaded, written = through_a_folder(archive, form)
        assert loaded == archive
        assert through_a_folder(again, form)[1] == written


@FEW
@given(strangers)
def test_guarantee_1_records_of_another_package_come_back_from_tables_as_they_were(report):
    for form in FORMATS:
        (loaded,) = through_a_folder(report, form)[0]
        assert loaded == report
        assert [type(entry) for entry in loaded.recommendations] == [
            type(entry) for entry in report.recommendations
        ]


@promised_of_archives
def guarantee_1_an_archive_comes_back_from_tables_that_went_through_pandas(archive):
    if not find_spec("pandas") or not find_spec("pyarrow"):
        return
    frames = {name: tables.table(name, archive).to_pandas() for name in tables.COMPLETE}
    loaded = tables.to_archive(frames, unknown="keep")
    assert loaded == ncpi.Archive(reports=archive.reports)


@FEW
@given(instances(ncpi.Archive) | chain_archives | joint_archives)
def test_guarantee_5_bodies_compared_one_by_one_have_the_entries_of_the_whole_archive(archive):
    rows = [*compared_rows(tables.plain("body_documents", archive), "keep")]
    programme = archive.compare_all()
    for name in ("outcomes", "case_audit_changes"):
        columns = tables.schema(name).names
        entries = {tuple(row[one] for one in columns) for row in rows if row["table"] == name}
        wanted = tables.plain(name, programme)
        assert entries == {tuple(row[one] for one in columns) for row in wanted}


OTHERS = {
    ColumnType.TEXT: st.sampled_from(["x", "unknown", "2019-03", "good", "stated", '{"a": 1}']),
    ColumnType.WHOLE: st.integers(-1, 5),
    ColumnType.NUMBER: st.sampled_from([-1.0, 0.5, 12.0]),
    ColumnType.TRUTH: st.booleans(),
    ColumnType.DAY: st.dates(),
    ColumnType.TEXTS: st.lists(st.sampled_from(["x", "1"]), max_size=2).map(tuple),
}


@FEW
@given(instances(ncpi.Archive).filter(len), st.data())
def test_guarantee_2_no_cell_of_a_complete_set_is_passed_over_silently(archive, data):
    """Whatever a cell is changed to, something else is loaded, or the change is refused."""
    whole = {name: tables.plain(name, archive) for name in tables.COMPLETE}
    name = data.draw(st.sampled_from([name for name, table in whole.items() if len(table)]))
    schema = whole[name].schema
    column = data.draw(st.sampled_from(schema.columns))
    rows = [dict(row) for row in whole[name]]
    index = data.draw(st.integers(0, len(rows) - 1))
    cell = data.draw(st.none() | OTHERS[column.type])
    assume(rows[index][column.name] != cell)
    rows[index][column.name] = cell
    try:
        loaded = tables.to_archive(whole | {name: tables.PlainTable(schema, rows)}, unknown="keep")
    except InvalidError:
        return
    assert loaded != ncpi.Archive(reports=archive.reports)


@FEW
@given(st.lists(instances(ncpi.Comparison), max_size=3))
def test_guarantee_5_comparisons_in_any_order_make_the_same_table(several):
    table = tables.plain("caveats", several)
    keys = [(row["baseline"], row["follow_up"]) for row in table]
    assert keys == sorted(keys)


promised = Promises[ncpi.Comparison]()


@promised
def guarantee_7_every_outcome_and_all_that_links_to_it_says_on_what_basis(comparison):
    outcomes = tables.plain("outcomes", comparison)
    for row, entry in zip(outcomes, comparison.items, strict=True):
        assert row["basis"] == (entry.basis.value if entry.basis else None)
        bases = [Basis(row[name]) for name in ("link_basis", "progress_basis") if row[name]]
        assert Basis.weakest(bases) is entry.basis
        assert (row["concern_basis"] is None) == (not row["concern"])
    references = tables.plain("outcome_evidence", comparison)
    wanted = sum(len(one.answers) + len(one.restated_by) for one in comparison.items)
    assert len(references) == wanted
    assert None not in references.column("basis")


promised_of_programmes = Promises[ProgrammeComparison]()


@promised_of_programmes
def guarantee_7_whatever_a_programme_counts_has_its_basis_and_is_counted_once(programme):
    rows = tables.plain("programme_outcomes", programme)
    for row in rows:
        unknown = row["outcome"] in (None, Outcome.NOT_MENTIONED)
        assert unknown == (row["basis"] is None)
        assert (row["outcome"] is None) == (row["entries"] is None)
    for kind, by in {(row["kind"], row["grouping"]) for row in rows}:
        entries = [
            row["entries"] or 0 for row in rows if (row["kind"], row["grouping"]) == (kind, by)
        ]
        assert sum(entries) == programme.outcomes(by, kind=kind).entries


@given(chains().map(lambda reports: ncpi.Archive(reports=reports)))
def test_guarantee_7_every_outcome_and_restatement_of_a_thread_says_on_what_basis(archive):
    for body in archive.bodies:
        timeline = archive.timeline(body)
        rows = tables.plain("threads", timeline)
        assert len(rows) == len(timeline.threads)
        for row in rows:
            assert (row["basis"] is None) == (row["outcome"] in (None, Outcome.NOT_MENTIONED))
            assert (row["last_mention_basis"] is None) == (row["last_mention"] is None)
            assert len(row["restated_bases"]) == len(row["restated_by"])
            assert "" not in row["restated_bases"]


@promised_of_programmes
def guarantee_10_an_unknown_interval_of_a_follow_up_is_never_zero(programme):
    rows = tables.plain("follow_up_times", programme)
    entry = {time.pair.keys: time for time in programme.follow_up_times().pairs}
    assert len(rows) == len(programme.pairs)
    for row in rows:
        days = entry[row["baseline"], row["follow_up"]].published_to_published
        ends = (row["published_to_published_least"], row["published_to_published_most"])
        assert ends == ((days.least, days.most) if days else (None, None))


@promised
def guarantee_7_parties_claims_are_distinguished_from_outcomes(comparison):
    claims = tables.plain("claims", comparison)
    assert len(claims) == sum(len(entry.claims) for entry in comparison.items)
    assert not {"party", "comment"} & set(tables.schema("outcomes").names)


@promised
def guarantee_8_what_is_not_comparable_has_no_change(comparison):
    for row in tables.plain("case_audit_changes", comparison):
        if row["comparability"] != Comparability.COMPARABLE:
            assert row["change"] is None
        if row["baseline_scale"] != row["follow_up_scale"]:
            assert row["change"] is None


@promised_of_archives
def guarantee_10_an_unknown_count_is_never_zero(archive):
    entry = [
        (report.key, place, grade, count, audit.total)
        for report in archive
        for place, audit in enumerate(report.case_audits)
        for grade, count in audit.counts.items()
    ]
    table = plain_table_in(
        csv_text(tables.plain("case_audits", archive)), tables.schema("case_audits")
    )
    columns = ("report", "position", "grade", "count", "total")
    assert [tuple(row[column] for column in columns) for row in table] == entry


@promised
def guarantee_10_an_unknown_share_is_never_zero(comparison):
    printed = {
        percentage / 100
        for entry in comparison.case_audits
        for audit in (entry.baseline, entry.follow_up)
        if audit is not None
        for percentage in audit.percentages.values()
    }
    for row in tables.plain("case_audit_changes", comparison):
        for side in ("baseline", "follow_up"):
            if row[f"{side}_total"] is None:
                share = row[f"{side}_share"]
                assert share is None or share in printed
        if row["baseline_share"] is None or row["follow_up_share"] is None:
            assert row["change"] is None


@given(st.lists(instances(ncpi.Deadline), max_size=4), st.dates())
def test_where_a_deadline_stands_is_what_it_says_itself(several, on):
    rows = tables.plain("deadlines", several, on=on)
    words = {True: "due day passed", False: "due", None: "cannot tell"}
    entry = sorted((words[one.is_past(on)], str(one.days_left(on))) for one in several)
    assert sorted((row["status"], str(row["days_left"])) for row in rows) == entry


@given(instances(Schedule))
def test_guarantee_10_what_is_due_without_a_day_is_reported_with_the_reason(schedule):
    rows = tables.plain("deadlines", schedule)
    assert len(rows) == len(schedule.entries) + len(schedule.undated)
    reasons = sorted(str(row["reason"]) for row in rows if row["due_earliest"] is None)
    known = sorted(entry.deadline.reason for entry in schedule.undated)
    # What may meet it is added to the reason.
    assert all(map(str.startswith, reasons, known))
    assert len(reasons) == len(known)


@given(instances(ncpi.Comparison))
def test_every_promise_of_a_compared_pair_is_kept(comparison):
    promised.are_kept(comparison)


@FEW
@given(instances(ncpi.Archive))
def test_every_promise_of_an_archive_is_kept(archive):
    promised_of_archives.are_kept(archive)


@given(instances(ProgrammeComparison))
def test_every_promise_of_a_programme_is_kept(programme):
    promised_of_programmes.are_kept(programme)
