"""Writes plain values as YAML text that every parser reads alike.

Block style, in the given order, with quotes around any text that YAML 1.1 or 1.2 could read
as another type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ncpi.errors import InvalidError, MissingExtraError
from ncpi.fields._frozen import freeze_json

if TYPE_CHECKING:
    import yaml

__all__ = ["write_yaml"]

# It starts with a letter and contains no tab, line break, ": " or " #".
_PLAIN = re.compile(r"[^\W\d_](?:[^\s:]|:(?=\S)| +(?=[^\s#]))*")
_NOT_TEXT = frozenset(
    ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity")
)
# Text that a literal block can't contain, or whose white space an editor might strip.
_NO_BLOCK = re.compile(r"\A\s|[ \t](?:\n|\Z)|\n\n\Z|[\t\x85\u2028\u2029]")


def write_yaml(value: object) -> str:
    """*value* as YAML text, ending in a newline.

    Args:
        value: a JSON value, in plain dicts and lists.

    Raises:
        ncpi.errors.InvalidError: part of it isn't JSON.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    try:
        import yaml  # noqa: PLC0415 - an extra, imported only where used
    except ImportError:
        raise MissingExtraError("yaml", "PyYAML") from None
    try:
        # The limit is 100 levels, as for reading: freeze_json allows 50 from depth 0.
        freeze_json(value, depth=-49)
    except InvalidError as error:
        raise InvalidError([fault.below("$") for fault in error.faults]) from None
    # The stubs don't allow an infinite width. The dumper in C would write different bytes.
    dump: Callable[..., str] = getattr(yaml, "dump")  # noqa: B009 - typed too narrowly
    return dump(value, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=float("inf"))


def _dumper() -> type[yaml.SafeDumper]:
    import yaml  # noqa: PLC0415 - see above

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
            super().increase_indent(flow, indentless=False)

    def represent_text(_: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=_style(value))

    Dumper.add_representer(str, represent_text)
    return Dumper


def _style(value: str) -> str | None:
    """The style of a text: None for plain, a bar for a literal block, or a double quote."""
    if "\n" in value:
        return '"' if _NO_BLOCK.search(value) else "|"
    is_plain = _PLAIN.fullmatch(value) and value.casefold() not in _NOT_TEXT
    return None if is_plain else '"'
