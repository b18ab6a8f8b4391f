"""`Record.of`: a published record becomes one of another project's class, and nothing is lost."""

import attrs
import pytest

import ncpi
from ncpi.errors import InvalidError


@pytest.fixture
def costed() -> type[ncpi.Recommendation]:
    @attrs.frozen(kw_only=True)
    class Costed(ncpi.Recommendation):
        TAG = "record-of-tests.costed"
        cost: int
        payer: str | None = None

    return Costed


@pytest.fixture
def published() -> ncpi.Recommendation:
    return ncpi.Recommendation(
        key="6",
        text="Visit on time.",
        theme="custody",
        sources=[ncpi.Source(title="the report")],
        unknown_fields={"page": 12},
    )


def faults(call) -> list[tuple[str, str]]:
    with pytest.raises(InvalidError) as caught:
        call()
    return [(fault.path, fault.code) for fault in caught.value.faults]


def test_every_field_is_kept_and_the_unknown_ones_too(costed, published):
    """A record made by `of` has every field of the other, and the new ones."""
    made = costed.of(published, cost=12_000)
    assert type(made) is costed
    for field in attrs.fields(ncpi.Recommendation):
        assert getattr(made, field.name) == getattr(published, field.name)
    assert (made.cost, made.payer) == (12_000, None)


def test_every_record_can_be_made_of_itself(record):
    """`of` with a record of the same class and nothing else returns an equal record."""
    assert type(record).of(record) == record


def test_a_given_value_replaces_the_one_kept(costed, published):
    """A keyword for a field that the other record has replaces its value."""
    assert costed.of(published, cost=1, theme=None).theme is None


def test_all_faults_are_listed_at_once(costed, published):
    """Unknown keywords, missing fields and invalid values are reported together."""
    assert faults(lambda: costed.of(published, coast=1)) == [
        ("cost", "missing"),
        ("coast", "unknown-key"),
    ]
    assert faults(lambda: costed.of(published, cost="1", prayer="x", payer=5)) == [
        ("prayer", "unknown-key"),
        ("cost", "type"),
        ("payer", "type"),
    ]


@pytest.mark.parametrize("other", [None, "6", {"key": "6"}, ncpi.Finding(key="6", text="t")])
def test_a_record_of_another_family_is_refused(costed, other):
    """What isn't a record of a base class is refused, together with unknown keywords."""
    assert faults(lambda: costed.of(other, coast=1)) == [
        ("other", "type"),
        ("coast", "unknown-key"),
    ]


def test_a_record_whose_own_fields_would_be_lost_is_refused(costed, published):
    """A subclass doesn't become its base class or a sibling, because its fields would be lost."""
    made = costed.of(published, cost=1)
    assert faults(lambda: ncpi.Recommendation.of(made)) == [("other", "type")]


def test_a_record_of_a_redefined_class_is_refused_with_the_way_out():
    """After a notebook cell is run again, the message says that the class was redefined."""

    def define() -> type[ncpi.Finding]:
        @attrs.frozen(kw_only=True)
        class Seen(ncpi.Finding):
            TAG = "record-of-tests.seen"

        return Seen

    before = define()(key="1", text="t")
    with pytest.raises(InvalidError, match="redefined after the object was made"):
        define().of(before)
