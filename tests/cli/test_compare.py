"""``ncpi compare``: what of it stands on its own."""

import json

import pytest


def test_verdicts_come_with_their_figures_and_caveats(run):
    pytest.importorskip("scipy")
    done = run("compare", "suffolk", "--verdicts")
    assert (done.status, done.err) == (0, "")
    assert "no clear change, but one case file would change that" in done.out
    assert "permutation test" in done.out
    assert "small sample" in done.out


def test_verdicts_as_json_are_a_line_each_with_their_pair(run):
    pytest.importorskip("scipy")
    done = run("compare", "suffolk", "--verdicts", "--format", "json")
    (entry,) = [json.loads(line) for line in done.out.splitlines()]
    assert entry["pair"] == {
        "baseline": "police/suffolk/2022-inspection",
        "follow_up": "police/suffolk/2023-review",
    }
    verdict = entry["verdict"]
    assert (verdict["verdict"], verdict["other_verdicts"]) == ("no clear change", ["better"])
    assert verdict["effect"]["value"] == pytest.approx(0.6, abs=0.01)


def test_without_an_audited_area_it_is_said_that_there_is_nothing_to_say(run):
    done = run("compare", "merseyside", "--verdicts")
    assert (done.status, done.out) == (0, "")
    assert "neither report lists a case audit" in done.err


def test_every_change_in_share_is_shown_with_what_chance_leaves_open(run):
    """Needs no SciPy: a reader must not take nineteen points for a finding."""
    assert "good +19.2 points (95% interval -1.8 to +38.1)" in run("compare", "suffolk").out
