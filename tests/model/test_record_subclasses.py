"""Growing by subclass: what another project may define, and what is refused and why."""

import copy
import pickle
import sys

import attrs
import pytest

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError, SubclassError
from ncpi.model import Record, record_class, record_tags
from ncpi.model import record as record_module
from ncpi.model.record import promise_records
from ncpi.vocabulary import Party, ReportKind


def tracked() -> type[ncpi.Recommendation]:
    """A recommendation with an owner, as another project would define it."""

    @attrs.frozen(kw_only=True)
    class Tracked(ncpi.Recommendation):
        TAG = "elsewhere.tracked"
        owner: fields.Name | None = None

    return Tracked


def through_pickle(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - the bytes are our own


def test_a_subclass_is_known_by_its_tag_as_soon_as_it_is_defined():
    assert record_class("elsewhere.tracked") is None
    cls = tracked()
    assert record_class("elsewhere.tracked") is cls
    assert "elsewhere.tracked" in record_tags()


def test_the_tags_are_listed_in_alphabetical_order_and_none_is_empty():
    assert list(record_tags()) == sorted(record_tags())
    assert "" not in record_tags()
    assert record_class("") is None


def test_a_promised_record_is_imported_when_its_tag_is_first_asked_for(monkeypatch, tmp_path):
    (tmp_path / "promised_room.py").write_text(
        "import attrs, ncpi\n\n@attrs.frozen(kw_only=True)\n"
        "class Late(ncpi.Record):\n    TAG = 'promised.late'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(record_module, "_PROMISED", dict(record_module._PROMISED))
    promise_records("promised_room", "promised.late")
    assert "promised.late" in record_tags()
    assert "promised_room" not in sys.modules
    late = record_class("promised.late")
    assert late is not None
    assert ncpi.from_json(ncpi.to_json(late())) == late()


def test_the_tag_of_a_promised_record_is_taken(monkeypatch):
    monkeypatch.setattr(record_module, "_PROMISED", {"promised.early": "ncpi.somewhere"})
    with pytest.raises(SubclassError, match=r"taken by ncpi\.somewhere"):

        @attrs.frozen(kw_only=True)
        class Early(Record):
            TAG = "promised.early"


def test_a_subclass_is_frozen_hashable_and_compared_by_content():
    cls = tracked()
    one = cls(key="1", text="t", owner="Ann")
    assert one == cls(key="1", text="t", owner="Ann")
    assert one != cls(key="1", text="t", owner="Bob")
    assert hash(one) == hash(cls(key="1", text="t", owner="Ann"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.owner = "Bob"


def test_a_subclass_keeps_the_checks_of_its_base_and_adds_its_own():
    with pytest.raises(InvalidError) as caught:
        tracked()(key="1", text="t", owner=5)
    assert (caught.value.subject, caught.value.faults[0].path) == ("Tracked", "owner")
    with pytest.raises(InvalidError) as caught:
        tracked()(key=1, text="t")
    assert (caught.value.subject, caught.value.faults[0].path) == ("Tracked", "key")


def test_a_subclass_is_taken_where_its_base_is_and_kept_by_every_change():
    cls = tracked()
    report = ncpi.Report(
        key="k",
        title="t",
        kind=ReportKind.INSPECTION,
        recommendations=[cls(key="1", text="t", owner="Ann")],
    )
    event = ncpi.StatusEvent(party=Party.FORCE, dated="2018-09-05", status="complete")
    changed = report.with_status("1", event).recommendation("1")
    assert type(changed) is cls
    assert changed.owner == "Ann"
    assert changed.history == (event,)


def test_the_repr_of_a_subclass_leaves_out_what_says_nothing():
    assert repr(tracked()(key="1", text="t", owner="Ann")) == (
        "Tracked(key='1', text='t', owner='Ann')"
    )


def test_a_repr_written_by_a_subclass_is_left_alone():
    @attrs.frozen(kw_only=True)
    class Terse(ncpi.Source):
        TAG = "elsewhere.terse"

        def __repr__(self):
            return "<terse>"

    assert repr(Terse(title="t")) == "<terse>"


def test_a_subclass_may_build_on_a_property_of_its_base():
    """Plain properties only: on slotted classes `cached_property` breaks `super()`."""

    @attrs.frozen(kw_only=True)
    class Doubled(ncpi.CaseAudit):
        TAG = "elsewhere.doubled"

        @property
        def known(self):
            return 2 * super().known

    scale = ncpi.model.GRADE_SCALES["ncpi-cases-2016"]
    assert ncpi.CaseAudit(scale=scale, counts={"good": 3}).known == 3
    assert Doubled(scale=scale, counts={"good": 3}).known == 6


def test_a_subclass_of_a_subclass_has_all_their_fields():
    @attrs.frozen(kw_only=True)
    class Costed(tracked()):
        TAG = "elsewhere.costed"
        cost: int = attrs.field(default=0, validator=fields.whole())

    costed = Costed(key="1", text="t", owner="Ann", cost=5)
    assert (costed.key, costed.owner, costed.cost) == ("1", "Ann", 5)
    assert record_class("elsewhere.costed") is Costed


def test_a_record_may_derive_from_a_class_without_fields_too():
    class Shouting:
        __slots__ = ()

        def shout(self):
            return self.text.upper()

    @attrs.frozen(kw_only=True)
    class Loud(Shouting, ncpi.Finding):
        TAG = "elsewhere.loud"

    assert Loud(key="1", text="t").shout() == "T"


def test_two_bases_with_fields_of_their_own_are_refused_by_python():
    @attrs.frozen(kw_only=True)
    class Costed(ncpi.Recommendation):
        TAG = "elsewhere.costed"
        cost: int = 0

    with pytest.raises(TypeError, match="lay-out conflict"):

        @attrs.frozen(kw_only=True)
        class Both(tracked(), Costed):
            TAG = "elsewhere.both"


def test_an_empty_tag_marks_a_base_that_is_not_stored():
    @attrs.frozen(kw_only=True)
    class Abstract(Record):
        TAG = ""

    assert Abstract() == Abstract()
    assert Abstract not in [record_class(tag) for tag in record_tags()]


def test_a_subclass_without_a_tag_is_refused_with_what_to_write():
    with pytest.raises(SubclassError) as caught:

        @attrs.frozen(kw_only=True)
        class Untagged(ncpi.Source):
            owner: str = ""

    assert caught.value.subclass.endswith("Untagged")
    assert 'TAG = "your-project.untagged"' in str(caught.value)


def test_a_tag_with_a_type_beside_it_is_refused_because_it_would_be_a_field():
    with pytest.raises(SubclassError, match="without a type annotation"):

        @attrs.frozen(kw_only=True)
        class Annotated(ncpi.Source):
            TAG: str = "elsewhere.annotated"


def test_a_tag_taken_by_another_class_is_refused_and_stays_with_it():
    with pytest.raises(SubclassError) as caught:

        @attrs.frozen(kw_only=True)
        class Mine(ncpi.Source):
            TAG = "source"

    assert "'source' is taken by ncpi.model.sources.Source" in caught.value.reason
    assert record_class("source") is ncpi.Source


def test_any_sign_may_stand_in_the_tag_that_is_taken():
    @attrs.frozen(kw_only=True)
    class First(ncpi.Source):
        TAG = "elsewhere.100%s"

    with pytest.raises(SubclassError, match=r"'elsewhere\.100%s' is taken by"):

        @attrs.frozen(kw_only=True)
        class Second(ncpi.Source):
            TAG = "elsewhere.100%s"


def test_defining_the_same_class_again_is_fine_and_the_last_one_counts():
    first, second = tracked(), tracked()
    assert first is not second
    assert record_class("elsewhere.tracked") is second


@pytest.mark.parametrize("bad", [5, " ", "two\nlines", None, b"elsewhere.b"])
def test_a_tag_that_could_stand_in_no_document_is_refused(bad):
    with pytest.raises(SubclassError):

        @attrs.frozen(kw_only=True)
        class Mistagged(ncpi.Source):
            TAG = bad


@pytest.mark.parametrize(
    "decorate",
    [
        attrs.frozen(kw_only=True, eq=False),
        attrs.frozen(kw_only=True, init=False),
        attrs.frozen(kw_only=False),
        attrs.frozen,
        attrs.define,
    ],
)
def test_a_subclass_that_is_not_decorated_as_records_are_is_refused(decorate):
    class Odd(ncpi.Source):
        TAG = "elsewhere.odd"
        owner: str = ""

    with pytest.raises(SubclassError, match=r"@attrs\.frozen\(kw_only=True\)"):
        decorate(Odd)


def test_a_single_field_that_is_not_keyword_only_is_refused():
    with pytest.raises(SubclassError, match="keyword-only"):

        @attrs.frozen(kw_only=True)
        class Odd(ncpi.Source):
            TAG = "elsewhere.odd"
            owner: str = attrs.field(default="", kw_only=False)


@pytest.mark.parametrize("name", ["type", "label", "describe"])
def test_a_field_that_documents_or_views_could_not_tell_from_their_own_is_refused(name):
    body = {"TAG": "elsewhere.typed", "__annotations__": {name: str}}
    with pytest.raises(SubclassError, match=f"a field can't be called {name}"):
        attrs.frozen(kw_only=True)(type("Typed", (ncpi.Source,), body))


@attrs.frozen(kw_only=True, slots=False)
class Slotless(ncpi.Recommendation):
    TAG = "elsewhere.slotless"
    number: int


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, through_pickle])
def test_a_subclass_without_slots_keeps_every_field_when_it_is_copied_or_sent(copied):
    made = Slotless(key="1", text="t", number=5)
    assert copied(made) == made


def test_a_class_refused_for_its_shape_may_be_put_right_under_the_same_tag():
    with pytest.raises(SubclassError):

        @attrs.frozen
        class Odd(ncpi.Source):
            TAG = "elsewhere.odd"
            owner: str = ""

    @attrs.frozen(kw_only=True)
    class Even(ncpi.Source):
        TAG = "elsewhere.odd"
        owner: str = ""

    assert record_class("elsewhere.odd") is Even
