"""Reading a page: its kind, the rules of that kind, and the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from ncpi import fields
from ncpi.errors import Fault, InvalidError, MissingExtraError, listed, member_fault
from ncpi.fields import JsonValue
from ncpi.model import PartialDate, Source
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
from ncpi.pages._checks import added_up, derive, remarks
from ncpi.pages._grammar import forces_in
from ncpi.pages._kinds import (
    INSPECTION,
    LANDING,
    PDF_REPORT,
    RELEASE,
    RESPONSE,
    TRACKER,
    kind_of,
    kind_of_title,
)
from ncpi.pages._lists import announced, is_national
from ncpi.pages._page import Page
from ncpi.pages._reading import Found, PagePlace, PageRecord, PageWarning, Reading
from ncpi.pages._records import BUILDERS, Builder, answers_for, plain_words
from ncpi.pages._rules import Hit, Rule, add, rules_for
from ncpi.pages._times import (
    is_earlier,
    is_of_others,
    is_other_work,
    is_to_others,
    sentence_around,
    titled_in,
)
from ncpi.vocabulary import Provenance, ReadingBasis

__all__ = ["PAGE_KINDS", "page_of", "read", "reader"]

# Importing these adds their rules.
_RULES_IN = (
    *(_contacts, _contents, _general, _quotes, _release_lists, _releases, _reports, _responses),
    _trackers,
)
_LONGEST_WORDS = 400
_MOST_PLACES = 20
_MOST_UNREAD = 100
_LONGEST_UNREAD = 300

_REPORT_FIELDS = (
    *("headline", "by", "bodies", "published", "fieldwork", "recommendations_made", "audited"),
    *("judgments", "causes_of_concern"),
)
_USUAL: Mapping[str, tuple[str, ...]] = {
    RELEASE: (
        *("headline", "by", "bodies", "published", "report_announced", "lead"),
        *("improvements", "strengths", "concerns", "quotes", "notes", "phones", "hours"),
    ),
    LANDING: ("headline", "bodies", "published", "fieldwork", "press_release"),
    TRACKER: ("id", "bodies", "report", "text", "timescale", "events"),
    RESPONSE: ("body", "bodies", "report", "published", "answers"),
    PDF_REPORT: ("headline", "published", "isbn"),
    "inspection": _REPORT_FIELDS,
    **dict.fromkeys(
        ("post-inspection-review", "re-inspection", "assessment-of-progress"),
        (*_REPORT_FIELDS, "baseline", "recommendations_followed_up"),
    ),
}
_BEFORE = "recommendations_followed_up"
_OF_THIS_INSPECTION = frozenset(
    ("audited", "causes", "causes_of_concern", "judgments", "recommendations_made", "tally")
)
_OF_ONE_INSPECTION = _OF_THIS_INSPECTION | {
    *(_BEFORE, "background", "baseline", "corrected", "fieldwork")
}
_COUNTED = frozenset(
    ("audited", "causes_of_concern", "fieldwork", "recommendations_made", "tally", _BEFORE)
)
_ASIDE = frozenset(("published_on", "headline_on_cover", "fieldwork_year"))
PAGE_KINDS = tuple(sorted(_USUAL))
"""The kinds of page that ncpi's own readers know."""


class _Reader(NamedTuple):
    """How pages of a kind are read; `kind_of` tells ncpi's own, which have no test."""

    build: Builder | None
    usual: tuple[str, ...]
    test: Callable[[Page], bool] | None = None


_READERS = {kind: _Reader(BUILDERS.get(kind), _USUAL[kind]) for kind in PAGE_KINDS}


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


class _Value(NamedTuple):
    """A value found, its places, the names of its rules, and its basis."""

    value: JsonValue
    hits: list[Hit]
    rules: list[str]
    basis: ReadingBasis


class _Gathered:
    """The values found, and the warnings."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, _Value] = {}
        self.warnings: list[PageWarning] = []

    def value(self, field: str) -> JsonValue:
        """The value of *field*; None if it wasn't found."""
        return self.found[field].value if field in self.found else None

    def hits(self, field: str) -> list[Hit]:
        """The places of *field*."""
        return self.found[field].hits if field in self.found else []

    def place(self, hit: Hit) -> PagePlace:
        """A place with its words, shortened."""
        words = self.page.words(hit.start, min(hit.end, hit.start + _LONGEST_WORDS))
        return PagePlace(start=hit.start, end=hit.end, words=words or None)

    def warn(self, code: str, text: str, hits: Iterable[Hit] = ()) -> None:
        """Add a warning."""
        places = [self.place(hit) for hit in [*hits][:_MOST_PLACES]]
        self.warnings.append(PageWarning(code=code, text=text, places=places))

    def apply(self, applied: Sequence[Rule]) -> None:
        """Apply the rules, and keep what they agree on."""
        by_field: dict[str, list[tuple[Rule, Hit]]] = {}
        for one in applied:
            try:
                for hit in one.hits(self.page):
                    by_field.setdefault(one.field, []).append((one, hit))
            except MissingExtraError as error:
                self.warn("extra", f"{one.field} can't be read: {error}")
        for field in sorted(by_field, key=lambda name: (name != "bodies", name != "fieldwork")):
            self._warn_of_unread(field, [hit for _, hit in by_field[field] if hit.value is None])
            pairs = [pair for pair in by_field[field] if pair[1].value is not None]
            if field in _OF_ONE_INSPECTION:
                pairs = [pair for pair in pairs if not self._is_of_another(field, pair[1])]
            stated = [pair for pair in pairs if pair[0].basis is ReadingBasis.STATED]
            if pairs:
                self._agree(field, stated or pairs)

    def _warn_of_unread(self, field: str, hits: Sequence[Hit]) -> None:
        for hit in hits[:_MOST_UNREAD]:
            words = self.page.words(hit.start, min(hit.end, hit.start + _LONGEST_UNREAD))
            self.warn(f"{field}-not-read", f"{field}: {words!r} wasn't read", [hit])
        if more := hits[_MOST_UNREAD:]:
            self.warn(f"{field}-not-read", f"{field}: {len(more)} more weren't read", more)

    def _is_of_another(self, field: str, hit: Hit) -> bool:
        """Whether the words of a place are about another force, inspection or programme."""
        bodies, fieldwork = self.value("bodies"), self.value("fieldwork")
        begins, end = sentence_around(self.page, hit.start, hit.end)
        named = [*forces_in(self.page.flat, begins, end), *titled_in(self.page, begins, end)]
        others = bodies is not None and any([key] != bodies for key, _, _ in named)
        if others or is_other_work(self.page, hit.start, hit.end):
            return True
        before, after = self.page.flat[begins : hit.end], self.page.flat[hit.end : end]
        if field in _COUNTED and (is_of_others(before) or is_to_others(after)):
            return True
        if field not in _OF_THIS_INSPECTION:
            return False
        if isinstance(fieldwork, list) and fieldwork:
            years = re.findall(r"\b(?:19|20)\d\d\b", self.page.flat[begins:end])
            if years and max(years) < str(fieldwork[0])[:4]:
                return True
        return is_earlier(self.page, hit.start, hit.end)

    def _agree(self, field: str, pairs: Sequence[tuple[Rule, Hit]]) -> None:
        hits = [hit for _, hit in pairs]
        value = hits[0].value
        for hit in hits[1:]:
            both = _merged(value, hit.value)
            if both is None:
                said = listed(list(dict.fromkeys(str(one.value)[:100] for one in hits)))
                self.warn("disagreement", f"the page gives several values of {field}: {said}", hits)
                return
            value = both
        names = list(dict.fromkeys(one.name for one, _ in pairs))
        self.found[field] = _Value(value, hits, names, pairs[0][0].basis)


def _merged(one: JsonValue, two: JsonValue) -> JsonValue:
    """The value that agrees with both; None if they disagree. Of two dates, the more precise."""
    if one == two and type(one) is type(two):
        return one
    if isinstance(one, str) and isinstance(two, str):
        return _same_text(one, two)
    if isinstance(one, dict) and isinstance(two, dict):
        both: dict[str, JsonValue] = {**one, **two}
        for key in one.keys() & two.keys():
            both[key] = _merged(one[key], two[key])
        return None if None in both.values() else both
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two) == 2:
        are_dates = all(isinstance(text, str) and _is_date(text) for text in (*one, *two))
        return _narrower(one, two) if are_dates else None
    return None


def _same_text(one: str, two: str) -> str | None:
    if _is_date(one) and _is_date(two):
        return next((b for a, b in ((one, two), (two, one)) if b.startswith(a)), None)
    return one if plain_words(one) == plain_words(two) else None


def _narrower(one: Sequence[JsonValue], two: Sequence[JsonValue]) -> JsonValue:
    """Of two spans the one inside the other; None if neither is."""
    for wide, narrow in ((one, two), (two, one)):
        first, last = (PartialDate.parse(str(part)) for part in wide)
        begins, ends = (PartialDate.parse(str(part)) for part in narrow)
        if first.earliest <= begins.earliest and ends.latest <= last.latest:
            return [str(begins), str(ends)]
    return None


def _is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text) is not None


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
    gathered = _Gathered(page)
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


def _kind(page: Page, gathered: _Gathered) -> str | None:
    claims = [kind for kind, one in _READERS.items() if one.test and one.test(page)]
    own = kind_of(page)
    claims += [] if own is None else [own]
    if len(claims) > 1:
        text = f"it may be of several kinds: {', '.join(claims)}; name one with kind="
        gathered.warn("several-kinds", text)
        return None
    return claims[0] if claims else None


def _reading(kind: str, gathered: _Gathered, digest: str) -> Reading:
    page = gathered.page
    _settle_baseline(gathered)
    _settle_audits(gathered)
    for one in derive(kind, gathered):
        if one.field == "headline" or gathered.value(one.field) is None:
            hits = gathered.hits(one.places)
            gathered.found[one.field] = _Value(one.value, hits, [one.rule], ReadingBasis.DERIVED)
    for code, text, hits in remarks(kind, page, gathered):
        gathered.warn(code, text, hits)
    kept = {field: one for field, one in gathered.found.items() if field not in _ASIDE}
    values = {field: one.value for field, one in kept.items()}
    title = values.get("headline")
    if kind == RESPONSE and {"body", "bodies"} <= values.keys() and not answers_for(values):
        text = "the policing body that answers isn't that of the force: no response is made of it"
        gathered.warn("another-body", text, [*gathered.hits("body"), *gathered.hits("bodies")])
    whole = _source(page, digest, title if isinstance(title, str) else None, kind)
    found = [
        Found(
            field=field,
            value=one.value,
            places=[gathered.place(hit) for hit in one.hits[:_MOST_PLACES]],
            rule=", ".join(one.rules),
            basis=one.basis,
            sources=[attrs.evolve(whole, locator=_locator(one.hits))],
        )
        for field, one in sorted(kept.items())
    ]
    record = _record(kind, values, whole, gathered)
    return Reading(
        kind=kind,
        record=record,
        found=found,
        missing=[field for field in _READERS[kind].usual if field not in values],
        warnings=gathered.warnings,
        address=page.address,
        digest=digest,
    )


def _settle_baseline(gathered: _Gathered) -> None:
    """Keep the year of a baseline only if nothing more precise is known of it.

    The release on a first inspection, or on many forces, has no baseline, whatever else it
    mentions.
    """
    if "baseline" not in gathered.found:
        return
    page = gathered.page
    kinds = {kind_of_title(page.plain[start:end]) for start, end in announced(page)}
    if kinds == {INSPECTION} or is_national(page):
        del gathered.found["baseline"]
        gathered.found.pop("background", None)
        gathered.found.pop(_BEFORE, None)
        return
    found = gathered.found["baseline"]
    if isinstance(found.value, dict) and len(found.value) > 1:
        precise = {key: one for key, one in found.value.items() if key != "year"}
        gathered.found["baseline"] = found._replace(value=precise)


def _settle_audits(gathered: _Gathered) -> None:
    """Leave out, with a warning, the audits of which the counts don't add up."""
    for field in ("audited", "audited_by_area"):
        found = gathered.found.pop(field, None)
        if found is None:
            continue
        value, wrong = added_up(found.value)
        for text in wrong:
            gathered.warn("sum", f"{text}: no value is given", found.hits)
        if value is not None:
            gathered.found[field] = found._replace(value=value)


def _record(
    kind: str, values: Mapping[str, JsonValue], source: Source, gathered: _Gathered
) -> PageRecord | None:
    build = _READERS[kind].build
    if build is None:
        return None
    try:
        return build(values, source)
    except InvalidError as error:
        gathered.warn("record", f"no record could be made of the values: {error}"[:2_000])
        return None


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
