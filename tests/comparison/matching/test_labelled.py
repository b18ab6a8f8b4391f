"""On the labelled pairs the matcher is as good as the documentation says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ncpi.comparison.matching import Matcher

HERE = Path(__file__).parent
FILES = sorted((HERE / "labelled").glob("*.json"))
UNSEEN = ("held_out", "independent", "final")
"""The sets whose pairs nobody looked at while the matcher was made."""
# What is proposed is what is assigned; a pair by itself lacks the better match beside it.
FLOORS = {
    "seen": {"assigned": (0.9, 0.95), "pairwise": (0.9, 0.95), "all": 0.8},
    "unseen": {"assigned": (0.91, 0.76), "pairwise": (0.89, 0.75), "all": 0.64},
}


def floors(path):
    return FLOORS["unseen" if path.stem in UNSEEN else "seen"]


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
    scores = getattr(scoring, way)(scoring.loaded(path), Matcher())
    precision, recall = floors(path)[way]
    assert scores.precision >= precision
    assert scores.recall >= recall


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_of_all_answers_those_that_one_to_one_displaced_too_the_floor_is_lower(path):
    assert scoring.assigned(scoring.loaded(path), Matcher()).plain_recall >= floors(path)["all"]


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
    scores = scoring.assigned(scoring.loaded(path), Matcher())
    assert scores.right + scores.displaced <= scores.answers
