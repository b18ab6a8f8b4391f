"""JSON text to plain values, with what a plain value can't show stated as a fault."""

import pytest

from ncpi.errors import InvalidError, path_step
from ncpi.serial._text import read_json, write_json


def syntax(text):
    with pytest.raises(InvalidError) as caught:
        read_json(text)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code) == ("$", "syntax")
    return fault


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            '{"a": [1, 2.5, "x", true, false, null, {}]}',
            {"a": [1, 2.5, "x", True, False, None, {}]},
        ),
        ("-0.0", -0.0),
        ('"\\ud83d\\ude42"', "🙂"),
        (" [ ] ", []),
    ],
)
def test_sound_json_is_read_as_plain_values_without_a_fault(text, value):
    assert read_json(text) == (value, [])
    assert read_json(text.encode()) == (value, [])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{\n  "a": 1,\n  "b" 2\n}', 3, "column 7: a colon is missing between key and value"),
        ('{"a": 1 "b": 2}', 1, "column 9: a comma is missing before this"),
        ('{"a": }', 1, "column 7: a value is missing here"),
        ('{"a": "x\n', 1, "column 9"),
        ('{"a": "x', 1, "column 7: the text that starts here has no closing quote"),
        ("{'a': 1}", 1, "column 2: expected a key in double quotes"),
        ('{"a": 1} {"b": 2}', 1, "column 10: the document ends before this"),
        ("[1, 2,]", 1, "column"),
        ("nul", 1, "column 1: a value is missing here"),
        ("", 1, "column 1: it is empty"),
        (" \n\t", 2, "it is empty"),
    ],
)
def test_broken_json_is_reported_by_line_column_and_in_plain_words(text, line, said):
    fault = syntax(text)
    assert fault.line == line
    assert fault.message.startswith("not JSON at column ")
    assert said in fault.message


def test_the_words_at_the_broken_place_are_shown_and_cut_short():
    assert syntax('{"a": 1 "b": 2}').value == "'\"b\": 2}'"
    assert len(syntax("x" * 1_000_000).value) < 100


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 10**5])
def test_a_number_that_json_has_not_or_no_reader_should_build_is_a_fault_at_its_place(token):
    _, found = read_json(f'{{"a": [1, {token}]}}')
    (fault,) = found
    assert (fault.path, fault.code) == ("$.a[1]", "number")
    assert len(fault.value) < 100


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_has_up_to_three_hundred_digits_whatever_its_sign(sign):
    assert read_json(sign + "9" * 300) == (int(sign + "9" * 300), [])
    (fault,) = read_json(sign + "9" * 301)[1]
    assert fault.message == "the number has 301 digits; the maximum is 300"


def test_every_repeated_key_is_a_fault_at_its_place_once():
    text = """{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2,
        "d": [{"e": 1, "e": 1}], "x y": {"": 1, "": 2}}"""
    _, found = read_json(text)
    assert [(fault.path, fault.code) for fault in found] == [
        ("$.a", "repeated"),
        ("$.b.c", "repeated"),
        ("$.d[0].e", "repeated"),
        ("$['x y']['']", "repeated"),
    ]


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_refused_with_what_to_save_it_as(name):
    with pytest.raises(InvalidError) as caught:
        read_json('{"a": "é"}'.encode(name))
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, fault.line) == ("$", "encoding", 1)
    assert fault.suggestion == "Save it as UTF-8"


def test_latin_1_is_refused_with_the_line_of_the_first_wrong_byte():
    with pytest.raises(InvalidError) as caught:
        read_json('{\n"a": 1,\n"b": "é"}'.encode("latin-1"))
    (fault,) = caught.value.faults
    assert (fault.code, fault.line) == ("encoding", 3)
    assert str(fault).count("line") == 1


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("key", ".key"),
        ("key_2-b", ".key_2-b"),
        ("two words", "['two words']"),
        ("a.b", "['a.b']"),
        ("", "['']"),
        ("0", "['0']"),
        ("é", "['é']"),
    ],
)
def test_a_step_of_a_path_is_a_plain_word_or_quoted(key, path):
    assert path_step(key) == path


def test_a_step_is_cut_short_for_an_endless_key():
    assert len(path_step("a" * 1_000_000)) < 100


def test_text_is_written_indented_in_its_own_order_and_ends_in_a_newline():
    assert write_json({"b": [1, "é"], "a": {}}) == (
        '{\n  "b": [\n    1,\n    "é"\n  ],\n  "a": {}\n}\n'
    )


def test_a_text_that_was_cut_off_is_reported_to_end_where_it_ends():
    with pytest.raises(InvalidError) as caught:
        read_json('{"a": {"b": 1\n\n')
    (fault,) = caught.value.faults
    assert (fault.line, fault.message) == (
        1,
        "not JSON at column 14: it ends here, before it is complete",
    )
