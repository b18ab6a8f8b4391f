"""Case audits over frames: each counts once, and nothing follows from what isn't there."""

import pytest
from frames_path import ENGINES, answer, asked
from object_path import object_path, tables
from plain_rows import GRADES, audit, rows, two_reports

from ncpi.archive import Archive
from ncpi.testing import make_case_audit, make_follow_up, make_report
from ncpi.vocabulary import Comparability

engines = pytest.mark.parametrize("engine", ENGINES)
COUNTS = dict(zip(GRADES, (5, 3, 2), strict=True))


def audits_of(engine, *audits, **changes):
    given = rows(**two_reports(case_audits=[row for one in audits for row in one], **changes))
    return answer(asked(ENGINES[engine], given)).case_audits


def by_grade(case_audit_tests):
    assert len({key[-1] for key in case_audit_tests}) == len(case_audit_tests)
    return {key[-1]: row for key, row in case_audit_tests.items()}


@engines
def test_an_audit_with_two_follow_ups_in_a_year_counts_once_and_has_no_change(engine):
    baseline = make_report(case_audits=[make_case_audit(counts=COUNTS)])
    reports = [
        baseline,
        *(
            make_follow_up(
                baseline, key=key, published="2020", case_audits=[make_case_audit(counts=COUNTS)]
            )
            for key in ("first", "second")
        ),
    ]
    keyed = Archive(reports=reports).pairs()
    frames = answer(asked(ENGINES[engine], tables(list(keyed), reports)))
    assert frames == object_path(keyed)
    assert by_grade(frames.case_audits)["good"] == (1, 5, 10, 0.5, 2, 10, 20, None, None)


@engines
def test_a_grade_without_a_row_is_not_known_and_gets_no_remainder(engine):
    entry = by_grade(
        audits_of(engine, audit("inspection", 5, None, total=10), audit("review", 1, 1, 1, total=3))
    )
    assert entry["requires improvement"][:4] == (1, None, 10, None)
    assert entry["good"][:4] == (1, 5, 10, 0.5)


@engines
def test_a_rank_that_another_row_names_makes_the_scale_that_long(engine):
    worst = [row for row in audit("review", 0, 0, 7, total=7) if row["grade"] == "inadequate"]
    entry = by_grade(audits_of(engine, audit("inspection", 5, None, total=10), worst))
    assert entry["requires improvement"][:4] == (1, None, 10, None)


@engines
def test_where_all_that_is_known_makes_the_total_the_rest_is_zero(engine):
    entry = by_grade(
        audits_of(
            engine, audit("inspection", 10, None, total=10), audit("review", 1, 1, 1, total=3)
        )
    )
    assert entry["requires improvement"][:4] == (1, None, 10, 0.0)


@engines
def test_on_a_scale_that_is_not_named_nothing_is_comparable_or_follows(engine):
    before = audit("inspection", 5, None, 1, total=10, scale=None)
    for scale in (None, "s"):
        case_audit_tests = audits_of(engine, before, audit("review", 1, 1, 1, total=3, scale=scale))
        entry = by_grade(case_audit_tests)
        assert {key[3] for key in case_audit_tests} == {Comparability.NOT_COMPARABLE.value}
        assert entry["good"][:4] == (1, 5, 10, 0.5)
        assert entry["requires improvement"][:4] == (1, None, 10, None)
        assert {row[-1] for row in case_audit_tests.values()} == {None}


CONTRADICTIONS = {
    "a grade twice": [
        *audit("inspection", 5, 3, 2, total=10),
        *audit("inspection", 4, total=10),
    ],
    "every row twice": audit("inspection", 5, 3, 2, total=10) * 2,
    "a negative count": audit("inspection", 5, 3, -1, total=10),
    "known counts above the total": audit("inspection", 5, 6, None, total=10),
    "all counts known and below the total": audit("inspection", 5, 3, 1, total=10),
    "two totals": [
        *audit("inspection", 5, total=10),
        *audit("inspection", 5, 3, 2, total=11)[1:],
    ],
    "two scales": [
        *audit("inspection", 5, total=10),
        *audit("inspection", 5, 3, 2, total=10, scale="r")[1:],
    ],
}


@engines
def test_an_audit_that_contradicts_itself_has_rows_and_no_figures(engine):
    case_audit_tests = audits_of(
        engine,
        *([row | {"area": name} for row in audit] for name, audit in CONTRADICTIONS.items()),
        *(audit("review", 1, 1, 1, total=3, area=name) for name in CONTRADICTIONS),
    )
    contradicts, against = (1, None, None, None), (1, 1, 3, 1 / 3, None)
    for name in CONTRADICTIONS:
        entry = by_grade({key: row for key, row in case_audit_tests.items() if key[1] == name})
        assert {grade: row[:4] for grade, row in entry.items()} == dict.fromkeys(
            GRADES, contradicts
        )
        assert {row[4:] for row in entry.values()} == {against}
