"""Responses to reports as Markdown, which a person fills in and ncpi reads back.

A response without sources, confidence and fields of other packages is kept without loss; any
other is refused, and belongs in YAML or JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, listed, nearest, shown
from ncpi.model import ItemRef, Report
from ncpi.model.responses import Response
from ncpi.serial._codec.thorough import located
from ncpi.serial._documents import from_dict, to_dict
from ncpi.serial._formats import FORMAT_VERSION
from ncpi.vocabulary import ItemKind

__all__ = ["from_markdown", "to_markdown"]

_TITLE = "# Response to "
_HEADER = {
    "Kind": "kind",
    "Party": "party",
    "Body": "body",
    "Published": "published",
    "Chief officer invited to comment by": "chief_officer_invited_by",
}
_COPIED = "Copied to"
_SECTIONS = {
    "Comments": "comments",
    "The chief officer's comments": "chief_officer_comments",
    "Reply to the chief officer": "reply",
}
_GROUPS = {kind.plural[0].upper() + kind.plural[1:]: kind for kind in ItemKind}
_PARTS = {
    "Action taken": "action_taken",
    "Action proposed": "action_proposed",
    "Reason for none": "reason_for_none",
}
_POSITION = "Position"

_HINT = """<!--
Write below the headings and after the colons, and leave the headings as they are.
Dates are written 2018-10-24. A line of your own text that begins with # needs a backslash
before it: \\#. Repeat "Copied to" for each recipient.
-->"""

# A line that is a heading in Markdown, or is meant as one.
_HEADING = r"( {0,3})(\\*)#"
_ESCAPED = r"( {0,3})\\(\\*#)"


def to_markdown(response: Response, report: Report | None = None) -> str:
    """*response* as Markdown with a heading for each part, which `from_markdown` reads.

    The texts of the items are quoted from *report*, for the person who fills it in.

    Raises:
        ncpi.errors.InvalidError: Markdown can't hold something in it, such as sources; or it
            answers another report.
    """
    faults: list[Fault] = []
    response = fields.accept(Response, response, "response", faults)
    if report is not None:
        report = fields.accept(Report, report, "report", faults)
    fields.refuse(faults, "to_markdown")
    if report is not None and report.key != response.report:
        message = f"the response is to {response.report}, not to {report.key}"
        fields.refuse([Fault("report", "inconsistent", message, report.key)], "to_markdown")
    texts = {} if report is None else {item.ref(report.key): item.text for item in report.items}
    text = "\n".join(_lines(response, texts))
    if lost := [*_lost(response, text)]:
        raise InvalidError(lost, "to_markdown")
    return text


def _lines(response: Response, texts: Mapping[ItemRef, str]) -> Iterator[str]:
    content: dict[str, Any] = to_dict(response)["content"]
    yield from (f"{_TITLE}{response.report}", "", _HINT, "")
    for name, field in _HEADER.items():
        value = {"kind": response.kind.value, "party": response.party.value}.get(field)
        yield f"- {name}: {content.get(field, value) or ''}".rstrip()
    for name in response.copied_to or ("",):
        yield f"- {_COPIED}: {name}".rstrip()
    for name, field in _SECTIONS.items():
        yield from _part(f"## {name}", content.get(field))
    kind: ItemKind | None = None
    answers: Sequence[dict[str, Any]] = content.get("answers", ())
    for answer, written in zip(response.answers, answers, strict=True):
        if answer.item.kind is not kind:
            kind = answer.item.kind
            yield from ("", next(f"## {name}" for name, each in _GROUPS.items() if each is kind))
        yield from ("", f"### {answer.item}")
        if answer.item in texts:
            yield from ("", *(f"> {line}".rstrip() for line in texts[answer.item].split("\n")))
        if answer.position is not None:
            yield from _part(f"#### {_POSITION}", answer.position)
        for name, field in _PARTS.items():
            yield from _part(f"#### {name}", written.get(field))
    yield ""


def _part(heading: str, text: str | None) -> Iterator[str]:
    yield from ("", heading)
    if text is not None:
        yield ""
        for line in text.split("\n"):
            yield re.sub(f"^{_HEADING}", r"\1\\\2#", line)


def _lost(response: Response, text: str) -> Iterator[Fault]:
    """A fault for each field that the Markdown *text* of *response* doesn't hold."""
    advice = "Save it as YAML or JSON instead"
    try:
        again = from_markdown(text)
    except InvalidError as error:
        for fault in error.faults:
            message = f"Markdown can't hold this response: {fault.message}"
            yield attrs.evolve(fault, message=message, suggestion=advice, line=None)
        return
    if type(response) is not Response:
        message = "Markdown can't hold the subclass of a response"
        yield Fault("", "type", message, type(response).__name__, advice)
    for field in attrs.fields(Response):
        if getattr(response, field.name) != getattr(again, field.name):
            message = f"Markdown can't hold this {field.name.replace('_', ' ')} without loss"
            yield Fault(field.name, "unstorable", message, "", advice)


def from_markdown(text: str) -> Response:
    """The response in the Markdown *text*, as `to_markdown` writes it and a person fills it in.

    Quoted text below the heading of an item is ignored.

    Raises:
        ncpi.errors.InvalidError: with every fault, each with its line: a heading that is missing,
            repeated or unknown, text that belongs to no heading, a value that is invalid.
    """
    faults: list[Fault] = []
    given = fields.accept(str, text, "text", faults)
    fields.refuse(faults, "from_markdown")
    reader = _Reader()
    lines = given.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        reader.read(number, line)
    return reader.finish()


@attrs.define
class _Reader:
    """Reads a response line by line, and collects every fault with its line."""

    faults: list[Fault] = attrs.field(factory=list[Fault])
    content: dict[str, Any] = attrs.field(factory=dict[str, Any])
    lines: dict[str, int] = attrs.field(factory=dict[str, int])
    answers: list[dict[str, Any]] = attrs.field(factory=list[dict[str, Any]])
    texts: list[tuple[dict[str, Any], str, list[str]]] = attrs.field(factory=list[Any])
    """What stands below each heading for text: where it belongs, and its lines."""
    place: str = "title"
    is_hint: bool = False

    def read(self, number: int, line: str) -> None:
        """Read the next line."""
        if (found := re.fullmatch(r" {0,3}(#+)\s*(.*?)\s*", line)) and not self.is_hint:
            self._heading(number, len(found[1]), found[2])
        elif self.place == "text":
            self.texts[-1][2].append(re.sub(f"^{_ESCAPED}", r"\1\2", line))
        elif self.place == "header" and (self.is_hint or line.startswith("<!--")):
            self.is_hint = "-->" not in line
        elif self.place == "header" and line.startswith("- "):
            self._header(number, line)
        elif (
            line.strip() and self.place != "lost" and not (self.place == "item" and line[0] == ">")
        ):
            advice = "Move it below the heading of the part that it belongs to"
            self._fault(number, "this text belongs to no heading", line, advice)

    def _fault(self, line: int, message: str, value: str = "", advice: str | None = None) -> None:
        self.faults.append(
            Fault("", "syntax", message, shown(value) if value else "", advice, line)
        )

    def _heading(self, number: int, level: int, name: str) -> None:
        plain = name.replace("\u2019", "'").casefold()
        headings = {2: (*_SECTIONS, *_GROUPS), 4: (_POSITION, *_PARTS)}.get(level, ())
        known = {one.casefold(): one for one in headings}
        if level == 1 and self.place == "title" and name.startswith(_TITLE[2:]):
            self._put("report", name.removeprefix(_TITLE[2:]).strip(), number)
            self.place = "header"
        elif level == 2 and plain in known:
            self._section(number, known[plain])
        elif level == 3:
            self._item(number, name)
        elif level == 4 and plain in known and self.answers:
            self._answer_part(number, known[plain])
        else:
            self._unknown(number, level, name, headings)

    def _unknown(self, number: int, level: int, name: str, known: Sequence[str]) -> None:
        near = nearest(name, known)
        wanted = f"Did you mean {'#' * level} {near}? " if near else ""
        advice = f"{wanted}If the line is your own text, put a backslash before #"
        heading = shown("#" * level + " " + name)
        self._fault(number, f"{heading} is no heading of a response", "", advice)
        self.place = "lost"

    def _put(self, field: str, value: object, line: int) -> None:
        self.content[field] = value
        self.lines[f"$.content.{field}"] = line

    def _header(self, number: int, line: str) -> None:
        name, colon, value = line.removeprefix("- ").partition(":")
        value = value.strip()
        field = "copied_to" if name == _COPIED else _HEADER.get(name)
        if field is None or not colon:
            choices = listed([*_HEADER, _COPIED])
            self._fault(number, f"{shown(name)} is no line of a response", "", f"Use {choices}")
        elif field == "copied_to":
            copied: list[str] = self.content.setdefault(field, [])
            if value:
                self.lines[f"$.content.{field}[{len(copied)}]"] = number
                copied.append(value)
        elif field in self.content:
            self._fault(number, f"{shown(name)} is repeated", "", "Keep one of them")
        else:
            self._put(field, value or None, number)

    def _section(self, number: int, name: str) -> None:
        self.place = "group"
        if name in _GROUPS:
            return
        field = _SECTIONS[name]
        self.lines[f"$.content.{field}"] = number
        self._begin(number, f"## {name}", self.content, field)

    def _item(self, number: int, name: str) -> None:
        self.place = "item"
        path = f"$.content.answers[{len(self.answers)}]"
        self.lines[path] = self.lines[f"{path}.item"] = number
        self.answers.append({"item": name})

    def _answer_part(self, number: int, name: str) -> None:
        field = "position" if name == _POSITION else _PARTS[name]
        self.lines[f"$.content.answers[{len(self.answers) - 1}].{field}"] = number
        self._begin(number, f"#### {name}", self.answers[-1], field)

    def _begin(self, number: int, heading: str, where: dict[str, Any], field: str) -> None:
        """Read the text below *heading* into the *field* of *where*."""
        if field in where:
            advice = "Keep one of them; put a backslash before # if the line is your own text"
            self._fault(number, f"the heading {shown(heading)} is repeated", "", advice)
        where[field] = None
        self.place = "text"
        self.texts.append((where, field, []))

    def finish(self) -> Response:
        """The response, once all lines are read.

        Raises:
            ncpi.errors.InvalidError: with every fault.
        """
        for where, field, lines in self.texts:
            filled = [place for place, line in enumerate(lines) if line.strip()]
            if filled:
                where[field] = "\n".join(lines[filled[0] : filled[-1] + 1])
        self.faults += self._missing()
        for field in ("kind", "party"):
            if self.content.get(field, field) is None:
                line, message = self.lines[f"$.content.{field}"], f"the {field} of the response"
                self._fault(line, f"{message} is missing", "", "Write it after the colon")
        if self.faults:
            raise InvalidError(sorted(self.faults, key=lambda fault: fault.line or 0), "response")
        content = {"type": Response.TAG, **self.content, "answers": self.answers}
        try:
            return from_dict(
                {"format": "ncpi", "version": FORMAT_VERSION, "content": content}, Response
            )
        except InvalidError as error:
            raise InvalidError(located(error, self.lines).faults, "response") from None

    def _missing(self) -> Iterator[Fault]:
        advice = "Restore it; ncpi respond writes every heading"
        header = {**_HEADER, _COPIED: "copied_to"}
        wanted = [(f"- {name}:", field) for name, field in header.items()]
        wanted += [(f"## {name}", field) for name, field in _SECTIONS.items()]
        if "report" not in self.content:
            message = f"the first line isn't the heading {_TITLE}..."
            yield Fault("", "missing", message, "", advice, 1)
        for name, field in wanted:
            if field not in self.content:
                yield Fault("", "missing", f"{shown(name)} is missing", "", advice, 1)
        for place, answer in enumerate(self.answers):
            line = self.lines[f"$.content.answers[{place}]"]
            for name, field in _PARTS.items():
                if field not in answer:
                    message = f"{shown(f'#### {name}')} is missing below this heading"
                    yield Fault("", "missing", message, "", advice, line)
