"""What a whole programme and a body through time tell, as rows."""

from datetime import date
from itertools import product

import ncpi
from ncpi import tables
from ncpi.testing import make, make_report
from ncpi.vocabulary import Basis, LinkBasis, ReportKind

PLACED = ncpi.registers.forces


def follows(report, basis=LinkBasis.STATED):
    return [ncpi.ReportLink(report=report, basis=basis)]


def group_of(programme, grouping, **wanted):
    return [
        row
        for row in tables.plain("programme_outcomes", programme)
        if row["grouping"] == grouping and all(row[name] == cell for name, cell in wanted.items())
    ]


def test_every_outcome_has_a_row_for_each_basis_with_how_many(archive):
    entry = [
        (row["kind"], row["outcome"], row["basis"], row["concern_basis"], row["entries"])
        for row in group_of(archive.compare_all(), "all")
    ]
    assert entry == [
        ("recommendation", "improved", "proposed", "proposed", 1),
        ("recommendation", "progress not stated", "stated", None, 1),
        ("area for improvement", None, None, None, None),
        ("cause of concern", "progress not stated", "coded", None, 1),
        ("concern", "not mentioned", None, None, 1),
    ]


def test_each_row_says_of_how_many_pairs_baselines_and_recommendations(archive):
    for row in group_of(archive.compare_all(), "force", group="police/kent"):
        assert (row["pairs"], row["baselines"], row["refused"]) == (1, 1, 0)
        wanted = {"recommendation": 2, "cause of concern": 1, "concern": 1}
        assert row["items"] == wanted.get(row["kind"], 0)


def test_where_no_baseline_says_how_many_it_made_that_is_no_zero(archive):
    for row in group_of(archive.compare_all(), "all"):
        unknown = 1 if row["kind"] == "recommendation" else None
        assert (row["made"], row["made_unknown"], row["made_listed"]) == (None, unknown, None)


def test_what_only_someone_else_reports_is_left_out_and_said_to_be():
    """An entry known only from an account isn't counted unless asked for; how many is said."""
    account = ncpi.Source(
        title="Daily Press", url="https://example.org", provenance="someone else's account"
    )
    asked = make(ncpi.Recommendation, sources=[account])
    (row,) = group_of(
        chain("2018", "2019", recommendations=[asked]).compare_all(), "all", kind="recommendation"
    )
    assert (row["items"], row["outcome"], row["only_reported"]) == (0, None, 1)


def test_by_nation_and_region_there_are_rows_only_where_bodies_are_known(archive):
    without = {row["grouping"] for row in tables.plain("programme_outcomes", archive.compare_all())}
    placed = archive.compare_all(bodies=PLACED)
    there = {row["grouping"] for row in tables.plain("programme_outcomes", placed)}
    assert without == {"all", "theme", "year", "force"}
    assert there - without == {"nation", "region"}
    assert {row["group"] for row in group_of(placed, "nation")} == {"England"}


def test_what_has_no_theme_stands_in_a_row_without_a_name(archive):
    programme = archive.compare_all()
    (row,) = group_of(programme, "theme", named=False, kind="recommendation")
    assert (row["group"], row["outcome"]) == ("none recorded", "progress not stated")


def test_a_group_of_which_nothing_is_listed_has_a_row_without_an_outcome():
    programme = chain("2018", "2019", recommendations=[]).compare_all()
    (row,) = group_of(programme, "all", kind="recommendation")
    assert (row["pairs"], row["items"]) == (1, 0)
    assert (row["outcome"], row["basis"], row["entries"]) == (None, None, None)


def test_the_shipped_programme_has_every_group_of_its_outcomes():
    programme = ncpi.Archive.shipped().compare_all(bodies=PLACED)
    for by, kind in product(ncpi.vocabulary.Grouping, ncpi.vocabulary.ItemKind):
        rows = group_of(programme, by.value, kind=kind.value)
        table = programme.outcomes(by, kind=kind)
        groups = dict.fromkeys((row["group"], row["named"], row["framework"]) for row in rows)
        assert [*groups] == [(row.group, row.named, row.framework) for row in table.rows]
        assert sum(row["entries"] or 0 for row in rows) == table.entries


def test_a_follow_up_time_is_a_range_where_a_date_is_known_to_the_month(archive):
    (row,) = tables.plain("follow_up_times", archive.compare_all())
    assert (row["baseline"], row["follow_up"]) == ("police/kent/2018", "police/kent/2019")
    assert (row["body"], row["link_basis"], row["refused"]) == ("police/kent", "stated", None)
    assert row["published_to_published_least"] == (date(2019, 8, 30) - date(2018, 8, 31)).days
    assert row["published_to_published_most"] == (date(2019, 8, 30) - date(2018, 8, 1)).days
    assert row["published_to_fieldwork_least"] is None
    assert row["fieldwork_to_published_most"] == (date(2019, 8, 30) - date(2018, 5, 4)).days
    assert row["is_first"] is True


def chain(*published, shared=True, **entry):
    """Reports on one body, or on bodies of their own, each of which follows the one before."""
    return ncpi.Archive(
        reports=[
            make_report(
                key=f"r{place}",
                kind=ReportKind.INSPECTION,
                bodies=["police/kent" if shared else f"police/{place}"],
                published=when,
                follows=follows(f"r{place - 1}") if place else [],
                **entry,
            )
            for place, when in enumerate(published)
        ]
    )


def test_one_pair_of_a_body_stands_for_it_as_far_as_dates_tell():
    def first(archive):
        return tables.plain("follow_up_times", archive.compare_all()).column("is_first")

    assert first(chain("2017", "2018", "2019")) == [True, False]
    assert first(chain(None, None, None)) == [None, None]
    assert first(chain("2017", "2018", shared=False)) == [None]


def test_a_pair_that_could_not_be_compared_has_a_row_with_the_reason():
    programme = chain("2019", "2018").compare_all()
    (row,) = tables.plain("follow_up_times", programme)
    assert row["refused"] == programme.refused[0].refused
    assert row["published_to_published_most"] < 0


def restating(key, published, **restates):
    return make(
        ncpi.Report,
        key=key,
        kind=ReportKind.INSPECTION,
        bodies=["police/kent"],
        published=published,
        recommendations=[
            make(
                ncpi.Recommendation,
                key=name,
                text=f"text {name}",
                restates=[
                    ncpi.Restatement(item=f"{report}#recommendation-{old}", basis=basis)
                    for report, old, basis in references
                ],
            )
            for name, references in restates.items()
        ],
    )


def test_a_thread_says_where_it_began_how_old_it_is_and_how_often_it_was_restated():
    archive = ncpi.Archive(
        reports=[
            restating("a", "2016-03-01", one=[], two=[]),
            restating("b", "2017-03-01", again=[("a", "one", Basis.STATED)]),
            restating("c", "2018-03-01", thrice=[("b", "again", Basis.PROPOSED)]),
        ]
    )
    first, other = tables.plain("threads", archive.timeline("police/kent"))
    assert (first["item"], first["first_made"]) == ("a#recommendation-one", "2016-03-01")
    assert (first["last_report"], first["age_least"], first["age_most"]) == ("c", 730, 730)
    assert (first["times_repeated"], first["rolled_forward"]) == (2, True)
    assert first["repeated_firmly"] is True
    assert first["restated_by"] == ("b#recommendation-again", "c#recommendation-thrice")
    assert first["restated_bases"] == ("stated", "proposed")
    assert (first["basis"], first["weakest_basis"]) == ("proposed", "proposed")
    assert (other["outcome"], other["basis"]) == ("not mentioned", None)
    assert (other["last_mention"], other["last_mention_outcome"]) == (None, None)
    assert (other["times_repeated"], other["rolled_forward"]) == (0, False)


def test_what_takes_up_something_unseen_is_at_least_so_old():
    archive = ncpi.Archive(
        reports=[
            restating("a", "2016-03-01"),
            restating("b", "2017-03-01", one=[("lost", "x", Basis.STATED)]),
            restating("c", "2018-03-01"),
        ]
    )
    (row,) = tables.plain("threads", archive.timeline("police/kent"))
    assert row["older"] is True
    assert (row["age_least"], row["age_most"]) == (365, None)


def test_what_the_last_report_made_first_has_no_status_yet(archive):
    alone = ncpi.Archive(reports=archive.reports[:1])
    row = tables.plain("threads", alone.timeline("police/kent"))[0]
    names = ("last_report", "outcome", "basis", "age_least", "last_mention", "weakest_basis")
    assert [row[name] for name in names] == [None] * len(names)


def test_an_answer_that_is_a_concern_says_on_what_basis(archive):
    row = tables.plain("threads", archive.timeline("police/kent"))[0]
    assert (row["outcome"], row["basis"], row["concern_basis"]) == (
        "improved",
        "proposed",
        "proposed",
    )


def test_a_thread_of_a_cause_of_concern_has_its_statuses_and_one_of_a_concern_its_outcome(archive):
    """Every kind of item has its threads; only causes of concern have statuses."""
    rows = {row["key"]: row for row in tables.plain("threads", archive.timeline("police/kent"))}
    assert (rows["c1"]["kind"], rows["c1"]["statuses"]) == (
        "cause of concern",
        ("mentioned, status not stated",),
    )
    assert (rows["p"]["kind"], rows["p"]["statuses"]) == ("concern", ())
    assert rows["p"]["outcome"] == "not mentioned"


def test_timelines_of_several_bodies_come_in_the_order_of_their_bodies(archive):
    other = make_report(
        key="x", bodies=["police/avon"], recommendations=[make(ncpi.Recommendation)]
    )
    both = ncpi.Archive(reports=[*archive, other])
    several = [both.timeline(body) for body in ("police/kent", "police/avon")]
    table = tables.plain("threads", several)
    assert table.column("body") == sorted(table.column("body"))
    assert tables.plain("threads", several[::-1]) == table


def test_an_inferred_link_is_distinguished(archive):
    after = make_report(
        key="police/kent/2020",
        bodies=["police/kent"],
        published="2020",
        follows=follows("police/kent/2018", LinkBasis.INFERRED),
    )
    guessed = ncpi.Archive(reports=[archive.reports[0], after])
    (row,) = tables.plain("follow_up_times", guessed.compare_all())
    assert row["link_basis"] == "inferred"
