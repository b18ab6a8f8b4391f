"""Input that is meant to hurt: refused in bounded memory, whatever the format."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

import ncpi
from ncpi.errors import InvalidError
from ncpi.serial import _documents as paths
from ncpi.serial import lines
from ncpi.serial._formats import Format
from ncpi.serial.lines import read_lines
from ncpi.testing import make_report

MEGABYTE = 2**20
FORMATS: tuple[Format, ...] = ("json", "jsonl", "yaml")
REPORT = make_report(title="Kent", recommendations_made=3)


def _peak(act: Callable[[], object]) -> int:
    """The most bytes held at once while it acts, over those held before."""
    act()  # what is imported and made once isn't the input's fault
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _refused(text: bytes, kind: Format) -> set[str]:
    return {fault.code for fault in ncpi.check(text, format=kind)}


def _with(token: str) -> bytes:
    """A report in which *token* stands for a number; on one line, which is YAML too."""
    return paths.json_line(REPORT).replace(b":3", b": " + token.encode())


DEEP = 200_000


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "nested",
    ["[" * DEEP, '{"a": ' * DEEP, "[" * DEEP + "]" * DEEP, "[{" * DEEP, '[{"a": ' * DEEP],
    ids=["lists", "objects", "closed", "nonsense", "mixed"],
)
def test_hostile_nesting_is_refused_in_memory_of_a_few_times_its_size(
    nested: str, kind: Format
) -> None:
    text = _with(nested)
    assert _refused(text, kind) <= {"too-deep", "syntax"}
    assert _peak(lambda: _refused(text, kind)) < 20 * len(text) + 8 * MEGABYTE


def test_yaml_that_is_nested_by_its_indentation_or_dashes_is_refused() -> None:
    for text in ("- " * 20_000, "\n".join(" " * depth + "a:" for depth in range(1_000))):
        assert _refused(text.encode(), "yaml") == {"too-deep"}
        assert _peak(lambda text=text: _refused(text.encode(), "yaml")) < 20 * MEGABYTE


NUMBERS = {
    "whole": "9" * MEGABYTE,
    "negative": "-" + "9" * MEGABYTE,
    "exponent": "1e" + "9" * MEGABYTE,
    "decimal": "0." + "9" * MEGABYTE,
    "large": "1e400",
    "soon large": "1" + "0" * 400,
    "tower": "9e999999999",
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_huge_number_is_refused_in_few_words_and_little_memory(number: str, kind: Format) -> None:
    text = _with(NUMBERS[number])
    faults = ncpi.check(text, format=kind)
    assert {fault.code for fault in faults} <= {"number", "type"}
    assert faults
    assert sum(len(str(fault)) for fault in faults) < 2_000
    assert _peak(lambda: _refused(text, kind)) < 30 * len(text) + 8 * MEGABYTE


def test_a_hundred_megabytes_without_the_end_of_a_line_are_never_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", MEGABYTE)
    path = tmp_path / "endless.jsonl"
    sound = paths.json_line(REPORT)
    with path.open("wb") as file:
        file.write(sound)
        for _ in range(100):
            file.write(b" " * MEGABYTE)
        file.write(b"\n" + sound.replace(b'"key":"', b'"key":"second-'))
    assert [(fault.line, fault.code) for fault in ncpi.check(path)] == [(2, "too-long")]
    assert _peak(lambda: ncpi.check(path)) < 8 * MEGABYTE
    read = read_lines(path)
    assert next(read) == REPORT
    with pytest.raises(InvalidError, match="longer than"):
        next(read)


def test_a_line_of_the_largest_size_is_not_held_twice_while_the_rest_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 16 * MEGABYTE
    monkeypatch.setattr(lines, "MAX_LINE", most)
    path = tmp_path / "endless.jsonl"
    path.write_bytes(b"x" * (4 * most))
    assert _peak(lambda: ncpi.check(path)) < 2.5 * most


LAUGHS = "\n".join(
    ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]
)
BOMBS = {
    "laughs": LAUGHS,
    "merged": "\n".join(
        ["a0: &a0 {x: 1}"]
        + [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 60)]
    ),
    "itself": "a: &a [*a, *a]\nb: &b {*b : *b}",
    "anchors": "\n".join(f"k{n}: &a{n} x" for n in range(4_000)),
    "object": "!!python/object/apply:os.system ['exit 1']",
    "a new class": "!!python/object/new:type {args: [a, [], {}]}",
    "tags": "\n".join(f"- !!python/name:os.x{n} ''" for n in range(3_000)),
    "sets": "!!set {? a, ? b}",
    "binary": "a: !!binary " + "QUFB" * 100_000,
    "documents": "--- a\n" * 20_000,
    "keys": "? " * 20_000,
    "text": "a: |\n" + "  x\n" * 200_000,
    "quotes": "a: '" + "''" * 200_000 + "'",
    "escapes": 'a: "' + "\\U0001F600" * 50_000 + '"',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_of_yaml_is_refused_in_memory_bounded_by_its_size(bomb: str) -> None:
    text = BOMBS[bomb].encode()
    faults = ncpi.check(text, format="yaml")
    assert 0 < len(faults) <= 1_001 + len(text) // 6
    assert _peak(lambda: _refused(text, "yaml")) < 100 * len(text) + 8 * MEGABYTE


def test_what_has_faults_without_end_is_reported_in_memory_that_the_input_bounds() -> None:
    document = ncpi.to_dict(REPORT)
    document["content"]["bodies"] = [0] * 2_000
    text = json.dumps(document).encode()
    assert _peak(lambda: _refused(text, "json")) < 800 * len(text)
