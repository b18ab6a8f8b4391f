"""HTML as text: one pass, safe at any depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ncpi.errors import MissingExtraError
from ncpi.pages._page import Link, Page, Row, clean

__all__ = ["page_of_html"]

# Neither shown to a reader of the page, nor part of what it says.
_HIDDEN = frozenset(
    (
        *("audio", "button", "canvas", "head", "iframe", "map", "noscript", "object", "script"),
        *("select", "style", "svg", "template", "textarea", "title", "video"),
    )
)
_AROUND = frozenset(("aside", "footer", "form", "nav"))
_BREAKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr"),
        "ul",
    )
)
_INLINE = frozenset(("abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ENOUGH = 200


class _Collector:
    """A target for lxml's parser that keeps what a reader of the page sees.

    It keeps no tree: a hundred thousand nested elements cost no more than as many in a row.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.title = ""
        self.length = 0
        self.hidden = 0
        self.around = 0
        self.lists: list[int] = []
        self.items = 0
        self.main: tuple[int, int] | None = None
        self.links: list[Link] = []
        self.headings: list[tuple[int, int]] = []
        self.tables: list[list[Row]] = [[]]
        self._in_title = False
        self._main_start = -1
        self._link: tuple[int, str] | None = None
        self._heading = -1
        self._cells: list[str] | None = None
        self._cell = -1
        self._row = 0
        self._ends = "\n"

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self._ends = text[-1]

    def _break(self) -> None:
        if self._cell >= 0:  # a paragraph in a cell of a table
            if self._ends not in " \n":
                self._add(" ")
        elif self._ends != "\n" or not self.parts or self.parts[-1] != "\n\n":
            self._add("\n\n")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _INLINE:
            return
        if self.hidden or tag in _HIDDEN:
            self.hidden += tag in _HIDDEN
            self._in_title = tag == "title" and not self.title
            return
        self.around += tag in _AROUND
        if self.around:
            return
        if tag in _BREAKS:
            self._break()
        if tag in _OPENS:
            _OPENS[tag](self)
        elif tag == "a" and "href" in attributes:
            self._link = (self.length, attributes["href"])

    def end(self, tag: str) -> None:
        if tag in _INLINE:
            return
        if self.hidden:
            self.hidden -= tag in _HIDDEN
            self._in_title = False
            return
        if self.around:
            self.around -= tag in _AROUND
            return
        if tag in _CLOSES:
            _CLOSES[tag](self)
        if tag in _BREAKS:
            self._break()

    def open_br(self) -> None:
        self._add(" " if self._cell >= 0 else "\n")

    def open_li(self) -> None:
        self._break()
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self._add(f"{self.lists[-1]}. ")
        else:
            self._add("• ")

    def open_td(self) -> None:
        if self._cells is None:
            self.open_tr()
        elif self._cells:
            self._add(" | ")
        self._cell = len(self.parts)

    open_th = open_td

    def close_td(self) -> None:
        if self._cell >= 0 and self._cells is not None:
            self._cells.append(" ".join("".join(self.parts[self._cell :]).split()))
            self._cell = -1

    close_th = close_td

    def open_table(self) -> None:
        self.tables.append([])

    def open_tr(self) -> None:
        self._cells, self._row = [], self.length

    def close_tr(self) -> None:
        self._cell = -1
        if self._cells:
            self.tables[-1].append((self._row, self.length, tuple(self._cells)))
        self._cells = None

    def open_ol(self) -> None:
        self.lists.append(0)

    def open_ul(self) -> None:
        self.lists.append(-1)

    def close_ol(self) -> None:
        if self.lists:
            self.lists.pop()

    close_ul = close_ol

    def open_h1(self) -> None:
        self._heading = self.length

    def close_h1(self) -> None:
        if self._heading >= 0:
            self.headings.append((self._heading, self.length))
            self._heading = -1

    def open_main(self) -> None:
        if self._main_start < 0:
            self._main_start = self.length

    def close_main(self) -> None:
        if self._main_start >= 0 and self.main is None:
            self.main = (self._main_start, self.length)

    def close_a(self) -> None:
        if self._link is not None:
            self.links.append(Link(self._link[0], self.length, self._link[1]))
            self._link = None

    def data(self, data: str) -> None:
        if self.hidden or self.around:
            if self._in_title:
                self.title += data
            return
        if data.isspace():
            if self._ends not in " \n":
                self._add(" ")
            return
        text = data if data.isprintable() else clean(data)
        if "  " in text or "\n" in text or "\t" in text:
            text = _SPACE.sub(" ", text)
        if self._ends in " \n":
            text = text.removeprefix(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)
            self._ends = text[-1]

    def comment(self, _data: str) -> None:
        """Comments say nothing to a reader."""

    def close(self) -> None:
        """Nothing is left open."""


def _methods(prefix: str) -> dict[str, Callable[[_Collector], None]]:
    """What is done at each tag, by the method whose name ends with it."""
    named = vars(_Collector).items()
    return {name.removeprefix(prefix): one for name, one in named if name.startswith(prefix)}


_OPENS, _CLOSES = _methods("open_"), _methods("close_")


def page_of_html(content: bytes, address: str | None) -> Page:
    """The page in the HTML *content*, which is UTF-8.

    Raises:
        ncpi.errors.MissingExtraError: lxml isn't installed.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pages", "lxml") from None
    target = _Collector()
    given: Any = target
    # huge_tree lifts limits on depth and size that would silently lose text; there is no tree.
    parser: Any = etree.HTMLParser(target=given, encoding="utf-8", huge_tree=True, no_network=True)
    parser.feed(content)
    parser.close()
    return _page(target, address)


def _page(target: _Collector, address: str | None) -> Page:
    text = "".join(target.parts)
    start, end = 0, len(text)
    is_main = target.main is not None and target.main[1] - target.main[0] >= _ENOUGH
    if target.main is not None and is_main:
        start, end = target.main

    def inside(one: int, two: int) -> bool:
        return start <= one and two <= end

    links, headings = target.links, target.headings
    tables = (
        tuple((one - start, two - start, cells) for one, two, cells in rows if inside(one, two))
        for rows in target.tables
    )
    return Page(
        text[start:end],
        address,
        links=tuple(
            Link(one - start, two - start, url) for one, two, url in links if inside(one, two)
        ),
        headings=tuple((one - start, two - start) for one, two in headings if inside(one, two)),
        tables=tuple(filter(None, tables)),
        form="html",
        title=" ".join(clean(target.title).split()) or None,
        is_main=is_main,
    )
