"""The facts files, and what every register takes from them: sources, spans, notes."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ncpi
from ncpi.vocabulary import Edge, Provenance

FACTS = Path(__file__).parents[3] / "shared" / "facts"

Row = dict[str, Any]

HMICFRS = ("justiceinspectorates.gov.uk",)
REPRINTS = (
    "docslib.org",
    "parliamenttoday.com",
    "pdfslide.us",
    "readkong.com",
    "vdocuments.net",
    "wired-gov.net",
)
# What only those who compiled the facts could look up, and what readers have instead.
_INTERNAL = (
    (r"find_string id \d+ \((.*?)\)", r"\1"),
    (r"occurs nowhere in the index", "was found nowhere"),
    (r"other_bodies\.json", "the register of bodies"),
    (r"forces\.json", "the register of forces"),
    (r" \(seed/\)", ""),
)


def public(text: str) -> str:
    """*text* without references that readers of the package can't follow."""
    for pattern, instead in _INTERNAL:
        text = re.sub(pattern, instead, text)
    return text


def _made_public(value: Any) -> Any:
    """*value* with every text in it made `public`."""
    if isinstance(value, str):
        return public(value)
    if isinstance(value, list):
        return [_made_public(element) for element in value]
    if isinstance(value, dict):
        return {key: _made_public(element) for key, element in value.items()}
    return value


def read(name: str) -> Any:
    """What the facts file *name* holds."""
    return _made_public(json.loads((FACTS / f"{name}.json").read_text("utf-8")))


def _on_one_of(ref: str, hosts: Iterable[str]) -> bool:
    """Whether the address *ref* is on one of *hosts* or below it."""
    host = (urlsplit(ref).hostname or "").rstrip(".")
    return any(host == known or host.endswith(f".{known}") for known in hosts)


def source(
    ref: str,
    *,
    supports: str | None = None,
    own: Iterable[str] = HMICFRS,
    reprints: Iterable[str] = REPRINTS,
) -> ncpi.Source:
    """The source behind *ref*: an address, or the name of a data set.

    *own* are the hosts of the inspectorate that the facts are about, *reprints* those
    that hold its words.
    """
    if not ref.startswith("http"):
        return ncpi.Source(title=ref, provenance=Provenance.ACCOUNT, supports=supports)
    provenance = Provenance.ACCOUNT
    if _on_one_of(ref, own):
        provenance = Provenance.OWN
    elif _on_one_of(ref, reprints):
        provenance = Provenance.REPRINT
    return ncpi.Source(url=ref, provenance=provenance, supports=supports)


def sources(
    rows: Iterable[Row] | None,
    *,
    own: Iterable[str] = HMICFRS,
    reprints: Iterable[str] = REPRINTS,
) -> list[ncpi.Source]:
    """The sources that *rows* of a facts file list; none if there is no list."""
    return [
        source(row["ref"], supports=row.get("for"), own=own, reprints=reprints)
        for row in rows or ()
    ]


def listed(facts: Row, *words: str) -> list[ncpi.Source]:
    """Those sources of the whole file that *words* pick out, one for each of them."""
    found = []
    for word in words:
        (row,) = (row for row in facts["source"] if word in row["ref"])
        found.append(source(row["ref"], supports=row.get("for")))
    return found


def notes(*texts: str | None) -> list[str]:
    """*texts* without those that say nothing."""
    return [text for text in texts if text]


def span(row: Row, *, none_from: Edge, none_to: Edge) -> ncpi.DateSpan:
    """From when to when *row* holds; what it means if it doesn't say is for the file to tell."""
    return ncpi.DateSpan(
        start=row.get("valid_from") or none_from, end=row.get("valid_to") or none_to
    )


def remark_apart(text: str) -> tuple[str, str | None]:
    """A name, and what stands after it in brackets, which is no part of it."""
    told = re.fullmatch(r"(.+?) \((.+)\)", text)
    return (told[1], told[2]) if told else (text, None)


def names_apart(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Names without the remarks behind them, and the remarks as notes."""
    pairs = [remark_apart(text) for text in texts]
    return [name for name, _ in pairs], [
        f'The name "{name}": {remark}' for name, remark in pairs if remark
    ]


def body_names(row: Row, *, end: Edge = Edge.OPEN) -> Iterator[ncpi.DatedName]:
    """The names of a body, the former ones first; when the first one began isn't told."""
    start: ncpi.PartialDate | Edge = Edge.UNKNOWN
    for old in row.get("former_names") or ():
        lived = span(old, none_from=Edge.UNKNOWN, none_to=Edge.UNKNOWN)
        yield ncpi.DatedName(name=old["name"], span=lived, note=old.get("note"))
        start = lived.end
    yield ncpi.DatedName(name=row["name"], span=ncpi.DateSpan(start=start, end=end))
