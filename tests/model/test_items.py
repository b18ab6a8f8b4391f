"""Items are named in one way, and found by it."""

import attrs
import pytest

import ncpi
from ncpi import ItemRef
from ncpi.errors import AmbiguousNameError, InvalidError, UnknownNameError
from ncpi.testing import make_ruling
from ncpi.vocabulary import ItemKind

REPORT = "police/merseyside/2018-inspection"
ADVICE = "Write it as police/merseyside/2018-inspection#recommendation-6"


@pytest.fixture
def report():
    """A report with items of every kind, of which some share a key."""
    return ncpi.Report(
        key=REPORT,
        title="t",
        kind="inspection",
        recommendations=[
            ncpi.Recommendation(key="own-6", text="Supervise."),
            ncpi.Recommendation(key="2", text="Record."),
            ncpi.Recommendation(key="3", kind="area for improvement", text="Train."),
        ],
        causes_of_concern=[ncpi.CauseOfConcern(key="2", text="Risk goes unseen.")],
        findings=[
            ncpi.Finding(key="2", text="Delays.", concern=True),
            ncpi.Finding(key="praise", text="Well led."),
            ncpi.Finding(key="recommendation-2", text="Backlogs.", concern=True),
        ],
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ItemKind.RECOMMENDATION, f"{REPORT}#recommendation-6"),
        (ItemKind.AREA_FOR_IMPROVEMENT, f"{REPORT}#area-for-improvement-6"),
        (ItemKind.CAUSE_OF_CONCERN, f"{REPORT}#cause-of-concern-6"),
        (ItemKind.CONCERN, f"{REPORT}#concern-6"),
    ],
)
def test_an_item_is_named_by_report_kind_and_key(kind, text):
    name = ItemRef(report=REPORT, kind=kind, key="6")
    assert str(name) == name.label() == text
    assert ItemRef.parse(text) == name
    assert name.name == f"{kind.value} 6"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "recommendation-6",
        "r#6",
        "r#recommendation 6",
        "r#recommendation-",
        "r#Recommendation-6",
        "r#finding-6",
        "#recommendation-6",
        " #recommendation-6",
        "r#recommendation- 6",
        5,
        None,
    ],
)
def test_what_names_no_item_is_refused_with_how_to_write_it(text, fault_of):
    fault = fault_of(ItemRef.parse, text)
    assert "doesn't name an item" in fault.message
    assert fault.suggestion.startswith(ADVICE)


def test_a_text_without_a_known_kind_is_refused_with_the_kinds():
    with pytest.raises(InvalidError) as caught:
        ItemRef.parse("r#finding-6")
    assert caught.value.faults[0].suggestion == (
        f"{ADVICE}; the kinds are recommendation, area-for-improvement, cause-of-concern, concern "
        "(a finding that is one)"
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [("#concern-4", "the report's key"), ("r#recommendation-", "the item's key")],
)
def test_a_name_without_a_key_says_whose_key_is_missing(text, part):
    """The message names the part that is empty."""
    with pytest.raises(InvalidError) as caught:
        ItemRef.parse(text)
    assert caught.value.faults[0].message.endswith(f"{part}: the text is empty")


@pytest.mark.parametrize("made", [ItemRef, ncpi.Report])
def test_no_report_has_a_hash_sign_in_its_key(made):
    """The name of its items couldn't be read back."""
    entry = {"kind": "recommendation", "key": "6", "report": "a#b"}
    if made is ncpi.Report:
        entry = {"kind": "inspection", "key": "a#b", "title": "t"}
    with pytest.raises(InvalidError) as caught:
        made(**entry)
    (fault,) = caught.value.faults
    assert fault.message == "the key of a report can't contain '#': 'a#b'"


@pytest.mark.parametrize(
    "made",
    [
        lambda item: ncpi.Answer(item=item, basis="stated"),
        lambda item: ncpi.Restatement(item=item, basis="stated"),
        lambda item: make_ruling(item=item),
    ],
)
def test_text_stands_for_a_name_and_documents_hold_the_text(made):
    text = f"{REPORT}#cause-of-concern-a b#c"
    record = made(text)
    assert record.item == ItemRef(report=REPORT, kind="cause of concern", key="a b#c")
    assert record == made(record.item)
    document = ncpi.to_dict(record)
    assert document["content"]["item"] == text
    assert ncpi.from_dict(document) == record
    with pytest.raises(InvalidError) as caught:
        made("recommendation-6")
    assert caught.value.faults[0].path == "item"


def test_a_report_lists_its_items_in_order_and_only_findings_of_concern(report):
    assert [str(item.ref("r")) for item in report.items] == [
        "r#recommendation-own-6",
        "r#recommendation-2",
        "r#area-for-improvement-3",
        "r#cause-of-concern-2",
        "r#concern-2",
        "r#concern-recommendation-2",
    ]
    assert report.numbered_items == (*report.recommendations, *report.causes_of_concern)


@pytest.mark.parametrize(
    "progress", ["not improved", "worse", "insufficient progress", "no meaningful progress"]
)
def test_what_an_analyst_read_as_no_improvement_is_an_item_too(progress):
    finding = ncpi.Finding(key="a", text="t", progress=progress, progress_basis="coded")
    stated = attrs.evolve(finding, key="b", progress_basis="stated")
    report = ncpi.Report(key="r", title="t", kind="inspection", findings=[finding, stated])
    assert report.items == (finding,)


def test_every_item_is_found_by_its_name_with_or_without_the_report(report):
    for item in report.items:
        name = item.ref(REPORT)
        for written in (name, str(name), str(name).removeprefix(f"{REPORT}#")):
            assert report.item(written) is item


@pytest.mark.parametrize(("key", "text"), [("3", "Train."), (3, "Train."), ("praise", None)])
def test_a_key_that_one_item_has_is_enough(report, key, text):
    """A finding that is no concern isn't an item."""
    if text is None:
        with pytest.raises(UnknownNameError):
            report.item(key)
    else:
        assert report.item(key).text == text


def test_a_key_that_several_items_have_is_refused_with_their_names(report):
    with pytest.raises(AmbiguousNameError) as caught:
        report.item("2")
    assert caught.value.candidates == ("recommendation-2", "cause-of-concern-2", "concern-2")
    assert [report.item(name).key for name in caught.value.candidates] == ["2", "2", "2"]


@pytest.mark.parametrize(
    "name",
    [6, "6", "own-6", "recommendation-6", f"{REPORT}#recommendation-6", "recommendation-own-6"],
)
def test_a_registers_own_number_is_found_with_or_without_its_mark(report, name):
    assert report.item(name).key == "own-6"
    if "recommendation" not in str(name):
        assert report.recommendation(name).key == "own-6"


def test_a_number_that_the_report_gives_goes_before_the_registers_own():
    both = [ncpi.Recommendation(key=key, text=key) for key in ("own-6", "6")]
    report = ncpi.Report(key="r", title="t", kind="inspection", recommendations=both)
    assert report.item("6").key == report.recommendation("6").key == "6"


@pytest.mark.parametrize(
    "name", ["4", "recommendation-3", "other#recommendation-2", "concern-praise", "", "own-2"]
)
def test_an_unknown_name_is_refused(report, name):
    """Neither another kind nor another report is searched."""
    with pytest.raises(UnknownNameError) as caught:
        report.item(name)
    assert caught.value.among == f"items of {REPORT}"


def test_an_item_replaces_that_of_its_key_and_kind_and_no_other(report):
    for item in report.items:
        changed = attrs.evolve(item, text="another")
        after = report.replacing(changed)
        assert after.item(item.ref(REPORT)) == changed
        others = [one for one in report.items if one is not item]
        assert [one for one in after.items if one.text != "another"] == others


def test_a_finding_that_is_no_concern_is_replaced_too(report):
    after = report.replacing(ncpi.Finding(key="praise", text="Very well led."))
    assert after.finding("praise").text == "Very well led."


@pytest.mark.parametrize(
    "item",
    [
        ncpi.Recommendation(key="9", text="t"),
        ncpi.Recommendation(key="6", text="t"),
        ncpi.CauseOfConcern(key="9", text="t"),
        ncpi.Finding(key="9", text="t"),
    ],
)
def test_what_the_report_does_not_list_is_not_replaced_silently(report, item):
    """Not even where the register's own number would be found by it."""
    with pytest.raises(UnknownNameError) as caught:
        report.replacing(item)
    assert caught.value.asked == item.key


@pytest.mark.parametrize("bad", ["recommendation-2", None, ncpi.Source(title="t")])
def test_only_an_item_replaces_one(report, bad):
    with pytest.raises(InvalidError) as caught:
        report.replacing(bad, report.items[0], bad)
    assert [fault.path for fault in caught.value.faults] == ["items[0]", "items[2]"]


def test_several_items_replaced_at_once_come_to_what_they_come_to_one_by_one(report):
    changed = [attrs.evolve(item, text="Changed.") for item in report.items]
    one_by_one = report
    for item in changed:
        one_by_one = one_by_one.replacing(item)
    assert report.replacing(*changed[::-1]) == one_by_one
    assert {item.text for item in one_by_one.items} == {"Changed."}


def test_an_unknown_item_is_refused_with_names_that_say_the_kind(report):
    """Its candidates can be passed as they are, even where kinds share a key."""
    with pytest.raises(UnknownNameError) as caught:
        report.item("concern-9")
    assert caught.value.candidates
    for name in caught.value.candidates:
        assert report.item(name)
