"""What cattrs does to subclasses if you let it, and every error on the way to a right one.

Each docstring says what goes wrong if nobody is watching; the numbers are those of the list
in which the traps were first written down.
"""

from datetime import date

import attrs
import improvement_tracker as tracker
import pytest

import ncpi
from ncpi.errors import NcpiError
from ncpi.serial import _documents as paths
from ncpi.serial.lines import write_lines
from ncpi.vocabulary import ReportKind

pytestmark = pytest.mark.usefixtures("path")


def test_1_a_subclass_defined_after_the_first_use_is_stored_with_its_fields(survives, report_with):
    """`include_subclasses` sees only the subclasses that exist when it is called."""
    survives(report_with(ncpi.Recommendation(key="1", text="t")))

    @attrs.frozen(kw_only=True)
    class DefinedAfterUse(ncpi.Recommendation):
        TAG = "tests.traps-defined-after-use"

        owner: str | None = None

    back = survives(report_with(DefinedAfterUse(key="1", text="t", owner="o")))
    assert back.recommendations[0].owner == "o"


def test_1_a_subclass_in_a_tuple_with_its_base_keeps_its_class_and_fields(survives, report_with):
    """A field typed as a base class drops a subclass's fields, both ways, in silence."""
    owned = tracker.TrackedRecommendation(key="2", text="t", owner="o", hours={"may": 3})
    back = survives(report_with(ncpi.Recommendation(key="1", text="t"), owned))
    assert [type(record) for record in back.recommendations] == [
        ncpi.Recommendation,
        tracker.TrackedRecommendation,
    ]


def test_1_a_subclass_of_a_subclass_keeps_the_fields_of_all_three(survives, report_with):
    """What is dumped as its parent loses what only the child has."""
    escalated = tracker.EscalatedRecommendation(
        key="1", text="t", owner="o", escalated_to="x", escalated_on=date(2020, 1, 1)
    )
    assert type(survives(report_with(escalated)).recommendations[0]) is type(escalated)
    survives(escalated)


def test_1_a_subclass_that_adds_only_a_method_keeps_its_class(survives, report_with):
    """A class is more than its fields: the same fields are no reason to read back the base."""
    back = survives(report_with(findings=[tracker.LearningPoint(key="a", text="t")]))
    assert type(back.findings[0]) is tracker.LearningPoint


@attrs.frozen(kw_only=True)
class SeniorOfficer(tracker.Officer):
    TAG = "tests.traps-senior-officer"

    staff: int = 0


@attrs.frozen(kw_only=True)
class Charge(ncpi.Record):
    """A union of a base and another class, and of a base and its own subclass."""

    TAG = "tests.traps-charge"

    of: tracker.Officer | tracker.Board
    several: tuple[tracker.Officer | tracker.Board, ...] = ()
    base_or_own: tracker.Officer | SeniorOfficer | None = None


def test_1_a_subclass_in_a_union_of_its_base_and_another_class_keeps_its_class(survives):
    """A union of a base and another class fails for a subclass."""
    senior = SeniorOfficer(name="n", staff=3)
    board, officer = tracker.Board(name="b"), tracker.Officer(name="o")
    for held in (senior, board, officer):
        survives(Charge(of=held))
    back = survives(Charge(of=board, several=(senior, board, officer), base_or_own=senior))
    assert [type(one) for one in back.several] == [SeniorOfficer, tracker.Board, tracker.Officer]
    assert type(survives(Charge(of=board, base_or_own=officer)).base_or_own) is tracker.Officer


def test_1_an_undecorated_subclass_is_refused_wherever_it_is_stored(unstorable, report_with):
    """An undecorated subclass is dumped under its parent's tag."""

    class Undecorated(ncpi.Recommendation):
        TAG = "tests.traps-undecorated"

    bare = Undecorated(key="1", text="t")
    for record, path in ((bare, "$.content"), (report_with(bare), "$.content.recommendations[0]")):
        (fault,) = unstorable(record)
        assert (fault.path, fault.code) == (path, "unstorable")
        assert "put @attrs.frozen(kw_only=True) above it" in fault.message


def test_1_an_undecorated_subclass_without_a_tag_is_refused_too(unstorable):
    """An undecorated subclass passes for its parent, tag and all."""

    class Passing(ncpi.Recommendation):
        pass

    assert Passing.TAG == "recommendation"
    assert [fault.code for fault in unstorable(Passing(key="1", text="t"))] == ["unstorable"]


def cell(**fields):
    """A class as a notebook's cell defines it."""
    body = {"TAG": "tests.traps-cell", "__annotations__": fields, "__module__": "__main__"}
    made = type("Cell", (ncpi.Recommendation,), {**body, **dict.fromkeys(fields)})
    return attrs.frozen(kw_only=True)(made)


def test_1_a_notebook_cell_run_again_stores_old_and_new_objects():
    """A re-run notebook cell redefines the class, and its tag seems taken."""
    before = cell(owner=str)(key="1", text="t", owner="o")
    again = cell(owner=str)
    for record in (before, again(key="1", text="t", owner="o")):
        for back in (
            ncpi.from_json(ncpi.to_json(record)),
            ncpi.load(paths.to_yaml(record), format="yaml"),
        ):
            assert type(back) is again
            assert back == again(key="1", text="t", owner="o")


def test_2_classes_of_one_name_in_two_packages_are_two(survives, loaded, report_with):
    """The default tag is the bare class name."""
    assert tracker.Report.__name__ == ncpi.Report.__name__
    survives(report_with())
    survives(tracker.Report(key="k", title="t", kind=ReportKind.INSPECTION))
    for name in ("Report", "Recommendation", "TrackedRecommendation"):
        assert [fault.code for fault in loaded(name, key="k")] == ["unknown-tag"]


def test_9_a_subclass_met_after_its_parents_hook_was_built_is_written_by_its_own(survives):
    """Hooks are captured when a parent's hook is built."""

    @attrs.frozen(kw_only=True)
    class Holder(ncpi.Record):
        TAG = "tests.traps-holder"

        source: ncpi.Source

    survives(Holder(source=ncpi.Source(title="t")))

    @attrs.frozen(kw_only=True)
    class Shelved(ncpi.Source):
        TAG = "tests.traps-shelved"

        shelf: int

    assert survives(Holder(source=Shelved(title="t", shelf=5))).source.shelf == 5


def test_an_unknown_tag_names_the_nearest_and_those_that_fit_wherever_it_stands(loaded):
    """What is loaded is named by its tag alone: no class is imported by name."""
    recommendation = {"key": "1", "text": "t"}
    for tag in ("improvement-tracker.tracked-recomendation", "improvement_tracker.Officer", "os"):
        content = {"key": "k", "title": "t", "kind": "inspection"}
        nested = loaded("report", **content, recommendations=[{**recommendation, "type": tag}])
        for path, found, fitting in (
            ("$.content.type", loaded(tag, **recommendation), "age, answer, archive, body, "),
            (
                "$.content.recommendations[0].type",
                nested,
                "improvement-tracker.tracked-recommendation, ",
            ),
        ):
            (fault,) = found
            assert (fault.path, fault.code) == (path, "unknown-tag")
            assert fitting in fault.suggestion
            assert "import that package first" in fault.suggestion
            assert ("Did you mean" in fault.suggestion) == (tag != "os")


@attrs.frozen(kw_only=True)
class ForCheckers(ncpi.Record):
    TAG = "tests.traps-for-checkers"

    amount: "Decimal | None" = None  # noqa: F821 - the trap: nobody imports it when it runs


def test_8_a_type_imported_only_for_checkers_is_reported_with_how_to_mend_it(loaded, tmp_path):
    """A name imported only under `TYPE_CHECKING` makes cattrs raise `NameError`."""
    for act in (
        lambda: ncpi.to_json(ForCheckers()),
        lambda: ncpi.save(ForCheckers(), tmp_path / "record.yaml"),
        lambda: write_lines([ForCheckers()], tmp_path / "record.jsonl"),
    ):
        with pytest.raises(NcpiError, match=r"'Decimal'.*not under TYPE_CHECKING"):
            act()
    assert list(tmp_path.iterdir()) == []
    assert ["TYPE_CHECKING" in fault.message for fault in loaded(ForCheckers.TAG)] == [True]
