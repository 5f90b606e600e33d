"""`make asvs`: write docs/asvs.md and say how many requirements have a test."""

import sys

from tests.asvs.page import PAGE, page, share

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    applicable, tested, _ = share()
    part = 100 * tested // applicable
    sys.stdout.write(f"docs/asvs.md: {tested} of {applicable} requirements have a test ({part}%).\n")
