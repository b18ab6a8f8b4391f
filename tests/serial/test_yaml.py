"""YAML text to plain values, with nothing built, guessed or lost on the way."""

import pytest
import yaml

from ncpi.errors import InvalidError
from ncpi.serial._yaml.reading import read_yaml

pytestmark = pytest.mark.usefixtures("parser")


def found(text):
    """The path, the code and the line of every fault of a text that is YAML."""
    return [(fault.path, fault.code, fault.line) for fault in read_yaml(text).faults]


def refusal(text):
    """The only fault with which a text is refused."""
    with pytest.raises(InvalidError) as caught:
        read_yaml(text)
    (fault,) = caught.value.faults
    return fault


SOUND = """\
# by hand
title: National Child Protection Inspections  # the programme
empty:
bodies:
- police/merseyside
- 'it''s "quoted"'
nested: {a: [1, 2.5], "b": true}
text: |
  one
  two
folded: >-
  one
  two
"""


def test_sound_yaml_is_read_as_plain_values_without_a_fault():
    whole = {
        "title": "National Child Protection Inspections",
        "empty": None,
        "bodies": ["police/merseyside", 'it\'s "quoted"'],
        "nested": {"a": [1, 2.5], "b": True},
        "text": "one\ntwo\n",
        "folded": "one two",
    }
    assert read_yaml(SOUND)[:2] == (whole, [])
    assert read_yaml(SOUND.encode())[:2] == (whole, [])
    assert read_yaml(bytearray(SOUND.replace("\n", "\r\n").encode("utf-8-sig")))[:2] == (whole, [])


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("null", None),
        ("Null", None),
        ("~", None),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("+5", 5),
        ("2018", 2018),
        ("1.50", 1.5),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.0e-7", 1e-7),
        ("9" * 300, int("9" * 300)),
    ],
)
def test_words_numbers_and_nothing_are_what_yaml_1_2_and_json_say(word, value):
    read = read_yaml(f"a: {word}")
    assert read.faults == []
    assert (read.value, type(read.value["a"])) == ({"a": value}, type(value))


# fmt: off
TEXTS = [
    "2018-08-30", "2018-08-30 10:00:00", "09:30", "12:30", "yes", "No", "on", "OFF", "y", "nULL",
    "007", "-010", "00.5", "0o14", "0x1F", "1_000", "1.2.3", "5%", "=", ".", "-a", "1e", "e3",
    "٣", "NaN", "Infinity", "http://a.b/c#d", "a, b", "don't",
]
# fmt: on


@pytest.mark.parametrize("word", TEXTS)
def test_everything_else_without_quotes_is_text_as_it_stands(word):
    assert read_yaml(f"a: {word}")[:2] == ({"a": word}, [])


@pytest.mark.parametrize("word", ["null", "~", "true", "5", "1.5", ".nan", "", "<<", "*a", "!t"])
@pytest.mark.parametrize("quotes", ['a: "{}"', "a: '{}'", "a: |-\n  {}"])
def test_what_stands_in_quotes_or_a_block_is_text(word, quotes):
    assert read_yaml(quotes.format(word))[:2] == ({"a": word}, [])


@pytest.mark.parametrize("number", [".inf", "-.INF", "+.Inf", ".NaN", "1e999", "9" * 301])
def test_a_number_that_no_document_holds_is_a_fault_at_its_place(number):
    text = f"a:\n  - 1\n  - {number}\n"
    assert found(text) == [("$.a[1]", "number", 3)]
    assert read_yaml(text).value == {"a": [1, None]}


def test_a_key_without_quotes_is_its_own_text():
    text = "2018: a\nyes: b\nnull: c\n1.0: d\n'e f': g\n2018-08-30: h\n"
    keys = ["2018", "yes", "null", "1.0", "e f", "2018-08-30"]
    assert list(read_yaml(text).value) == keys
    assert read_yaml(text).faults == []


def test_every_repeated_key_is_a_fault_once_and_the_last_one_is_held():
    text = "a: 1\nb: {c: 1, c: 2, c: 3}\n'a': 2\nd:\n  - 5: 1\n    '5': 2\n"
    assert found(text) == [
        ("$.b.c", "repeated", 2),
        ("$.a", "repeated", 3),
        ("$.d[0]['5']", "repeated", 6),
    ]
    assert read_yaml(text).value == {"a": 2, "b": {"c": 3}, "d": [{"5": 2}]}


def test_an_anchor_is_refused_as_its_alias_is_wherever_it_is():
    text = "a: &here [1]\nb:\n  - *here\n"
    anchor, alias = read_yaml(text).faults
    assert (anchor.path, anchor.line, alias.path, alias.line) == ("$.a", 1, "$.b[0]", 3)
    assert "'&here'" in anchor.message
    assert anchor.suggestion == "Write the value without the anchor"
    assert "'*here'" in alias.message
    assert alias.suggestion == "Write it out in full here"
    assert found("&k a: &v b\nc: &m {d: 1}\n") == [
        ("$.a", "syntax", 1),
        ("$.a", "syntax", 1),
        ("$.c", "syntax", 2),
    ]


def test_an_alias_keeps_nothing_of_what_its_anchor_names():
    text = "a: &here [1]\nb:\n  - *here\n"
    assert read_yaml(text).value == {"a": [1], "b": [None]}


def test_an_alias_that_stands_for_nothing_or_for_itself_is_as_harmless():
    assert found("a: *none") == [("$.a", "syntax", 1)]
    assert found("&a [*a]") == [("$", "syntax", 1), ("$[0]", "syntax", 1)]


def test_a_merge_key_brings_nothing_in():
    text = "a: &a {b: 1}\nc:\n  <<: *a\n  d: 2\n"
    assert found(text) == [("$.a", "syntax", 1), ("$.c['<<']", "syntax", 3)]
    assert read_yaml(text).value == {"a": {"b": 1}, "c": {"<<": None, "d": 2}}
    assert read_yaml("<<: {a: 1}")[:2] == ({"<<": {"a": 1}}, [])


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("!!str", "Put the text in quotes instead"),
        ("!foo", "Write the value without the tag"),
        ("!", "Write the value without the tag"),
        ("!!int", "Write the value without the tag"),
        ("!<x:y>", "Write the value without the tag"),
    ],
)
def test_a_tag_is_a_fault_and_what_it_stands_before_is_read_all_the_same(tag, advice):
    text = f"a: {tag}\n  b: 1\n  b: .nan\n"
    faults = read_yaml(text).faults
    assert [(fault.path, fault.code) for fault in faults] == [
        ("$.a", "syntax"),
        ("$.a.b", "repeated"),
        ("$.a.b", "number"),
    ]
    assert tag.strip("!<>") in faults[0].message
    assert faults[0].suggestion == advice


def test_no_object_is_ever_built(tmp_path):
    target = tmp_path / "built"
    text = f"!!python/object/apply:os.mkdir ['{target.as_posix()}']"
    (fault,) = read_yaml(text).faults
    assert "!!python/object/apply:os.mkdir" in fault.message
    assert read_yaml(text).value == [target.as_posix()]
    assert not target.exists()


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "*x"])
def test_a_key_that_is_no_text_is_refused_at_its_line_after_the_faults_before_it(key):
    with pytest.raises(InvalidError) as caught:
        read_yaml(f"x: .nan\n? {key}\n: 1\nc: 2\n")
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [
        ("number", 1),
        ("syntax", 2),
    ]
    assert "a key must be text" in caught.value.faults[1].message


def test_a_tag_on_a_key_is_a_fault():
    assert found("!!str a: 1") == [("$.a", "syntax", 1)]


def test_every_value_has_its_line_by_its_path():
    text = "\n# first\ncontent:\n  findings:\n    - text: |\n        a\n        b\n      theme: x\n"
    text += "    -\n      text: c\n  'a b': 1\n"
    assert dict(read_yaml(text).lines) == {
        "$": 3,
        "$.content": 3,
        "$.content.findings": 4,
        "$.content.findings[0]": 5,
        "$.content.findings[0].text": 5,
        "$.content.findings[0].theme": 8,
        "$.content.findings[1]": 10,
        "$.content.findings[1].text": 10,
        "$.content['a b']": 11,
    }


def test_the_lines_never_outgrow_a_text_that_is_nested_deep():
    depth, many = 90, 5_000
    text = ("{" + "k" * 60 + ": ") * depth + "[" + "1, " * many + "]" + "}" * depth
    lines = read_yaml(text).lines
    assert lines["$." + "k" * 60] == 1
    assert sum(map(len, lines)) < len(text)


@pytest.mark.parametrize("text", ["", " \n\n", "# a\n", "---\n", "--- # a\n...\n"])
def test_an_empty_text_is_refused(text):
    fault = refusal(text)
    assert (fault.path, fault.code, fault.line) == ("$", "syntax", 1)
    assert "it is empty" in fault.message


def test_a_second_document_is_refused_at_its_line_and_one_with_marks_is_not():
    fault = refusal("a: 1\n---\nb: 2\n")
    assert (fault.code, fault.line) == ("syntax", 2)
    assert "a second document" in fault.message
    assert read_yaml("%YAML 1.2\n---\na: 1\n...\n")[:2] == ({"a": 1}, [])


def test_what_is_nested_too_deep_is_refused_at_its_line():
    assert read_yaml("[" * 100 + "]" * 100).faults == []
    for text in ("[" * 101 + "]" * 101, "[" * 100_000, "- " * 100_000, "{a: " * 100_000):
        assert (refusal(text).code, refusal(text).line) == ("too-deep", 1)
    stairs = "".join(" " * depth + "a:\n" for depth in range(200))
    assert (refusal(stairs).code, refusal(stairs).line) == ("too-deep", 101)


def test_reading_stops_after_a_thousand_faults():
    with pytest.raises(InvalidError) as caught:
        read_yaml("[" + "*a, " * 100_000 + "]")
    assert len(caught.value.faults) == 1001
    assert "reading stopped" in caught.value.faults[-1].message


@pytest.mark.parametrize("scalar", ["x", "9", " ", "'", "!", ":", "~", "-", "\\"])
def test_a_huge_scalar_is_read_or_refused_with_a_short_fault(scalar):
    try:
        faults = read_yaml(f"a: {scalar * 200_000}").faults
    except InvalidError as error:
        faults = error.faults
    for fault in faults:
        assert len(str(fault)) < 500


def test_a_large_text_read_by_the_slow_parser_is_warned_of_and_a_small_one_is_not(monkeypatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    line = "x" * 600
    large = "a: |\n" + f"  {line}\n" * 1_800
    with pytest.warns(RuntimeWarning, match="1 MB of YAML is slow.*in C. Install a wheel"):
        assert read_yaml(large).value["a"] == f"{line}\n" * 1_800
    assert read_yaml("a: b").value == {"a": "b"}
