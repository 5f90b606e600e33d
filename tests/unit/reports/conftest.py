"""One sample report, rendered once: rendering is what takes time."""

import pytest

from reports.content.freeze import freeze
from reports.document.render.html import render_html
from reports.document.render.pdf import render_pdf
from tests.factories.reports import sample_report


@pytest.fixture(scope="session")
def frozen() -> str:
    """A report with every kind of section, frozen."""
    return freeze(sample_report())


@pytest.fixture(scope="session")
def pdf_bytes(frozen: str) -> bytes:
    """The same report as PDF."""
    return render_pdf(frozen)


@pytest.fixture(scope="session")
def html(frozen: str) -> str:
    """The same report as the body of a page."""
    return render_html(frozen)
