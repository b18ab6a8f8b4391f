"""The room for users' tests: builders that need nothing, strategies that need Hypothesis."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import ncpi
from ncpi import testing
from ncpi.errors import InvalidError, MissingExtraError, NcpiError
from ncpi.model import GRADE_SCALES, noun_class, noun_tags
from ncpi.testing import (
    instances,
    make,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
    make_status_event,
    names,
    noun_classes,
    pairs,
    recommendations,
    reports,
    texts,
)
from ncpi.vocabulary import Outcome

OF_THE_MODEL = [
    cls
    for tag in noun_tags()
    if (cls := noun_class(tag)) is not None and cls.__module__.startswith("ncpi.model.")
]


@attrs.frozen(kw_only=True)
class Shouted(ncpi.Recommendation):
    """Another project's recommendation."""

    TAG = "test-testing.shouted"

    volume: int
    place: str | None = None


@pytest.mark.parametrize("cls", OF_THE_MODEL, ids=lambda cls: cls.__name__)
def test_every_noun_can_be_made_without_saying_anything(cls: type[ncpi.Noun]) -> None:
    noun = make(cls)
    assert type(noun) is cls
    assert ncpi.from_json(ncpi.to_json(noun)) == noun


@pytest.mark.parametrize("name", [name for name in testing.__all__ if name.startswith("make_")])
def test_a_named_builder_makes_a_noun_with_what_the_test_asks_for(name: str) -> None:
    build = getattr(testing, name)
    noun = build(make_report()) if name == "make_follow_up" else build()
    assert isinstance(noun, ncpi.Noun)
    source = ncpi.Source(title="of the test")
    if isinstance(noun, ncpi.Sourced):
        arguments = [make_report()] if name == "make_follow_up" else []
        assert build(*arguments, sources=[source]).sources == (source,)


def test_a_builder_changes_only_what_it_is_told_to_change() -> None:
    assert make_finding(concern=True) == attrs.evolve(make_finding(), concern=True)


def test_a_builder_refuses_what_the_noun_refuses() -> None:
    with pytest.raises(InvalidError, match="key"):
        make_finding(key="")
    with pytest.raises(TypeError, match="colour"):
        make_finding(colour="red")


def test_a_builder_makes_another_projects_subclass() -> None:
    noun = make(Shouted, volume=3)
    assert (type(noun), noun.volume, noun.text) == (Shouted, 3, make_recommendation().text)


@pytest.mark.parametrize("scale", GRADE_SCALES.values(), ids=lambda scale: scale.key)
def test_audits_and_judgments_are_made_on_the_scale_that_is_given(scale: ncpi.GradeScale) -> None:
    assert tuple(make_case_audit(scale=scale).counts) == scale.grades
    assert make_judgment(scale=scale).grade == scale.grades[0]


def test_an_audit_made_with_a_total_only_knows_no_count() -> None:
    audit = make_case_audit(stated_total=33)
    assert audit.unknown_grades == audit.scale.grades


def test_a_status_event_made_with_a_comment_has_no_status() -> None:
    event = make_status_event(comment="In hand.")
    assert (event.status, event.comment) == (None, "In hand.")


def test_a_follow_up_can_be_compared_and_finds_everything_improved() -> None:
    baseline = make_report(
        recommendations=[make_recommendation(), make_recommendation(key="2", text="More.")]
    )
    follow_up = make_follow_up(baseline)
    comparison = ncpi.compare(baseline, follow_up)
    assert [entry.progress for entry in comparison.recommendations] == [Outcome.IMPROVED] * 2
    assert baseline.published is not None
    assert follow_up.published is not None
    assert follow_up.published.exact == baseline.published.latest + timedelta(days=365)


def test_a_follow_up_of_an_undated_report_is_undated() -> None:
    assert make_follow_up(make_report(published=None)).published is None


@given(reports(key="r", recommendations=st.lists(recommendations(key="1"), max_size=1)))
def test_a_strategy_takes_values_and_strategies_for_fields(report: ncpi.Report) -> None:
    assert report.key == "r"
    assert [told.key for told in report.recommendations] in ([], ["1"])


@given(instances(Shouted, volume=st.integers(1, 9)))
def test_a_strategy_draws_another_projects_subclass(noun: Shouted) -> None:
    assert type(noun) is Shouted
    assert 1 <= noun.volume <= 9
    assert noun.place is None


@given(pairs(recommendations=instances(Shouted, volume=1)))
def test_a_pair_can_be_made_of_another_projects_recommendations(
    pair: tuple[ncpi.Report, ncpi.Report],
) -> None:
    for report in pair:
        assert {type(told) for told in report.recommendations} <= {Shouted}
    ncpi.compare(*pair)


# Only whether there is one matters, not which is the smallest, and the same each time.
FIRST_FOUND = settings(phases=[Phase.generate], max_examples=500, derandomize=True, database=None)


@pytest.mark.parametrize("outcome", Outcome)
def test_pairs_come_to_every_outcome(outcome: Outcome) -> None:
    def is_told(pair: tuple[ncpi.Report, ncpi.Report]) -> bool:
        return any(entry.progress is outcome for entry in ncpi.compare(*pair).recommendations)

    assert find(pairs(), is_told, settings=FIRST_FOUND)


@pytest.mark.parametrize(
    "holds",
    [
        lambda comparison: any(entry.restated_by for entry in comparison.recommendations),
        lambda comparison: any(entry.claims for entry in comparison.recommendations),
        lambda comparison: any(entry.continuation for entry in comparison.causes_of_concern),
        lambda comparison: any(change for a in comparison.case_audits for _, change in a.changes),
        lambda comparison: any(entry.steps for entry in comparison.judgments),
        lambda comparison: comparison.restating_unread,
        lambda comparison: comparison.as_of is None,
    ],
    ids=["restated", "claims", "continued", "shift", "steps", "unread", "undated"],
)
def test_pairs_show_everything_that_a_comparison_can_say(holds: Any) -> None:
    def is_told(pair: tuple[ncpi.Report, ncpi.Report]) -> bool:
        return bool(holds(ncpi.compare(*pair)))

    assert find(pairs(), is_told, settings=FIRST_FOUND)


@pytest.mark.parametrize(
    "awkward",
    [
        lambda text: not text.isascii(),
        lambda text: any("\u0590" <= sign <= "\u06ff" for sign in text),
        lambda text: "\u0301" in text,
        lambda text: any(sign > "\uffff" for sign in text),
        lambda text: '"' in text and "'" in text,
        lambda text: "|" in text,
        lambda text: "<" in text and ">" in text,
    ],
    ids=["non-ascii", "right to left", "combining", "emoji", "quotes", "pipe", "angle brackets"],
)
def test_names_and_texts_are_awkward_in_every_way(awkward: Any) -> None:
    assert find(names(), awkward, settings=FIRST_FOUND)
    assert find(texts(), awkward, settings=FIRST_FOUND)


def test_texts_have_line_breaks_of_every_kind() -> None:
    assert find(texts(), lambda text: "\n" in text, settings=FIRST_FOUND)
    assert find(texts(), lambda text: "\r\n" in text, settings=FIRST_FOUND)


@given(names(), texts())
def test_names_are_lines_and_both_can_be_stored(name: str, text: str) -> None:
    assert len(name.splitlines()) == 1
    assert name.encode()
    assert text.encode()
    ncpi.Finding(key=name, text=text)


def test_every_class_that_is_drawn_is_named_once() -> None:
    assert len(noun_classes()) == len(set(noun_classes())) > 40


def test_everything_that_the_room_announces_is_there() -> None:
    assert dir(testing) == sorted(testing.__all__)
    for name in testing.__all__:
        assert getattr(testing, name) is not None


def test_what_the_room_does_not_announce_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        testing.nonsense  # type: ignore[attr-defined]  # noqa: B018 - it is looked up to fail


_WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
import ncpi
from ncpi import testing
from ncpi.testing import make_report, make_follow_up
print(len(ncpi.compare(make_report(), make_follow_up(make_report())).recommendations))
for name in ("pairs", "reports", "instances", "texts"):
    try:
        getattr(testing, name)
    except ImportError as error:
        print(type(error).__name__, error.extra, error.package, error.command, "|", error)
try:
    from ncpi.testing import nouns
except ImportError as error:
    print(error)
"""


def test_without_hypothesis_builders_work_and_strategies_name_the_extra_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _WITHOUT_HYPOTHESIS],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    answered, *refused = done.stdout.splitlines()
    assert answered == "1"
    assert len(refused) == 5
    for line in refused:
        assert 'pip install "ncpi[testing]"' in line
        assert "hypothesis" in line
    assert refused[0].startswith("MissingExtraError testing hypothesis pip install")


def test_the_error_for_a_missing_extra_is_ours_and_an_import_error() -> None:
    assert issubclass(MissingExtraError, NcpiError)
    assert issubclass(MissingExtraError, ImportError)


def test_importing_the_room_does_not_import_hypothesis() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import ncpi.testing, sys; print('hypothesis' in sys.modules)"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
