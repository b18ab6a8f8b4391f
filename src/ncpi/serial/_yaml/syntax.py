"""Parses YAML text to events, and reports syntax errors in plain words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from ncpi.errors import Fault, InvalidError, MissingExtraError, shown
from ncpi.fields._frozen import storable_text_fault

if TYPE_CHECKING:
    import yaml

__all__ = ["TOO_DEEP", "Event", "events", "forbidden_characters"]

# YAML treats U+0085, U+2028 and U+2029 as line breaks, and folds them away; PyYAML's two
# parsers disagree on U+007F and U+FEFF.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
TOO_DEEP = "the document is nested too deep to be read"
"""The message for both limits: the parser's, and ours."""

_LARGE = 2**20
_LINE_END = re.compile("\r\n|\n|\r")
_NO_SPACE = re.compile(r"[ ]*(?:- +)*[A-Za-z_][\w-]*:(?!//)[^\s:]")
_UNCLOSED = "the text that starts here has no closing quote"
_TAB = "a tab is used where only spaces may indent"
_SPACE = "a space is missing after the colon"
_COLON = "a second colon in one line; text that contains ': ' needs quotes"
_DEEPER = "it is indented deeper than the line above, or that line lacks its colon"
_AFTER_QUOTES = (
    "a quoted text ends before this; inside quotes, double a single quote, and put a "
    "backslash before a double quote"
)
_MISPLACED = "it does not continue the lines above; check its indentation"


class Event(NamedTuple):
    """One event of the parser; *plain* is whether a scalar has no quotes."""

    kind: Literal["scalar", "alias", "list", "object", "end", "document"]
    line: int
    text: str = ""
    tag: str | None = None
    plain: bool = False
    anchor: str | None = None


def forbidden_characters(text: str) -> Iterator[Fault]:
    """A fault for each character that YAML text can't contain unescaped, where it first occurs."""
    for character in dict.fromkeys(match[0] for match in _FORBIDDEN.finditer(text)):
        before = _LINE_END.split(text[: text.index(character)])
        reason = f"the invisible character U+{ord(character):04X}"
        message = f"not YAML at column {len(before[-1]) + 1}: {reason}"
        advice = "Remove it"
        if not storable_text_fault(character):
            advice += f', or write it as "\\u{ord(character):04x}" inside double quotes'
        yield Fault("$", "syntax", message, shown(character), advice, len(before))


def events(text: str) -> Iterator[Event]:
    """The parser's events for *text*.

    Raises:
        ncpi.errors.InvalidError: it is not YAML.
        ncpi.errors.MissingExtraError: PyYAML isn't installed.
    """
    try:
        import yaml  # noqa: PLC0415 - an extra, imported only where used
    except ImportError:
        raise MissingExtraError("yaml", "PyYAML") from None
    line = 1
    # The parser in C gives the same events, ten times faster.
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    _warn_if_slow(text, in_c=yaml.__with_libyaml__)
    try:
        for event in yaml.parse(text, loader):
            line = event.start_mark.line + 1 if event.start_mark else line
            if isinstance(event, yaml.ScalarEvent):
                # The parser in Python accepts an escaped half of a surrogate pair.
                event.value.encode()
                is_plain = not event.style
                yield Event("scalar", line, event.value, event.tag, is_plain, event.anchor)
            elif isinstance(event, yaml.CollectionStartEvent):
                is_list = isinstance(event, yaml.SequenceStartEvent)
                kind: Literal["list", "object"] = "list" if is_list else "object"
                yield Event(kind, line, tag=event.tag, anchor=event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                yield Event("alias", line, event.anchor or "")
            elif isinstance(event, yaml.CollectionEndEvent):
                yield Event("end", line)
            elif isinstance(event, yaml.DocumentStartEvent):
                yield Event("document", line)
    except yaml.MarkedYAMLError as error:
        raise InvalidError([_syntax_fault(_LINE_END.split(text), error)]) from None
    # The parser in Python raises these for invalid escapes and version numbers.
    except (yaml.YAMLError, ValueError, ArithmeticError):
        message = "not YAML here or below: an escape that is not a valid character"
        raise InvalidError([Fault("$", "syntax", message, "", None, line)]) from None


def _warn_if_slow(text: str, *, in_c: bool) -> None:
    """Warn that the parser in Python takes long for *text*, if it is used and *text* is large."""
    if not in_c and len(text) > _LARGE:
        message = (
            f"reading {len(text) / 1e6:,.0f} MB of YAML is slow: PyYAML was installed without its "
            "parser in C. Install a wheel of it, or store large archives as JSON"
        )
        warnings.warn(message, RuntimeWarning, stacklevel=3)


def _syntax_fault(lines: list[str], error: yaml.MarkedYAMLError) -> Fault:
    at = _place(lines, error.problem_mark or error.context_mark)
    began = _place(lines, error.context_mark or error.problem_mark)
    if "maximum nesting" in (error.problem or ""):  # libyaml since 0.2.6 has a limit of its own
        return Fault("$", "too-deep", TOO_DEEP, "", None, at[0] + 1)
    reason, (row, column) = _in_words(lines, error.problem or "", error.context or "", at, began)
    snippet = lines[row][column : column + 30]
    message = f"not YAML at column {column + 1}: {reason}"
    return Fault("$", "syntax", message, shown(snippet) if snippet else "", None, row + 1)


def _place(lines: list[str], mark: yaml.Mark | None) -> tuple[int, int]:
    if mark is None:
        return 0, 0
    # The parser in C assumes a line break at the end of every text.
    is_beyond = mark.line >= len(lines)
    return (len(lines) - 1, len(lines[-1])) if is_beyond else (mark.line, mark.column)


def _in_words(
    lines: list[str], problem: str, context: str, at: tuple[int, int], began: tuple[int, int]
) -> tuple[str, tuple[int, int]]:
    """The reason, in plain words if known, else PyYAML's, and the position to report."""
    if "quoted scalar" in context and "unexpected" in problem:
        return _UNCLOSED, began
    if "expected ':'" in problem or "alphabetic" in problem:
        at = began
    before, character = lines[at[0]][: at[1]], lines[at[0]][at[1] : at[1] + 1]
    if any(words in problem for words in ("start any token", "alphabetic", "tab character")):
        needs_quotes = f"text that starts with {character} needs quotes"
        return (_TAB if character == "\t" else needs_quotes), at
    if "expected ':'" in problem or "mapping values" in problem:
        for row in (at[0], max(at[0] - 1, 0)):
            if match := _NO_SPACE.match(lines[row]):
                return _SPACE, (row, match.end() - 1)
    if "mapping values" in problem:
        return (_COLON if ": " in before else _DEEPER), at
    if "parsing a block" in context and "block node" not in context:
        return (_AFTER_QUOTES if before.strip(" -") else _MISPLACED), at
    return problem[:200], at
