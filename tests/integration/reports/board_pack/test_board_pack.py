"""The board pack: approved figures as the public will see them, colours where a target was set, and what is open."""

import datetime
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indicators.definitions.families import get_family
from indicators.definitions.periods import parse_period
from indicators.definitions.values import reported
from indicators.returns.services import save_figures, start_submission, submit_figures
from partnership.exceptions import DomainError, NotAllowed
from reports.board_pack.pack import BEFORE_RELEASE, FOR_THE_BOARD, as_report, read_pack
from reports.board_pack.services import end_target, named, set_target
from reports.content import NarrativeSection
from reports.models import Aim, Target
from reports.signing.challenges import raise_challenge
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.indicators import a_release, approve, approved_return, draft_return, example_cells, make_areas
from tests.factories.priorities import ActionFactory
from tests.pdf import letters, text_of
from tests.stages import Cast

CRIMES = "number-of-domestic-abuse-crimes"
FAMILY = "safety-and-anti-bullying"
PAGE = "/partner/board-pack/"


def target(cast: Cast, **changes: Any) -> Target:
    given = {
        "family": get_family(FAMILY),
        "row_key": CRIMES,
        "aim": Aim.AT_MOST,
        "value": Decimal(1600),
        "amber": Decimal(1700),
        "reason": "The plan for this year.",
        "by": cast.coordinator,
    }
    return set_target(**given | changes)


def read(client: Client, cast: Cast, by: Any = None) -> str:
    client.force_login(by or cast.board_icb)
    return client.get(PAGE, {"year": cast.year.slug}).content.decode()


def test_a_target_is_set_with_its_reason_and_a_new_one_takes_its_place(cast: Cast) -> None:
    first = target(cast)
    second = target(cast, value=Decimal(1500), by=cast.chair)
    first.refresh_from_db()

    assert (first.ended_by, second.ended_at) == (cast.chair, None)
    assert str(first) == f"Target of {FAMILY}, {CRIMES}"
    assert list(Target.objects.in_force()) == [second]
    assert list(Event.objects.about(first).values_list("verb", flat=True)) == ["end target", "set target"]
    end_target(target=second, by=cast.coordinator)
    end_target(target=second, by=cast.coordinator)
    assert Event.objects.about(second).count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": "  "}, "Enter the reason for the target"),
        ({"amber": Decimal(1500)}, "must be at or above the target"),
        ({"aim": Aim.AT_LEAST}, "must be at or below the target"),
    ],
)
def test_a_target_without_sense_is_refused(cast: Cast, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        target(cast, **changes)


def test_partners_set_no_target(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        target(cast, by=cast.partner_police)


@pytest.mark.parametrize("broken", [{"reason": ""}, {"aim": "near"}, {"amber": 1}, {"ended_at": timezone.now()}])
def test_the_database_holds_no_broken_target(cast: Cast, broken: dict[str, Any]) -> None:
    kept = target(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=kept.pk).update(**broken)


def test_only_approved_figures_are_in_it_and_it_says_what_is_not_released(client: Client, cast: Cast) -> None:
    draft_return("missing-children", cast.year, cast.police)
    approved_return(FAMILY, cast.year, cast.police)
    page = read(client, cast)

    assert BEFORE_RELEASE in page
    assert "1,685" in page
    assert "not released yet" in page
    assert 'id="missing-children"' not in page
    assert 'href="#missing-children"' not in page
    assert "Missing children" in page[page.index("No approved figures yet") :]

    a_release(cast.year)
    page = read(client, cast)
    assert BEFORE_RELEASE not in page
    assert FOR_THE_BOARD in page


def test_what_the_public_is_not_shown_is_not_in_it_and_has_no_colour(client: Client, cast: Cast) -> None:
    family = get_family("missing-children")
    cells = dict(example_cells(family, cast.year))
    row = family.fixed_rows[-1].key
    cells[row, "current"] = reported(3)
    approved_return(family.slug, cast.year, cast.police, cells)
    target(cast, family=family, row_key=row, value=Decimal(2), amber=Decimal(2))
    [card] = read_pack(cast.year, reader=cast.board_icb).cards
    line = next(line for line in card.lines if line.key == row)

    assert (line.latest.text, line.target, line.rag) == ("[c]", "at most 2", None)
    assert "Red: not met" not in read(client, cast)


def test_a_colour_has_its_word_its_target_and_its_reason(client: Client, cast: Cast) -> None:
    approved_return(FAMILY, cast.year, cast.police)
    target(cast)
    page = read(client, cast)

    assert "Amber: near" in page
    assert "At most 1,600. The plan for this year." in page
    assert "Set target" not in page


def test_it_lists_what_is_open(client: Client, cast: Cast) -> None:
    empty = read(client, cast)
    assert "There are no open challenges" in empty
    assert "There are no overdue actions" in empty
    raise_challenge(
        year=cast.year, section="", question="Who was asked?", due_on=timezone.localdate(), by=cast.scrutineer
    )
    ActionFactory(title="Ask every family", owner=cast.police, due_on=timezone.localdate() - datetime.timedelta(days=2))
    page = read(client, cast)
    assert "Who was asked?" in page
    assert "2 days late" in page


def test_the_pdf_carries_the_mark_and_says_nothing_of_an_edition(client: Client, cast: Cast) -> None:
    approved_return(FAMILY, cast.year, cast.police)
    target(cast)
    ActionFactory(title="Ask every family", owner=cast.police, due_on=timezone.localdate() - datetime.timedelta(days=2))
    raise_challenge(
        year=cast.year, section="", question="Who was asked?", due_on=timezone.localdate(), by=cast.scrutineer
    )
    client.force_login(cast.board_icb)
    response = client.get(reverse("reports:board-pack-pdf"), {"year": cast.year.slug})
    with pikepdf.open(BytesIO(response.content)) as pdf:
        titles = [str(item.title) for item in pdf.open_outline().root]
        pages, words = len(pdf.pages), text_of(pdf)

    assert response["Content-Type"] == "application/pdf"
    assert titles == ["Scorecard", "Open challenges and overdue actions", "The figures"]
    assert pages > 2
    # On the cover, and at the head of each page after it.
    assert words.count(letters(BEFORE_RELEASE)) >= pages - 1


def test_the_papers_scorecard_says_of_each_row_what_the_page_says(cast: Cast) -> None:
    approved_return(FAMILY, cast.year, cast.police)
    pack = read_pack(cast.year, reader=cast.board_icb)
    said = [line.said for line in pack.cards[0].lines]
    assert any(said)
    scorecard = as_report(pack).sections[0]
    assert isinstance(scorecard, NarrativeSection)
    [table] = scorecard.parts[0].tables

    place = table.columns.index("What can be said")
    assert [row[place] for row in table.rows] == said


def test_a_portal_without_years_says_so(client: Client, cast: Cast) -> None:
    cast.year.delete()
    client.force_login(cast.board_icb)

    assert "There is no reporting year yet" in client.get(PAGE).content.decode()
    assert client.get(reverse("reports:board-pack-pdf")).status_code == 404


def test_the_coordinator_sets_changes_and_ends_a_target_on_pages(client: Client, cast: Cast) -> None:
    approved_return(FAMILY, cast.year, cast.police)
    client.force_login(cast.coordinator)
    address = reverse("reports:target-set", args=[FAMILY, CRIMES])
    assert client.get(reverse("reports:target-set", args=[FAMILY, "no-such-row"])).status_code == 404
    wrong = client.post(address, {"aim": "at_most", "value": "1600", "amber": "10", "reason": "The plan."})
    assert "must be at or above the target" in wrong.content.decode()
    client.post(address, {"aim": "at_most", "value": "1700", "amber": "", "reason": "The plan."})
    assert "Green: met" in read(client, cast, cast.coordinator)
    assert 'value="1700.00"' in client.get(address).content.decode()
    client.post(reverse("reports:target-end", args=[Target.objects.get().pk]))
    page = read(client, cast, cast.coordinator)
    assert "Green: met" not in page
    ended = page[page.index("Targets that have ended") :]
    assert "<li>Safety and anti-bullying, Number of Domestic Abuse Crimes: at most 1,700, set on" in ended


def test_a_target_is_named_as_readers_name_its_row_and_area(cast: Cast) -> None:
    make_areas()
    of_area = target(cast, family=get_family("referrals-rate"), row_key=settings.PARTNERSHIP.area.slug)
    of_no_row, of_none = target(cast, row_key="a-row-that-was"), target(cast)
    of_none.family_slug = "an-indicator-that-was"

    assert named([of_area, of_no_row, of_none]) == [
        (of_area, f"Referrals to children's social care, {settings.PARTNERSHIP.area.name}"),
        (of_no_row, "Safety and anti-bullying, a-row-that-was"),
        (of_none, f"an-indicator-that-was, {CRIMES}"),
    ]


def test_rows_of_rates_are_areas(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    assert client.get(reverse("reports:target-set", args=["referrals-rate", "bath"])).status_code == 200


def test_a_figure_that_was_corrected_since_its_release_has_a_notice_until_the_next_one(
    client: Client, cast: Cast
) -> None:
    sent = approved_return(FAMILY, cast.year, cast.police)
    a_release(cast.year)
    assert "corrected since the release" not in read(client, cast)
    cells = sent.values()
    now = cells[CRIMES, "current"].number
    assert now is not None
    by = cast.partner_police
    cells |= {(CRIMES, "current"): replace(reported(now + 1), revised=True, reason="One was recorded late.")}
    saved = save_figures(submission=sent, cells=cells, by=by, revision=sent.revision)
    approve(move(obj=saved, verb=Verb.SUBMIT, by=by, revision=saved.revision))
    # The figure, the change and the percentage that follow from it.
    notice = "3 figures have been corrected since the release of this year. The release prints the original"
    assert notice in read(client, cast)
    frozen = as_report(read_pack(cast.year, reader=cast.board_icb))
    assert notice in str(frozen.sections[0])
    a_release(cast.year, "Corrected figures")
    assert "corrected since the release" not in read(client, cast)


def test_quarters_that_were_released_stay_beside_the_year(client: Client, cast: Cast) -> None:
    for period, number in (("2022-23-q1", 30), ("2022-23-q2", 28), ("2022-23", 120)):
        cells = {
            (row, "count"): reported(count)
            for row, count in (("remained", number), ("reduced", number + 1), ("removed", number + 2))
        }
        draft = start_submission(
            family=get_family("enquiry-outcomes"),
            year=cast.year,
            organisation=cast.council,
            by=cast.partner_council,
            cells=cells,
            note="",
            period=parse_period(period),
        )
        approve(submit_figures(submission=draft, by=cast.partner_council, revision=draft.revision))
        if period != "2022-23":
            a_release(cast.year, f"Figures for {period}", note="")
        # Of two quarters nothing can be said yet.
        assert "too_short" not in read(client, cast)
    (card,) = read_pack(cast.year, reader=cast.board_icb).cards
    latest = {line.key: line.latest.text for line in card.lines}
    assert [latest[key] for key in ("remained", "reduced", "removed")] == ["120", "121", "122"]
    within = {line.key: [(one.label, one.text) for one in line.within] for line in card.lines}
    for more, key in enumerate(("remained", "reduced", "removed")):
        assert within[key] == [("July to September 2022", str(28 + more)), ("April to June 2022", str(30 + more))]
    page = read(client, cast)
    assert 'data-label="Within the year">28 <span class="app-secondary">July to September 2022</span>' in page
    frozen = as_report(read_pack(cast.year, reader=cast.board_icb))
    assert "July to September 2022: 28; April to June 2022: 30" in str(frozen.sections[0])
    # Released, the year itself is none of its parts.
    a_release(cast.year, "The year", note="")
    (card,) = read_pack(cast.year, reader=cast.board_icb).cards
    assert {len(line.within) for line in card.lines} == {2}
