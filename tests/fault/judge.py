"""What must be true when every report is built and public, however often those who do it were killed."""

from collections.abc import Iterable, Sequence

from django.conf import settings

from partnership.models import ReportingYear
from reports.build.steps import MAKING
from reports.build.sweep import sweep_files
from reports.content.freeze import digest, freeze
from reports.document.assemble import assemble
from reports.editions.audit_anchor import trail_of
from reports.editions.storage import TEMPORARY, folder, path_of
from reports.models import Edition, EditionState, Step, StepState
from review.audit import verify_trail
from review.models import Event, Notification
from tests.fault.plan import Outcome


def judge(outcome: Outcome, years: Sequence[ReportingYear]) -> None:
    """Write down everything that is wrong, and how many files the sweeper had to remove."""
    for year in years:
        outcome.wrong += [f"{year}: {what}" for what in _wrong_with(year)]
    if broken := verify_trail():
        outcome.wrong.append(broken)
    settings.REPORT_ORPHANS_AFTER = -1
    outcome.swept = sweep_files()
    outcome.wrong += _files_that_are_wrong()


def _wrong_with(year: ReportingYear) -> Iterable[str]:
    editions = list(Edition.objects.filter(year=year))
    if len(editions) != 1 or editions[0].state != EditionState.PUBLISHED or editions[0].number != 1:
        yield f"not exactly one edition, and that one public: {editions}"
        return
    edition = editions[0]
    if edition.sha256 != digest(freeze(assemble(year, trail=trail_of(edition)))):
        yield "another hash than an undisturbed build"
    if edition.steps.exclude(state=StepState.DONE).exists():
        yield "ready before every step was done"
    made = {kind: digest(data) for plan in MAKING for kind, data in plan.make(edition).files.items()}
    if dict(edition.files.values_list("kind", "sha256")) != made:
        yield "other files than an undisturbed build"
    for verb in ("ask for report", "build report", "publish report"):
        if Event.objects.about(edition).filter(verb=verb).count() != 1:
            yield f"not exactly one line “{verb}” in the audit trail"
    if Notification.objects.filter(key__startswith=f"report-ready:{edition.pk}:").count() != 1:
        yield "not exactly one message that it is ready"
    tokens = list(edition.steps.values_list("token", flat=True))
    if len(set(tokens)) != len(tokens) or max(tokens) > edition.token:
        yield f"tokens that were given twice: {tokens}"
    if sum(Step.objects.filter(edition=edition).values_list("attempts", flat=True)) != edition.token:
        yield "a token that nobody took"


def _files_that_are_wrong() -> Iterable[str]:
    """After the sweep what lies in storage is what the editions name, no more and no less."""
    named = {path_of(file.sha256, file.ending) for edition in Edition.objects.all() for file in edition.files.all()}
    lying = set(folder().glob("*/*"))
    yield from (f"an orphan: {path.name}" for path in lying - named)
    yield from (f"a file that is gone: {path.name}" for path in named - lying)
    yield from (f"half a file: {path.name}" for path in lying if path.name.startswith(TEMPORARY))
    yield from (f"a changed file: {path.name}" for path in named & lying if digest(path.read_bytes()) not in path.name)
