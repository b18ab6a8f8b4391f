"""On the labelled pairs the matcher is as good as the documentation says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ncpi.comparison.matching import Matcher

HERE = Path(__file__).parent
FILES = sorted((HERE / "labelled").glob("*.json"))
PAGE = HERE.parents[2] / "docs" / "explanation" / "matching.md"
UNSEEN = ("held_out", "independent", "final")
"""The sets whose pairs nobody looked at while the matcher was made."""
# What is proposed is what is assigned; a pair by itself lacks the better match beside it.
FLOORS = {
    "seen": {"assigned": (0.92, 0.95), "pairwise": (0.91, 0.93), "all": 0.78},
    "unseen": {"assigned": (0.92, 0.76), "pairwise": (0.9, 0.74), "all": 0.65},
    # Nearly all are about the same matter; most of the wrong pairs ask about another aspect.
    "aspects": {"assigned": (0.68, 0.82), "pairwise": (0.56, 0.86), "all": 0.82},
}


def floors(path):
    kind = "unseen" if path.stem in UNSEEN else "seen"
    return FLOORS.get(path.stem, FLOORS[kind])


def _scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_labelled", HERE / "score_labelled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scoring = _scoring()


@pytest.mark.parametrize("way", ["assigned", "pairwise"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_precision_and_recall_reach_the_floor(path, way):
    groups = scoring.loaded(path)
    scores = getattr(scoring, way)(
        map(scoring.case, groups) if way == "assigned" else groups, Matcher()
    )
    precision, recall = floors(path)[way]
    assert scores.precision >= precision
    assert scores.recall >= recall


def test_the_sets_that_nobody_looked_at_reach_the_target_together():
    groups = [group for path in FILES if path.stem in UNSEEN for group in scoring.loaded(path)]
    scores = scoring.assigned(map(scoring.case, groups), Matcher())
    assert scores.precision >= 0.95
    assert scores.recall >= 0.8


@pytest.mark.parametrize("held_out", [False, True], ids=["for tuning", "held out"])
def test_on_the_links_of_the_shipped_archive_it_is_about_as_good_as_the_page_says(held_out):
    scores = scoring.assigned(scoring.shipped(held_out=held_out), Matcher())
    assert scores.answers > 40
    assert scores.precision >= 0.64
    assert scores.recall >= 0.4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_of_all_answers_those_that_one_to_one_displaced_too_the_floor_is_lower(path):
    assert (
        scoring.assigned(map(scoring.case, scoring.loaded(path)), Matcher()).plain_recall
        >= floors(path)["all"]
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_labelled_pair_is_in_its_group_and_says_whether_it_answers(path):
    for group in scoring.loaded(path):
        asked = {entry["key"] for entry in group["recommendations"]}
        found = {entry["key"] for entry in group["findings"]}
        for pair in group["pairs"]:
            assert pair["recommendation"] in asked
            assert pair["finding"] in found
            assert pair["label"] in scoring.LABELS
            right = pair["label"] in ("same", "reworded", "split", "merged")
            assert pair["answers"] is right


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_partner_that_one_to_one_displaced_is_never_counted_as_proposed(path):
    scores = scoring.assigned(map(scoring.case, scoring.loaded(path)), Matcher())
    assert scores.right + scores.displaced <= scores.answers
