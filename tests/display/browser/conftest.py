"""A browser with axe-core in it: Chromium, driven by Playwright.

The variable CHROMIUM names the browser (default: the one on the path), and AXE the file axe.min.js.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A notebook</title><style>:root{color-scheme:light dark}body{margin:0}</style></head>
<body><main style="font-family:sans-serif"><h1>A notebook</h1><h2>A section</h2>%s
<p id="after">After it</p></main></body></html>"""
PLACE = "%s"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "install chromium, or name it in the variable CHROMIUM"
    with sync_playwright() as playwright:
        # A sandbox of its own can't be made as root in a container.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Window:
    """A window of the browser, which shows one piece of HTML after the other."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def show(self, markup: str) -> None:
        """Show *markup* in a section of a page."""
        self.page.set_content(PAGE.replace(PLACE, markup))

    def run(self, script: str) -> Any:
        """What the JavaScript expression *script* gives."""
        return self.page.evaluate(script)

    def violations(self) -> list[str]:
        """What axe-core finds, as it is and with all sections open."""
        self.page.add_script_tag(path=Path(os.environ["AXE"]))
        self.run("axe.configure({})")
        found: list[str] = []
        for _ in range(2):
            result = self.run("axe.run()")
            found += [
                f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result["violations"]
            ]
            self.run("document.querySelectorAll('details').forEach(one => one.open = true)")
        return found


@pytest.fixture
def window(browser: Any, request: pytest.FixtureRequest) -> Iterator[Window]:
    """A window, as wide and as light as the test's parameter asks: ``(1100, "light")``."""
    width, scheme = getattr(request, "param", (1100, "light"))
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield Window(page)
    page.close()
