"""In and out: nouns as documents. The only room that knows cattrs."""

from ncpi.serial.documents import (
    FORMAT_VERSION,
    from_dict,
    from_json,
    make_converter,
    to_dict,
    to_json,
)
from ncpi.serial.files import load, save

__all__ = [
    "FORMAT_VERSION",
    "from_dict",
    "from_json",
    "load",
    "make_converter",
    "save",
    "to_dict",
    "to_json",
]
