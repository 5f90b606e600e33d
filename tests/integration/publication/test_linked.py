"""What newsletters point to beside briefings and case studies: figures and actions, as readers find them."""

from django.test import Client

from learning.models import Newsletter, NewsletterItem
from learning.queries import readers_content, with_linked_items
from learning.services import Item
from priorities.models import ActionUpdate
from publication.linked import linked
from review.services import move
from review.transitions import Verb
from tests.factories.learning import draft_newsletter, publish
from tests.world import World


def test_figures_and_actions_are_offered_where_readers_find_them(world: World, client: Client) -> None:
    offered = {one.key: one for one in linked()}
    update = world.police_update
    action = offered[f"action:{update.action.slug}"]
    assert offered["release:2022-23"].url == "/releases/2022-23/"
    page = client.get(action.url).content.decode()
    assert f'id="{action.url.rsplit("#", 1)[-1]}"' in page


def test_an_issue_points_to_an_action_as_long_as_it_is_published(world: World, client: Client) -> None:
    coordinator, board = world.person("coordinator"), world.person("board")
    assert coordinator is not None
    assert board is not None
    update = world.police_update
    key = f"action:{update.action.slug}"
    draft = draft_newsletter(update.year, coordinator, [Item("What the police did", "Read on.", linked=key)])
    issue = publish(draft, board, coordinator)
    address = next(one.url for one in linked() if one.key == key)
    assert f'href="{address}"'.replace("&", "&amp;") in client.get(issue.get_absolute_url()).content.decode()
    for one in ActionUpdate.objects.live().filter(action=update.action):
        move(obj=one, verb=Verb.WITHDRAW, by=coordinator, note="A mistake.", revision=one.revision)
    (content,) = with_linked_items([readers_content(Newsletter.objects.get(pk=issue.pk))])
    assert [item["link"] for item in content["items"]] == [None]
    assert NewsletterItem.objects.get(newsletter=issue).linked == key


def test_the_form_offers_them_by_kind_and_keeps_the_choice(world: World, client: Client) -> None:
    coordinator = world.person("coordinator")
    assert coordinator is not None
    client.force_login(coordinator)
    draft = draft_newsletter(
        world.police_update.year, coordinator, [Item("New figures", "Look.", linked="release:2022-23")]
    )
    page = client.get(draft.get_edit_url()).content.decode()
    for kind in ("Briefing", "Case study", "Figures", "Action"):
        assert f'<optgroup label="{kind}">' in page
    assert '<option value="release:2022-23" selected' in page
