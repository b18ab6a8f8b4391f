"""One comparison of a programme, the same on every engine and as the object path has it."""

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from frames_path import ENGINES, answer, asked, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st
from object_path import accepted, object_path, place, tables

import ncpi
from ncpi.archive import Archive
from ncpi.comparison._proposals import MATCHER
from ncpi.comparison.pairs import Pair
from ncpi.model import FRAMEWORKS, GRADE_SCALES, Restatement
from ncpi.model.reports import link_in
from ncpi.tables import compare_frames
from ncpi.testing import (
    make_answer,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_recommendation,
    make_report,
    pairs,
)
from ncpi.vocabulary import Basis, Comparability, Progress, Sampling

REGISTER = Archive.shipped()
# The engines are slow at tiny frames: one of them sees more examples, the others a few.
MANY, FEW = max(3, settings().max_examples // 2), max(2, settings().max_examples // 4)
EXAMPLES = dict.fromkeys(ENGINES, FEW) | {"polars": MANY}
engines = pytest.mark.parametrize("engine", ENGINES)


def one_pair(before=(), after=(), **changes):
    baseline = make_report(case_audits=before, **changes)
    follow_up = make_follow_up(baseline, case_audits=after)
    return [Pair(baseline, follow_up, link_in(follow_up.follows, baseline.key))]


def as_frames_have_it(report):
    """The report without what no frame holds of an audit: body, merged counts and percentages."""
    audits = {
        (audit.area, audit.sampling): attrs.evolve(audit, body=None, merged=(), percentages={})
        for audit in report.case_audits
    }
    return attrs.evolve(report, case_audits=list(audits.values()))


def asked_in(report, key):
    return report.recommendation(key).ref(report.key)


def both_paths(engine, keyed, **more):
    reports = {report.key: report for pair in keyed for report in pair}
    rows = tables(keyed, list(reports.values()))
    return answer(asked(ENGINES[engine], rows, **more)), object_path(keyed)


@engines
def test_the_shipped_register_is_compared_as_the_object_path_does(engine):
    keyed = accepted(REGISTER)
    frames, objects = both_paths(engine, keyed)
    assert frames.case_audits
    assert frames == objects


@engines
def test_generated_pairs_are_compared_as_the_object_path_does(engine):
    @settings(max_examples=EXAMPLES[engine])
    @given(st.lists(pairs(), min_size=1, max_size=3))
    def agree(drawn):
        reports, frameworks, keyed = {}, {}, []
        for pair in (tuple(map(as_frames_have_it, pair)) for pair in drawn):
            held = [reports.get(report.key) for report in pair]
            own = [report.framework for report in pair if report.framework]
            # A table knows reports and frameworks by their keys: one of a key.
            if held != [None, None] or any(frameworks.get(one.key, one) != one for one in own):
                continue
            reports |= {report.key: report for report in pair}
            if any(frameworks.setdefault(one.key, one) != one for one in own):
                return
            keyed.append(Pair(*pair, link_in(pair[1].follows, pair[0].key)))
        frames, objects = both_paths(engine, keyed, frameworks=frameworks.values())
        assert frames == objects

    agree()


@engines
def test_a_sum_that_meets_an_unknown_count_is_unknown_and_never_zero(engine):
    known = make_case_audit(counts={"good": 5, "requires improvement": 5, "inadequate": 0})
    unknown = make_case_audit(counts={"good": 5, "inadequate": 1}, sampling=Sampling.INSPECTORS)
    keyed = one_pair([known], [known]) + one_pair([known], [unknown], key="another")
    frames, objects = both_paths(engine, keyed)
    assert frames == objects
    counts = {key[-1]: row for key, row in frames.case_audits.items()}
    assert counts["good"] == (2, 10, 20, None, 2, 10, None, None, None)
    assert counts["requires improvement"][4:] == (2, None, None, None, None)


@engines
def test_a_single_unknown_grade_follows_from_the_stated_total(engine):
    audit = make_case_audit(counts={"good": 15, "inadequate": 0}, stated_total=20)
    frames, objects = both_paths(engine, one_pair([audit], [audit]))
    assert frames == objects
    entry = {key[-1]: row for key, row in frames.case_audits.items()}
    assert entry["requires improvement"] == (1, None, 20, 0.25, 1, None, 20, 0.25, 0.0)


@engines
def test_no_cases_at_all_have_no_shares(engine):
    none = make_case_audit(counts=dict.fromkeys(GRADE_SCALES["ncpi-cases-2016"].grades, 0))
    frames, objects = both_paths(engine, one_pair([none], [none]))
    assert frames == objects
    assert {row[3] for row in frames.case_audits.values()} == {None}


@engines
def test_audits_on_two_scales_and_the_forces_own_grading_are_not_comparable(engine):
    old, new = (make_case_audit(scale=GRADE_SCALES[f"ncpi-cases-{year}"]) for year in (2014, 2016))
    own = make_case_audit(sampling=Sampling.SELF_ASSESSED)
    for before, after in ((old, new), (new, own)):
        frames, objects = both_paths(engine, one_pair([before], [after]))
        assert frames == objects
        assert {key[3] for key in frames.case_audits} == {Comparability.NOT_COMPARABLE.value}
        assert {row[-1] for row in frames.case_audits.values()} == {None}


WAYS = [make_case_audit(sampling=sampling) for sampling in Sampling]


@settings(max_examples=MANY)
@given(st.lists(st.sampled_from(WAYS), unique=True), st.lists(st.sampled_from(WAYS), unique=True))
def test_audits_of_one_area_meet_in_the_order_that_the_object_path_has(before, after):
    frames, objects = both_paths("polars", one_pair(before, after))
    assert frames == objects


@engines
def test_the_firmest_basis_decides_and_bases_are_never_blended(engine):
    baseline = make_report(
        recommendations=[make_recommendation(key=key) for key in ("1", "2", "3", "4", "5")],
        recommendations_made=5,
    )
    said = [
        ("1", Basis.STATED, Progress.IMPROVED),
        ("1", Basis.PROPOSED, Progress.WORSE),
        ("2", Basis.STATED, Progress.IMPROVED),
        ("2", Basis.CODED, Progress.WORSE),
        ("3", Basis.PROPOSED, Progress.WORSE),
        ("5", Basis.CODED, Progress.IMPROVED),
        ("5", Basis.CODED, Progress.WORSE),
    ]
    findings = [
        make_finding(
            key=f"F{place}",
            progress=progress,
            answers=[make_answer(item=asked_in(baseline, key), basis=basis)],
        )
        for place, (key, basis, progress) in enumerate(said)
    ]
    follow_up = make_follow_up(baseline, findings=findings)
    frames, objects = both_paths(engine, [Pair(baseline, follow_up)])
    assert frames == objects
    assert {key[-3:-1]: row for key, row in frames.outcomes.items()} == {
        ("improved", "stated"): (2, 2, 1, 1, 5),
        ("mixed", "coded"): (1, 1, 1, 1, 5),
        ("worse", "proposed"): (1, 1, 1, 1, 5),
        ("not mentioned", None): (1, 1, 1, 1, 5),
    }


def test_themes_meet_by_the_shipped_crosswalks():
    old, new = (FRAMEWORKS[f"ncpi-{year}"] for year in (2014, 2024))
    baseline = make_report(
        framework=old,
        recommendations=[
            make_recommendation(key="1", theme="initial contact"),
            make_recommendation(key="2", theme="police detention"),
        ],
    )
    finding = make_finding(
        theme="initial response",
        progress=Progress.IMPROVED,
        answers=[
            make_answer(item=asked_in(baseline, key), basis=Basis.SAME_THEME) for key in ("1", "2")
        ],
    )
    follow_up = make_follow_up(baseline, findings=[finding], framework=new)
    frames, objects = both_paths("polars", [Pair(baseline, follow_up)])
    assert frames == objects
    assert {key[1]: key[4] for key in frames.outcomes} == {
        "initial contact": "improved",
        "police detention": "not mentioned",
    }


@engines
def test_an_area_that_is_a_theme_meets_its_namesake_only_by_the_crosswalk(engine):
    old, new = (FRAMEWORKS[f"ncpi-{year}"] for year in (2014, 2024))
    audits = [
        make_case_audit(area=area) for area in ("Investigation", "leadership", "online abuse", None)
    ]
    baseline = make_report(framework=old, case_audits=audits)
    follow_up = make_follow_up(baseline, framework=new, case_audits=audits)
    frames, objects = both_paths(engine, [Pair(baseline, follow_up)])
    assert frames == objects
    comparable = {key[1]: key[3] == Comparability.COMPARABLE.value for key in frames.case_audits}
    assert comparable == {
        "Investigation": True,
        "leadership": False,
        "online abuse": True,
        None: True,
    }


@engines
def test_audits_of_one_body_and_of_several_are_not_comparable(engine):
    audits = [make_case_audit()]
    several = make_report(bodies=["police/kent", "police/essex"], case_audits=audits)
    one = make_follow_up(several, bodies=["police/kent"], case_audits=audits)
    frames, objects = both_paths(engine, [Pair(several, one)])
    assert frames == objects
    assert {key[3] for key in frames.case_audits} == {Comparability.NOT_COMPARABLE.value}


@engines
def test_a_firm_restatement_says_more_than_an_answer_that_nobody_checked(engine):
    baseline = make_report(recommendations=[make_recommendation(key=key) for key in ("1", "2")])
    findings = [
        make_finding(
            key=key,
            progress=Progress.IMPROVED,
            answers=[make_answer(item=asked_in(baseline, key), basis=basis)],
        )
        for key, basis in (("1", Basis.PROPOSED), ("2", Basis.CODED))
    ]
    again = [
        make_recommendation(
            key=key,
            restates=[Restatement(item=asked_in(baseline, key), basis=Basis.STATED)],
        )
        for key in ("1", "2")
    ]
    follow_up = make_follow_up(baseline, findings=findings, recommendations=again)
    frames, objects = both_paths(engine, [Pair(baseline, follow_up)])
    assert frames == objects
    assert {key[4:6] for key in frames.outcomes} == {
        ("progress not stated", "stated"),
        ("improved", "coded"),
    }


@engines
def test_the_matchers_own_answers_by_theme_are_not_counted(engine):
    baseline = make_report(
        recommendations=[make_recommendation(key=key, theme="custody") for key in ("1", "2")]
    )
    findings = [
        make_finding(
            key=key,
            theme="custody",
            progress=Progress.IMPROVED,
            answers=[make_answer(item=asked_in(baseline, key), basis=Basis.SAME_THEME, by=by)],
        )
        for key, by in (("1", f"{MATCHER} 1"), ("2", "an analyst"))
    ]
    follow_up = make_follow_up(baseline, findings=findings)
    frames, objects = both_paths(engine, [Pair(baseline, follow_up)])
    assert frames == objects
    assert {key[4] for key in frames.outcomes} == {"improved", "not mentioned"}


@engines
def test_a_pair_that_cannot_be_compared_says_why_and_is_counted_nowhere(engine):
    late, early = (
        make_report(key="late", published="2019"),
        make_report(key="early", published="2018-07-05"),
    )
    elsewhere = make_report(key="elsewhere", published="2020", bodies=["police/kent"])
    keyed = [Pair(late, early), Pair(early, early), Pair(early, elsewhere), Pair(early, late)]
    results = asked(ENGINES[engine], tables(keyed, [late, early, elsewhere]))
    assert {row[:2]: row[-1] for row in rows_of(results.pairs)} == {
        ("late", "early"): "the follow-up is not the later one",
        ("early", "early"): "they are the same report",
        ("early", "elsewhere"): "they are about different bodies",
        ("early", "late"): None,
    }
    assert answer(results) == object_path(keyed[-1:])


def accepted_alone(first, second):
    try:
        return ncpi.compare(first, second)
    except ncpi.errors.NotComparableError:
        return None


@settings(max_examples=MANY)
@given(pairs(), st.booleans())
def test_pairs_are_refused_by_dates_as_the_object_path_refuses_them(pair, swapped):
    first, second = reversed(pair) if swapped else pair
    link = link_in(second.follows, first.key)
    results = asked(ENGINES["polars"], tables([Pair(first, second, link)], list(pair)))
    ((*_, refused),) = rows_of(results.pairs)
    back = link_in(first.follows, second.key)
    if back is not None or any(len(report.bodies) != 1 for report in pair):
        return  # of a report's other links and several bodies these frames know nothing
    assert (refused is None) == bool(accepted_alone(first, second))


def test_a_pair_is_counted_under_the_body_and_the_year_of_the_follow_up():
    keyed = accepted(REGISTER)
    results = asked(ENGINES["polars"], tables(keyed, list(REGISTER)))
    assert {row[:2]: row[2:4] for row in rows_of(results.pairs)} == {
        (pair.baseline.key, pair.follow_up.key): place(pair) for pair in keyed
    }


def compared(frames):
    return compare_frames(**frames)


def no_rows(engine):
    return {name: ENGINES[engine](name, table) for name, table in tables([], []).items()}


@engines
def test_frames_without_rows_give_frames_without_rows(engine):
    results = compared(no_rows(engine))
    assert [rows_of(frame) for frame in results] == [[], [], []]


@pytest.mark.parametrize(
    ("engine", "kind"),
    [
        ("pandas", pd.DataFrame),
        ("polars", pl.DataFrame),
        ("polars lazy", pl.LazyFrame),
        ("pyarrow", pa.Table),
        ("duckdb", duckdb.DuckDBPyRelation),
    ],
)
def test_results_are_frames_of_the_callers_own_engine(engine, kind):
    assert {type(frame) for frame in compared(no_rows(engine))} == {kind}


def test_nothing_of_a_lazy_frame_is_computed_until_it_is_asked_for():
    computed = []

    def watched(frame):
        computed.append(frame.height)
        return frame

    frames = no_rows("polars lazy")
    frames["case_audits"] = frames["case_audits"].map_batches(watched)
    results = compared(frames)
    assert computed == []
    results.case_audits.collect()
    assert computed


@engines
def test_columns_have_the_same_types_on_every_engine(engine):
    import narwhals as nw

    for frame, whole in zip(compared(no_rows(engine)), (2, 7, 5), strict=True):
        kinds = list(nw.from_native(frame).collect_schema().values())
        assert kinds.count(nw.Int64()) == whole
        assert set(kinds) <= {nw.String(), nw.Int64(), nw.Float64()}


def test_columns_without_a_single_value_need_no_type():
    frames = no_rows("polars")
    keyed = one_pair([make_case_audit()], [make_case_audit()])
    rows = tables(keyed, list(keyed[0]))
    frames = {name: ENGINES["polars"](name, table) for name, table in rows.items()}
    frames["reports"] = frames["reports"].with_columns(
        framework=pl.lit(None), recommendations_made=pl.lit(None)
    )
    assert answer(compared(frames)) == object_path(keyed)
