"""What a partnership uses of the starting set, and how it calls its themes."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from bcssp.first_steps import first_steps
from indicators.catalogue.choices import begin_without_indicators, change_themes, themes_in_order, use_starting_set
from indicators.catalogue.library import pick
from indicators.catalogue.services import propose_draft, save_change
from indicators.definitions.families import families, get_family, open_themes, shipped, themes
from indicators.models import CatalogueChoice
from partnership.exceptions import DomainError, NotAllowed
from review.models import Event
from review.services import move
from review.transitions import Verb
from tests.factories.returns import a_template
from tests.stages import Cast

pytestmark = pytest.mark.django_db
RETURN = reverse("indicators:return-template-create")
SET, THEMES = reverse("indicators:starting-set"), reverse("indicators:themes")
LIBRARY, LIST = reverse("indicators:definition-library"), reverse("indicators:definition-list")


def slugs() -> set[str]:
    return {family.slug for family in families()}


@pytest.fixture
def founded(cast: Cast) -> Cast:
    """A partnership that has chosen nothing yet."""
    begin_without_indicators(by=cast.coordinator)
    return cast


def step_is_done(cast: Cast) -> bool:
    [step] = [one for one in first_steps(cast.coordinator) if one.title == "Select your indicators"]
    return step.is_done


def test_a_new_partnership_is_asked_for_nothing_until_it_picks_on_one_page(client: Client, founded: Cast) -> None:
    assert slugs() == set()
    client.force_login(founded.coordinator)
    for address in (LIST, LIBRARY, "/figures/", "/partner/", RETURN):
        assert "Missing children (police)" not in client.get(address, follow=True).content.decode(), address
    assert "Select them under “Indicators” first." in client.get(RETURN).content.decode()
    assert not step_is_done(founded)
    assert "Select at least one indicator" in client.post(SET, {}).content.decode()

    picked = {"families": ["missing-children", "child-protection"]}
    said = client.post(SET, picked, follow=True).content.decode()

    assert "In use from now on: " in said
    assert slugs() == {"missing-children", "child-protection"}
    assert get_family("missing-children") == shipped().newest["missing-children"]
    form = client.get(RETURN).content.decode()
    assert "Missing children (police)" in form
    assert "You can only ask an organisation for figures of its type." in form
    assert step_is_done(founded)
    assert list(Event.objects.about(CatalogueChoice.objects.first()).values_list("verb", flat=True)) == [
        "use starting set"
    ]
    use_starting_set(slugs=shipped().newest.keys() - slugs(), by=founded.coordinator)
    assert "You use every indicator of the starting set." in client.get(SET).content.decode()
    assert "Begin with the starting set" not in client.get(LIBRARY).content.decode()


def test_one_of_the_starting_set_is_changed_in_the_library_and_agreed_before_it_holds(founded: Cast) -> None:
    by, second = founded.coordinator, founded.board_icb
    draft = pick(slug="missing-children", by=by)
    save_change(draft=draft, by=by, first_period="2022-23", reason="To follow it.", rules_seen=True)
    version = propose_draft(draft=draft, by=by)
    assert slugs() == set()

    move(obj=version, verb=Verb.APPROVE, by=second, revision=version.revision)
    assert slugs() == {"missing-children"}
    with pytest.raises(DomainError, match="not in use yet"):
        use_starting_set(slugs=["missing-children"], by=by)


def test_the_example_uses_the_whole_starting_set(cast: Cast) -> None:
    assert slugs() == shipped().newest.keys()
    with pytest.raises(NotAllowed):
        use_starting_set(slugs=["missing-children"], by=cast.board_icb)


def test_the_coordinator_rewords_orders_and_retires_themes(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    page = client.get(THEMES).content.decode()
    assert 'value="Children"' in page
    values = {
        "children_title": "Children and young people",
        "children_place": "2",
        "adults_title": "Adults at risk",
        "adults_place": "1",
        "police_title": "Police",
        "police_place": "3",
        "police_retired": "on",
    }
    assert "Themes saved." in client.post(THEMES, values, follow=True).content.decode()

    assert list(themes().items()) == [
        ("adults", "Adults at risk"),
        ("children", "Children and young people"),
        ("police", "Police"),
    ]
    assert list(open_themes()) == ["adults", "children"]
    assert families()[0].theme_title == "Adults at risk"
    assert "Nothing has changed." in client.post(THEMES, values, follow=True).content.decode()
    assert "Children and young people" in client.get(LIST).content.decode()
    assert Event.objects.filter(verb="change themes").count() == 1


def test_the_theme_that_moved_comes_first_of_one_place(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    titles = {f"{one.slug}_title": one.title for one in themes_in_order()}
    client.post(THEMES, titles | {"children_place": "1", "adults_place": "2", "police_place": "1"})

    assert list(themes()) == ["police", "children", "adults"]


def test_a_theme_that_is_needed_stays_and_each_title_is_its_own(client: Client, cast: Cast) -> None:
    a_template(cast.police)
    children, adults, police = themes_in_order()
    asked = next(family for family in families() if family.slug == "missing-children").theme
    retired = [replace(one, is_retired=one.slug == asked) for one in (children, adults, police)]
    with pytest.raises(DomainError, match="has an indicator that a return asks for: Missing children"):
        change_themes(themes=retired, by=cast.coordinator)
    with pytest.raises(DomainError, match="a title that no other theme has"):
        change_themes(themes=[children, replace(adults, title="CHILDREN"), police], by=cast.coordinator)
    with pytest.raises(DomainError, match="have changed since you opened this page"):
        change_themes(themes=[children, adults], by=cast.coordinator)
    with pytest.raises(NotAllowed):
        change_themes(themes=[police, children, adults], by=cast.chair)
    assert list(themes()) == ["children", "adults", "police"]
