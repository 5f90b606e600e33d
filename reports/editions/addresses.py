"""Addresses of the files of an edition."""

from django.urls import reverse


def files_of(year: str) -> str:
    """Under which address the year's tables lie as files."""
    return f"{reverse('reports:report-detail', args=[year])}tables/"
