"""Laws of YAML: what is written comes back, to us and to others, and both parsers agree."""

from collections.abc import Sequence

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ncpi.errors import Fault, InvalidError
from ncpi.serial._yaml.reading import read_yaml, write_yaml

# fmt: off
PIECES = st.sampled_from([
    "a", "B", "é", "🙂", " ", "  ", "\t", "\n", "\n\n", "\r\n", "- ", ": ", " #", "#", ":", "-",
    "?", "'", '"', "\\", "\0", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\u200b", "\u2028",
    "\u2029", "\ufeff", "\uffff", "\u202e", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%",
    "@", "`", "~", "=", "<<", "no", "on", "null", "true", "0", "1", "1e3", "0x", "_", ".", "+",
    "2018-08-30", "12:30", "---", "...", "k" * 600,
])
YAML_PIECES = st.sampled_from([
    "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", " ", "[", "]", "{", "}", ",", "'", '"',
    " #x", "|\n", ">-\n", "&a ", "*a", "!t ", "!!str ", "---\n", "...\n", "%YAML 1.2\n", "1", "é",
    "\r\n", "\\n", "-", ":", "<<: ", "@", "x:y", "~", ".nan", "a: ", "007", "\\ud800",
])
# fmt: on
TEXTS = st.lists(PIECES, max_size=6).map("".join) | st.text(
    st.characters(codec="utf-8"), max_size=8
)
SINGLE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


def exactly(value):
    """A value in which 1, 1.0 and True differ, and the order of keys counts."""
    if isinstance(value, dict):
        return [(key, exactly(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [exactly(inner) for inner in value], "list"
    return repr(value)


def outcome(text):
    try:
        read = read_yaml(text)
    except InvalidError:
        return None
    return exactly(read.value), read.faults, dict(read.lines)


@given(VALUES)
def test_what_is_written_is_read_as_it_was(value):
    read = read_yaml(write_yaml(value))
    assert exactly(read.value) == exactly(value)
    assert read.faults == []


@given(VALUES)
def test_what_is_written_is_the_same_to_other_readers_of_yaml_1_1(value):
    text = write_yaml(value)
    assert exactly(yaml.safe_load(text)) == exactly(value)
    if yaml.__with_libyaml__:
        assert exactly(yaml.load(text, yaml.CSafeLoader)) == exactly(value)


@given(VALUES)
def test_every_part_of_what_is_written_has_a_line_within_the_text(value):
    text = write_yaml(value)
    lines = read_yaml(text).lines
    assert set(lines.values()) <= set(range(1, text.count("\n") + 1))
    assert lines["$"] == 1


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this PyYAML was built without libyaml")
@given(st.lists(YAML_PIECES, max_size=12).map("".join))
def test_the_parsers_in_c_and_in_python_never_read_a_text_differently(text):
    """The one in Python refuses some that the one in C reads, for a tab or a question mark."""
    in_c = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        in_python = outcome(text)
    assert in_python in (in_c, None)


@given(st.text() | st.lists(YAML_PIECES, max_size=12).map("".join) | st.binary())
def test_whatever_it_is_given_nothing_but_our_own_error_comes_out_and_all_have_lines(text):
    faults: Sequence[Fault]
    try:
        faults = read_yaml(text).faults
    except InvalidError as error:
        faults = error.faults
    assert all(fault.line for fault in faults)


class _Dumper(yaml.SafeDumper):
    """PyYAML's own, with sequences indented and the style that we choose for a text."""

    def ignore_aliases(self, data):  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow=False, indentless=False):  # noqa: ARG002, FBT002 - as above
        super().increase_indent(flow, indentless=False)


def _as_chosen(dumper, value):
    written = write_yaml({"a": value}).removeprefix("a: ")
    style = written[0] if written[0] in '|"' else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _as_chosen)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_it_is_laid_out_as_pyyaml_does(value):
    theirs = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    assert write_yaml(value) == theirs
