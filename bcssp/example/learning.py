"""The example's learning: themes, a case study, briefings, a newsletter with its spotlight."""

from typing import Any, TypeVar

from bcssp.example.stage import EXAMPLE, Example, read
from learning import services as learning
from learning.media.services import add_picture
from learning.models import Briefing, CaseStudy, Newsletter, Theme
from learning.models.case_study import CHECKLIST_FIELDS
from learning.models.product import LearningProduct
from partnership.models import Arm, User
from priorities.models import Action, Priority

P = TypeVar("P", bound=LearningProduct)


def load_learning(example: Example) -> None:
    """Everything written, reviewed by others, approved and published."""
    data = read("learning.toml")
    for entry in data["themes"]:
        learning.create_theme(by=example.coordinator, **entry)
    year = example.years[data["year"]]
    stories: dict[str, CaseStudy] = {}
    for entry in data["case_studies"]:
        by = example.partner(example.organisations[entry.pop("by")])
        consent, notes = learning.ConsentTerms(**entry.pop("consent")), entry.pop("notes", [])
        actions = Action.objects.filter(slug__in=entry.pop("actions", []))
        story = filled(learning.start(CaseStudy, by=by), entry | dict.fromkeys(CHECKLIST_FIELDS, True))
        story.year = year
        story = learning.save_case_study(case_study=story, consent=consent, by=by, actions=actions)
        example.through_review(story, by, notes)
        stories[story.title] = story
    editor = example.coordinator
    briefings: dict[str, Briefing] = {}
    for entry in data["briefings"]:
        linked, picture = [stories[title] for title in entry.pop("case_studies", [])], entry.pop("picture", None)
        briefing = filled(learning.start(Briefing, by=editor), entry)
        briefing.year = year
        briefing = learning.save_briefing(briefing=briefing, by=editor, case_studies=linked)
        if picture:
            briefing = with_picture(briefing, editor, **picture)
        example.through_review(briefing, editor)
        briefings[briefing.title] = briefing
    for entry in data["newsletters"]:
        items = [
            learning.Item(
                title=item["title"],
                body=item["body"],
                briefing=briefings.get(item.get("briefing", "")),
                case_study=stories.get(item.get("case_study", "")),
            )
            for item in entry.pop("items")
        ]
        newsletter = filled(learning.start(Newsletter, by=editor), entry)
        newsletter.year = year
        newsletter = learning.save_newsletter(newsletter=newsletter, by=editor, items=items)
        example.through_review(newsletter, editor)


def with_picture(briefing: Briefing, by: User, *, file: str, words: str) -> Briefing:
    """The saved briefing with a picture below its first text."""
    content = (EXAMPLE / file).read_bytes()
    attached = add_picture(product=briefing, content=content, words=words, by=by)
    briefing.background = f"{briefing.background}\n\n![{words}]({attached.name})"
    linked = list(briefing.case_studies.all())
    return learning.save_briefing(briefing=briefing, by=by, case_studies=linked, revision=briefing.revision)


def filled(product: P, entry: dict[str, Any]) -> P:
    """Set what the file says; theme, arm and priority are named by their slugs."""
    for name, model in (("theme", Theme), ("arm", Arm), ("priority", Priority)):
        if slug := entry.pop(name, ""):
            setattr(product, name, model.objects.get(slug=slug))
    for name, value in entry.items():
        setattr(product, name, value.strip() if isinstance(value, str) else value)
    return product
