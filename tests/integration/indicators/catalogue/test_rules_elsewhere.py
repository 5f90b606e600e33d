"""What an indicator says of another one is a rule that its writer adds on the pages; both are tied by it."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.catalogue import library
from indicators.catalogue.models import IndicatorDraft, IndicatorVersion
from indicators.catalogue.services import save_change
from indicators.definitions.across_relations import RowOf, relations
from indicators.disclosure.across import called
from review.services import move
from review.transitions import Verb
from tests.people import People

pytestmark = pytest.mark.django_db
SLUG, OTHER = "police-protection", "missing-children/number-of-missing-children"


def draft_of(people: People) -> IndicatorDraft:
    draft = library.pick(slug=SLUG, by=people.coordinator)
    return save_change(draft=draft, by=people.coordinator, first_period="2023-24", reason="The board asks for it.")


def add_rule(client: Client, draft: IndicatorDraft, kind: str) -> str:
    address = reverse("indicators:definition-rule", args=[draft.pk, kind])
    asked = client.get(address).content.decode()
    assert "“Number of Missing Children” in “Missing children”" in asked
    data = {"lower": "children", "other": OTHER, "because": "Both count the same children", "severity": "soft"}
    answer = client.post(address, data, follow=True)
    return " ".join(answer.content.decode().split())


def test_a_row_that_counts_the_same_as_one_of_another_indicator_is_one_number_once_agreed(
    client: Client, people: People
) -> None:
    client.force_login(people.coordinator)
    draft = draft_of(people)
    page = add_rule(client, draft, "same_elsewhere")
    assert "counts the same as “Number of Missing Children” in “Missing children”" in page
    check = reverse("indicators:definition-check", args=[draft.pk])
    refused = client.post(check, {}, follow=True).content.decode()
    assert "Read the wording, add the rules that are missing, then confirm it" in refused
    client.post(check, {"statements": "on"})
    version = IndicatorVersion.objects.get(family_slug=SLUG)
    assert RowOf(SLUG, "children") not in [row for one in relations() for row in one.lower]
    move(obj=version, verb=Verb.APPROVE, by=people.board_police, revision=version.revision)
    tied = next(one for one in relations() if one.lower == (RowOf(SLUG, "children"),))
    assert (tied.kind, tied.severity) == ("equal", "soft")
    assert called(SLUG, "children") == called(*OTHER.split("/"))


def test_a_row_that_is_part_of_one_of_another_indicator_is_at_most_it(client: Client, people: People) -> None:
    client.force_login(people.coordinator)
    draft = draft_of(people)
    assert "is at most “Number of Missing Children” in “Missing children”" in add_rule(client, draft, "part_elsewhere")
    page = client.get(reverse("indicators:definition-check", args=[draft.pk])).content.decode()
    assert "is at most “Number of Missing Children”" in page


def test_a_kind_of_rule_that_does_not_exist_has_no_page(client: Client, people: People) -> None:
    client.force_login(people.coordinator)
    address = reverse("indicators:definition-rule", args=[draft_of(people).pk, "csv"])
    assert [client.get(address).status_code, client.post(address, {}).status_code] == [404, 404]
