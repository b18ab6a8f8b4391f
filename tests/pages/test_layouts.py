"""One page in several layouts gives the same values."""

import html
import json
import re
from pathlib import Path

import pytest

from ncpi import pages

CASES = Path(__file__).parent / "cases"
TEXTS = [
    page["file"]
    for page in json.loads((CASES / "index.json").read_text("utf-8"))
    if page["family"] in ("press", "reprint", "pir", "inspection", "tracker", "landing", "pdf")
    and "hard-wrapped" not in page["seen"]
]


def lines(text: str) -> str:
    kept = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(re.sub(r"^•\s*", "- ", line) for line in kept)


def spaced(text: str) -> str:
    kept = [line for line in text.split("\n") if line.strip()]
    return "\n\n".join(re.sub(r"^- ", "  • ", line) for line in kept)


def marked_up(text: str) -> bytes:
    parts, within = [], None
    for line in filter(None, map(str.strip, text.split("\n"))):
        item = re.match(r"(?:•|-) +(.*)", line)
        number = re.match(r"\d+\. (.*)", line)
        wanted = "ul" if item else "ol" if number else None
        if within != wanted:
            parts += [f"</{within}>" if within else "", f"<{wanted}>" if wanted else ""]
            within = wanted
        words = html.escape((item or number)[1] if wanted else line)
        parts.append(f"<li>{words}</li>" if wanted else f"<p>{words}</p>")
    return f"<!doctype html><html><body><main>{''.join(parts)}</main></body></html>".encode()


def values(source: str | bytes) -> dict[str, str]:
    reading = pages.read(source)
    # Chapters are known by how far they are set in.
    found = {one.field: str(one.value) for one in reading.found if one.field != "chapters"}
    found["kind"] = str(reading.kind)
    return {name: re.sub(r"\W+", " ", value.replace("\\n", " ")) for name, value in found.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_the_layout_of_a_page_changes_nothing(name):
    text = (CASES / name).read_text("utf-8")
    found = values(text)
    for layout in (lines, spaced, marked_up):
        assert values(layout(text)) == found
