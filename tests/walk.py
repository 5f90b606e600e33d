"""The pictures of the README: `EXAMPLE_PASSWORD=… make run`, then `python -m tests.walk ADDRESS PASSWORD`.

Signs in as the example's people and stores what they see in `docs/images`, small enough to be kept.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser import chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs/images"
SIZE = {"width": 1280, "height": 900}
COLOURS = 64
# Who looks, at which page, under which name it is kept. Nobody signs in for a public page.
WALK = (
    ("partner.police@example.org", "/partner/", "walk-1-my-work"),
    ("board.police@example.org", "/admin/", "walk-2-queue"),
    ("coordinator@example.org", "/partner/plan/", "walk-3-plan"),
    ("board.icb@example.org", "/partner/board-pack/?year=2023-24", "walk-4-board-pack"),
    ("", "/priorities/?year=2022-23", "priorities"),
    ("", "/figures/police/safety-and-anti-bullying/", "figures"),
)


def opened(browser: Browser, address: str, email: str, password: str) -> Page:
    """A page of that person; of nobody where `email` is empty."""
    page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
    if email:
        page.goto(f"{address}/account/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url("**/partner/**")
    return page


def keep(png: bytes, name: str) -> None:
    """Store a picture with few colours."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def main(address: str, password: str) -> None:
    """Walk, and keep what is seen."""
    with chromium() as browser:
        for email, path, name in WALK:
            page = opened(browser, address.rstrip("/"), email, password)
            answer = page.goto(f"{address.rstrip('/')}{path}")
            assert answer is not None, path
            assert answer.status == 200, f"{path} was not shown to {email or 'the public'}"
            keep(page.screenshot(), name)
            page.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
