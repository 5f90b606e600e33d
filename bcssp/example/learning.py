"""The example's learning: themes, a campaign, a case study, briefings and their use, a newsletter."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bcssp.example.stage import EXAMPLE, Example, read
from learning import services as learning
from learning.briefing_templates import SEVEN_MINUTE, standard_templates
from learning.media.services import add_picture
from learning.models import Briefing, BriefingUse, Campaign, CaseStudy, Newsletter, Theme
from learning.models.case_study import CHECKLIST_FIELDS
from learning.models.product import LearningProduct
from partnership.models import Arm, ReportingYear, User
from priorities.models import Action, Priority
from review.models import Reviewable
from review.services import save

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
    for entry in data["campaigns"]:
        learning.create_campaign(by=editor, **entry)
    briefings = load_briefings(example, year, data["briefings"], stories)
    load_newsletters(example, year, data["newsletters"], briefings, stories)


def load_newsletters(
    example: Example,
    year: ReportingYear,
    entries: list[dict[str, Any]],
    briefings: Mapping[str, Briefing],
    stories: Mapping[str, CaseStudy],
) -> list[Newsletter]:
    """Issues, published; their items point to briefings and stories by title."""
    editor, found = example.coordinator, []
    for entry in entries:
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
        found.append(newsletter)
    return found


def load_briefings(
    example: Example, year: ReportingYear, entries: list[dict[str, Any]], stories: Mapping[str, CaseStudy] | None = None
) -> dict[str, Briefing]:
    """Briefings, published, each with the stories that it points to; by title."""
    editor, found = example.coordinator, {}
    for entry in entries:
        linked, picture = (
            [(stories or {})[title] for title in entry.pop("case_studies", [])],
            entry.pop("picture", None),
        )
        briefing = filled(learning.start(Briefing, by=editor), with_texts(example, entry))
        briefing.year = year
        briefing = learning.save_briefing(briefing=briefing, by=editor, case_studies=linked)
        if picture:
            briefing = with_picture(briefing, editor, **picture)
        example.through_review(briefing, editor)
        found[briefing.title] = briefing
    return found


def load_uses(example: Example, entries: list[dict[str, Any]], go: Callable[..., Reviewable]) -> None:
    """How agencies used published briefings; `go` takes each as far as its entry says."""
    for entry in entries:
        organisation = example.organisations[entry.pop("by")]
        briefing = Briefing.objects.live().get(title=entry.pop("briefing"))
        until, by = entry.pop("until"), example.partner(organisation)
        use = save(obj=BriefingUse(organisation=organisation, briefing=briefing, **entry), by=by, revision=0)
        go(example, use, by, until)


def with_texts(example: Example, entry: dict[str, Any]) -> dict[str, Any]:
    """A briefing's entry with the texts of its boxes together, and the organisation that keeps it up to date."""
    entry["keeper"] = example.organisations[entry["keeper"]]
    boxes = standard_templates()[entry.get("template", SEVEN_MINUTE)].boxes
    entry["texts"] = {box.key: entry.pop(box.key).strip() for box in boxes}
    return entry


def with_picture(briefing: Briefing, by: User, *, file: str, words: str) -> Briefing:
    """The saved briefing with a picture below its first text."""
    content = (EXAMPLE / file).read_bytes()
    attached = add_picture(product=briefing, content=content, words=words, by=by)
    briefing.texts["background"] += f"\n\n![{words}]({attached.name})"
    linked = list(briefing.case_studies.all())
    return learning.save_briefing(briefing=briefing, by=by, case_studies=linked, revision=briefing.revision)


def filled(product: P, entry: dict[str, Any]) -> P:
    """Set what the file says; theme, arm, priority and campaign are named by their slugs."""
    for name, model in (("theme", Theme), ("arm", Arm), ("priority", Priority), ("campaign", Campaign)):
        if slug := entry.pop(name, ""):
            setattr(product, name, model.objects.get(slug=slug))
    for name, value in entry.items():
        setattr(product, name, value.strip() if isinstance(value, str) else value)
    return product
