"""What is no YAML at all is given by line and column, in words for who wrote it by hand."""

import pytest

from ncpi.errors import InvalidError
from ncpi.serial._yaml.reading import read_yaml


def refused(text):
    with pytest.raises(InvalidError) as caught:
        read_yaml(text)
    return caught.value.faults


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: 1\ntitle:Report\nb: 2\n", 2, 7, "a space is missing after the colon"),
        ("c:\n  title:Report\n  kind: x\n", 2, 9, "a space is missing after the colon"),
        ("- title:Report\n  kind: x\n", 1, 9, "a space is missing after the colon"),
        ("title: Merseyside: 2018\n", 1, 18, "text that contains ': ' needs quotes"),
        ("a: 1\n  b: 2\n", 2, 4, "indented deeper than the line above"),
        ("a\nb: 1\n", 2, 2, "or that line lacks its colon"),
        ("a:\n\tb: 1\n", 2, 1, "a tab is used where only spaces may indent"),
        ("a: b\n\tc: d\n", 2, 1, "a tab is used where only spaces may indent"),
        ('a: 1\nb: "x\nc: 2\n', 2, 4, "no closing quote"),
        ("a: 'x", 1, 4, "no closing quote"),
        ("a: 'it's'\n", 1, 8, "double a single quote"),
        ('a: "x\nb: "y"\n', 2, 5, "a quoted text ends before this"),
        ("a: @x\n", 1, 4, "text that starts with @ needs quotes"),
        ("a: %x\n", 1, 4, "text that starts with % needs quotes"),
        ("a: `x`\n", 1, 4, "text that starts with ` needs quotes"),
        ("a: *bold* text\n", 1, 4, "text that starts with * needs quotes"),
        ("a: & b\n", 1, 4, "text that starts with & needs quotes"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "check its indentation"),
        ("- a\nb: 1\n", 2, 1, "check its indentation"),
        ("a: 1\n- b\n", 2, 1, "check its indentation"),
    ],
)
def test_what_is_easily_done_by_hand_is_reported_by_line_column_and_in_plain_words(
    text, line, column, said
):
    (fault,) = refused(text)
    assert (fault.path, fault.code, fault.line) == ("$", "syntax", line)
    assert fault.message.startswith(f"not YAML at column {column}: ")
    assert said in fault.message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: 1\nb\n", 2, 1, "expected ':'"),
        ("a: - b\n", 1, 4, "sequence entries are not allowed"),
        ("a: |text\n  x\n", 1, 5, "expected"),
        ("a: [1, 2\nb: 3\n", 2, 2, "expected ',' or ']'"),
        ("a: {b: 1\nc: 2\n", 2, 2, "expected ',' or '}'"),
        ("a: [", 1, 5, "node content"),
        ("a: ]\n", 1, 4, "node content"),
        ("{a: 1}}\n", 1, 7, "document start"),
        ("%YAML 2.0\n---\na: 1\n", 1, 1, "incompatible YAML"),
        ("a: !e!x y\n", 1, 4, "tag handle"),
        ('a: "\\xZZ"\n', 1, 7, "decimal number"),
    ],
)
def test_whatever_else_is_broken_is_reported_in_the_words_of_the_parser(text, line, column, said):
    (fault,) = refused(text)
    assert (fault.path, fault.code, fault.line) == ("$", "syntax", line)
    assert fault.message.startswith(f"not YAML at column {column}: ")
    assert said in fault.message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("escape", ["\\q", "\\ud83d\\ude42", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_that_stands_for_nothing_is_refused_at_its_line(escape):
    (fault,) = refused(f'\na: "{escape}"\n')
    assert (fault.code, fault.line) == ("syntax", 2)
    assert "escape" in fault.message


@pytest.mark.usefixtures("parser")
def test_faults_before_the_broken_place_are_reported_as_well():
    paths = [(fault.path, fault.line) for fault in refused("a: *x\nb: !t 1\nc: [1")]
    assert paths == [("$.a", 1), ("$.b", 2), ("$", 3)]


def test_the_broken_place_is_shown_and_cut_short():
    assert refused("a: @handle\n")[0].value == "'@handle'"
    assert len(refused("a: @" + "x" * 1_000_000)[0].value) < 100


@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ud800", "\uffff"]
)
def test_a_sign_that_yaml_or_its_readers_would_swallow_is_refused_by_its_name(sign):
    (fault,) = refused(f"a: 1\r\nb: x{sign}y{sign}\n")
    assert (fault.path, fault.code, fault.line) == ("$", "syntax", 2)
    name = f"U+{ord(sign):04X}"
    assert fault.message == f"not YAML at column 5: the invisible character {name}"


@pytest.mark.parametrize("sign", ["\x07", "\x85", "\u2028", "\ufeff"])
def test_the_advice_for_such_a_sign_is_right(sign):
    (fault,) = refused(f"a: x{sign}y")
    escape = fault.suggestion.split('"')[1]
    assert read_yaml(f'a: "x{escape}y"')[:2] == ({"a": f"x{sign}y"}, [])


def test_what_is_binary_is_refused():
    for data in (bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"):
        assert refused(data)
