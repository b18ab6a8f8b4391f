"""Every pair of an archive compared: what is counted, of how many, and what is left apart."""

import attrs
import pytest

import ncpi
from ncpi import tables
from ncpi.comparison.pairs import OF_NO_FORCE
from ncpi.errors import InvalidError, UnknownNameError
from ncpi.model import FRAMEWORKS
from ncpi.programme._programme import ProgrammeComparison
from ncpi.vocabulary import (
    Basis,
    ItemKind,
    Outcome,
    Progress,
    Provenance,
    RecommendationKind,
    ReportKind,
)

A18, A19, A20 = "police/arden/2018", "police/arden/2019", "police/arden/2020"
B18, B19 = "police/borset/2018", "police/borset/2019"
C24, C25 = "police/cambria/2024", "police/cambria/2025"


def entry(row):
    """A row's counts as plain tuples."""
    return [(count.what, count.basis, count.concern_basis, count.entries) for count in row.counts]


def test_every_pair_is_compared_as_compare_does_it(archive, programme):
    assert [pair.keys for pair in programme.pairs] == [
        (A18, A19),
        (A18, A20),
        (B18, B19),
        (C24, C25),
    ]
    assert [pair.comparison for pair in programme.pairs] == [
        ncpi.compare(pair.baseline, pair.follow_up) for pair in archive.pairs()
    ]


def test_a_pair_that_may_not_be_compared_is_kept_with_its_reason(make):
    early, late = make.report("police/a/1", "2018-01-01"), make.report("police/a/2", "2019-01-01")
    link = ncpi.ReportLink(report=late.key, basis=ncpi.vocabulary.LinkBasis.STATED)
    archive = ncpi.Archive(reports=[attrs.evolve(early, follows=[link]), late])
    programme = archive.compare_all()
    assert programme.compared == ()
    assert programme.refused[0].refused.startswith("the follow-up is not the later one")
    (row,) = programme.outcomes().rows
    assert (row.pairs, row.refused, row.entries) == (0, 1, 0)
    assert "not the later one" in str(programme)


def test_an_outcome_is_counted_with_its_basis_and_with_that_of_a_concern(programme):
    (row,) = programme.outcomes().rows
    assert entry(row) == [
        (Outcome.IMPROVED, Basis.CODED, Basis.CODED, 1),
        (Outcome.IMPROVED, Basis.PROPOSED, None, 1),
        (Outcome.NOT_IMPROVED, Basis.STATED, None, 1),
        (Outcome.NOT_MENTIONED, None, None, 3),
    ]
    assert row.count(Outcome.IMPROVED) == 2
    assert row.count(Outcome.IMPROVED, Basis.PROPOSED) == 1
    assert (row.answered, row.not_mentioned) == (3, 3)


def test_a_recommendation_with_two_follow_ups_has_two_entries_and_is_one_recommendation(programme):
    (row,) = programme.outcomes().rows
    assert (row.pairs, row.baselines, row.items, row.entries) == (4, 3, 4, 6)


def of_every_kind(make):
    """A baseline with an item of each kind under one key, and a follow-up that answers them all."""
    baseline = make.report(
        "police/a/1",
        "2018-01-01",
        recommendations_made=1,
        recommendations=[
            *make.asked("1"),
            ncpi.Recommendation(key="2", text="x", kind=RecommendationKind.AREA_FOR_IMPROVEMENT),
        ],
        causes_of_concern=[ncpi.CauseOfConcern(key="1", text="x")],
        findings=[ncpi.Finding(key="1", text="x", concern=True)],
    )
    found = [
        ncpi.Finding(
            key=f"f{place}",
            text="x",
            progress=progress,
            answers=[ncpi.Answer(item=item.ref(baseline.key), basis=Basis.STATED)],
        )
        for place, (item, progress) in enumerate(zip(baseline.items, Progress, strict=False))
    ]
    return baseline, make.report("police/a/2", "2019-01-01", follows=["police/a/1"], findings=found)


def test_counts_never_mix_kinds_of_item(make):
    """Each kind has a row of its own, also where items of two kinds have one key."""
    baseline, follow_up = of_every_kind(make)
    programme = ncpi.Archive(reports=[baseline, follow_up]).compare_all()
    for place, item in enumerate(baseline.items):
        table = programme.outcomes(kind=item.item_kind)
        (row,) = table.rows
        outcome = Outcome([*Progress][place].value)
        assert (table.kind, row.items) == (item.item_kind, 1)
        assert entry(row) == [(outcome, Basis.STATED, None, 1)]
    text = str(programme)
    assert all(f"\n  {kind.plural}\n      items: 1 counted" in text for kind in ItemKind)


def test_only_recommendations_have_a_number_that_the_baselines_made(make):
    """The reports state how many recommendations they made, and nothing of the other kinds."""
    programme = ncpi.Archive(reports=of_every_kind(make)).compare_all()
    made = {kind: programme.outcomes(kind=kind).rows[0].made for kind in ItemKind}
    assert made == dict.fromkeys(ItemKind) | {ItemKind.RECOMMENDATION: 1}


def test_an_unknown_kind_of_item_is_refused_with_the_choices(programme):
    """A kind that doesn't exist is an error, never an empty table."""
    with pytest.raises(InvalidError, match="'area for improvement'"):
        programme.outcomes(kind="recomendation")


def test_what_only_an_account_says_is_left_out_and_counted_as_such(make):
    """It enters the counts only if it is asked for, and how many there are is always given."""
    account = ncpi.Source(title="A newspaper", provenance=Provenance.ACCOUNT)
    findings = [
        make.found("police/a/1", "1", "improved", sources=[account]),
        make.found("police/a/1", "2", "worse", "stated"),
    ]
    programme = make.programme({"recommendations": make.asked("1", "2")}, {"findings": findings})
    table = programme.outcomes()
    assert (table.entries, table.only_reported) == (1, 1)
    assert entry(table.rows[0]) == [(Outcome.WORSE, Basis.STATED, None, 1)]
    said = "1 entry on recommendations known only from other people's accounts: "
    assert f"{said}not counted (--accounts, in Python" in " ".join(str(programme).split())
    every = programme.outcomes(accounts=True)
    assert (every.entries, every.only_reported) == (2, 1)
    shown = " ".join(str(every).split())
    assert f"{said}counted, as asked." in shown
    assert "--accounts" not in shown


def test_items_that_only_the_follow_up_lists_are_left_out_and_counted_as_such(make):
    """They favour what the follow-up took up; asking for accounts doesn't bring them back."""
    known, late = make.asked("1", "2")
    late = attrs.evolve(late, known_from="follow-up")
    found = make.found("police/a/1", "2", "improved", "stated")
    programme = make.programme({"recommendations": [known, late]}, {"findings": [found]})
    for accounts in (False, True):
        table = programme.outcomes(accounts=accounts)
        assert (table.entries, table.rows[0].items, table.only_followed_up) == (1, 1, 1)
        assert table.rows[0].count("improved") == 0
    shown = " ".join(str(programme).split())
    assert "1 entry on recommendations that only the follow-up's pages list" in shown
    (row, *_) = tables.plain("programme_outcomes", programme)
    assert row["only_followed_up"] == 1


def test_what_is_listed_is_reported_beside_what_was_made(programme):
    (row,) = programme.outcomes().rows
    assert (row.made, row.made_listed, row.made_unknown) == (5, 3, 1)
    text = " ".join(str(programme.outcomes()).split())
    assert "4 counted; of the 5 that 2 baselines made, 3 are listed" in text
    assert "number made unknown for 1 baseline" in text


def test_a_baseline_that_made_none_says_how_many_it_made(make):
    outcomes = make.programme({"recommendations_made": 0}).outcomes()
    (row,) = outcomes.rows
    assert (row.made, row.made_listed, row.made_unknown) == (0, 0, 0)
    text = " ".join(str(outcomes).split())
    assert "0 counted; of the 0 that 1 baseline made, 0 are listed" in text
    assert "unknown" not in text


def test_by_theme_frameworks_stay_apart_and_the_crosswalk_is_said(programme):
    rows = programme.outcomes("theme").rows
    assert [(row.group, row.framework, row.entries) for row in rows] == [
        ("investigation", "ncpi-2014", 4),
        ("investigation", "ncpi-2024", 1),
        ("none recorded", "ncpi-2014", 1),
    ]
    assert rows[0].crosswalks == ("broad: investigation [ncpi-2024]",)
    assert rows[1].crosswalks == ("broad: investigation [ncpi-2014]",)
    assert rows[0].made is None


def test_a_theme_without_a_counterpart_hides_none_that_is_listed_after_it(make):
    old = ncpi.model.Framework(key="old", title="old", themes=["c"])
    walks = [
        ncpi.model.Crosswalk(theme="a", framework="old", match="none"),
        ncpi.model.Crosswalk(theme="b", framework="old", other="c", match="exact"),
    ]
    new = ncpi.model.Framework(key="new", title="new", themes=["a", "b"], crosswalks=walks)
    reports = [
        report
        for slug, framework, theme in (("x", old, "c"), ("y", new, "b"))
        for report in make.pair(
            {"framework": framework, "recommendations": make.asked("1", theme=theme)},
            of=f"police/{slug}",
        )
    ]
    rows = ncpi.Archive(reports=reports).compare_all().outcomes("theme").rows
    assert [(row.group, row.crosswalks) for row in rows] == [
        ("b", ("exact: c [old]",)),
        ("c", ("exact: b [new]",)),
    ]


def test_the_year_is_that_of_the_baseline_and_an_unknown_one_has_its_own_row(programme):
    table = programme.outcomes("year")
    assert [(row.group, row.entries) for row in table.rows] == [
        ("2018", 4),
        ("2024", 1),
        ("not known", 1),
    ]
    assert "that in which the baseline was published" in str(table)


def test_a_theme_that_is_called_like_the_row_without_one_stays_apart(make):
    asked = [*make.asked("1", theme="none recorded"), *make.asked("2", theme=None)]
    rows = make.programme({"recommendations": asked}).outcomes("theme").rows
    assert [(row.group, row.named, row.entries) for row in rows] == [
        ("none recorded", True, 1),
        ("none recorded", False, 1),
    ]


def test_an_unknown_grouping_is_refused_with_the_choices(programme):
    with pytest.raises(InvalidError, match="Choose from: 'all', 'theme', 'year'"):
        programme.outcomes("colour")


def test_a_table_of_outcomes_in_a_line_is_its_entries_and_grouping(programme):
    table = programme.outcomes("year")
    assert table.label() == f"{table.entries} entries by year"


def test_forces_bodies_and_frameworks_are_in_alphabetical_order_not_in_that_of_the_pairs(make):
    """The keys of the reports put the pairs into the opposite order."""
    slugs, frameworks = "edcba", [*FRAMEWORKS.values()][:2]
    forces = [make.force(slug, "England", "North") for slug in slugs]
    reports = []
    for place, force in enumerate(forces):
        entry = {"bodies": [force.key], "framework": frameworks[place > 1]}
        reports += make.pair(of=f"x{place}", **entry)
    programme = ncpi.Archive(reports=reports).compare_all(bodies=forces)
    names = [f"police/{slug}" for slug in sorted(slugs)]
    assert [pair.force for pair in programme.pairs] == names[::-1]
    assert [*programme.forces] == names
    assert [body.key for body in programme.bodies] == names
    assert [one.key for one in programme.frameworks] == sorted(one.key for one in frameworks)
    times = programme.follow_up_times()
    assert [*times.forces] == [value.force for value in times.distribution().values] == names
    assert [times.pairs[place].pair.force for place in times.chosen] == names


def test_two_bodies_of_one_pair_are_a_row_of_their_own(make):
    bodies = ["police/a", "police/b"]
    reports = make.pair({"recommendations": make.asked("1")}, of="x", bodies=bodies)
    given = [make.force("a", "England", "North"), make.force("b", "Wales", "Wales")]
    programme = ncpi.Archive(reports=reports).compare_all(bodies=given)
    assert [row.group for row in programme.outcomes("force").rows] == ["police/a and police/b"]
    assert [row.group for row in programme.outcomes("nation").rows] == ["several"]


@pytest.mark.parametrize("by", ["force", "nation", "region"])
def test_what_a_thematic_report_asked_of_several_bodies_is_no_forces(make, by):
    bodies = ["police/a", "police/b"]
    thematic = make.report(
        "x/1",
        "2018-01-01",
        bodies=bodies,
        kind=ReportKind.THEMATIC,
        recommendations=make.asked("1"),
    )
    archive = ncpi.Archive(
        reports=[thematic, make.report("police/a/2", "2019-01-01", follows=["x/1"])]
    )
    programme = archive.compare_all(bodies=[make.force("a", "England", "North")])
    (row,) = programme.outcomes(by).rows
    assert (row.group, row.named) == (OF_NO_FORCE, False)
    assert (programme.forces, [pair.keys for pair in programme.excluded]) == (
        (),
        [("x/1", "police/a/2")],
    )
    assert "not attributed to a force x/1 and police/a/2" in " ".join(str(programme).split())


def test_progress_wraps_the_pairs(archive):
    seen = []

    def watch(pairs):
        for pair in pairs:
            seen.append((pair.baseline.key, pair.follow_up.key))
            yield pair

    assert archive.compare_all(progress=watch) == archive.compare_all()
    assert seen == [(A18, A19), (A18, A20), (B18, B19), (C24, C25)]


def test_tqdm_does_as_it_is(archive, capsys):
    tqdm = pytest.importorskip("tqdm")
    assert archive.compare_all(progress=tqdm.tqdm) == archive.compare_all()
    assert "4/4" in capsys.readouterr().err


def test_nothing_is_printed_by_default(archive, capsys):
    archive.compare_all()
    assert capsys.readouterr() == ("", "")


def test_what_is_no_body_is_refused_by_its_place(archive):
    with pytest.raises(InvalidError, match=r"bodies\[0\]"):
        archive.compare_all(bodies=["police/arden"])


def test_a_pair_is_found_by_its_keys(programme):
    assert programme.pair(A18, A20).follow_up.key == A20
    with pytest.raises(UnknownNameError, match=f"{A18} and {A19}"):
        programme.pair(A18, "police/arden/2099")
    with pytest.raises(UnknownNameError, match=f"Candidates: {A18} and {A19}"):
        programme.pair("police/arden/2017", "police/arden/2099")


def test_reports_in_no_pair_and_follow_ups_of_what_is_not_held_are_named(archive, make):
    alone = make.report("police/dunmoor/2020", "2020-01-01", follows=["police/dunmoor/2019"])
    programme = archive.with_reports(alone).compare_all()
    assert (programme.unpaired, programme.dangling) == ((alone.key,), (alone.key,))
    assert "isn't held" in str(programme)
    assert archive.compare_all().unpaired == ()


def test_an_empty_archive_says_that_nothing_is_said():
    programme = ncpi.Archive().compare_all()
    assert programme.outcomes().rows == ()
    assert "so there are no outcomes" in str(programme)


def test_the_shipped_programme_says_of_how_many_it_speaks(shipped):
    programme = shipped.compare_all(bodies=ncpi.registers.forces)
    assert (len(programme.pairs), len(programme.refused), len(programme.forces)) == (61, 0, 41)
    (row,) = programme.outcomes().rows
    assert (row.entries, row.made, row.made_listed, row.made_unknown) == (20, 120, 16, 41)
    assert ncpi.from_json(ncpi.to_json(programme), ProgrammeComparison) == programme


def test_what_only_accounts_say_of_the_shipped_reports_is_left_out_unless_asked_for(shipped):
    """Press and other accounts carry many of the shipped items; by default none is counted."""
    programme = shipped.compare_all(bodies=ncpi.registers.forces)
    for kind in ("recommendation", "concern"):
        (own,) = programme.outcomes(kind=kind).rows
        (every,) = programme.outcomes(kind=kind, accounts=True).rows
        left_out = programme.outcomes(kind=kind).only_reported
        assert left_out > 0
        assert every.entries == own.entries + left_out


def test_every_wrong_argument_of_a_table_of_outcomes_is_named(programme):
    """The grouping, the kind and the switch in one error."""
    with pytest.raises(InvalidError) as caught:
        programme.outcomes("yaer", kind="concerns", accounts=1)
    assert {fault.path for fault in caught.value.faults} == {"by", "kind", "accounts"}
