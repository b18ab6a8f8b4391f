"""How long reading a page takes, beside the least that could be done with it.

HTML: beside lxml parsing the same page and giving its text. Text: megabytes a second, beside one
compiled search over the same text. The sides take turns, and the best of each counts, in processor
time.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path

from bench_printing import taking_turns
from lxml import etree

from ncpi import pages

CASES = Path(__file__).parents[1] / "pages" / "cases"
ROUNDS = 15
SENTENCE = (
    "Officers in the control room ask about children, look at what is already known, and write "
    "down what they are told so that the next shift can go on from there. "
)


def page_of(size: int) -> bytes:
    """An inspection page in the site's layout, with paragraphs, links and lists."""
    head = html.escape((CASES / "097.txt").read_text("utf-8"))
    parts = [f"<p>{line}</p>" for line in head.split("\n") if line.strip()]
    parts[0] = parts[0].replace("<p>", "<h1>").replace("</p>", "</h1>")
    section = (
        '<h2 class="section-heading" id="part-{0}">What we found in part {0}</h2>\n'
        '<p class="body-text">{1}<a href="https://example.org/guidance/{0}">guidance</a> '
        "<strong>{0}</strong>. {1}</p>\n"
        '<ul class="list"><li>{1}</li>\n<li>{1}</li></ul>\n'
    )
    length, number = sum(map(len, parts)), 0
    while length < size:
        number += 1
        parts.append(section.format(number, SENTENCE))
        length += len(parts[-1])
    body = "\n".join(parts)
    return f"<!doctype html><html><body><main>{body}</main></body></html>".encode()


def best(*sides: Callable[[], object]) -> list[float]:
    """The shortest processor time of each side, in milliseconds."""
    times = taking_turns({str(place): side for place, side in enumerate(sides)}, ROUNDS)
    return [min(one) for one in times.values()]


def main() -> None:
    page = page_of(200_000)
    ours, theirs = best(lambda: pages.read(page), lambda: "".join(etree.HTML(page).itertext()))
    print(f"HTML, {len(page) / 1e3:.0f} kB: read {ours:.1f} ms, lxml parse and text", end=" ")
    print(f"{theirs:.1f} ms: {ours / theirs:.1f} times as long (at most 8)")
    text = (CASES / "097.txt").read_text("utf-8") + "\n" + f"{SENTENCE}\n" * 5_000
    search = re.compile(r"\baudited (\d+) (?:child protection )?cases\b")
    ours, theirs = best(lambda: pages.read(text), lambda: list(search.finditer(text)))
    print(f"text, {len(text) / 1e6:.1f} MB: read", end=" ")
    read, searched = (len(text) / 1e3 / one for one in (ours, theirs))
    print(f"{read:.0f} MB/s, one search {searched:.0f} MB/s")
    shared = [file.read_text("utf-8") for file in sorted(CASES.glob("*.txt"))]
    (ours,) = best(lambda: [pages.read(one) for one in shared])
    print(f"{len(shared)} pages of 2 kB: {ours / len(shared):.2f} ms each")


if __name__ == "__main__":
    main()
