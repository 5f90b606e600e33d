"""Lets WeasyPrint typeset a page; runs in WeasyPrint's own virtual environment, never in the portal's.

`python weasyprint_worker.py PAGE PDF`. The last line that is printed is JSON: the seconds of the work itself.
"""

import json
import sys
import time

from weasyprint import HTML, __version__  # type: ignore[import-not-found]

if __name__ == "__main__":
    started = time.perf_counter()
    HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])
    seconds = time.perf_counter() - started
    sys.stdout.write(f"\n{json.dumps({'seconds': seconds, 'version': __version__})}\n")
