"""Stores records as documents and loads them again. The only package that uses cattrs."""

from ncpi.serial._documents import from_dict, from_json, make_converter, to_dict, to_json
from ncpi.serial._files import check, load, save
from ncpi.serial._formats import FORMAT_VERSION, Format, Unknown

__all__ = [
    "FORMAT_VERSION",
    "Format",
    "Unknown",
    "check",
    "from_dict",
    "from_json",
    "load",
    "make_converter",
    "save",
    "to_dict",
    "to_json",
]


def __dir__() -> list[str]:
    return __all__
