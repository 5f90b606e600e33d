"""Links of a stored page to its tables as CSV files: where they lead depends on where the page is shown.

A page is stored with the addresses of the year, under which the newest edition's files lie. It is the page of one
edition, so what hands it out leads its links to that edition's own files, or takes them out.
"""

import re

from django.urls import reverse

from reports.editions.addresses import files_of
from reports.editions.models.edition import Edition

# The link, with the paragraph that would be empty without it.
LINK = r'(<p class="govuk-body-s app-no-print">\s*)?<a class="govuk-link" href="{files}[^"]*">.*?</a>(?(1)\s*</p>)'


def with_own_tables(page: str, edition: Edition) -> str:
    """The page with links to the files of this edition, whatever is published after it."""
    own = f"{reverse('reports:edition-page', args=[edition.year.slug, edition.number])}tables/"
    return page.replace(f'href="{files_of(edition.year.slug)}', f'href="{own}')


def without_tables(page: str, edition: Edition) -> str:
    """The page of an edition that is not public: its files have no address, and those of another say something else."""
    files = re.escape(files_of(edition.year.slug))
    return re.sub(LINK.format(files=files), "", page, flags=re.DOTALL)
