"""The browser of the tests: Debian's Chromium, started once a process.

`chromium-headless-shell` is the same Chromium without windows of its own. `chromium` draws one for each visitor, tabs
and buttons included, though nobody sees it: a visitor costs six times as much of the processor.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    # Without windows it would draw letters in another way than with them, and no picture would fit both.
    "--font-render-hinting=none",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # It reaches this machine alone, also where no test decides about each request.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def program() -> str | None:
    """Where the browser is, if it is installed."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium. Without one the tests fail: they are never skipped."""
    path = program()
    assert path, "Chromium is missing: install the Debian package chromium-headless-shell."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
