"""Faults in a JSON text of several lines say in which."""

import json

from hypothesis import given
from hypothesis import strategies as st

import ncpi
from ncpi.errors import path_step
from ncpi.serial._codec.places import positions_in_json

TEXT = """{
  "format": "ncpi",
  "version": 1,
  "content": {
    "type": "finding",
    "key": 5,
    "text": "a { in a text, and [ and \\" and : too",
    "sources": [
      {"title": "one", "url": "ftp://x"},
      {
        "title": ""
      }
    ]
  }
}
"""


def test_every_fault_names_the_line_in_which_its_value_stands() -> None:
    found = {fault.path: fault.line for fault in ncpi.check(TEXT)}
    assert found == {
        "$.content.key": 6,
        "$.content.sources[0].url": 9,
        "$.content.sources[1].title": 11,
    }


def test_what_is_missing_is_reported_in_the_line_of_what_should_hold_it() -> None:
    faults = ncpi.check('{"format": "ncpi", "version": 1,\n\n"content": {"type": "finding"}}')
    assert [(fault.path, fault.line) for fault in faults] == [
        ("$.content.key", 3),
        ("$.content.text", 3),
    ]


def test_a_text_of_one_line_needs_no_numbers() -> None:
    faults = ncpi.check('{"format": "ncpi", "version": 1, "content": {"type": "finding"}}')
    assert {fault.line for fault in faults} == {None}


def paths(value: object, path: str = "$") -> list[str]:
    """The path of every value, in the order of the text."""
    if isinstance(value, dict):
        inner = [(f"{path}{path_step(key)}", held) for key, held in value.items()]
    elif isinstance(value, list):
        inner = [(f"{path}[{index}]", held) for index, held in enumerate(value)]
    else:
        inner = []
    return [path, *(found for step, held in inner for found in paths(held, step))]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_every_value_has_its_line(value: object) -> None:
    """In a layout with one value to a line, the values stand in their order."""
    text = json.dumps(value, indent=1, allow_nan=False)
    lines, _ = positions_in_json(text)
    assert set(lines) == set(paths(value))
    entry = [lines[path] for path in dict.fromkeys(paths(value))]
    assert entry == sorted(entry)
    assert max(entry) <= text.count("\n") + 1
