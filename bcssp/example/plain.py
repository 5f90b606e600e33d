"""The example's report in plain words, and its Easy Read version."""

from bcssp.example.stage import Example, read
from reports.contributions.plain_services import save_easy_read, save_plain_summary
from reports.contributions.record_services import start_year_record
from reports.models import EasyRead, PlainSummary


def load_plain(example: Example) -> None:
    """Both versions, written by the coordinator and approved by the board."""
    data, by = read("plain.toml"), example.coordinator
    year = example.years[data["year"]]
    summary = start_year_record(PlainSummary, year=year, by=by)
    summary.text = data["summary"].strip()
    example.through_review(save_plain_summary(summary=summary, by=by), by)
    version = start_year_record(EasyRead, year=year, by=by)
    lines = [(line["picture"], line["text"]) for line in data["lines"]]
    example.through_review(save_easy_read(version=version, lines=lines, by=by), by)
