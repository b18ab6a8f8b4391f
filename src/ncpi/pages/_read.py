"""Reading a page: its kind, the rules of that kind, and the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, member_fault
from ncpi.model import Source
from ncpi.pages import (
    _contacts,
    _contents,
    _files,
    _general,
    _quotes,
    _release_lists,
    _releases,
    _reports,
    _responses,
    _trackers,
)
from ncpi.pages._checks import settle
from ncpi.pages._gathered import Gathered
from ncpi.pages._kinds import (
    FOLLOW_UPS,
    INSPECTION,
    LANDING,
    PDF_REPORT,
    RELEASE,
    RESPONSE,
    TRACKER,
    kind_of,
)
from ncpi.pages._page import Page
from ncpi.pages._reading import Found, PageRecord, Reading
from ncpi.pages._records import (
    Builder,
    landing,
    recommendation,
    release,
    report_of,
    response,
)
from ncpi.pages._rules import Hit, Rule, add, rules_for
from ncpi.vocabulary import Provenance

__all__ = ["PAGE_KINDS", "page_of", "read", "reader"]

# Importing these adds their rules.
_RULES_IN = (
    *(_contacts, _contents, _general, _quotes, _release_lists, _releases, _reports, _responses),
    _trackers,
)
_ASIDE = frozenset(("published_on", "headline_on_cover", "fieldwork_year"))


class _Reader(NamedTuple):
    """How pages of a kind are read; `kind_of` tells ncpi's own, which have no test."""

    build: Builder | None
    usual: tuple[str, ...]
    test: Callable[[Page], bool] | None = None


_OF_REPORTS = (
    *("headline", "by", "bodies", "published", "fieldwork", "recommendations_made", "audited"),
    *("judgments", "causes_of_concern"),
)
_OF_FOLLOW_UPS = (*_OF_REPORTS, "baseline", "recommendations_followed_up")
_OF_RELEASES = (
    *("headline", "by", "bodies", "published", "report_announced", "lead", "improvements"),
    *("strengths", "concerns", "quotes", "notes", "phones", "hours"),
)
_READERS = {
    RELEASE: _Reader(release, _OF_RELEASES),
    LANDING: _Reader(landing, ("headline", "bodies", "published", "fieldwork", "press_release")),
    TRACKER: _Reader(recommendation, ("id", "bodies", "report", "text", "timescale", "events")),
    RESPONSE: _Reader(response, ("body", "bodies", "report", "published", "answers")),
    PDF_REPORT: _Reader(None, ("headline", "published", "isbn")),
    INSPECTION: _Reader(partial(report_of, INSPECTION), _OF_REPORTS),
    **{kind: _Reader(partial(report_of, kind), _OF_FOLLOW_UPS) for kind in FOLLOW_UPS},
}
PAGE_KINDS = tuple(sorted(_READERS))
"""The kinds of page that ncpi's own readers know."""


def reader(
    kind: str,
    *,
    test: Callable[[Page], bool],
    rules: Iterable[Rule] = (),
    usual: Sequence[str] = (),
) -> Callable[[Builder], Builder]:
    """Register a function as the reader of another *kind* of page.

    The function makes a record of the values found, or returns None. *test* says whether a page
    is of the kind; *rules* find its values; *usual* are the fields that such a page usually has.
    If two readers claim a page, neither reads it, and the reading warns of that. For example::

        @pages.reader("hmics-report", test=lambda page: page.names("HMICS"), rules=[...])
        def hmics(values, source): ...

    Raises:
        ncpi.errors.InvalidError: ncpi reads this kind itself.
    """
    if kind in PAGE_KINDS:
        message = f"ncpi reads pages of the kind {kind!r} itself"
        raise InvalidError([Fault("kind", "choice", message, kind)], "reader")

    def register(build: Builder) -> Builder:
        for one in rules:
            add(attrs.evolve(one, kinds={*one.kinds, kind}))
        _READERS[kind] = _Reader(build, tuple(usual), test)
        return build

    return register


def page_of(source: _files.Source, *, address: str | None = None) -> Page:
    """The page in *source* as rules see it, to write and try rules with; see `read`."""
    return _files.opened(source, address)[0]


def read(source: _files.Source, *, kind: str | None = None, address: str | None = None) -> Reading:
    """Read a published page.

    *source* is the text of a page, the path of a file (text, HTML or PDF), or a file's content
    as bytes. *kind* says which kind of page it is; by default the page's own words decide.
    *address* is its web address, which may tell what the text doesn't; nothing is fetched.

    Raises:
        ncpi.errors.InvalidError: *kind* or *address* is invalid, it is larger than 5 MB (a PDF:
            than 20 MB), or it is an encrypted or broken PDF.
        ncpi.errors.MissingExtraError: it is HTML or PDF, and the extra ``pages`` isn't installed.
        OSError: the file can't be read.
    """
    faults: list[Fault] = []
    if kind is not None and kind not in [*_READERS]:  # a list, since anything may be passed
        faults.append(member_fault(kind, [*_READERS], "a kind of page").below("kind"))
    if address is not None and (wrong := fields.url.faults(address)):
        faults += [fault.below("address") for fault in wrong]
    fields.refuse(faults, "read")
    page, digest, said = _files.opened(source, address)
    gathered = Gathered(page)
    for code, text in said:
        gathered.warn(code, text)
    found_kind = kind or _kind(page, gathered)
    if found_kind is None:
        if not gathered.warnings or page.text.strip():
            what = (
                f"not recognised as any of {', '.join(sorted(_READERS))}; if you know what it is, "
                f'name it: --kind {RELEASE}, in Python kind="{RELEASE}"'
            )
            gathered.warn("unknown-page", what if page.text.strip() else "it has no text")
        return Reading(warnings=gathered.warnings, address=address, digest=digest)
    gathered.apply(list(rules_for(found_kind)))
    return _reading(found_kind, gathered, digest)


def _kind(page: Page, gathered: Gathered) -> str | None:
    claims = [kind for kind, one in _READERS.items() if one.test and one.test(page)]
    own = kind_of(page)
    claims += [] if own is None else [own]
    if len(claims) > 1:
        text = f"it may be of several kinds: {', '.join(claims)}; name one with kind="
        gathered.warn("several-kinds", text)
        return None
    return claims[0] if claims else None


def _reading(kind: str, gathered: Gathered, digest: str) -> Reading:
    page = gathered.page
    settle(kind, gathered)
    kept = {field: one for field, one in gathered.found.items() if field not in _ASIDE}
    values = {field: one.value for field, one in kept.items()}
    title = values.get("headline")
    whole = _source(page, digest, title if isinstance(title, str) else None, kind)
    found = [
        Found(
            field=field,
            value=one.value,
            places=gathered.places(one.hits),
            rule=", ".join(one.rules),
            basis=one.basis,
            sources=[attrs.evolve(whole, locator=_locator(one.hits))],
        )
        for field, one in sorted(kept.items())
    ]
    build, usual, _ = _READERS[kind]
    record: PageRecord | None = None
    try:
        record = build(values, whole) if build else None
    except InvalidError as error:
        gathered.warn("record", f"no record could be made of the values: {error}"[:2_000])
    return Reading(
        kind=kind,
        record=record,
        found=found,
        missing=[field for field in usual if field not in values],
        warnings=gathered.warnings,
        address=page.address,
        digest=digest,
    )


def _locator(hits: Sequence[Hit]) -> str | None:
    spans = [f"{hit.start}-{hit.end}" for hit in hits[:5] if hit.end > hit.start]
    return f"characters {', '.join(spans)}" if spans else None


_OWN_HOSTS = ("justiceinspectorates.gov.uk", "hmicfrs.gov.uk")


def _source(page: Page, digest: str, title: str | None, kind: str) -> Source:
    # Not by urlsplit, which raises at brackets that an address may have.
    named = re.match(r"https?://(?:[^/?#]*@)?([^/:?#]+)", (page.address or "").lower())
    host = named[1] if named else None
    provenance: Provenance | None = None
    if kind == RESPONSE:
        provenance = Provenance.ACCOUNT
    elif host:
        is_own = any(host == one or host.endswith(f".{one}") for one in _OWN_HOSTS)
        provenance = Provenance.OWN if is_own else Provenance.REPRINT
    elif re.search(
        r"^(?:Printable version|Citation preview|Source:.*)$", page.flat[:3_000], re.MULTILINE
    ):
        provenance = Provenance.REPRINT
    return Source(
        title=title or (None if page.address else f"a page of the kind {kind}"),
        url=page.address,
        digest=digest,
        provenance=provenance,
    )
