"""How long reading a page takes, beside the least that could be done with it.

HTML: beside lxml parsing the same page and giving its text. Text: megabytes a second, beside one
compiled search over the same text. The sides take turns, and the best of each counts, in processor
time.
"""

import html
import re
import time
from collections.abc import Callable
from pathlib import Path

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
    """The shortest processor time of each side, in seconds."""
    times = [[] for _ in sides]
    for _ in range(ROUNDS):
        for place, side in enumerate(sides):
            begun = time.process_time()
            side()
            times[place].append(time.process_time() - begun)
    return [min(one) for one in times]


def main() -> None:
    page = page_of(200_000)
    ours, theirs = best(lambda: pages.read(page), lambda: "".join(etree.HTML(page).itertext()))
    print(f"HTML, {len(page) / 1e3:.0f} kB: read {ours * 1e3:.1f} ms, lxml parse and text", end=" ")
    print(f"{theirs * 1e3:.1f} ms: {ours / theirs:.1f} times as long (at most 8)")
    text = (CASES / "097.txt").read_text("utf-8") + "\n" + f"{SENTENCE}\n" * 5_000
    search = re.compile(r"\baudited (\d+) (?:child protection )?cases\b")
    ours, theirs = best(lambda: pages.read(text), lambda: list(search.finditer(text)))
    size = len(text) / 1e6
    print(f"text, {size:.1f} MB: read {size / ours:.0f} MB/s, one search {size / theirs:.0f} MB/s")
    shared = [file.read_text("utf-8") for file in sorted(CASES.glob("*.txt"))]
    ours, _ = best(lambda: [pages.read(one) for one in shared], lambda: None)
    print(f"{len(shared)} pages of 2 kB: {ours / len(shared) * 1e3:.2f} ms each")


if __name__ == "__main__":
    main()
