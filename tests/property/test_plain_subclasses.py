"""Guarantees 1, 2 and 4 for a plainly decorated subclass of another package."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi import fields
from ncpi.errors import InvalidError
from ncpi.fields import FrozenMapping


@attrs.frozen(kw_only=True)
class Plain(ncpi.Source):
    """Fields without validator or converter: their annotations are all there is."""

    TAG = "tests.property-plain"

    owner: str | None = None
    tags: tuple[str, ...] = ()
    hours: Mapping[str, int] = attrs.field(factory=FrozenMapping[int])
    share: float = 0.0
    done: bool = False
    day: date | None = None
    inner: ncpi.PartialDate | None = None


FIELDS = ("owner", "tags", "hours", "share", "done", "day", "inner")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.binary(max_size=3)
    | st.dates()
    | st.datetimes()
    | st.builds(ncpi.PartialDate, year=st.integers(1, 9999))
)
VALUES = (
    SCALARS
    | st.lists(SCALARS, max_size=3)
    | st.tuples(SCALARS, SCALARS)
    | st.dictionaries(st.text(max_size=3) | st.integers(), SCALARS, max_size=2)
)


def _is_right(field: str, value: Any) -> bool:
    """What each annotation says, written a second time and more plainly."""
    return {
        "owner": value is None or type(value) is str,
        "tags": isinstance(value, (list, tuple)) and all(type(one) is str for one in value),
        "hours": isinstance(value, dict)
        and all(type(key) is str and fields.name.faults(key) == () for key in value)
        and all(type(held) is int for held in value.values()),
        "share": type(value) in (int, float),
        "done": type(value) is bool,
        "day": value is None or (isinstance(value, date) and not isinstance(value, datetime)),
        "inner": value is None or isinstance(value, ncpi.PartialDate),
    }[field]


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, VALUES)))
def test_what_is_kept_is_equal_unchangeable_and_stored_without_loss_and_all_else_is_named(
    values: dict[str, Any],
) -> None:
    try:
        made = Plain(title="t", **values)
    except InvalidError as error:
        named = {fault.path.partition("[")[0].partition(".")[0] for fault in error.faults}
        assert named >= {field for field in values if not _is_right(field, values[field])}
        return
    assert all(_is_right(field, value) for field, value in values.items())
    for field, value in values.items():
        held = getattr(made, field)
        assert held == (tuple(value) if isinstance(value, list) else value)
        assert hash(held) == hash(held)
    assert ncpi.from_json(ncpi.to_json(made)) == made
