"""The page of pictures of what the public meets: `make run`, then `python -m tests.public_pictures ADDRESS`.

Stores ten pages on a wide screen and on a telephone, and six pages of the report's PDF, in `docs/images/public`.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser

from tests.browser import chromium
from tests.walk import FOLDER, keep

# What each picture shows, and its address.
PAGES = {
    "home": ("/", "Home: the newest figures, report and learning"),
    "figures": ("/figures/", "All figures as tiles"),
    "indicator": ("/figures/police/missing-children/", "An indicator: its number first, then its chart and table"),
    "rates": ("/figures/children/referrals-rate/", "A rate beside others, over the years"),
    "priorities": ("/priorities/", "Priorities: how far the actions came"),
    "report": ("/reports/2022-23/", "The annual report: cover, year at a glance, contents"),
    "newsletter": ("/newsletters/newsletter-1-domestic-abuse-and-the-new-act/", "A newsletter"),
    "briefing": ("/learning/briefings/transitional-safeguarding/", "A briefing on one page"),
    "learning": ("/learning/", "Briefings and case studies"),
    "structure": ("/about/structure/", "How the partnership is organised"),
}
SIZES = {1280: 900, 320: 1100}
PDF = "/reports/2022-23/annual-report.pdf"
PDF_PAGES = (1, 2, 3, 8, 12, 20)


def page_of_pictures() -> str:
    """The page itself, as Markdown."""
    lines = [
        "# What the public meets",
        "",
        "The example, as `python -m tests.public_pictures` saw it ([how](../../../TESTING.md#pictures-of-the-readme)).",
        "",
    ]
    for name, (_, words) in PAGES.items():
        wide, narrow = (f"![{words}, {width} pixels wide]({name}-{width}.png)" for width in SIZES)
        lines += [f"## {words}", "", wide, "", narrow, ""]
    lines += ["## The report as a PDF", ""]
    lines += [f"![Page {number} of the annual report](pdf-{number}.png)" for number in PDF_PAGES]
    return "\n".join([*lines, ""])


def keep_pages(browser: Browser, address: str) -> None:
    """Store the top of each page in both widths."""
    for width, height in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        for name, (path, _) in PAGES.items():
            answer = page.goto(f"{address}{path}")
            assert answer is not None, path
            assert answer.status == 200, path
            keep(page.screenshot(), f"public/{name}-{width}")
        page.close()


def keep_pdf(address: str) -> None:
    """Store some pages of the report's PDF."""
    with TemporaryDirectory() as folder, urlopen(f"{address}{PDF}") as answer:
        file = Path(folder) / "report.pdf"
        file.write_bytes(answer.read())
        for number in PDF_PAGES:
            command = ["pdftoppm", "-png", "-r", "60", "-f", str(number), "-singlefile", "-l", str(number)]
            subprocess.run([*command, str(file), f"{folder}/page"], check=True)
            keep((Path(folder) / "page.png").read_bytes(), f"public/pdf-{number}")


def main(address: str) -> None:
    """Walk, and keep what is seen."""
    (FOLDER / "public").mkdir(exist_ok=True)
    with chromium() as browser:
        keep_pages(browser, address.rstrip("/"))
    keep_pdf(address.rstrip("/"))
    (FOLDER / "public/README.md").write_text(page_of_pictures())


if __name__ == "__main__":
    main(sys.argv[1])
