"""Every pair compared, and what is held, from the command line."""

import json
import sys

import attrs
import pytest

import ncpi
from ncpi.cli import _progress as progress
from ncpi.programme._coverage import Coverage
from ncpi.programme._programme import ProgrammeComparison
from ncpi.testing import make_follow_up, make_report, make_source
from ncpi.vocabulary import ItemKind, LinkBasis, Provenance


@pytest.fixture
def two_files():
    baseline = make_report()
    ncpi.save(baseline, "baseline.json")
    ncpi.save(ncpi.Archive(reports=[make_follow_up(baseline)]), "later.jsonl")


def test_without_files_it_is_about_the_shipped_reports(run):
    done = run("programme")
    assert done.status == 0
    assert done.out.startswith("The programme: 58 pairs of 41 forces, and 3 others\n")
    assert done.err == ""


@pytest.mark.parametrize("by", ["theme", "year", "force", "nation", "region"])
def test_it_shows_the_outcomes_in_groups(by, run):
    done = run("programme", "--by", by)
    assert done.status == 0
    assert done.out.startswith(f"How recommendations were answered, by {by}\n")


@pytest.mark.parametrize("kind", [kind.value for kind in ItemKind])
def test_it_shows_the_outcomes_of_one_kind_of_item(kind, run):
    outcomes = json.loads(run("programme", "--kind", kind, "--format", "json").out)
    assert (outcomes["kind"], outcomes["by"]) == (kind, "all")
    done = run("programme", "--kind", kind, "--by", "year")
    assert done.out.startswith(f"How {ItemKind(kind).plural} were answered, by year\n")


def test_what_only_an_account_says_is_counted_if_asked_for(run):
    account = make_source(provenance=Provenance.ACCOUNT, title="A newspaper")
    baseline = make_report(sources=[account])
    ncpi.save(ncpi.Archive(reports=[baseline, make_follow_up(baseline)]), "archive.json")
    for options, entries in (([], 0), (["--accounts"], 1)):
        done = run("programme", "archive.json", "--by", "force", *options, "--format", "json")
        outcomes = json.loads(done.out)
        assert outcomes["only_reported"] == 1
        counts = [count for row in outcomes["rows"] for count in row["counts"]]
        assert sum(count["entries"] for count in counts) == entries
    assert run("programme", "archive.json", "--accounts").out.startswith("How recommendations were")


@pytest.mark.parametrize("part", ["--times", "--verdicts"])
@pytest.mark.parametrize("option", [("--accounts",), ("--kind", "concern")])
def test_what_selects_items_is_refused_where_no_items_are_shown(part, option, refused):
    assert "aren't allowed with --times or --verdicts" in refused(
        "programme", part, *option, status=2
    )


@pytest.mark.usefixtures("two_files")
def test_files_are_put_together_into_one_archive_of_different_reports(run, refused):
    done = run("programme", "baseline.json", "later.jsonl")
    assert done.status == 0
    assert done.out.startswith("The programme: 1 pair of 1 force\n")
    assert "key" in refused("programme", "baseline.json", "baseline.json")


@pytest.mark.parametrize(
    ("words", "cls"), [(("programme",), ProgrammeComparison), (("coverage",), Coverage)]
)
def test_json_of_a_result_that_is_stored_is_a_document_that_loads_again(words, cls, run):
    assert isinstance(ncpi.from_json(run(*words, "--format", "json").out), cls)


def test_json_of_figures_names_their_fields_and_their_pairs(run):
    outcomes = json.loads(run("programme", "--by", "year", "--format", "json").out)
    assert outcomes["by"] == "year"
    assert sum(row["pairs"] for row in outcomes["rows"]) == 61
    times = json.loads(run("programme", "--times", "--format", "json").out)["pairs"]
    (mersey,) = [time for time in times if time["pair"]["force"] == "police/merseyside"]
    assert mersey["pair"]["baseline"] == "police/merseyside/2018-inspection"
    assert mersey["published_to_published"] == {"least": 365, "most": 365}


def test_json_of_a_refused_pair_says_why(run):
    early, late = make_report(key="1", published="2018"), make_report(key="2", published="2019")
    link = ncpi.ReportLink(report="2", basis=LinkBasis.STATED)
    reports = [attrs.evolve(early, follows=[link]), late]
    ncpi.save(ncpi.Archive(reports=reports), "archive.json")
    done = run("programme", "archive.json", "--times", "--format", "json")
    (time,) = json.loads(done.out)["pairs"]
    assert time["pair"]["refused"].startswith("the follow-up is not the later one")


def test_json_of_times_in_groups_is_a_line_for_each(run):
    done = run("programme", "--times", "--by", "region", "--format", "json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert {line["by"] for line in lines} == {"region"}
    assert ("Wales", True) in {(line["group"], line["named"]) for line in lines}
    assert sum(len(line["times"]["pairs"]) for line in lines) == 61


def test_verdicts_as_json_are_a_line_each_with_their_pair_and_caveats(run):
    pytest.importorskip("scipy")
    lines = run("programme", "--verdicts", "--format", "json").out.splitlines()
    entry = [json.loads(line) for line in lines]
    assert len(entry) == 12
    assert entry[0]["pair"]["baseline"] == "police/dorset/2021-inspection"
    assert entry[0]["verdict"]["verdict"] == "no clear change"
    assert "small sample" in {caveat["code"] for caveat in entry[0]["verdict"]["caveats"]}
    assert "by" not in entry[0]


@pytest.mark.parametrize(("by", "group"), [("nation", "Wales"), ("year", "2018")])
def test_times_are_shown_in_groups_and_what_a_year_is_with_those_of_years(by, group, run):
    out = run("programme", "--times", "--by", by).out
    assert out.startswith(f"How long the follow-ups took: 61 pairs by {by}\n")
    assert f"  {by} {group}\n" in out
    words = " ".join(out.split())
    assert "a force counts once, with its first follow-up in that group" in words
    year = "The year is that in which the baseline was published"
    assert (year in words) == (by == "year")


def test_verdicts_are_shown_in_groups(run):
    pytest.importorskip("scipy")
    done = run("programme", "--verdicts", "--by", "year")
    assert "  year 2021\n      pair: police/dorset/2021-inspection" in done.out
    assert "sampling: unknown" in done.out
    for words, heads in ((("--by", "year"), "year,pair,sampling"), ((), "pair,sampling,verdict")):
        done = run("programme", "--verdicts", *words, "--format", "csv")
        assert done.out.lstrip("\ufeff").startswith(heads)


def test_verdicts_in_groups_as_json_name_their_group_and_pair(run):
    pytest.importorskip("scipy")
    done = run("programme", "--verdicts", "--by", "year", "--format", "json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert len(lines) == 12
    assert {line["by"] for line in lines} == {"year"}
    (dorset,) = [line for line in lines if line["pair"]["force"] == "police/dorset"]
    assert (dorset["group"], dorset["named"]) == ("2021", True)
    assert dorset["verdict"]["entry"]["baseline"]["counts"] == {
        "good": 20,
        "requires improvement": 35,
        "inadequate": 28,
    }


@pytest.mark.parametrize("part", ["--times", "--verdicts"])
def test_by_theme_neither_times_nor_verdicts_are_shown(part, refused):
    assert "a theme belongs to a recommendation" in refused("programme", part, "--by", "theme")


@pytest.mark.usefixtures("two_files")
def test_coverage_lists_forces_of_which_nothing_is_held(run):
    done = run("coverage", "baseline.json")
    assert done.status == 0
    assert "nothing held here" in done.out
    assert "Avon and Somerset Constabulary" in done.out


def test_few_pairs_show_no_bar_nor_do_any_in_a_pipe(run, on_terminal, monkeypatch):
    assert on_terminal("programme", "--by", "year").err == ""
    monkeypatch.setattr(progress, "MANY", 1)
    assert run("programme", "--by", "year").err == ""


@pytest.mark.parametrize("size", [(24, 80), (0, 0)], ids=["known size", "unknown size"])
def test_many_pairs_show_a_bar_on_a_terminal(size, on_terminal, monkeypatch):
    pytest.importorskip("tqdm")
    monkeypatch.setattr(progress, "MANY", 61)
    done = on_terminal("programme", "--by", "year", size=size)
    assert done.status == 0
    assert "0/61" in done.err
    assert max(map(len, done.err.split("\r"))) <= 80


def test_without_tqdm_it_says_how_to_see_progress(run, on_terminal, monkeypatch):
    monkeypatch.setattr(progress, "MANY", 1)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    done = on_terminal("programme", "--by", "year")
    assert done.out == run("programme", "--by", "year").out
    assert "comparing 61 pairs" in done.err
    assert "ncpi[progress]" in done.err


def test_verdicts_say_what_chance_has_to_do_with_them(run):
    pytest.importorskip("scipy")
    out = " ".join(run("programme", "--verdicts").out.split())
    assert out.startswith("Changes in case grades: ")
    assert " pair police/dorset/2021-inspection, police/dorset/2022-review" in out
    assert "all areas: no clear change" in out
    assert "small sample" in out
    assert "'No clear change' doesn't mean that nothing changed" in out
