"""What a record's fields may hold: validators, converters and immutable values.

A field states its type once, in its annotation. The annotation decides which values are
accepted, in the classes of ncpi and in subclasses defined by other packages::

    @attrs.frozen(kw_only=True)
    class TrackedRecommendation(ncpi.Recommendation):
        TAG = "merseyside.tracked-recommendation"
        owner: str | None = None
        tags: tuple[str, ...] = ()

Here ``owner=5`` is rejected, and a list of tags is stored as a tuple. `Name`, `Text`, `Url` and
``Annotated[int, whole(1, 12)]`` are stricter than a type alone; `distinct` forbids duplicate
elements. A converter lets callers pass other forms of a value, and type checkers see it::

    tags: tuple[str, ...] = attrs.field(default=(), converter=tuple_of[str])
    priority: Priority = attrs.field(converter=one_of[Priority])
"""

from ncpi.fields._annotations import Name, Text, Url, accept, distinct, refuse, validator_of
from ncpi.fields._converters import many_of, mapping_of, one_of, tuple_of
from ncpi.fields._frozen import FrozenMapping, JsonValue
from ncpi.fields._validators import (
    MAX_NAME,
    MAX_TEXT,
    Bounds,
    Check,
    Validator,
    name,
    number,
    text,
    url,
    whole,
)

__all__ = [
    "MAX_NAME",
    "MAX_TEXT",
    "Bounds",
    "Check",
    "FrozenMapping",
    "JsonValue",
    "Name",
    "Text",
    "Url",
    "Validator",
    "accept",
    "distinct",
    "many_of",
    "mapping_of",
    "name",
    "number",
    "one_of",
    "refuse",
    "text",
    "tuple_of",
    "url",
    "validator_of",
    "whole",
]
