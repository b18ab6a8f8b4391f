"""Growing by subclass: each way in which a subclass could be lost is either right or refused."""

import types

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError, NcpiError, UnknownNameError
from ncpi.vocabulary import ReportKind


def report_with(*recommendations):
    return ncpi.Report(
        key="k", title="t", kind=ReportKind.INSPECTION, recommendations=recommendations
    )


def owned_class(**fields):
    """A subclass as a notebook's cell defines it: always of the same name and module."""
    body = {"TAG": "tests.notebook-cell", "__annotations__": fields, "__module__": "notebook"}
    made = type("Owned", (ncpi.Recommendation,), {**body, **dict.fromkeys(fields)})
    return attrs.frozen(kw_only=True)(made)


@pytest.mark.parametrize("fields", [{"holder": str}, {"owner": str, "rank": str}, {"owner": int}])
def test_a_cell_run_again_with_other_fields_has_older_objects_refused_aloud(unstorable, fields):
    before = owned_class(owner=str)(key="1", text="t", owner="o")
    owned_class(**fields)
    (fault,) = unstorable(before).faults
    assert fault.code == "unstorable"
    assert "redefined" in fault.message


def test_a_class_local_to_a_function_is_stored_while_its_types_can_be_found(survives):
    @attrs.frozen(kw_only=True)
    class Local(ncpi.Recommendation):
        TAG = "tests.local"

        owner: str | None = None

    survives(Local(key="1", text="t", owner="o"))


def test_a_field_of_a_class_local_to_a_function_and_named_in_quotes_is_reported_clearly():
    @attrs.frozen(kw_only=True)
    class LocalSource(ncpi.Source):
        TAG = "tests.local-source"

    @attrs.frozen(kw_only=True)
    class Holding(ncpi.Record):
        TAG = "tests.holding-local"

        source: "LocalSource | None" = None

    with pytest.raises(NcpiError, match=r"LocalSource.*top level of its module"):
        ncpi.to_json(Holding(source=LocalSource(title="t")))


@pytest.mark.parametrize("hint", ["typing.NoSuchName", "list[", "int | 'x'"])
def test_a_type_that_cannot_be_evaluated_is_reported_clearly(hint):
    body = {"TAG": "tests.odd-hint", "__annotations__": {"held": hint}, "held": None}
    made = type("Odd", (ncpi.Record,), {**body, "__module__": __name__})
    with pytest.raises(NcpiError, match="Odd"):
        ncpi.to_json(attrs.frozen(kw_only=True)(made)())


RANKS = {"constable": 1}


def check_rank(_instance, _attribute, value):
    return RANKS[value]


@attrs.frozen(kw_only=True)
class Checked(ncpi.Record):
    TAG = "tests.checked"

    rank: str = attrs.field(validator=check_rank)


def find_force(value):
    return ncpi.registers.forces.find(value).slug


@attrs.frozen(kw_only=True)
class Placed(ncpi.Record):
    TAG = "tests.placed"

    force: str = attrs.field(converter=find_force)


@attrs.frozen(kw_only=True)
class Looked(ncpi.Record):
    """A converter may look anything up, and fail as it likes."""

    TAG = "tests.looked"

    word: str = attrs.field(converter=lambda name: RANKS[name] and name)


@attrs.frozen(kw_only=True)
class Late(ncpi.Record):
    TAG = "tests.late"

    word: str

    def __attrs_post_init__(self):
        RANKS[self.word]


@pytest.mark.parametrize(
    ("tag", "key", "path"),
    [
        ("tests.looked", "word", "$.content.word"),
        ("tests.checked", "rank", "$.content.rank"),
        ("tests.late", "word", "$.content"),
    ],
)
def test_a_key_error_in_a_users_own_code_is_not_reported_as_a_missing_key(
    refusal, document, tag, key, path
):
    (fault,) = refusal(document(tag, **{key: "sergeant"})).faults
    assert (fault.path, fault.code != "missing") == (path, True)
    assert "is missing" not in fault.message
    assert "sergeant" in fault.message


def test_an_error_of_ours_inside_a_users_converter_keeps_its_own_words(refusal, document):
    with pytest.raises(InvalidError, match="is not among the rows of the register") as caught:
        Placed(force="Borsetshire")
    assert isinstance(caught.value.__cause__, UnknownNameError)
    (fault,) = refusal(document("tests.placed", force="Borsetshire")).faults
    assert "is not among the rows of the register of forces" in fault.message
    assert "is missing" not in fault.message


def test_a_validator_of_attrs_is_reported_in_its_own_words(refusal, document):
    made = type("Short", (ncpi.Record,), {"TAG": "tests.short", "__annotations__": {"word": str}})
    made.word = attrs.field(validator=attrs.validators.max_len(3))
    attrs.frozen(kw_only=True)(made)
    (fault,) = refusal(document("tests.short", word="four")).faults
    assert fault.path == "$.content.word"
    assert "Length of 'word' must be <= 3: 4" in fault.message


def test_a_record_of_another_class_in_a_typed_field_is_refused_on_storing(unstorable):
    @attrs.frozen(kw_only=True)
    class Loose(ncpi.Record):
        TAG = "tests.loose"

        source: ncpi.Source | None = None
        sources: tuple[ncpi.Source, ...] = ()

    other = ncpi.PartialDate(year=2018)
    assert [fault.path for fault in unstorable(Loose, source=other).faults] == ["$.content.source"]
    assert [fault.path for fault in unstorable(Loose, sources=(other,)).faults] == [
        "$.content.sources[0]"
    ]


def test_an_abstract_base_without_a_tag_is_never_stored_itself(unstorable):
    (fault,) = unstorable(ncpi.Sourced()).faults
    assert fault.code == "unstorable"
    with pytest.raises(InvalidError):
        ncpi.to_dict(ncpi.Record())


def holding(owned):
    """A record that holds one of the class *owned*, as another cell defines it."""
    body = {
        "TAG": "tests.holding-cell",
        "__annotations__": {"one": owned},
        "__module__": "notebook",
    }
    return attrs.frozen(kw_only=True)(type("Holder", (ncpi.Report,), body))


def test_an_object_inside_another_is_stored_though_the_cell_of_its_class_was_run_again():
    """Wherever it may stand."""
    first = owned_class(owner=str)
    made = first(key="1", text="t", owner="o")
    whole = holding(first)(
        key="k", title="t", kind=ReportKind.INSPECTION, one=made, recommendations=[made]
    )
    again = owned_class(owner=str)
    back = ncpi.from_json(ncpi.to_json(whole))
    assert type(back.one) is first
    assert type(back.recommendations[0]) is again
    assert back.recommendations[0] == again(key="1", text="t", owner="o")


def test_which_of_two_cells_to_run_again_is_what_the_error_says():
    first = owned_class(owner=str)
    old = first(key="1", text="t", owner="o")
    holder = holding(first)
    new = owned_class(owner=str)(key="1", text="t", owner="o")
    values = {"key": "k", "title": "t", "kind": ReportKind.INSPECTION}
    with pytest.raises(InvalidError, match=r"redefined after the class with this field"):
        holder(**values, one=new)
    with pytest.raises(InvalidError, match="was created before Owned was redefined"):
        holding(type(new))(**values, one=old)


def sent(cls):
    """*cls* as cloudpickle makes it again in another process: attribute by attribute."""
    left_out = {"__dict__", "__weakref__", "__slots__", *cls.__slots__}
    made = types.new_class(
        cls.__name__, cls.__bases__, {}, lambda body: body.update(__slots__=cls.__slots__)
    )
    for name, value in vars(cls).items():
        if name not in left_out:
            setattr(made, name, value)
    return made


@attrs.frozen(kw_only=True)
class Sent(ncpi.Recommendation):
    TAG = "tests.sent"

    owner: str | None = None

    def __attrs_post_init__(self):
        if self.owner == "nobody":
            raise ValueError("nobody owns it")


def test_a_class_sent_to_a_worker_is_stored_loaded_and_checked_as_where_it_was_defined(survives):
    arrived = sent(Sent)
    made = arrived(key="1", text="t", owner="o")
    assert type(survives(report_with(made)).recommendations[0]) is arrived
    with pytest.raises(ValueError, match="nobody owns it"):
        arrived(key="1", text="t", owner="nobody")
    with pytest.raises(InvalidError, match="owner: 5 is a whole number"):
        arrived(key="1", text="t", owner=5)


def test_the_class_that_was_sent_last_is_the_one_that_is_loaded():
    """A worker gets the class of a cell that is run again as a new one."""
    sent(Sent)
    last = sent(Sent)
    text = ncpi.to_json(last(key="1", text="t", owner="o"))
    assert type(ncpi.from_json(text)) is last
    assert type(ncpi.from_json(text, last)) is last
