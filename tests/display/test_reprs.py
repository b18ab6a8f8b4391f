"""A repr is one line that never floods, whatever the object holds."""

import pickle

import ncpi
from ncpi.fields import FrozenMapping
from ncpi.model._shown import Several, Shown
from ncpi.schedule import archive_deadlines


def test_the_repr_of_whatever_the_shipped_archive_gives_has_at_most_200_characters(everything):
    """A notebook or a debugger that shows one isn't flooded."""
    reprs = {repr(thing): type(thing).__name__ for thing in everything}
    assert len(reprs) > 3000
    assert {name for text, name in reprs.items() if len(text) > 200} == set()
    assert {name for text, name in reprs.items() if not text.isprintable()} == set()


def test_a_short_repr_is_a_call_and_a_long_one_counts_what_it_leaves_out():
    answers = [ncpi.Answer(item=f"x/1#recommendation-{n}", basis="coded") for n in range(20)]
    short = ncpi.Finding(key="1", text="Children wait.")
    long = ncpi.Finding(key="1", text="Children wait. " * 20, answers=answers)
    assert repr(short) == "Finding(key='1', text='Children wait.')"
    assert repr(long) == "<Finding key='1', text='Children wait. Children wait. Chi…, 20 answers>"


def test_a_result_that_is_no_record_has_such_a_repr_too():
    summary = ncpi.Archive.shipped().compare("merseyside").summary
    assert repr(summary.kinds[0]).startswith("KindSummary(kind=ItemKind.RECOMMENDATION, counts=(")
    assert "statuses" not in repr(summary.kinds[0])


def test_a_mapping_shows_ten_items_and_a_count():
    many = FrozenMapping({f"k{n}": n for n in range(50)})
    assert repr(many).endswith("'k9': 9, ... and 40 more}")
    assert repr(FrozenMapping({"a": 1})) == "{'a': 1}"


def test_what_a_method_returns_several_of_is_a_tuple_with_such_a_repr_and_a_table():
    pairs = ncpi.Archive.shipped().pairs()
    assert repr(pairs) == f"<{len(pairs)} pairs>"
    assert repr(pairs[:20]) == "<20 pairs>"
    assert pairs == tuple(pairs)
    assert pickle.loads(pickle.dumps(pairs)) == pairs  # noqa: S301 - our own
    (table,) = pairs.describe().tables
    assert table.columns == ("body", "baseline", "follow-up", "link")
    assert len(table.rows) == len(pairs)
    assert str(pairs[:0]) == "none"
    entries = ncpi.Archive.shipped().compare("merseyside").earlier_concerns
    assert [row[0] for row in entries.describe().tables[0].rows][:2] == [
        "concern own-1",
        "concern own-2",
    ]


def test_a_record_keeps_a_plain_tuple_of_what_such_a_method_returns():
    """So that what is stored and what is loaded are of one kind."""
    findings = ncpi.Archive.shipped().compare("merseyside").findings
    report = ncpi.Report(key="k", title="t", kind="inspection", findings=findings)
    assert type(report.findings) is tuple
    assert ncpi.from_json(ncpi.to_json(report)) == report


def test_one_of_something_is_counted_in_the_singular_and_a_date_is_as_it_is_written():
    """Names of fields are plurals, and few of them end only in s."""
    assert repr(
        ncpi.Finding(key="1", text="Children wait. " * 20, sources=[ncpi.Source(title="A")])
    ).endswith(", 1 source>")
    due = archive_deadlines(ncpi.Archive.shipped(), on="2025-07-01")
    assert repr(due).startswith("<ArchiveDeadlines on=2025-07-01, ")


def test_what_a_property_selects_is_displayed_whatever_the_class(everything):
    """Only fields are plain tuples."""
    plain = {
        f"{type(thing).__name__}.{name}"
        for thing in everything
        if isinstance(thing, Shown)
        for cls in type(thing).__mro__
        for name, value in vars(cls).items()
        if isinstance(value, property) and not name.startswith("_")
        for held in [_value(thing, name)]
        if isinstance(held, tuple) and held and all(isinstance(one, Shown) for one in held)
        if not isinstance(held, Several)
    }
    assert plain == set()


def _value(thing, name):
    """The value of a property; None where the object has none."""
    try:
        return getattr(thing, name)
    except ncpi.errors.NcpiError:
        return None


def test_several_of_several_classes_are_counted_by_class():
    cause = ncpi.CauseOfConcern(key="1", text="Children wait.")
    asked = ncpi.Recommendation(key="1", text="Visit them.")
    assert Several([cause, cause, asked]).label() == "2 causes of concern, 1 recommendation"
