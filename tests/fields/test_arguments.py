"""A constructor reports every fault of its arguments at once."""

import copy
import datetime as dt
import inspect
import pickle

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError
from ncpi.fields._arguments import default_of, raised_faults
from ncpi.fields._checked import Checked
from ncpi.fields._validators import form_fault
from ncpi.vocabulary import ReportKind


def faults_of(cls, /, **given):
    with pytest.raises(InvalidError) as caught:
        cls(**given)
    assert caught.value.subject == cls.__name__
    return {fault.path: (fault.code, fault.message) for fault in caught.value.faults}


def test_missing_unknown_and_invalid_arguments_are_reported_together():
    """One error names what is missing, what is unknown, and what is wrong with the rest."""
    assert faults_of(ncpi.Recommendation, keyy="1", timescale=5, history=["x"], theme=" ") == {
        "key": ("missing", "'key' is missing"),
        "text": ("missing", "'text' is missing"),
        "keyy": ("unknown-key", "'keyy' is not a field of a recommendation"),
        "timescale": ("type", "5 is a whole number, not a timescale"),
        "history[0]": ("type", "'x' is text, not a status event"),
        "theme": ("empty", "the text is empty"),
    }


def test_an_unknown_argument_is_refused_with_the_nearest_field_or_all_fields():
    """The advice is the nearest name, or every name where none is near."""
    with pytest.raises(InvalidError) as caught:
        ncpi.PartialDate(year=2018, mnth=8, zzzzz=1)
    near, none = caught.value.faults
    assert near.suggestion == "Did you mean 'month'?"
    assert none.suggestion == "Known keys: day, month, season, unknown_fields, year"


def test_values_are_converted_before_they_are_checked():
    """A convenient form of one argument is no fault because another argument is missing."""
    assert faults_of(ncpi.Finding, progress="improved", answers=[]).keys() == {"key", "text"}
    assert faults_of(Own, tags=["a"], rank="5").keys() == {"name"}


def test_an_argument_has_the_name_that_its_class_gives_it():
    """A private field is missing, misspelt and invalid under its alias."""
    assert faults_of(Own).keys() == {"name"}
    assert faults_of(Own, _name="a").keys() == {"name", "_name"}
    assert faults_of(Own, name=5, made="x").keys() == {"name", "made"}


def to_int(value):
    return int(value)


def twice(value, _made):
    return 2 * value


@attrs.frozen(kw_only=True)
class Own(ncpi.Record):
    """Another package's class, with what attrs offers."""

    TAG = "tests.arguments-own"

    _name: str
    tags: tuple[str, ...] = ()
    rank: int = attrs.field(default=0, converter=to_int)
    twice: int = attrs.field(default=0, converter=attrs.Converter(twice, takes_self=True))
    high: int = attrs.field(default=9)
    made: int = attrs.field(init=False, eq=False, default=1)

    @high.validator
    def _above(self, _attribute, value):
        if value < self.rank:
            raise ValueError("high is below rank")


def test_a_validator_may_read_other_arguments_that_may_be_missing():
    """Another package's validator runs with the arguments and defaults that there are."""
    assert faults_of(Own, rank="3", high=2) == {
        "name": ("missing", "'name' is missing"),
        "high": ("choice", "high is below rank"),
    }


def test_what_another_packages_converter_raises_is_a_fault_if_others_are_missing():
    """A converter's error stands beside the faults of the other arguments."""
    assert faults_of(Own, rank="three") == {
        "name": ("missing", "'name' is missing"),
        "rank": ("choice", "invalid literal for int() with base 10: 'three'"),
    }


def test_a_converter_that_needs_the_object_is_not_guessed_at():
    """A value that only the object's own converter could read is not called wrong."""
    assert faults_of(Own, twice=2).keys() == {"name"}
    assert faults_of(Own, twice=(1,)).keys() == {"name"}


@pytest.mark.parametrize("wrong", [None, [], object()])
def test_what_a_converter_raises_is_a_fault_beside_the_others_and_the_cause_of_the_error(wrong):
    """attrs stops at the first converter or validator that raises; the constructor goes on."""
    with pytest.raises(InvalidError) as caught:
        Own(name=5, rank=wrong)
    assert [fault.path for fault in caught.value.faults] == ["name", "rank"]
    assert isinstance(caught.value.__cause__, TypeError)


def test_what_several_validators_of_another_package_refuse_is_one_error():
    """Each validator's own words stand under its argument, with the faults of the types."""

    @attrs.frozen(kw_only=True)
    class Strict(ncpi.Source):
        TAG = "tests.arguments-strict"
        low: int = attrs.field(default=1, validator=attrs.validators.gt(0))
        high: int = attrs.field(default=9)

        @high.validator
        def _above(self, _attribute, value):
            if self.is_empty() or value < self.low:
                raise ValueError("high is below low")

        def is_empty(self):
            return False

    assert faults_of(Strict, title="t", low=0) == {"low": ("choice", "'low' must be > 0: 0")}
    assert faults_of(Strict, title=5, low=0).keys() == {"title", "low"}
    assert faults_of(Strict, title="t", high=0) == {"high": ("choice", "high is below low")}
    # What needs the object, or a value that is wrong itself, isn't known to be wrong.
    assert faults_of(Strict, title=5, low="1", high=0).keys() == {"title", "low"}


def test_an_error_of_a_default_or_a_hook_passes_unchanged():
    """Code that runs inside the constructor may raise a TypeError of its own."""

    def fail():
        raise TypeError("made in vain")

    @attrs.frozen(kw_only=True)
    class Vain(ncpi.Source):
        TAG = "tests.arguments-vain"
        extra_note: str = attrs.field(factory=fail)

    @attrs.frozen(kw_only=True)
    class Hooked(ncpi.Source):
        TAG = "tests.arguments-hooked"

        def __attrs_post_init__(self):
            to_int()

    with pytest.raises(TypeError, match="made in vain"):
        Vain(title="t")
    with pytest.raises(TypeError, match="to_int"):
        Hooked(title="t")


def test_positional_arguments_are_refused_by_python():
    """A value without a name has no field that a fault could name."""
    with pytest.raises(TypeError, match=r"Recommendation.__init__\(\) takes 1 positional") as error:
        ncpi.Recommendation("1")
    assert type(error.value) is TypeError


def test_evolving_with_an_unknown_name_is_the_same_error():
    """attrs.evolve reports an unknown name as the constructor does."""
    recommendation = ncpi.Recommendation(key="1", text="Act.")
    with pytest.raises(InvalidError) as caught:
        attrs.evolve(recommendation, txt="Go.", theme=5)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("txt", "unknown-key"),
        ("theme", "type"),
    ]
    assert caught.value.faults[0].suggestion == "Did you mean 'text'?"


def test_a_class_that_takes_positional_arguments_keeps_its_constructor():
    """Where values may come by position, Python alone can say which is missing."""

    @attrs.frozen
    class Placed(Checked):
        one: int
        two: int = 0

    assert Placed(1, 2).two == 2
    with pytest.raises(TypeError):
        Placed()


def test_a_class_with_a_constructor_of_its_own_keeps_it():
    """Only the constructor that attrs wrote is replaced."""

    @attrs.frozen(kw_only=True)
    class Made(Checked):
        one: int = 0

        def __init__(self, anything):
            self.__attrs_init__(one=anything)

    assert Made(5).one == 5
    with pytest.raises(TypeError):
        Made()


def test_tools_see_the_constructor_that_attrs_wrote():
    """The signature, the name and the annotations are those of the fields."""
    assert str(inspect.signature(Own)).startswith("(*, ")
    assert Own.__init__.__name__ == "__init__"
    assert Own.__init__.__qualname__ == "Own.__init__"
    assert "rank" in inspect.signature(Own).parameters


def test_a_record_is_still_copied_pickled_and_evolved():
    """The wrapped constructor changes nothing for what makes objects without it."""
    own = Own(name="n", tags=["a"])
    assert copy.deepcopy(own) == own
    assert pickle.loads(pickle.dumps(own)) == own  # noqa: S301 - the bytes are our own
    assert attrs.evolve(own, rank=2).rank == 2


def test_a_class_defined_again_reports_its_own_fields():
    """As in a notebook: the new class has its fields, the old one keeps its own."""

    def define(**types):
        body = {"TAG": "tests.arguments-again", "__annotations__": types, "__module__": __name__}
        return attrs.frozen(kw_only=True)(type("Again", (ncpi.Record,), body))

    first, second = define(one=int), define(two=int)
    assert faults_of(first).keys() == {"one"}
    assert faults_of(second, one=1).keys() == {"two", "one"}


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (InvalidError([ncpi.errors.Fault("", "date", "no such day")]), "date", "no such day"),
        (KeyError("kent"), "choice", "'kent' is unknown here"),
        (KeyError(), "choice", "'' is unknown here"),
        (RecursionError(), "too-deep", "nested too deep to be read"),
        (ValueError("x" * 300), "choice", "x" * 200),
        (ValueError(), "choice", "ValueError"),
        (ncpi.errors.UnknownNameError("a", "keys"), "choice", "'a' is not among the keys"),
    ],
)
def test_what_another_packages_code_raises_becomes_a_fault(error, code, message):
    """Whatever is raised about one value is said in one fault."""
    (fault,) = raised_faults(error)
    assert (fault.code, fault.message) == (code, message)


def test_accept_takes_what_a_field_takes():
    """A function's argument may be a day, text or a list, where a field may."""
    faults = []
    day = fields.accept(ncpi.PartialDate, dt.date(2018, 8, 30), "day", faults)
    month = fields.accept(ncpi.PartialDate, "2018-08", "month", faults)
    kinds = fields.accept(tuple[ReportKind, ...], ["inspection"], "kinds", faults)
    assert faults == []
    assert (str(day), str(month), kinds) == ("2018-08-30", "2018-08", (ReportKind.INSPECTION,))


def test_accept_collects_every_fault_under_its_arguments_name():
    """Faults of several arguments, and of the elements of one, are raised together."""
    faults = []
    noon = dt.datetime(2018, 8, 30, 12, tzinfo=dt.UTC)
    fields.accept(ncpi.PartialDate, noon, "day", faults)
    fields.accept(tuple[ReportKind, ...], ["inspection", "x", 5], "kinds", faults)
    fields.accept(tuple[ReportKind, ...], "inspection", "others", faults)
    with pytest.raises(InvalidError) as caught:
        fields.refuse(faults, "act")
    assert caught.value.subject == "act"
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["day", "kinds[1]", "kinds[2]", "others"]
    fields.refuse([], "act")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (dt.date, "'x' is not a valid date. Write it as 2018-08-30"),
        (dt.time, "'x' is not a time of day. Write it as 08:30"),
        (dt.datetime, "'x' is not a date with a time. Write it as 2018-08-30T08:30:00+01:00"),
    ],
)
def test_a_wrong_date_or_time_is_answered_with_how_to_write_it(kind, wanted):
    """Constructors, documents and the command line say it alike."""
    assert str(form_fault(kind, "x")) == wanted


def test_the_default_of_a_field_is_made_unless_it_needs_the_object():
    """A factory's result counts as the default; one made from the object is not known."""

    @attrs.frozen(kw_only=True)
    class Defaults:
        plain: int = 1
        made: tuple[int, ...] = attrs.field(factory=tuple)
        derived: int = attrs.field(default=attrs.Factory(lambda own: own.plain, takes_self=True))
        needed: int

    assert [default_of(field) for field in attrs.fields(Defaults)] == [
        1,
        (),
        attrs.NOTHING,
        attrs.NOTHING,
    ]
