"""What steps of a build make besides page and PDF: a page for each section, the workbook and the CSV files."""

from django.utils.module_loading import import_string

from reports.makers import Made
from reports.models import Edition, FileKind
from reports.render.csv_files import csv_zip
from reports.render.sections_html import render_sections

# Named, not imported: it brings pandas, which costs a process 100 MB. Only who builds reports ever gets there.
WORKBOOK = "reports.render.workbook.workbook_bytes"


def write_sections(edition: Edition) -> Made:
    """Each section as a page, all of them in one file."""
    return Made(files={FileKind.SECTIONS: render_sections(edition.frozen).encode()})


def write_data(edition: Edition) -> Made:
    """The workbook, and the CSV files in one ZIP file."""
    workbook_bytes = import_string(WORKBOOK)
    return Made(
        files={FileKind.XLSX: workbook_bytes(edition.frozen), FileKind.ZIP: csv_zip(edition.frozen)},
    )
