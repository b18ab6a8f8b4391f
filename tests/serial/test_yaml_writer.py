"""Plain values as YAML text that a person can edit and every reader reads alike."""

import sys

import pytest
import yaml

from ncpi.errors import InvalidError, MissingExtraError
from ncpi.serial._yaml.reading import read_yaml, write_yaml


def comes_back(value):
    text = write_yaml(value)
    read = read_yaml(text)
    return read.faults == [] and read.value == value and yaml.safe_load(text) == value


def refusal(value):
    with pytest.raises(InvalidError) as caught:
        write_yaml(value)
    fault, *_ = caught.value.faults
    return fault.path, fault.code


def test_it_is_written_in_blocks_in_its_own_order_and_ends_in_a_newline():
    value = {
        "b": {"title": "Merseyside Police, Wŷn's", "counts": [1, 2.5, None, True], "none": {}},
        "a": [{"key": "1", "text": "one\n\n  two"}, [[], ["x"]], "http://a.b/c?d#e"],
    }
    assert write_yaml(value) == (
        "b:\n"
        "  title: Merseyside Police, Wŷn's\n"
        "  counts:\n"
        "    - 1\n"
        "    - 2.5\n"
        "    - null\n"
        "    - true\n"
        "  none: {}\n"
        "a:\n"
        '  - key: "1"\n'
        "    text: |-\n"
        "      one\n"
        "\n"
        "        two\n"
        "  - - []\n"
        "    - - x\n"
        "  - http://a.b/c?d#e\n"
    )
    assert comes_back(value)


# fmt: off
AMBIGUOUS = [
    "no", "On", "YES", "off", "y", "N", "null", "True", "~", "=", "<<", "", " a", "a ", "-", "- a",
    "1", "-1", "+1", "1e3", "0o14", "014", "0x1F", "0b1", "1_000", ".5", ".inf", "NaN", "1.5",
    "2018-08-30", "2018-08-30 10:00:00", "12:30", "1:30.5", "a: b", "a:", "a #b", "#a", "*a",
    "&a", "!a", "|", ">", "%a", "@a", "`a", "?", "? a", "{a", "[a", "'a", '"a"', "---", "...",
    ",", "a\tb", ":", "a\xa0: b", "a:\u3000b",
]
# fmt: on


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_a_reader_could_take_for_something_else_stands_in_quotes(text):
    assert write_yaml([text]).startswith('- "')
    assert comes_back([text, {text: text}])


@pytest.mark.parametrize(
    "text",
    ["police/merseyside", "Dyfed-Powys", "it's", "a, b [c] {d}", "a:b", "a#b", "a\\nb", "Ŵyn"],
)
def test_what_is_clearly_text_needs_no_quotes(text):
    assert write_yaml([text]) == f"- {text}\n"
    assert comes_back([text, {text: text}])


# fmt: off
BLOCKS = [
    ("one\ntwo", "|-\n  one\n  two\n"), ("one\n\n  two\n", "|\n  one\n\n    two\n"),
    ("# a\n- b: c", "|-\n  # a\n  - b: c\n"), ('"a"\n---\n...', '|-\n  "a"\n  ---\n  ...\n'),
]
# fmt: on


@pytest.mark.parametrize(("text", "block"), BLOCKS)
def test_a_text_of_many_lines_is_a_block_of_lines(text, block):
    assert write_yaml(text) == block
    assert write_yaml({"a": text}) == "a: " + block
    for value in (text, {"a": text}, [[text, text]], {"a": [{"b": text, "c": text}]}):
        assert comes_back(value)


# fmt: off
SPOILT = [
    "\n", " a\nb", "a \nb", "a\nb ", "a\n\n", "\na\nb", "a\r\nb", "a\n\tb", "a\x07\nb", "a\n\x85b",
    "a\u2028\nb", "a\n\ufeff", "\ta\nb", "a\n   \nb",
]
# fmt: on


@pytest.mark.parametrize("text", SPOILT)
def test_lines_that_a_block_or_an_editor_would_spoil_are_quoted_on_one_line(text):
    assert write_yaml(text).count("\n") == 1
    assert comes_back(text)


def test_long_lines_and_long_keys_are_not_folded():
    long = "word " * 1_000 + "end"
    assert write_yaml({"a": long}) == f"a: {long}\n"
    for length in (400, 500, 501, 900, 1024, 5000):
        key, other = "k" * length, "é: " * (length // 3)
        assert comes_back({key: {other: [{key: "v"}]}, other: "a\nb"})


def test_only_a_key_that_a_reader_may_find_too_long_is_marked_as_one():
    assert write_yaml({"k" * 122: "v"}) == f"{'k' * 122}: v\n"
    assert write_yaml({"k" * 123: "v"}) == f"? {'k' * 123}\n: v\n"
    escaped = r"\U000E0001"
    assert write_yaml({"\U000e0001" * 99: "v"}) == f'"{escaped * 99}": v\n'
    assert write_yaml({"\U000e0001" * 100: "v"}) == f'? "{escaped * 100}"\n: v\n'


@pytest.mark.parametrize(
    "number", [0, -5, -(10**299), 1.0, -0.0, 1e16, 1e-7, 1.5e300, 5e-324, 2**53 + 0.0, 0.1]
)
def test_a_number_comes_back_in_its_own_kind(number):
    text = write_yaml({"a": number})
    for back in (read_yaml(text).value["a"], yaml.safe_load(text)["a"]):
        assert (repr(back), type(back)) == (repr(number), type(number))


@pytest.mark.parametrize("sign", [*"\0\a\x1b\x7f\x85\r\u2028\ufeff\ufffe", "\\", '"'])
def test_what_a_reader_would_swallow_or_refuse_is_written_as_an_escape(sign):
    assert sign not in write_yaml(f"a{sign}b") or sign in '\\"'
    assert comes_back([f"{sign}b\nc", f"a{sign}b", {f"a{sign}": 1}])


def test_other_signs_are_written_as_they_are():
    assert write_yaml(["Ynys Môn £5 🙂", "ŵ\nŷ"]) == "- Ynys Môn £5 🙂\n- |-\n  ŵ\n  ŷ\n"
    assert write_yaml(["£5 “one”: no"]) == '- "£5 “one”: no"\n'


@pytest.mark.parametrize("value", [None, True, 5, 2.5, "a", "no", "a\nb", [], {}, [[]], [{}]])
def test_a_value_that_stands_alone_comes_back(value):
    assert comes_back(value)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"a": [float("nan")]}, ("$.a[0]", "number")),
        ([float("-inf")], ("$[0]", "number")),
        ({"a": 10**400}, ("$.a", "number")),
        ({"a b": {"c": object()}}, ("$['a b'].c", "type")),
        ({"a": {1: 2}}, ("$.a[1]", "type")),
        ({"a": "\ud800"}, ("$.a", "text")),
        ({"a": {"\ud800": 1}}, ("$.a['\\ud800']", "text")),
    ],
)
def test_what_would_not_come_back_is_refused_at_its_place(value, place):
    assert refusal(value) == place


def test_it_writes_as_deep_as_it_reads_and_no_deeper():
    value = []
    for _ in range(99):
        value = [value]
    assert comes_back(value)
    assert refusal([value])[1] == "too-deep"
    value.append(value)
    assert refusal(value)[1] == "too-deep"


def test_what_stands_twice_is_written_out_twice():
    shared = {"a": ["x"]}
    assert write_yaml([shared, shared]) == "- a:\n    - x\n" * 2


def test_without_the_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(MissingExtraError) as caught:
        write_yaml({})
    assert (caught.value.extra, caught.value.package) == ("yaml", "PyYAML")


@pytest.mark.parametrize("count", [99, 103, 110, 122])
def test_a_key_that_is_long_only_as_it_is_written_is_read_again(count):
    """PyYAML reads keys of up to 1,024 characters on one line, each emoji written with ten."""
    value = {"\U0001f600" * count: 1}
    assert yaml.safe_load(write_yaml(value)) == value
