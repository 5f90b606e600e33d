"""Where each number comes from, what a report was made from, and whether an old edition can be made again."""

import ast
import html
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import ReleaseTable
from priorities.models import ActionUpdate
from reports.build import build_steps
from reports.build.rebuild import rebuild
from reports.build.run import build_edition
from reports.build.services import begin_edition
from reports.build.verify import verify_report
from reports.content import Report
from reports.content.freeze import digest, freeze, thaw
from reports.content.sources import RELEASE
from reports.document.assemble import assemble, assemble_from
from reports.document.render.errors import RenderError
from reports.document.render.html import render_html
from reports.editions.storage import path_of, read
from reports.models import Edition, FileKind
from reports.provenance.named import named_origins
from reports.provenance.origins import origins_of
from reports.provenance.toolchain import DRAWN_ON, changed_parts, toolchain_versions
from review.audit import record
from review.transitions import Verb
from tests.factories.indicators import a_release, approved_return
from tests.factories.learning import draft_case_study, publish
from tests.factories.priorities import ActionFactory, live_update
from tests.stages import Cast

pytestmark = pytest.mark.usefixtures("own_storage")


@pytest.fixture
def released(cast: Cast) -> ReleaseTable:
    """A return that was sent back and sent again, approved and released."""
    approved_return("missing-children", cast.year, cast.police)
    return a_release(cast.year).tables.get()


@pytest.fixture
def edition(cast: Cast, released: ReleaseTable) -> Edition:
    return build_edition(begin_edition(year=cast.year, by=cast.coordinator).pk)


def reported(cast: Cast) -> ActionUpdate:
    """Progress of the police that the board approved."""
    action = ActionFactory(owner=cast.police)
    return live_update(action, cast.year, cast.partner_police, cast.board_council)


def figure(report: Report) -> Any:
    (section,) = [one for one in report.sections if one.anchor == "figures"]
    return section.themes[0].tables[0]


def test_each_set_of_figures_says_who_submitted_and_who_approved_it(cast: Cast, released: ReleaseTable) -> None:
    (origin,) = figure(assemble(cast.year)).origins
    submission = released.submission
    assert origin.submitted == f"Partner, {cast.police.name}"
    assert origin.submitted_on == submission.submitted_at.date().isoformat()
    reviewer = submission.approved_by
    assert origin.approved == f"{', '.join(reviewer.role_names)}, {reviewer.organisation.name}"


def test_readers_get_roles_and_staff_get_names(cast: Cast, released: ReleaseTable) -> None:
    (origin,) = origins_of([released])[released.pk]
    sent = released.submission
    page = render_html(freeze(assemble(cast.year)))
    for deed, person in ((origin.submitted, sent.submitted_by), (origin.approved, sent.approved_by)):
        assert deed is not None
        assert deed.label.startswith(f"{person} (")
        assert str(person) not in page
    assert "Who submitted and who approved these figures" in page
    assert f"Partner, {cast.police.name}" in " ".join(page.split())


def test_a_return_that_was_sent_twice_tells_of_the_last_time(cast: Cast, released: ReleaseTable) -> None:
    submission = released.submission
    for day in (3, 9):
        record(verb=Verb.SUBMIT, by=cast.partner_council, obj=submission, revision=submission.revision + day)
    record(verb=Verb.SUBMIT, by=cast.partner_council, obj=submission, revision=submission.revision)
    (origin,) = origins_of([released])[released.pk]
    assert origin.submitted is not None
    assert origin.submitted.label.startswith(str(cast.partner_council))


def test_staff_are_told_by_name_which_return_is_behind_each_table_of_an_edition(
    cast: Cast, edition: Edition, released: ReleaseTable, client: Client
) -> None:
    sent = released.submission
    (origin,) = named_origins(edition)
    assert (origin.title, origin.submission) == (f"{released.content['title']}, {sent.period}", sent.pk)
    assert (origin.submitted.actor, origin.approved.actor) == (sent.submitted_by, sent.approved_by)
    client.force_login(cast.coordinator)
    response = client.get(f"/admin/reports/edition/{edition.pk}/origins/")
    assert "no-store" in response["Cache-Control"]
    assert origin.submitted.actor_label in html.unescape(response.content.decode())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET verb = 'elsewhere' WHERE verb IN ('submit', 'approve')")
    assert client.get(f"/admin/reports/edition/{edition.pk}/origins/").content.decode().count("Not recorded") == 2


def test_an_edition_without_figures_or_not_frozen_yet_names_nobody(cast: Cast, client: Client) -> None:
    edition = begin_edition(year=cast.year, by=cast.coordinator)
    client.force_login(cast.coordinator)
    address = f"/admin/reports/edition/{edition.pk}/origins/"
    assert "This edition contains no figures." in client.get(address).content.decode()
    build_edition(edition.pk)
    assert "This edition contains no figures." in client.get(address).content.decode()


def test_what_the_trail_does_not_tell_is_said_to_be_unknown(cast: Cast, released: ReleaseTable) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE review_event SET verb = 'elsewhere' WHERE verb IN ('submit', 'approve')")
    (origin,) = figure(assemble(cast.year)).origins
    assert (origin.submitted, origin.submitted_on, origin.approved, origin.approved_on) == ("", "", "", "")
    assert render_html(freeze(assemble(cast.year))).count("not recorded") == 2


def test_origins_cost_the_same_queries_for_one_table_and_for_many(cast: Cast, released: ReleaseTable) -> None:
    approved_return("child-protection", cast.year, cast.police)
    tables = list(a_release(cast.year, note="Another return came in.").tables.all())
    assert len(tables) == 2
    counts = []
    for some in (tables[:1], tables):
        with CaptureQueriesContext(connection) as queries:
            assert len(origins_of(some)) == len(some)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 3
    assert origins_of([]) == {}


def test_a_report_lists_everything_that_it_was_made_from_with_its_hash(cast: Cast, released: ReleaseTable) -> None:
    update = reported(cast)
    story = publish(draft_case_study(cast.year, cast.partner_council), cast.board_icb, cast.coordinator)
    sources = {(one.kind, one.title): one.sha256 for one in assemble_from(cast.year)[1]}
    assert sources["release of figures", released.release.title] == released.release.content_hash
    assert sources["progress update", update.title_for_review()] == update.live_revision.sha256
    assert sources["learning", story.title] == story.live_revision.sha256
    sent = released.submission
    assert sources["return", f"{released.content['title']}, {sent.period}"] == sent.live_revision.sha256
    assert len(sources) == 4


def test_no_hash_of_what_was_sent_enters_the_report(cast: Cast, edition: Edition) -> None:
    """Whoever had it could try out which small number it is the hash of."""
    hashes = [one["sha256"] for one in edition.made_from if one["kind"] != RELEASE]
    assert hashes
    for file in edition.files.all():
        data = read(file.sha256, file.ending)
        assert not any(sha256.encode() in data for sha256 in hashes), file.kind


def test_what_is_not_approved_is_no_source(cast: Cast) -> None:
    draft_case_study(cast.year, cast.partner_council)
    assert assemble_from(cast.year)[1] == []


def test_the_proof_of_a_file_lists_the_hashes_of_its_inputs(edition: Edition, released: ReleaseTable) -> None:
    file = edition.files.get(kind=FileKind.PDF)
    said = verify_report(read(file.sha256, file.ending)).sentences
    assert f"{released.release.content_hash}  release of figures: {released.release.title}" in said


def test_an_old_edition_comes_out_as_it_was_after_the_data_have_changed(
    cast: Cast, edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    reported(cast)
    pdf = edition.files.get(kind=FileKind.PDF)
    path_of(pdf.sha256, pdf.ending).unlink()
    call_command("rebuild_report", "2022-23", edition=edition.number)
    said = capsys.readouterr().out
    assert said.count("identical") == edition.files.count() == len(FileKind.values)
    assert read(pdf.sha256, pdf.ending).startswith(b"%PDF"), "what storage had lost is back"


def test_an_edition_that_cannot_be_made_again_says_exactly_why(
    edition: Edition, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(edition.made_with)
    Edition.objects.filter(pk=edition.pk).update(made_with={**before, "styles": "0" * 64, "typst": "0.1"})
    pdf = edition.files.filter(kind=FileKind.PDF)
    old = pdf.get().sha256
    pdf.update(sha256="1" * 64)
    with pytest.raises(CommandError, match="cannot be rebuilt identically"):
        call_command("rebuild_report", "2022-23")
    said = capsys.readouterr().out
    assert f"PDF: different. It was {'1' * 64} and would now be {old}." in said
    assert f"Changed since the build: styles; typst (0.1 then, {before['typst']} now)." in said
    Edition.objects.filter(pk=edition.pk).update(made_with=before)
    edition.refresh_from_db()
    assert any("a fault in the portal" in one for one in rebuild(edition).sentences)


def test_a_record_that_was_changed_in_the_database_is_made_into_nothing(
    edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    Edition.objects.filter(pk=edition.pk).update(frozen=edition.frozen.replace("2022-23", "2022-24"))
    with pytest.raises(CommandError, match="cannot be rebuilt identically"):
        call_command("rebuild_report", "2022-23")
    assert "it was changed in the database" in capsys.readouterr().out


def test_a_pdf_that_cannot_be_typeset_any_more_says_so(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(frozen: str) -> bytes:
        raise RenderError("The PDF could not be created: no font.")

    monkeypatch.setattr(build_steps, "render_pdf", refuses)
    said = " ".join(rebuild(edition).sentences)
    assert "PDF: can no longer be built." in said
    assert "no font." in said
    assert said.count("identical") == len(FileKind.values) - 1


def test_a_record_with_two_tables_of_one_name_says_so_and_its_other_files_are_made(edition: Edition) -> None:
    """Such a record was frozen before two reviews could no longer share a reference."""
    report = thaw(edition.frozen)
    part = next(one for one in report["sections"] if one["anchor"] == "figures")["themes"][0]
    part["tables"].append(part["tables"][0])
    frozen = freeze(report)
    Edition.objects.filter(pk=edition.pk).update(frozen=frozen, sha256=digest(frozen))
    edition.refresh_from_db()
    said = " ".join(rebuild(edition).sentences)
    assert "Every table as CSV (ZIP): can no longer be built." in said
    assert "Two tables in the report have the name figure-missing-children.csv." in said
    assert "PDF: different." in said


def imports_of(path: Path) -> set[Path]:
    """Our own modules that a module names in its imports, wherever these stand."""
    root = Path(portal_settings.BASE_DIR)
    froms = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = {name for node in froms for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names))}
    places = {root / f"{name.replace('.', '/')}.py" for name in names if name}
    return {place for place in places if place.is_file()}


def test_the_workshop_knows_every_module_of_ours_that_a_renderer_draws_on_all_the_way_down() -> None:
    root = Path(portal_settings.BASE_DIR)
    tags = root / "reports" / "templatetags"
    waiting = [*(root / "reports" / "document" / "render").rglob("*.py"), *tags.glob("report_document.py")]
    waiting.append(root / "reports" / "build" / "outputs.py")
    # Not followed: what collects from the database, for a rebuild reads nothing of today.
    collecting = {root / "reports" / "build" / "build_steps.py"}
    collecting |= {root / "reports" / "editions" / "models" / name for name in ("edition.py", "stored_file.py")}
    assert all(path.is_file() for path in collecting)
    found = {*waiting, *collecting}
    while waiting:
        new = imports_of(waiting.pop()) - found
        found |= new
        waiting += new
    places = {str(path.relative_to(root)) for path in found - collecting}
    renderers = ("reports/document/render/", "reports/templatetags/")
    assert {place for place in places if not place.startswith(renderers)} == set(DRAWN_ON)


def test_an_edition_that_was_never_whole_is_not_rebuilt(cast: Cast) -> None:
    begin_edition(year=cast.year, by=cast.coordinator)
    with pytest.raises(CommandError, match="Complete editions: none"):
        call_command("rebuild_report", "2022-23", edition=1)


def test_the_workshop_knows_every_part_by_hash_or_version() -> None:
    parts = toolchain_versions()
    assert parts == toolchain_versions()
    assert {name for name, value in parts.items() if len(value) == 64} == {
        "templates of the page",
        "templates of the PDF",
        "styles",
        "fonts",
        "code that renders",
        "code that the renderers draw on",
    }
    assert changed_parts(parts, parts) == []
    assert changed_parts({}, {"typst": "1"}) == ["typst (none then, 1 now)"]
