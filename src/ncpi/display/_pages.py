"""The view of a reading."""

from __future__ import annotations

from ncpi.display._names import reworded
from ncpi.display._sheets import Sheet
from ncpi.display._views import Columns, table_of, view
from ncpi.fields._frozen import is_mapping, is_tuple
from ncpi.pages._reading import Found, Reading

__all__ = ["reading_sheet"]

_LONGEST = 160


@view(Reading)
def reading_sheet(reading: Reading) -> Sheet:
    """Every value, the words that say it and the rule; then what is missing, and warnings.

    Of a page whose kind isn't known there is only why.
    """
    if reading.kind is None:
        return Sheet("A page of no known kind", notes=tuple(one.text for one in reading.warnings))
    notes = [f"Not found: {', '.join(reading.missing)}"] if reading.missing else []
    if reading.record is None:
        notes.append("No record was made: a field that it needs wasn't found")
    return Sheet(
        reading.kind.replace("-", " ").capitalize(),
        (
            table_of(reading.found, _COLUMNS, "Found"),
            table_of(
                reading.warnings,
                {"warning": lambda one: one.code, "what it is about": lambda one: one.text},
                "Warnings",
            ),
        ),
        tuple(notes),
    )


def _cell(value: object) -> str:
    if is_mapping(value):
        parts = {str(key).replace("_", " "): part for key, part in value.items()}
        return ", ".join(f"{key}: {_cell(one)}" for key, one in parts.items() if one is not None)
    if is_tuple(value):
        return "\n".join(_short(_cell(part)) for part in value)
    text = _short(str(value))
    return text if " " in text else reworded(text)  # a key or a date, not the page's words


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}..."


def _quoted(found: Found) -> str:
    words = [place.words for place in found.places if place.words]
    return _short(f"{found.basis.value}: {words[0]}") if words else found.basis.value


_COLUMNS: Columns[Found] = {
    "field": lambda one: one.field,
    "value": lambda found: _cell(found.value),
    "the page's words": _quoted,
    "rule": lambda one: one.rule,
}
