"""A plugin of pytest that prints at the end of the run what a test measured: `record_property("printed", text)`.

What a test prints is shown where it fails, and from a process of xdist never.
"""

import pytest

NAME = "printed"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each text that was recorded, once."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    for report in reports:
        for name, text in getattr(report, "user_properties", ()):
            if name == NAME and report.when == "call":
                terminalreporter.section(report.nodeid)
                terminalreporter.write_line(str(text))
