"""A converter like ours for a caller's own hooks, which stay the caller's."""

from datetime import date

import attrs
import cattrs
import improvement_tracker as tracker
import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import make_converter
from ncpi.vocabulary import ReportKind


class Money:
    """A type of the caller's that no document has a word for."""

    def __init__(self, pence):
        self.pence = pence

    def __eq__(self, other):
        return type(other) is Money and other.pence == self.pence

    def __hash__(self):
        return hash(self.pence)


@attrs.frozen
class Person:
    name: str


@attrs.frozen(kw_only=True)
class Costed(ncpi.Record):
    TAG = "tests.converter-costed"

    cost: Money | None = None
    costs: tuple[Money, ...] = ()


@attrs.frozen(kw_only=True)
class Case(ncpi.Record):
    TAG = "tests.converter-case"

    opened: date | None = None
    reviewed: tuple[date, ...] = ()
    note: str | None = None
    label_text: str = "x"
    count: int = 0
    person: Person | None = None
    source: ncpi.Source | None = None


RECOMMENDATION = ncpi.Recommendation(key="1", text="t")


def content(converter, record):
    return converter.unstructure(record, unstructure_as=ncpi.Record)


def both_ways(converter, record):
    """What *record* is written as; asserts that it is read as it was."""
    written = content(converter, record)
    assert converter.structure(written, ncpi.Record) == record
    assert converter.structure(written, type(record)) == record
    return written


def test_without_hooks_it_writes_and_reads_what_stands_in_the_envelope():
    for record in (RECOMMENDATION, tracker.sample(), Case(person=Person("n"))):
        assert both_ways(make_converter(), record) == ncpi.to_dict(record)["content"]


def test_where_the_class_is_clear_no_type_is_written():
    assert make_converter().unstructure(RECOMMENDATION) == {"key": "1", "text": "t"}


def test_a_hook_for_a_type_of_the_callers_works_in_fields_lists_and_unions():
    converter = make_converter()
    converter.register_unstructure_hook(Money, lambda money: f"£{money.pence / 100:.2f}")
    converter.register_structure_hook(Money, lambda text, _: Money(round(float(text[1:]) * 100)))
    written = both_ways(converter, Costed(cost=Money(150), costs=(Money(5), Money(0))))
    assert written == {"type": Costed.TAG, "cost": "£1.50", "costs": ["£0.05", "£0.00"]}


def test_a_hook_for_a_strangers_attrs_class_takes_the_place_of_reading_it_by_its_fields():
    converter = make_converter()
    converter.register_unstructure_hook(Person, lambda person: person.name)
    converter.register_structure_hook(Person, lambda name, _: Person(name))
    assert both_ways(converter, Case(person=Person("n")))["person"] == "n"


def british(day):
    return day.strftime("%d/%m/%Y")


def read_british(text, _):
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def test_an_override_for_dates_works_both_ways_in_fields_lists_and_unions():
    converter = make_converter()
    converter.register_unstructure_hook(date, british)
    converter.register_structure_hook(date, read_british)
    day = date(2018, 8, 30)
    written = both_ways(converter, Case(opened=day, reviewed=(day,)))
    assert written == {"type": Case.TAG, "opened": "30/08/2018", "reviewed": ["30/08/2018"]}


def test_an_override_for_dates_reaches_our_own_records(merseyside):
    converter = make_converter()
    converter.register_unstructure_hook(date, british)
    converter.register_structure_hook(date, read_british)
    comparison = attrs.evolve(ncpi.compare(*merseyside), as_of=date(2020, 8, 30))
    assert both_ways(converter, comparison)["as_of"] == "30/08/2020"


def test_an_override_for_text_or_nothing_works_both_ways():
    converter = make_converter()
    converter.register_unstructure_hook(
        str | None, lambda text: "-" if text is None else f"<{text}>"
    )
    converter.register_structure_hook(
        str | None, lambda text, _: None if text == "-" else text[1:-1]
    )
    written = both_ways(converter, Case(note="seen", label_text="y"))
    assert written == {"type": Case.TAG, "note": "<seen>", "label_text": "y"}


@pytest.mark.parametrize(("kind", "field", "value"), [(str, "label_text", "y"), (int, "count", 5)])
def test_an_override_for_a_plain_type_works_both_ways(kind, field, value):
    converter = make_converter()
    converter.register_unstructure_hook(kind, lambda one: [one])
    converter.register_structure_hook(kind, lambda one, _: one[0])
    assert both_ways(converter, Case(**{field: value}))[field] == [value]


def test_an_override_for_text_holds_for_text_or_nothing_too():
    converter = make_converter()
    converter.register_unstructure_hook(str, str.upper)
    converter.register_structure_hook(str, lambda text, _: text.lower())
    assert both_ways(converter, Case(note="seen"))["note"] == "SEEN"


def test_a_hook_for_one_of_our_records_takes_the_place_of_ours():
    converter = make_converter()
    converter.register_unstructure_hook(ncpi.Source, lambda source: source.title)
    converter.register_structure_hook(ncpi.Source, lambda title, _: ncpi.Source(title=title))
    record = Case(source=ncpi.Source(title="t"))
    assert both_ways(converter, record) == {"type": Case.TAG, "source": "t"}


def test_what_a_callers_hook_raises_is_a_fault_at_its_place():
    converter = make_converter()
    converter.register_structure_hook(date, read_british)
    with pytest.raises(InvalidError) as caught:
        converter.structure({"opened": "30/08/2018", "reviewed": ["1/1/2018", "x"]}, Case)
    (fault,) = caught.value.faults
    assert fault.path == "reviewed[1]"


def test_what_a_callers_hooks_lose_is_refused_on_writing():
    converter = make_converter()
    converter.register_unstructure_hook(date, lambda day: day.strftime("%Y-%m-01"))
    with pytest.raises(InvalidError) as caught:
        content(converter, Case(opened=date(2018, 8, 30)))
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [("opened", "unstorable")]


def test_a_class_defined_after_the_converter_was_made_is_known_to_it():
    converter = make_converter()
    content(converter, RECOMMENDATION)

    @attrs.frozen(kw_only=True)
    class Later(ncpi.Recommendation):
        TAG = "tests.converter-later"

        owner: str

    report = ncpi.Report(
        key="k",
        title="t",
        kind=ReportKind.INSPECTION,
        recommendations=[Later(key="1", text="t", owner="o")],
    )
    both_ways(converter, report)


@pytest.mark.parametrize(("unknown", "extra"), [("keep", {"zzz": 1}), ("ignore", {})])
def test_unknown_keys_are_treated_as_the_caller_says(unknown, extra):
    given = {"key": "1", "text": "t", "zzz": 1}
    assert make_converter(unknown).structure(given, ncpi.Recommendation).extra == extra
    with pytest.raises(InvalidError) as caught:
        make_converter().structure(given, ncpi.Recommendation)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [("zzz", "unknown-key")]


@pytest.mark.parametrize("unknown", ["drop", None, ["keep"]], ids=str)
def test_any_other_way_to_treat_unknown_keys_is_refused(unknown):
    with pytest.raises(InvalidError) as caught:
        make_converter(unknown)
    assert [fault.path for fault in caught.value.faults] == ["unknown"]


def hooked():
    """A converter that treats dates, texts and one of our records quite otherwise."""
    converter = make_converter()
    for kind in (date, str, str | None, ncpi.Source, ncpi.Recommendation):
        converter.register_unstructure_hook(kind, lambda _: "hooked")
        converter.register_structure_hook(kind, lambda _value, _kind: "hooked")
    return converter


def test_hooks_change_neither_our_own_reading_and_writing_nor_another_converter(tmp_path):
    record = tracker.sample()
    text = ncpi.to_json(record)
    converter = hooked()
    assert converter.unstructure(RECOMMENDATION) == "hooked"
    assert converter.structure({"x": 1}, ncpi.Recommendation) == "hooked"
    assert ncpi.to_json(record) == text
    assert ncpi.from_json(text) == record
    ncpi.save(record, tmp_path / "record.yaml")
    assert ncpi.load(tmp_path / "record.yaml") == record
    assert both_ways(make_converter(), record) == ncpi.to_dict(record)["content"]
    assert make_converter() is not make_converter()


def test_the_converter_that_cattrs_shares_with_everyone_is_left_alone():
    converter = hooked()
    ncpi.from_json(ncpi.to_json(tracker.sample()))
    assert converter is not cattrs.global_converter
    assert cattrs.structure(["7", None], list[str]) == ["7", "None"]
    assert cattrs.structure("false", bool) is True
    assert cattrs.unstructure(Person("n")) == {"name": "n"}
    for kind in (str, date, tuple[str, ...], str | None, Person, ncpi.Source, ncpi.Record):
        hook = cattrs.global_converter.get_unstructure_hook(kind)
        assert "ncpi.serial" not in f"{getattr(hook, '__module__', '')}"
    with pytest.raises(cattrs.StructureHandlerNotFoundError):
        cattrs.structure("2018-08-30", date)


@attrs.frozen
class Pen:
    colour: str


@attrs.frozen(kw_only=True)
class Desk(ncpi.Record):
    TAG = "tests.desk"

    pen: Pen | None = None


def test_what_a_hook_of_ones_own_writes_that_json_has_not_is_refused_at_its_place():
    converter = ncpi.serial.make_converter()
    converter.register_unstructure_hook(Pen, lambda pen: {"colour": {pen.colour}, 3: b"x"})
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        converter.unstructure(Desk(pen=Pen("red")))
    found = [(fault.path, fault.code) for fault in caught.value.faults]
    assert found == [("pen.colour", "type"), ("pen[3]", "type")]
