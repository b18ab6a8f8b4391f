"""Guarantee 4 for constructors: one error names every fault; hooks are checked."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import Fault, InvalidError

CLASSES = (
    ncpi.Recommendation,
    ncpi.Finding,
    ncpi.PartialDate,
    ncpi.StatusEvent,
    ncpi.Judgment,
    ncpi.Report,
)
WRONG = object()
"""A value that no field holds."""


@st.composite
def arguments(draw: st.DrawFn) -> tuple[type[ncpi.Record], dict[str, Any]]:
    """A class, and some of its arguments and some that it doesn't have, all wrong."""
    cls = draw(st.sampled_from(CLASSES))
    names = st.sampled_from([field.name for field in attrs.fields(cls)])
    others = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
    return cls, dict.fromkeys(draw(st.sets(names | others, max_size=6)), WRONG)


@given(arguments())
def test_one_error_names_each_missing_unknown_and_invalid_argument(
    drawn: tuple[type[ncpi.Record], dict[str, Any]],
) -> None:
    """Whatever is missing, unknown or wrong is named, each once and nothing else."""
    cls, given_values = drawn
    fields = attrs.fields_dict(cls)
    wanted = {
        **{name: "missing" for name, one in fields.items() if one.default is attrs.NOTHING},
        **{name: "unknown-key" for name in given_values if name not in fields},
    }
    wanted = {
        name: code for name, code in wanted.items() if code != "missing" or name not in given_values
    }
    invalid = fields.keys() & given_values.keys()
    if not wanted and not invalid:
        cls(**given_values)
        return
    with pytest.raises(InvalidError) as caught:
        cls(**given_values)
    found = [(fault.path, fault.code) for fault in caught.value.faults]
    assert {(path, code) for path, code in found if path not in invalid} == {*wanted.items()}
    assert {path for path, _ in found} == {*wanted, *invalid}
    assert len(found) == len(wanted) + len(invalid)


@attrs.frozen(kw_only=True)
class Moved(ncpi.Source):
    """Its hook moves one end, whatever the other is."""

    TAG = "tests.property-moved"

    low: int = 0
    high: int = 0
    by: int = 0

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "high", self.high + self.by)

    def _inconsistencies(self) -> Any:
        if self.low > self.high:
            yield Fault("high", "inconsistent", "high is below low")


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9))
def test_no_object_contradicts_its_own_checks_whatever_its_hook_does(
    low: int, high: int, by: int
) -> None:
    """An object exists only if its checks between fields hold before and after its hook."""
    if low <= min(high, high + by):
        assert Moved(title="t", low=low, high=high, by=by).high == high + by
        return
    with pytest.raises(InvalidError, match="high is below low"):
        Moved(title="t", low=low, high=high, by=by)
