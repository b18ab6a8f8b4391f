"""Single values in a subclass's own fields: kept exactly, or refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Annotated, Any, Literal, NewType
from zoneinfo import ZoneInfo

import attrs
import numpy as np
import pandas as pd
import pytest

import ncpi
import ncpi.testing

Rank = NewType("Rank", str)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


@attrs.frozen(kw_only=True)
class Scalars(ncpi.Record):
    """No validators: what is kept and what is refused is the loader's doing alone."""

    TAG = "tests.scalars"

    text: str | None = None
    truth: bool | None = None
    whole: int | None = None
    ratio: float | None = None
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    colour: Colour | None = None
    level: Level | None = None
    word: Literal["yes", "no"] | None = None
    mark: Literal[1, True, "1"] | None = None
    word_or_colour: Literal["plain", Colour.RED] | None = None
    rank: Rank | None = None
    noted: Annotated[str, "a note for editors"] | None = None
    whole_or_ratio: int | float | None = None
    anything: Any = None


@attrs.frozen(kw_only=True)
class Required(ncpi.Record):
    TAG = "tests.required-scalars"

    text: str
    truth: bool = False
    whole: int = 0
    ratio: float = 0.0
    day: date = date(2018, 8, 30)
    colour: Colour = Colour.RED


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "None"),
        ("text", 'Dŵr “£1”\u2028\x00\r\n\t\\"'),
        ("truth", True),
        ("truth", False),
        ("whole", 0),
        ("whole", -(10**18)),
        ("whole", 10**299),
        ("whole", -(10**299)),
        ("ratio", 0.1),
        ("ratio", -2.5e-300),
        ("day", date(1, 1, 1)),
        ("day", date(2020, 2, 29)),
        ("moment", datetime(2018, 8, 30, 8, 30)),  # noqa: DTZ001 - a naive one is the case
        ("moment", datetime(2018, 8, 30, 8, 30, 0, 1, tzinfo=UTC)),
        ("moment", datetime(2018, 8, 30, 8, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("clock", time(8, 30)),
        ("clock", time(8, 30, 1)),
        ("clock", time(8, 30, 0, 1)),
        ("clock", time(23, 59, 59, 999999)),
        ("colour", Colour.GREEN),
        ("level", Level.HIGH),
        ("word", "no"),
        ("mark", 1),
        ("mark", True),
        ("mark", "1"),
        ("word_or_colour", "plain"),
        ("word_or_colour", Colour.RED),
        ("rank", Rank("constable")),
        ("noted", "noted"),
        ("whole_or_ratio", 5),
        ("whole_or_ratio", 5.5),
        ("anything", {"b": (1, None, True), "a": "x"}),
    ],
)
def test_a_value_comes_back_as_it_was_down_to_its_type(survives, field, value):
    assert getattr(survives(Scalars(**{field: value})), field) == value


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("mark", 1.0),
        ("word_or_colour", "green"),
        ("text", 5),
        ("text", 5.5),
        ("text", True),
        ("text", ["a"]),
        ("text", {}),
        ("truth", "false"),
        ("truth", 0),
        ("truth", []),
        ("whole", "7"),
        ("whole", 7.0),
        ("whole", True),
        ("ratio", "1.5"),
        ("ratio", True),
        ("ratio", 2**53 + 1),
        ("day", "2018-8-30"),
        ("day", "20180830"),
        ("day", "2018-W35-4"),
        ("day", "2018-02-30"),
        ("day", "2018-08-30T00:00:00"),
        ("day", 20180830),
        ("moment", "2018-08-30"),
        ("moment", "2018-08-30T25:00:00"),
        ("moment", 1535587200),
        ("clock", "8:30"),
        ("clock", "25:00"),
        ("clock", "08:30+01:00"),
        ("clock", 8.5),
        ("colour", "RED"),
        ("colour", "blue"),
        ("colour", 0),
        ("level", "1"),
        ("level", True),
        ("level", 1.0),
        ("word", "maybe"),
        ("rank", 5),
        ("noted", 5),
        ("whole_or_ratio", "5"),
    ],
)
def test_a_value_of_another_kind_is_refused_not_converted(refusal, document, field, written):
    (fault,) = refusal(document("tests.scalars", **{field: written})).faults
    assert fault.path == f"$.content.{field}"
    assert fault.code in ("type", "choice", "date", "number")


@pytest.mark.parametrize("field", ["text", "truth", "whole", "ratio", "day", "colour"])
def test_null_is_no_value_where_none_is_not_allowed(faults, document, field):
    content = {"text": "x", field: None}
    ((path, code),) = faults(document("tests.required-scalars", **content))
    assert path == f"$.content.{field}"
    assert code in ("type", "choice", "date")


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        (5, 'Put it in quotes: "5"'),
        (2.5, 'Put it in quotes: "2.5"'),
        (True, 'Put it in quotes: "true"'),
        (10**50, "Put it in quotes"),
        (None, None),
        ([], None),
    ],
)
def test_what_lacks_its_quotes_is_reported_so_where_text_is_wanted(
    refusal, document, written, advice
):
    (fault,) = refusal(document("tests.required-scalars", text=written)).faults
    assert (fault.code, fault.suggestion) == ("type", advice)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("text", b"bytes"),
        ("text", Text("a subclass of str")),
        ("text", Colour.RED),
        ("text", "\ud800"),
        ("truth", 1),
        ("truth", "true"),
        ("whole", True),
        ("whole", 7.0),
        ("whole", Level.LOW),
        ("whole", 10**400),
        ("whole", 10**5000),
        ("ratio", float("nan")),
        ("ratio", float("inf")),
        ("ratio", True),
        ("ratio", Decimal("1.5")),
        ("ratio", 2**60),
        ("day", datetime(2018, 8, 30)),  # noqa: DTZ001 - it is refused whatever its zone
        ("day", "2018-08-30"),
        ("moment", date(2018, 8, 30)),
        ("moment", datetime(2018, 8, 30, tzinfo=ZoneInfo("Europe/London"))),
        ("clock", time(8, 30, tzinfo=UTC)),
        ("colour", "red"),
        ("level", 1),
        ("word", "maybe"),
        ("anything", {1: "a key that isn't text"}),
        ("anything", Colour.RED),
        ("anything", date(2018, 8, 30)),
        ("anything", b"bytes"),
        ("anything", object()),
        ("anything", float("inf")),
        ("anything", 10**5000),
        ("anything", "\ud800"),
        ("anything", ncpi.Source(title="a record")),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else type(value),
)
def test_what_would_not_come_back_the_same_is_refused_on_storing(unstorable, field, value):
    (fault,) = unstorable(Scalars, **{field: value}).faults
    assert fault.path.startswith(f"$.content.{field}")


def test_a_named_zone_is_refused_with_what_to_do(unstorable):
    moment = datetime(2018, 8, 30, 8, 30, tzinfo=ZoneInfo("Europe/London"))
    (fault,) = unstorable(Scalars(moment=moment)).faults
    assert fault.code == "unstorable"
    assert "zone" in fault.message
    assert "astimezone" in fault.suggestion


def test_a_whole_number_in_a_field_for_numbers_is_written_alike_each_time():
    text = ncpi.to_json(Scalars(ratio=3))
    assert ncpi.to_json(ncpi.from_json(text)) == text


def test_a_whole_number_in_a_document_is_read_as_the_number_that_the_field_takes(document):
    ratio = ncpi.from_json(document("tests.scalars", ratio=3)).ratio
    assert (ratio, type(ratio)) == (3.0, float)


def test_a_wrong_word_names_the_nearest_and_every_choice(refusal, document):
    (fault,) = refusal(document("tests.scalars", colour="gren")).faults
    assert (fault.code, fault.value) == ("choice", "'gren'")
    assert fault.suggestion == "Did you mean 'green'? Choose from: 'red', 'green'"


def test_a_day_that_does_not_exist_says_how_to_write_one(refusal, document):
    (fault,) = refusal(document("tests.scalars", day="2019-02-29")).faults
    assert (fault.code, fault.value) == ("date", "'2019-02-29'")
    assert "2018-08-30" in fault.suggestion


@pytest.mark.parametrize(
    "token", ["1.10", "1.0", "1e3", "-0", "1.000000000000000000001", "true", "false"]
)
@pytest.mark.parametrize("form", ["{%s}", "{\n%s\n}"])
def test_the_advice_to_quote_a_number_of_json_quotes_what_stands_there(form, token):
    content = f'"type": "tests.required-scalars", "text": {token}'
    envelope = f'"format": "ncpi", "version": 1, "content": {{{content}}}'
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.from_json(form % envelope)
    fault = next(fault for fault in caught.value.faults if fault.path == "$.content.text")
    assert fault.message.startswith(f"{token} is ")
    assert fault.suggestion == "Put it in quotes" + (f': "{token}"' if len(token) <= 20 else "")


@pytest.mark.parametrize("token", ["1.10", "+1", "True", "false", "1e3", ".5"])
def test_the_advice_to_quote_a_number_of_yaml_quotes_what_stands_there(token):
    text = (
        f"format: ncpi\nversion: 1\ncontent:\n  type: recommendation\n  key: {token}\n  text: x\n"
    )
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.load(text.encode(), format="yaml")
    (fault,) = caught.value.faults
    assert fault.message.startswith(f"{token} is ")
    assert fault.suggestion == f'Put it in quotes: "{token}"'
    assert ncpi.load(text.replace(token, f'"{token}"').encode(), format="yaml").key == token


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("published", ncpi.PartialDate(year=2024, month=1), "2024-01"),
        ("published", date(2024, 1, 5), "2024-01-05"),
        ("published", np.datetime64("2024-01"), "2024-01"),
        ("published", pd.Period("2024-01"), "2024-01"),
        ("published", np.int64(2024), "2024"),
        ("title", Decimal("1.10"), "1.10"),
        ("title", np.str_("A title"), "A title"),
        ("recommendations_followed_up", np.int64(3), 3),
        ("recommendations_followed_up", 3.0, 3),
    ],
)
def test_a_plain_document_with_an_object_in_it_is_refused_with_what_to_write(key, value, written):
    """A record in a document was read as if it weren't there."""
    document = ncpi.to_dict(ncpi.testing.make_report())
    document["content"][key] = value
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.from_dict(document)
    (fault,) = caught.value.faults
    assert (fault.path, fault.suggestion) == (f"$.content.{key}", f"Write {written!r}")
    document["content"][key] = written
    assert ncpi.to_dict(ncpi.from_dict(document))["content"][key] == written


@pytest.mark.parametrize(
    "value",
    [
        datetime(2025, 1, 1),  # noqa: DTZ001 - a naive one is refused too
        datetime(2025, 1, 1, 23, 59, tzinfo=UTC),
        pd.Timestamp("2025-01-01 10:00"),
    ],
)
@pytest.mark.parametrize(
    ("record", "key"),
    [(ncpi.testing.make_report(), "published"), (ncpi.testing.make_tracker(), "as_of")],
    ids=["a date that may be partial", "a day"],
)
def test_a_time_where_a_document_has_a_day_is_refused_with_its_day(record, key, value):
    document = ncpi.to_dict(record)
    document["content"][key] = value
    with pytest.raises(ncpi.errors.InvalidError) as caught:
        ncpi.from_dict(document)
    (fault,) = caught.value.faults
    assert (fault.path, fault.suggestion) == (f"$.content.{key}", 'Write "2025-01-01"')
    document["content"][key] = "2025-01-01"
    assert ncpi.to_dict(ncpi.from_dict(document))["content"][key] == "2025-01-01"


def test_a_record_in_a_plain_document_is_refused_with_how_to_write_it():
    document = ncpi.to_dict(ncpi.testing.make_report())
    document["content"]["sources"] = [ncpi.Source(title="x")]
    with pytest.raises(
        ncpi.errors.InvalidError, match=r'Write ncpi\.to_dict\(value\)\["content"\]'
    ):
        ncpi.from_dict(document)


class Share(Enum):
    HALF = 0.5


def test_a_member_whose_value_is_neither_text_nor_a_whole_number_is_refused_with_that_reason():
    @attrs.frozen(kw_only=True)
    class Shared(ncpi.Record):
        TAG = "tests.shared"

        share: Share | None = None

    with pytest.raises(ncpi.errors.InvalidError, match="neither text nor a whole number") as caught:
        ncpi.to_json(Shared(share=Share.HALF))
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("$.content.share", "unstorable")


@attrs.frozen(kw_only=True)
class Defaults(ncpi.Record):
    TAG = "tests.defaults"

    one: Any = 1
    several: Any = (1,)


@pytest.mark.parametrize(("field", "value"), [("one", True), ("one", 1.0), ("several", (True,))])
def test_what_equals_the_default_but_is_of_another_type_is_written(survives, field, value):
    back = getattr(survives(Defaults(**{field: value})), field)
    assert repr(back) == repr(value)
