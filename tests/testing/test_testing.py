"""The package for users' tests: builders that need nothing, strategies that need Hypothesis."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import ncpi
from ncpi import fields, testing
from ncpi.comparison import Proposal, Ruling, Similarity
from ncpi.comparison.matching import Matcher
from ncpi.errors import InvalidError, MissingExtraError, NcpiError
from ncpi.model import GRADE_SCALES, record_class, record_tags
from ncpi.testing import (
    instances,
    make,
    make_case_audit,
    make_finding,
    make_follow_up,
    make_judgment,
    make_recommendation,
    make_report,
    names,
    pairs,
    record_classes,
    texts,
)
from ncpi.vocabulary import Outcome

Unseen = Callable[..., list[str]]
OF_THE_MODEL = [
    cls
    for tag in record_tags()
    if (cls := record_class(tag)) is not None and cls.__module__.startswith("ncpi.model.")
]


@attrs.frozen(kw_only=True)
class Shouted(ncpi.Recommendation):
    """Another project's recommendation."""

    TAG = "test-testing.shouted"

    volume: int
    place: str | None = None


@pytest.mark.parametrize("cls", OF_THE_MODEL, ids=lambda cls: cls.__name__)
def test_every_record_can_be_made_without_saying_anything(cls: type[ncpi.Record]) -> None:
    record = make(cls)
    assert type(record) is cls
    assert ncpi.from_json(ncpi.to_json(record)) == record


@pytest.mark.parametrize("name", [name for name in testing.__all__ if name.startswith("make_")])
def test_a_named_builder_makes_a_record_with_what_the_test_asks_for(name: str) -> None:
    build = getattr(testing, name)
    record = build(make_report()) if name == "make_follow_up" else build()
    assert isinstance(record, ncpi.Record)
    source = ncpi.Source(title="of the test")
    if isinstance(record, ncpi.Sourced):
        arguments = [make_report()] if name == "make_follow_up" else []
        assert build(*arguments, sources=[source]).sources == (source,)


def test_a_builder_changes_only_what_it_is_asked_to_change() -> None:
    assert make_finding(concern=True) == attrs.evolve(make_finding(), concern=True)


def test_a_builder_refuses_what_the_record_refuses() -> None:
    with pytest.raises(InvalidError, match="key"):
        make_finding(key="")
    with pytest.raises(InvalidError, match="colour"):
        make_finding(colour="red")


def test_a_builder_makes_another_projects_subclass() -> None:
    record = make(Shouted, volume=3)
    assert (type(record), record.volume, record.text) == (Shouted, 3, make_recommendation().text)


@pytest.mark.parametrize("scale", GRADE_SCALES.values(), ids=lambda scale: scale.key)
def test_audits_and_judgments_are_made_on_the_scale_that_is_given(scale: ncpi.GradeScale) -> None:
    assert tuple(make_case_audit(scale=scale).counts) == scale.grades
    assert make_judgment(scale=scale).grade == scale.grades[0]
    assert make_case_audit(scale=scale.key) == make_case_audit(scale=scale)
    assert make_judgment(scale=scale.key) == make_judgment(scale=scale)


@pytest.mark.parametrize("scale", ["peal", 5, None])
def test_a_scale_that_is_none_is_refused_by_a_builder(scale: Any) -> None:
    with pytest.raises(InvalidError, match="scale"):
        make_judgment(scale=scale)


def test_a_follow_up_can_be_compared_and_finds_everything_improved() -> None:
    baseline = make_report(
        recommendations=[make_recommendation(), make_recommendation(key="2", text="More.")]
    )
    comparison = ncpi.compare(baseline, make_follow_up(baseline))
    assert [entry.progress for entry in comparison.recommendations] == [Outcome.IMPROVED] * 2


@given(
    instances(
        ncpi.Report,
        key="r",
        recommendations=st.lists(instances(ncpi.Recommendation, key="1"), max_size=1),
    )
)
def test_a_strategy_takes_values_and_strategies_for_fields(report: ncpi.Report) -> None:
    assert report.key == "r"
    assert [entry.key for entry in report.recommendations] in ([], ["1"])


@given(instances(Shouted, volume=st.integers(1, 9)))
def test_a_strategy_draws_another_projects_subclass(record: Shouted) -> None:
    assert type(record) is Shouted
    assert 1 <= record.volume <= 9


def test_what_a_subclass_adds_with_a_default_is_drawn_sometimes(unseen: Unseen) -> None:
    seen = {"drawn": lambda one: one.place, "left": lambda one: one.place is None}
    assert unseen(instances(Shouted, volume=1), seen) == []


@attrs.frozen(kw_only=True)
class Varied(ncpi.Finding):
    """Another project's finding, with a required field of every kind that the how-to names."""

    TAG = "test-testing.varied"

    level: Literal["low", "high"]
    labels: frozenset[str]
    counts: Mapping[str, int]
    pair: tuple[str, int]
    several: Sequence[str]
    year: Annotated[int, fields.whole(5000, 6000)]
    share: Annotated[float, fields.number(2000.0, 3000.0)]


@given(instances(Varied))
def test_a_required_field_of_every_kind_is_drawn_and_stored(finding: Varied) -> None:
    assert ncpi.from_json(ncpi.to_json(finding)) == finding


# Those of which fields have to fit together; what is left out can't be given alone.
FITTED: dict[type[ncpi.Record], set[str]] = {
    ncpi.PartialDate: set(),
    ncpi.DateSpan: set(),
    ncpi.Source: set(),
    ncpi.OpeningHours: set(),
    ncpi.PressContact: set(),
    ncpi.Deadline: set(),
    ncpi.Judgment: set(),
    ncpi.GradeScale: {"inflections"},
    ncpi.CaseAudit: {"counts"},
    ncpi.Framework: {"crosswalks"},
    ncpi.model.Crosswalk: set(),
    ncpi.Timescale: set(),
    ncpi.StatusEvent: set(),
    ncpi.DeadlineRule: set(),
    Matcher: set(),
    Similarity: set(),
    Proposal: set(),
    Ruling: set(),
}


@pytest.mark.parametrize("cls", FITTED, ids=lambda cls: cls.__name__)
# The first example is the least there is.
@settings(max_examples=3)
@given(st.data())
def test_whatever_one_field_is_given_the_others_fit_and_it_stays(
    cls: type[ncpi.Record], data: st.DataObject
) -> None:
    record = data.draw(instances(cls))
    for field in sorted({field.name for field in attrs.fields(cls)} - FITTED[cls]):
        value = getattr(record, field)
        assert getattr(data.draw(instances(cls, **{field: value})), field) == value


@settings(max_examples=2)
@given(instances(ncpi.Comparison, rulings=()), instances(ncpi.Comparison, caveats=()))
def test_what_is_drawn_as_a_whole_takes_what_is_given_too(
    one: ncpi.Comparison, other: ncpi.Comparison
) -> None:
    assert (one.rulings, other.caveats) == ((), ())


@given(pairs(recommendations=instances(Shouted, volume=1)))
def test_a_pair_can_be_made_of_another_projects_recommendations(
    pair: tuple[ncpi.Report, ncpi.Report],
) -> None:
    for report in pair:
        assert {type(entry) for entry in report.recommendations} <= {Shouted}
    ncpi.compare(*pair)


# A rule of deadlines has so many fields that most are rarely drawn.
@pytest.mark.parametrize(
    "cls", [cls for cls in FITTED if cls is not ncpi.DeadlineRule], ids=lambda cls: cls.__name__
)
def test_what_has_to_fit_together_is_still_drawn_in_more_than_one_way(
    cls: type[ncpi.Record], unseen: Unseen
) -> None:
    fields_of = [field.name for field in attrs.fields(cls) if field.name != "unknown_fields"]
    seen: dict[str, set[object]] = {name: set() for name in fields_of}

    def varies(name: str) -> Callable[[ncpi.Record], bool]:
        return lambda record: len(seen[name] | {getattr(record, name)}) > 1

    def noted(record: ncpi.Record) -> ncpi.Record:
        for name in fields_of:
            seen[name].add(getattr(record, name))
        return record

    assert unseen(instances(cls).map(noted), {name: varies(name) for name in fields_of}) == []


def _comes_to(outcome: Outcome) -> Callable[[ncpi.Comparison], bool]:
    return lambda comparison: any(entry.progress is outcome for entry in comparison.recommendations)


SAID: dict[str, Callable[[ncpi.Comparison], object]] = {
    **{outcome.value: _comes_to(outcome) for outcome in Outcome},
    "restated": lambda said: any(entry.restated_by for entry in said.recommendations),
    "claims": lambda said: any(entry.claims for entry in said.recommendations),
    "continued": lambda said: any(entry.restated_by for entry in said.causes_of_concern),
    "case_audit_test": lambda said: any(
        change.difference for a in said.case_audits for change in a.changes
    ),
    "steps": lambda said: any(entry.steps for entry in said.judgments),
    "unread": lambda said: said.restating_unread,
    "undated": lambda said: said.as_of is None,
}


@pytest.mark.slow
def test_pairs_come_to_every_outcome_and_show_everything_that_a_comparison_can_say(
    unseen: Unseen,
) -> None:
    compared = pairs().map(lambda pair: ncpi.compare(*pair))
    assert unseen(compared, SAID) == []


AWKWARD: dict[str, Callable[[str], object]] = {
    "non-ascii": lambda text: not text.isascii(),
    "right to left": lambda text: any("\u0590" <= sign <= "\u06ff" for sign in text),
    "combining": lambda text: "\u0301" in text,
    "emoji": lambda text: any(sign > "\uffff" for sign in text),
    "quotes": lambda text: '"' in text and "'" in text,
    "pipe": lambda text: "|" in text,
    "angle brackets": lambda text: "<" in text and ">" in text,
}


@pytest.mark.parametrize("strategy", [names(), texts()], ids=["names", "texts"])
def test_names_and_texts_are_awkward_in_every_way(
    strategy: SearchStrategy[str], unseen: Unseen
) -> None:
    assert unseen(strategy, AWKWARD) == []


def test_texts_have_line_breaks_of_every_kind(unseen: Unseen) -> None:
    ends = {"newline": lambda text: "\n" in text, "both": lambda text: "\r\n" in text}
    assert unseen(texts(), ends) == []


@given(names(), texts())
def test_names_are_lines_and_both_can_be_stored(name: str, text: str) -> None:
    assert len(name.splitlines()) == 1
    assert name.encode()
    assert text.encode()
    ncpi.Finding(key=name, text=text)


def test_every_class_that_is_drawn_is_named_once() -> None:
    assert len(record_classes()) == len(set(record_classes())) > 40


def test_every_public_name_exists() -> None:
    assert dir(testing) == sorted(testing.__all__)
    for name in testing.__all__:
        assert getattr(testing, name) is not None


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        testing.nonsense  # type: ignore[attr-defined]  # noqa: B018 - it is looked up to fail


_WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
import ncpi
from ncpi import fields, testing
from ncpi.testing import make_report, make_follow_up
print(len(ncpi.compare(make_report(), make_follow_up(make_report())).recommendations))
for name in ("pairs", "records", "instances", "texts"):
    try:
        getattr(testing, name)
    except ImportError as error:
        print(type(error).__name__, error.extra, error.package, error.command, "|", error)
try:
    from ncpi.testing import records
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
