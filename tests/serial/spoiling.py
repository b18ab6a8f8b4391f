"""Documents spelt in every way that JSON allows, and spoilt in every way we could think of.

A document is a tree in which an object may have a key twice, and a text or a number may be
spelt by hand. A function draws what is done to it, so that Hypothesis can shrink it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as st

__all__ = ["LAYOUTS", "Object", "Raw", "planted", "spelt", "spoilt_bytes", "spoilt_texts"]


class Raw(NamedTuple):
    """A value as it is spelt in the text."""

    token: str


class Object:
    """An object as pairs, of which several may have one key."""

    def __init__(self, pairs: list[list[Any]]) -> None:
        self.pairs = pairs


class Layout(NamedTuple):
    """How a document is laid out: as ncpi does, or otherwise."""

    comma: str = ","
    colon: str = ":"
    indent: str | None = None
    is_ascii: bool = False
    end: str = ""


LAYOUTS = {
    "indented": Layout(",", ": ", "  ", end="\n"),
    "a line": Layout(end="\n"),
    "compact": Layout(),
    "no newline": Layout(",", ": ", "  "),
    "two newlines": Layout(",", ": ", "  ", end="\n\n"),
    "tabs": Layout(",", ": ", "\t", end="\n"),
    "spaced": Layout(", ", ": "),
    "wide": Layout(" , ", " :\t", end=" \r\n "),
    "escaped": Layout(",", ": ", "  ", is_ascii=True, end="\n"),
}
_OURS = ("indented", "a line", "compact")


def planted(value: Any) -> Any:
    """*value*, plain JSON, as a tree."""
    if isinstance(value, dict):
        return Object([[key, planted(held)] for key, held in value.items()])
    return [planted(held) for held in value] if isinstance(value, list) else value


def spelt(tree: Any, layout: Layout, depth: int = 0) -> str:
    """*tree* as text."""
    if isinstance(tree, Raw):
        return tree.token
    if isinstance(tree, Object):
        parts = [
            f"{_scalar(key, layout)}{layout.colon}{spelt(held, layout, depth + 1)}"
            for key, held in tree.pairs
        ]
        return _around("{}", parts, layout, depth)
    if isinstance(tree, list):
        return _around("[]", [spelt(held, layout, depth + 1) for held in tree], layout, depth)
    return _scalar(tree, layout)


def _scalar(value: Any, layout: Layout) -> str:
    return (
        value.token if isinstance(value, Raw) else json.dumps(value, ensure_ascii=layout.is_ascii)
    )


def _around(brackets: str, parts: list[str], layout: Layout, depth: int) -> str:
    if not parts or layout.indent is None:
        return brackets[0] + layout.comma.join(parts) + brackets[1]
    inner = "\n" + layout.indent * (depth + 1)
    outer = "\n" + layout.indent * depth
    return brackets[0] + inner + (layout.comma + inner).join(parts) + outer + brackets[1]


BLANKS = (" ", "\t", "\n", "\r\n", "\x00", "\x1f", "\x7f", "\x85", "\u00a0", "\u2003", "\u2028")
BLANKS += ("\u2800", "\u3164", "\u034f", "\u3000", "\u200b", "\ufeff", "\ufffe")
BLANKS += ("\U0001f600", "\\", '"', "/")
TOKENS = ("1.0", "1e2", "-0", "-0.0", "0.5", "1E400", "9" * 400, "NaN", "Infinity", "-Infinity")
TOKENS += (r'"\ud800"', r'"\udc00x"', r'"\u0041"', r'"\/"', r'"\x"', '"\t"', r'"\u0000"', "")
TOKENS += ("01", "+1", "tru", "'x'", "//", "9223372036854775808", "-9223372036854775809")
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 12, 2**31, 2**63, 2**64, 10**18, 0.5, "", " ", "x", "ü", "en",
    "1", "2018", "2018-13", "2018-02-30", "2018-02-28", "0000", "٢٠١٨", "open", "unknown", "good",
    "GOOD", "stated", "Stated", "complete", "unstated", "inspection", "report", "08:30", "24:00",
    "monday", "https://", "https:///x", "HTTPS://x", "https://x y", "https://x\u3000", "peel",
    "ncpi-cases-2014", "ncpi-2014", "police/merseyside", "x" * 1000, "x" * 1001, [], {}, [[]],
    [{}], [None], [""], ["a", "a"], ["a", "A"], {"": None}, {"type": None}, {"type": "report"},
    {"type": "source"}, {"type": "partial-date", "year": 2018}, {"year": 2018, "month": 2},
    {"type": "no-such-record"}, {"good": 1, "requires improvement": None}, {"a b.c[0]'\"": 1},
)  # fmt: skip
KEYS = ("type", "strange", "x y", "", "unknown_fields", "note", "key", "Key", "sources", "title")
KEYS += ("format", "version", "content", "$", "\x00", "\u00e9", "confidence", "counts", "history")

_Place = tuple[Any, int]


def _places(tree: Any) -> Iterator[_Place]:
    """Every pair of every object and every element of every list, as its holder and index."""
    held = tree.pairs if isinstance(tree, Object) else tree
    if not isinstance(tree, (Object, list)) or isinstance(tree, Raw):
        return
    for index, one in enumerate(held):
        yield tree, index
        yield from _places(one[1] if isinstance(tree, Object) else one)


def _get(place: _Place) -> Any:
    holder, index = place
    return holder.pairs[index][1] if isinstance(holder, Object) else holder[index]


def _set(place: _Place, value: Any) -> None:
    holder, index = place
    if isinstance(holder, Object):
        holder.pairs[index][1] = value
    else:
        holder[index] = value


def _copied(tree: Any) -> Any:
    if isinstance(tree, Object):
        return Object([[key, _copied(held)] for key, held in tree.pairs])
    return [_copied(held) for held in tree] if type(tree) is list else tree


def _list(place: _Place) -> list[Any]:
    holder = place[0]
    return holder.pairs if isinstance(holder, Object) else holder


def _drop(_draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    del _list(place)[place[1]]


def _replace(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    _set(place, planted(draw(st.sampled_from(VALUES))))


def _respell(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    _set(place, Raw(draw(st.sampled_from(TOKENS))))


def _same_otherwise(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    """What means the same to JSON, or nearly, in another spelling."""
    value = _get(place)
    if isinstance(value, str) and value:
        at = draw(st.integers(0, len(value) - 1))
        escaped = "".join(f"\\u{unit:04x}" for unit in _units(value[at]))
        before, after = json.dumps(value[:at]), json.dumps(value[at + 1 :], ensure_ascii=False)
        _set(place, Raw(before[:-1] + escaped + after[1:]))
    elif type(value) is int:
        _set(place, Raw(draw(st.sampled_from([f"{value}.0", f"{value}e0", f"-{value}", "true"]))))
    elif type(value) is bool:
        _set(place, int(value))


def _units(sign: str) -> list[int]:
    data = sign.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def _pad(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    value = _get(place)
    if isinstance(value, str):
        blank = draw(st.sampled_from(BLANKS))
        _set(place, draw(st.sampled_from([value + blank, blank + value, blank, value * 999])))


def _move(draw: st.DrawFn, place: _Place, found: list[_Place]) -> None:
    _set(place, _copied(_get(draw(st.sampled_from(found)))))


def _add(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    at = draw(st.sampled_from([0, place[1], place[1] + 1]))
    value = planted(draw(st.sampled_from(VALUES)))
    is_object = isinstance(place[0], Object)
    _list(place).insert(at, [draw(st.sampled_from(KEYS)), value] if is_object else value)


def _rename(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    if isinstance(place[0], Object):
        pair = place[0].pairs[place[1]]
        key = str(pair[0])
        pair[0] = draw(st.sampled_from([f"{key}s", key[:-1], key.upper(), f"{key} ", *KEYS]))


def _respell_key(_draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    if isinstance(place[0], Object):
        pair = place[0].pairs[place[1]]
        if isinstance(pair[0], str) and pair[0].isascii() and pair[0].isalnum():
            pair[0] = Raw(f'"\\u{ord(pair[0][0]):04x}{pair[0][1:]}"')


def _repeat(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    """A key or an element twice: beside itself, first or last; with its own or another value."""
    held = _list(place)
    twin = _copied(_get(place))
    if draw(st.booleans()):
        twin = planted(draw(st.sampled_from(VALUES)))
    at = draw(st.sampled_from([0, place[1], place[1] + 1, len(held)]))
    held.insert(at, [held[place[1]][0], twin] if isinstance(place[0], Object) else twin)


def _turn(draw: st.DrawFn, place: _Place, _all: list[_Place]) -> None:
    held = _list(place)
    by = draw(st.integers(1, max(1, len(held) - 1)))
    held[:] = held[by:] + held[:by]


_SPOIL: tuple[Callable[[st.DrawFn, _Place, list[_Place]], None], ...] = (
    _drop, _replace, _respell, _same_otherwise, _pad, _move, _add, _rename, _respell_key,
    _repeat, _turn,
)  # fmt: skip
_TEXTS: tuple[Callable[[str], str | bytes], ...] = (
    lambda text: "\ufeff" + text,
    lambda text: b"\xef\xbb\xbf" + text.encode("utf-8", "replace"),
    lambda text: text.encode("utf-16", "replace"),
    lambda text: text.encode("latin-1", "replace"),
    lambda text: text.encode("utf-8", "surrogatepass"),
    lambda text: text.encode("utf-8", "replace").replace(b"type", b"typ\xff"),
    lambda text: text.encode("utf-8", "replace").replace(b'": "', b'": "\xff', 4),
    lambda text: text + "x",
    lambda text: text + "\x00",
    lambda text: text + text,
    lambda text: "\n" + text,
    lambda text: text[:-3],
    lambda text: text.replace("2", "2.0", 1),
    lambda text: text.replace("ncpi", "ncpj", 1),
    lambda text: text.replace("e", "\\u0065", 1),
    lambda text: text.replace("\n", "\r\n"),
)


@st.composite
def spoilt_texts(draw: st.DrawFn, document: dict[str, Any], most: int = 3) -> str | bytes:
    """*document* as text, with up to *most* things spoilt in it, or none."""
    tree = planted(document)
    for _ in range(draw(st.integers(0, most))):
        if found := list(_places(tree)):
            draw(st.sampled_from(_SPOIL))(draw, draw(st.sampled_from(found)), found)
    layout = draw(st.sampled_from(_OURS) | st.sampled_from(list(LAYOUTS)))
    text = spelt(tree, LAYOUTS[layout])
    if draw(st.integers(0, 7)) == 0:
        return draw(st.sampled_from(_TEXTS))(text)
    if draw(st.integers(0, 3)) == 0:
        return text.encode("utf-8", "surrogatepass")
    return text


@st.composite
def spoilt_bytes(draw: st.DrawFn, text: str) -> bytes:
    """*text* with a few of its bytes cut out, replaced, repeated or cut off, in any format."""
    data = bytearray(text.encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.sampled_from([0, 1, 2, 10, 100])))
        token = draw(st.sampled_from([*TOKENS, *BLANKS])).encode("utf-8", "surrogatepass")
        data[at:to] = draw(st.sampled_from([b"", token, b"\xff", bytes(data[at:to]) * 2]))
    return bytes(data[: draw(st.sampled_from([len(data)] * 9 + [len(data) // 2]))])
