"""Outcomes over frames: recommendations once, entries by pair, and `compare_all` the same."""

from collections import Counter

import pytest
from frames_path import ENGINES, answer, asked, rows_of
from object_path import object_path, tables
from plain_rows import rows, two_reports

from ncpi.archive import Archive
from ncpi.testing import make_answer, make_finding, make_follow_up, make_recommendation, make_report
from ncpi.vocabulary import Basis, ItemKind, Progress

engines = pytest.mark.parametrize("engine", ENGINES)


def two_follow_ups():
    """A baseline of three recommendations with two follow-ups in one year; the second speaks."""
    baseline = make_report(
        recommendations=[make_recommendation(key=key) for key in ("1", "2", "3")],
        recommendations_made=3,
    )
    findings = [
        make_finding(
            key=key,
            concern=concern,
            progress=Progress.IMPROVED,
            answers=[make_answer(item=f"{baseline.key}#recommendation-1", basis=basis)],
        )
        for key, concern, basis in (("a", False, Basis.STATED), ("b", True, Basis.PROPOSED))
    ]
    first = make_follow_up(baseline, key="first", published="2020", findings=())
    second = make_follow_up(baseline, key="second", published="2020", findings=findings)
    return Archive(reports=[baseline, first, second])


@engines
def test_a_recommendation_with_two_follow_ups_counts_once_and_has_two_entries(engine):
    archive = two_follow_ups()
    frames = answer(asked(ENGINES[engine], tables(list(archive.pairs()), list(archive))))
    assert frames == object_path(archive.pairs())
    assert {key[-3:]: row for key, row in frames.outcomes.items()} == {
        ("not mentioned", None, None): (3, 5, 2, 1, 3),
        ("improved", "stated", "proposed"): (1, 1, 2, 1, 3),
    }


@engines
@pytest.mark.parametrize("which", ["the shipped register", "two follow-ups in one year"])
def test_compare_all_counts_the_same_pairs_entries_and_recommendations(engine, which):
    archive = {
        "the shipped register": Archive.shipped(),
        "two follow-ups in one year": two_follow_ups(),
    }[which]
    programme = archive.compare_all()
    results = asked(ENGINES[engine], tables(list(archive.pairs()), list(archive)))
    pairs = rows_of(results.pairs)
    assert {row[:2] for row in pairs if row[-1] is None} == {
        pair.keys for pair in programme.compared
    }
    held_by = {}
    for key, figures in answer(results).outcomes.items():
        held_by.setdefault((key[0], key[3]), []).append((key, figures))
    checked = 0
    wanted = [
        (kind, row)
        for kind in ItemKind
        for row in programme.outcomes("force", kind=kind, accounts=True).rows
        if row.items
    ]
    for kind, row in wanted:
        held = held_by.pop((row.group, kind.value))
        entries = Counter()
        for key, figures in held:
            entries[key[-3:]] += figures[1]
        assert entries == {
            (count.what, count.basis, count.concern_basis): count.entries for count in row.counts
        }
        years = {key[2] for key, _ in held}
        if len(years) != 1:
            continue  # what is counted under two years may be one baseline's
        checked += 1
        assert {figures[2:4] for _, figures in held} == {(row.pairs, row.baselines)}
        made = None if row.made_unknown else row.made
        assert {figures[4] for _, figures in held} == {made}
        if row.entries == row.items:
            assert sum(figures[0] for _, figures in held) == row.items
    assert checked
    assert held_by == {}


ITEM = {"report": "inspection", "item": "inspection#recommendation-1", "kind": "recommendation"}


def told_of(engine, findings, answers, **more):
    given = two_reports(
        items=[ITEM | {"theme": "t"}],
        findings=[{"report": "review", "progress_basis": "stated"} | row for row in findings],
        answers=[{"report": "review", "item": ITEM["item"]} | row for row in answers],
        **more,
    )
    return {
        key[4:]: row for key, row in answer(asked(ENGINES[engine], rows(**given))).outcomes.items()
    }


@engines
def test_a_basis_that_is_no_word_of_ncpis_is_weaker_than_all_and_shows_as_none(engine):
    findings = [
        {"finding": "1", "progress": "improved", "theme": "t"},
        {"finding": "2", "progress": "worse", "theme": "u"},
    ]
    strange = [{"finding": "2", "basis": basis} for basis in (None, "guessed", "Stated")]
    assert set(told_of(engine, findings, strange)) == {("worse", None, None)}
    coded = {"finding": "1", "basis": "coded"}
    assert set(told_of(engine, findings, [*strange, coded])) == {("improved", "coded", None)}
    by_theme = {"finding": "1", "basis": "same theme only"}
    assert set(told_of(engine, findings, [*strange, by_theme])) == {
        ("improved", "same theme only", None)
    }


@engines
def test_a_restatement_on_a_basis_that_is_no_word_of_ncpis_shows_none(engine):
    restated = {"report": "review", "item": ITEM["item"]}
    entry = told_of(engine, [], [], restatements=[restated | {"basis": "guessed"}])
    assert set(entry) == {("progress not stated", None, None)}


@engines
def test_a_progress_that_is_no_word_of_ncpis_counts_as_not_stated(engine):
    findings = [{"finding": "1", "progress": None}, {"finding": "2", "progress": "better"}]
    entry = told_of(engine, findings, [{"finding": key, "basis": "stated"} for key in "12"])
    assert set(entry) == {("progress not stated", "stated", None)}


@engines
@pytest.mark.parametrize("basis", ["coded", "guessed", None])
def test_harsh_progress_that_the_inspectorate_does_not_state_is_still_a_concern(engine, basis):
    """What an analyst read as worse is a concern, and so is what nobody is known to have said."""
    finding = {"finding": "1", "progress": "worse", "progress_basis": basis}
    entry = told_of(engine, [finding], [{"finding": "1", "basis": "stated"}])
    assert set(entry) == {("still a concern", "coded", "coded")}


@engines
def test_coded_progress_ranks_by_the_weaker_of_its_two_bases(engine):
    """Progress that is stated outranks progress that is coded, though both links are stated."""
    findings = [
        {"finding": "1", "progress": "improved", "progress_basis": "coded"},
        {"finding": "2", "progress": "partly improved"},
    ]
    answers = [{"finding": one["finding"], "basis": "stated"} for one in findings]
    assert set(told_of(engine, findings, answers)) == {("partly improved", "stated", None)}
    assert set(told_of(engine, findings[:1], answers[:1])) == {("improved", "coded", None)}


@engines
def test_progress_in_other_words_agrees_only_with_the_same_words(engine):
    """Two findings in the same words agree; in different ones they are mixed."""
    same, another = "other: much the same", "other: slow"
    for words, outcome in (((same, same), "progress in other words"), ((same, another), "mixed")):
        findings = [{"finding": str(n), "progress": said} for n, said in enumerate(words)]
        answers = [{"finding": one["finding"], "basis": "stated"} for one in findings]
        assert set(told_of(engine, findings, answers)) == {(outcome, "stated", None)}


@engines
def test_a_concern_shows_on_the_firmest_basis_of_a_finding_that_is_one(engine):
    findings = [
        {"finding": "1", "progress": "improved", "concern": False},
        {"finding": "2", "progress": "improved", "concern": True},
        {"finding": "3", "progress": "improved", "concern": True},
        {"finding": "4", "progress": "improved", "concern": None},
    ]
    bases = ("stated", "proposed", "coded", "stated")
    answers = [
        {"finding": str(number), "basis": basis} for number, basis in enumerate(bases, start=1)
    ]
    assert set(told_of(engine, findings, answers)) == {("improved", "stated", "coded")}
    uncertain = [answers[0], answers[3]]
    assert set(told_of(engine, findings, uncertain)) == {("improved", "stated", None)}


@engines
def test_a_concern_by_a_theme_that_does_not_meet_is_not_counted(engine):
    findings = [{"finding": "1", "progress": "worse", "concern": True, "theme": "another"}]
    entry = told_of(engine, findings, [{"finding": "1", "basis": "same theme only"}])
    assert set(entry) == {("not mentioned", None, None)}


@engines
def test_an_item_in_several_rows_counts_once_and_has_no_theme_where_they_differ(engine):
    given = rows(**two_reports(items=[ITEM, ITEM, ITEM | {"theme": "t"}]))
    entry = answer(asked(ENGINES[engine], given)).outcomes
    assert {key[1]: figures[:2] for key, figures in entry.items()} == {None: (1, 1)}


@engines
def test_what_has_no_key_is_linked_to_nothing(engine):
    entry = told_of(
        engine,
        [{"finding": None, "progress": "worse"}],
        [{"finding": None, "basis": "stated"}],
    )
    assert set(entry) == {("not mentioned", None, None)}
