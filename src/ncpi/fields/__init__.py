"""What a record's fields may hold: validators, converters and values that can't be changed.

A field says its type once. The annotation decides what is let through, in the classes of
ncpi and in those that other packages derive from them::

    @attrs.frozen(kw_only=True)
    class TrackedRecommendation(ncpi.Recommendation):
        TAG = "merseyside.tracked-recommendation"
        owner: str | None = None
        tags: tuple[str, ...] = ()

Here ``owner=5`` is refused, and a list of tags is kept as a tuple. `Name`, `Text`, `Url` and
``Annotated[int, whole(1, 12)]`` say more than a type can, `distinct` that no two elements are
alike. A converter widens what callers may write, where type checkers see it::

    tags: tuple[str, ...] = attrs.field(default=(), converter=tuple_of[str])
    priority: Priority = attrs.field(converter=one_of[Priority])
"""

from ncpi.fields._annotations import (
    Name,
    Text,
    Url,
    accept,
    distinct,
    refuse,
    validator_of,
    validators_of,
)
from ncpi.fields._converters import many_of, mapping_of, one_of, tuple_of
from ncpi.fields._frozen import FrozenMapping, JsonPairs, JsonValue
from ncpi.fields._validators import (
    MAX_NAME,
    MAX_TEXT,
    Bounds,
    Check,
    Validator,
    clock_time,
    day,
    each,
    each_value,
    either,
    instance,
    member,
    name,
    number,
    optional,
    plain_text,
    text,
    truth,
    unique,
    url,
    whole,
)

__all__ = [
    "MAX_NAME",
    "MAX_TEXT",
    "Bounds",
    "Check",
    "FrozenMapping",
    "JsonPairs",
    "JsonValue",
    "Name",
    "Text",
    "Url",
    "Validator",
    "accept",
    "clock_time",
    "day",
    "distinct",
    "each",
    "each_value",
    "either",
    "instance",
    "many_of",
    "mapping_of",
    "member",
    "name",
    "number",
    "one_of",
    "optional",
    "plain_text",
    "refuse",
    "text",
    "truth",
    "tuple_of",
    "unique",
    "url",
    "validator_of",
    "validators_of",
    "whole",
]
