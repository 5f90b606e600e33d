"""What steps of a build make besides page and PDF: a page for each section, the workbook and the CSV files."""

from django.utils.module_loading import import_string

from reports.build.build_steps import Artefact
from reports.document.render.csv_files import csv_zip
from reports.document.render.sections_html import render_sections
from reports.editions.models.edition import Edition
from reports.editions.models.stored_file import FileKind

# Named, not imported: it brings pandas, which costs a process 100 MB. Only who builds reports ever gets there.
WORKBOOK = "reports.document.render.workbook.workbook_bytes"


def write_sections(edition: Edition) -> Artefact:
    """Each section as a page, all of them in one file."""
    return Artefact(files={FileKind.SECTIONS: render_sections(edition.frozen).encode()})


def write_data(edition: Edition) -> Artefact:
    """The workbook, and the CSV files in one ZIP file."""
    workbook_bytes = import_string(WORKBOOK)
    return Artefact(
        files={FileKind.XLSX: workbook_bytes(edition.frozen), FileKind.ZIP: csv_zip(edition.frozen)},
    )
