"""``ncpi compare``: what of it stands on its own."""

import json
import re

import pytest

import ncpi
from ncpi.tables import write_tracker
from ncpi.testing import make_follow_up, make_report, make_tracker, make_tracking


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


def test_the_answer_comes_first_and_the_rest_in_full(run):
    brief, full = run("compare", "merseyside").out, run("compare", "merseyside", "--full").out
    assert len(brief.splitlines()) < 45
    assert "http" not in brief
    assert "--full adds: evidence (7), other findings and items (10)" in brief
    assert full.rstrip("\n") == str(ncpi.Archive.shipped().compare("merseyside"))


MERSEYSIDE = "police/merseyside/2018-inspection"


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        (f"{MERSEYSIDE}#concern-own-6", "concern-own-6"),
        ("concern-own-6", "concern-own-6"),
        ("own-6", "concern-own-6"),
        ("6", "concern-own-6"),
        ("recommendation-own-9212", "recommendation-own-9212"),
        ("9212", "recommendation-own-9212"),
    ],
)
def test_one_entry_is_shown_by_any_name_of_its_item(name, reference, run):
    done = run("compare", "merseyside", "--entry", name)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"What became of {MERSEYSIDE}#{reference}\n")
    assert set(re.findall(r"own-\d+", done.out)) == {reference[reference.index("own-") :]}


def test_one_entry_is_shown_with_its_verdict_its_text_and_who_linked_it(run):
    out = " ".join(run("compare", "merseyside", "--entry", "6").out.split())
    assert "progress: still a concern (coded)" in out
    assert "get appropriate adults to children in custody" in out
    assert (
        "link coded by an analyst, not stated by the inspectorate (ncpi, two language models" in out
    )


def test_one_entry_as_json_is_a_document_that_loads_again(run):
    done = run("compare", "merseyside", "--entry", "6", "--format", "json")
    entry = ncpi.Archive.shipped().compare("merseyside").item("own-6")
    assert ncpi.from_json(done.out) == entry


def test_one_entry_is_printed_as_a_sentence_with_its_sources(run):
    done = run("compare", "merseyside", "--entry", "1", "--cite")
    entry = ncpi.Archive.shipped().compare("merseyside").item("own-1")
    assert (done.status, done.out.rstrip("\n")) == (0, entry.sentence(cite=True))


def test_a_source_is_cited_once(run):
    lines = run("compare", "merseyside", "--entry", "2", "--cite").out.splitlines()
    cited = [line for line in lines if line.startswith("- ")]
    assert len(cited) == len({*cited}) == 3


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ((), "--cite needs --entry"),
        (("--entry", "1", "--format", "json"), "not json"),
        (("--entry", "1", "--format", "markdown"), "not markdown"),
    ],
)
def test_a_sentence_needs_an_entry_and_is_text(more, why, refused):
    assert why in refused("compare", "merseyside", "--cite", *more, status=2)


def test_of_several_pairs_each_is_a_command_to_run_the_newest_first(run, refused):
    said, *commands = refused("compare", "metropolitan").splitlines()
    assert said.endswith("name the baseline and the follow-up. Candidates:")
    assert len(commands) == len(ncpi.Archive.shipped().for_body("metropolitan").pairs())
    assert commands[0].endswith("police/metropolitan/2025-review")
    for command in commands:
        name, *words = command.split()
        assert name == "ncpi"
        assert run(*words).status == 0


def test_pairs_are_as_new_as_their_follow_ups_and_then_as_their_baselines(refused, folder):
    """A date that isn't known to the day counts with its latest day."""
    a, b, c = (make_report(key=f"k/2014-{key}", published=key) for key in ("2014", "2015", "2016"))
    links = [ncpi.ReportLink(report=one.key, basis="stated") for one in (a, b)]
    later = [
        make_follow_up(c, key="k/2017-review", published="2017-12"),
        make_follow_up(a, key="k/2018-review", published="2018-06-30", follows=links),
        make_follow_up(b, key="k/2018-other", published="2018"),
    ]
    ncpi.save(ncpi.Archive(reports=[a, b, c, *later]), "a.json")
    commands = [line.split()[-2:] for line in refused("compare", "a.json").splitlines()[1:]]
    assert commands == [
        [b.key, "k/2018-other"],
        [b.key, "k/2018-review"],
        [a.key, "k/2018-review"],
        [c.key, "k/2017-review"],
    ]


def test_a_file_without_a_pair_is_answered_with_what_it_holds(refused, folder):
    ncpi.save(ncpi.Archive(), "none.json")
    assert "Begin an archive with the shipped reports" in refused("compare", "none.json")
    ncpi.save(ncpi.Archive(reports=[make_report()]), "one.json")
    assert refused("compare", "one.json").endswith("ncpi show one.json\n")


def test_of_very_many_pairs_the_number_left_out_is_stated(run, folder):
    shipped = ncpi.Archive.shipped()
    ncpi.save(shipped, "all.json")
    *commands, last = run("compare", "all.json").err.splitlines()[1:]
    assert len(commands) == 20
    assert last.strip() == f"and {len(shipped.pairs()) - len(commands)} more"


@pytest.mark.parametrize("name", ["Thames Valley", "police/thames-valley/2023-inspection"])
def test_one_report_alone_has_nothing_to_be_compared_with(name, refused):
    err = refused("compare", name)
    assert "no other report on this body is held" in err
    assert err.endswith("ncpi show police/thames-valley/2023-inspection\n")


def test_reports_that_refer_to_none_are_all_named(refused, folder):
    shipped = ncpi.Archive.shipped()
    keys = ["police/kent/2019-inspection", "police/merseyside/2018-inspection"]
    ncpi.save(ncpi.Archive(reports=[shipped[key] for key in keys]), "two.json")
    err = refused("compare", "two.json")
    assert "Name the baseline and the follow-up" in err
    assert all(key in err for key in keys)


def test_an_empty_name_is_refused(refused):
    """An empty name, as of an unset variable, isn't the whole archive."""
    assert "ncpi compare" not in refused("compare", "")


@pytest.mark.parametrize("name", ["cleveland", "Cleveland", "Cleveland Police"])
def test_a_body_in_the_place_of_a_report_is_answered_with_its_reports(name, refused):
    err = refused("compare", name, "police/cleveland/2018-review")
    assert "police/cleveland/2017-inspection" in err
    assert "national/" not in err


@pytest.fixture
def merseyside(folder):
    """A file with an archive of one pair, and the output for the shipped pair."""
    ncpi.save(ncpi.Archive(reports=ncpi.Archive.shipped().for_body("merseyside")), "one.yaml")
    return "one.yaml"


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("merseyside",),
        ("Merseyside Police",),
        ("police/merseyside/2018-inspection",),
        ("police/merseyside/2019-review",),
        ("police/merseyside/2018-inspection", "police/merseyside/2019-review"),
    ],
)
def test_an_archive_is_compared_by_body_or_key_or_alone_if_it_holds_one_pair(
    run, merseyside, names
):
    assert run("compare", merseyside, *names) == run("compare", "merseyside")


def test_of_several_pairs_in_an_archive_the_message_lists_the_commands(run, refused, folder):
    shipped = ncpi.Archive.shipped()
    some = ncpi.Archive(reports=[*shipped.for_body("kent"), *shipped.for_body("merseyside")])
    ncpi.save(some, "some.json")
    done = run("compare", "some.json")
    assert done.status == 1
    for body in ("kent", "merseyside"):
        assert f"ncpi compare some.json police/{body}/" in done.err
    for wrong in ("kennt", "police/kent/2019-inspektion"):
        assert "police/kent" in refused("compare", "some.json", wrong)


def test_the_trackers_of_an_archive_stand_beside_its_comparison(run, folder):
    report = ncpi.registers.reports["police/warwickshire/2022-inspection"]
    tracker = ncpi.Tracker.start(report, body="police/warwickshire", as_of="2022-12-01")
    reports = ncpi.Archive.shipped().for_body("warwickshire").reports
    ncpi.save(ncpi.Archive(reports=reports, trackers=[tracker]), "own.json")
    assert "awaiting allocation" in run("compare", "own.json", "warwickshire", "--full").out


def test_a_shipped_pair_has_what_was_said_in_answer_beside_it(run):
    first = run("compare", "warwickshire").out
    assert "Police and Crime Commissioner for Warwickshire" in first
    assert "pleased that much good work was recognised" in first


@pytest.mark.parametrize(
    "words",
    [
        ["--verdicts", "--full"],
        ["--entry", "6", "--full"],
        ["--verdicts", "--entry", "6"],
        ["--verdicts", "--tracker", "none.csv"],
        ["--force"],
    ],
)
def test_an_option_that_would_do_nothing_is_refused(refused, words):
    err = refused("compare", "merseyside", *words, status=2)
    assert words[-1] in err or words[0] in err


def test_each_tracker_stands_beside_the_comparison_and_a_foreign_one_is_named(run):
    baseline = make_report()
    ncpi.save(baseline, "before.json")
    ncpi.save(make_follow_up(baseline), "after.json")
    foreign = make_tracking(item="elsewhere#recommendation-1")
    write_tracker(make_tracker(entries=[foreign, make_tracking()]), "mixed.json")
    write_tracker(make_tracker(body="police/kent", entries=[foreign]), "kent.json")
    words = ("compare", "before.json", "after.json")
    done = run(*words, "--tracker", "mixed.json", "--tracker", "kent.json")
    assert done.err == (f"ncpi: kent.json: no item of {baseline.key} is tracked in it\n")
    assert "own status: police/exampleshire, 15 January 2019: awaiting allocation" in done.out
    assert "own status" not in run(*words).out


def test_a_tracker_whose_wording_differs_from_the_baseline_is_named(run):
    baseline = make_report()
    item = baseline.recommendations[0].ref(baseline.key)
    tracker = make_tracker(entries=[make_tracking(item=item, text="In other words.")])
    ncpi.save(ncpi.Archive(reports=[baseline, make_follow_up(baseline)]), "both.json")
    ncpi.save(tracker, "own.json")
    assert "the wording has changed" in run("compare", "both.json", "--tracker", "own.json").err


def test_with_both_reports_named_only_the_second_may_be_missing(refused):
    ncpi.save(make_report(), "before.json")
    assert "before.json is a single file; name its follow-up too" in refused(
        "compare", "before.json", status=2
    )
