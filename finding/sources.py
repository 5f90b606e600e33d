"""What is published, as pages to be found: one function for each group of entries that a publication changes."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from events.models import Event
from events.narrative import EventNarrative
from finding.index import Page
from finding.models import Kind
from indicators.definitions.families import families
from indicators.releases.models.release import Release, ReleaseTable
from indicators.releases.queries import newest_tables
from learning.models import Briefing, CaseStudy, Newsletter
from learning.models.case_study import STORY_FIELDS
from learning.models.product import LearningProduct
from partnership.models import ReportingYear
from priorities.models import ActionUpdate, YearPlan
from priorities.queries import ActionDone, ActionPlanned, plan_progress, years_with_updates
from reports.editions.models.edition import Edition
from reports.editions.queries import newest_published
from review.models import Revision
from ui.prose.reader import read
from ui.prose.text import text_of

# Parts of a frozen section that are no words for readers.
_NOT_WORDS = frozenset({"svg", "anchor", "key", "slug", "kind", "href", "sha256", "drawing"})


def words(markdown: str) -> str:
    """What people wrote, without its marks."""
    return text_of(read(markdown))


def _classified(content: Mapping[str, Any]) -> dict[str, Any]:
    pairs = {name: content.get(name) for name in ("theme", "priority")}
    found = {name: (one["slug"], one["title"]) for name, one in pairs.items() if one}
    return {**found, "year": content["year"]}


def _live(product: LearningProduct) -> Revision:
    assert product.live_revision is not None, "only what is live is found"
    return product.live_revision


def _briefing(product: Briefing) -> Page:
    content = _live(product).content
    texts = [content["audience"], *(part for box in content["boxes"] for part in (box["title"], words(box["text"])))]
    return _product(product, Kind.BRIEFING, texts)


def _story(product: CaseStudy) -> Page:
    content = _live(product).content
    told = [words(content[name]) for name in STORY_FIELDS if name != "title"]
    return _product(product, Kind.STORY, [*content.get("warnings", []), *told])


def _newsletter(product: Newsletter) -> Page:
    content = _live(product).content
    spotlight = content["spotlight"]
    # Consent ends without anybody doing anything: what tells of a story is found by the story's own page alone.
    told = [item for item in content["items"] if not item["case_study"]]
    items = [part for item in told for part in (item["title"], words(item["body"]))]
    return _product(
        product,
        Kind.NEWSLETTER,
        [words(content["introduction"]), spotlight["title"], words(spotlight["body"]), *items],
    )


def _event(product: Event) -> Page:
    told = EventNarrative(_live(product).content)
    texts = [told.sort, told.when, told.where, told.content["audience"], words(told.content["description"])]
    return _product(product, Kind.EVENT, texts)


def _product(product: LearningProduct, kind: Kind, texts: Iterable[str]) -> Page:
    live = _live(product)
    return Page(
        kind=kind,
        thing=product.pk,
        title=live.content["title"],
        text="\n".join(filter(None, texts)),
        url=product.get_absolute_url(),
        dated=timezone.localdate(live.created_at),
        **_classified(live.content),
    )


_PRODUCTS: Mapping[type[LearningProduct], Callable[[Any], Page]] = {
    Briefing: _briefing,
    CaseStudy: _story,
    Newsletter: _newsletter,
    Event: _event,
}


def product_group(product: LearningProduct) -> str:
    """The group of one briefing, case study, newsletter or event."""
    return f"{product._meta.model_name}:{product.pk}"


def product_pages(product: LearningProduct) -> list[Page]:
    """The page of one that is live."""
    model = next(one for one in _PRODUCTS if isinstance(product, one))
    stored = model.objects.live().filter(pk=product.pk).first()
    return [_PRODUCTS[model](stored)] if stored else []


def plan_group(year: ReportingYear) -> str:
    """The group of a year's priorities and actions."""
    return f"plan:{year.slug}"


def plan_pages(year: ReportingYear) -> list[Page]:
    """Each priority of a year, and each of its actions where it stands on the priority's page."""
    years = years_with_updates()
    if year not in years:
        return []
    query = "" if year == years[0] else "?" + urlencode({"year": year.slug})
    dated = _plan_date(year)
    found = []
    for priority in plan_progress(year).priorities:
        url = reverse("priorities:priority-detail", args=[priority.slug]) + query
        shared: dict[str, Any] = {
            "thing": year.pk,
            "dated": dated,
            "year": year.slug,
            "priority": (priority.slug, priority.title),
        }
        said = [words(priority.summary), *(commitment.text for commitment in priority.commitments)]
        found.append(Page(kind=Kind.PRIORITY, title=priority.title, text="\n".join(said), url=url, **shared))
        for commitment in priority.commitments:
            actions: tuple[ActionDone | ActionPlanned, ...] = (*commitment.actions, *commitment.open)
            for action in actions:
                found.append(
                    Page(
                        kind=Kind.ACTION,
                        title=action.title,
                        text=_action_text(action, commitment.text),
                        url=f"{url}#{action.slug}",
                        **shared,
                    )
                )
    return found


def _action_text(action: ActionDone | ActionPlanned, commitment: str) -> str:
    parts = [commitment, action.owner, action.lead]
    if isinstance(action, ActionDone):
        done = [words(action.what_we_did), words(action.impact_note)]
        parts = [*done, action.status_label, *parts]
    return "\n".join(filter(None, parts))


def _plan_date(year: ReportingYear) -> datetime.date:
    """The day on which the plan or its progress last changed for readers."""
    live = {"year": year, "live_revision__isnull": False}
    moments = [
        model.objects.filter(**live)
        .order_by("-live_revision__created_at")
        .values_list("live_revision__created_at", flat=True)
        .first()
        for model in (YearPlan, ActionUpdate)
    ]
    return max(timezone.localdate(one) for one in moments if one is not None)


FIGURES = "figures"


def figure_pages() -> list[Page]:
    """The page of each indicator that has published figures: the words of its newest table."""
    tables = newest_tables()
    return [_indicator(tables[family.slug]) for family in families() if family.slug in tables]


def _indicator(table: ReleaseTable) -> Page:
    content = table.content
    released = table.release.published_at
    assert released is not None, "only published tables are shown"
    rows = [str(row.get("label", "")) for row in content["rows"]]
    columns = [str(column.get("label", "")) for column in content["columns"]]
    texts = [content["headline"], content["definition"], content["method"], content["source"], *content["caveats"]]
    return Page(
        kind=Kind.INDICATOR,
        thing=table.pk,
        title=content["title"],
        text="\n".join([*map(str, texts), *dict.fromkeys(rows), *columns]),
        url=reverse("indicators:indicator-detail", args=[content["theme"], content["slug"]]),
        dated=timezone.localdate(released),
        theme=(content["theme"], content["theme_title"]),
        year=table.release.year.slug,
    )


def release_group(release: Release) -> str:
    """The group of one release."""
    return f"release:{release.pk}"


def release_pages(release: Release) -> list[Page]:
    """The page of a release that is public."""
    stored = Release.objects.public().filter(pk=release.pk).select_related("year").first()
    if stored is None or stored.published_at is None:
        return []
    titles = [content["title"] for content in stored.tables.order_by("position").values_list("content", flat=True)]
    return [
        Page(
            kind=Kind.RELEASE,
            thing=stored.pk,
            title=stored.title,
            text="\n".join(filter(None, [words(stored.note), *titles])),
            url=reverse("indicators:release-detail", args=[stored.slug]),
            dated=timezone.localdate(stored.published_at),
            year=stored.year.slug,
        )
    ]


def report_group(year: ReportingYear) -> str:
    """The group of a year's annual report."""
    return f"report:{year.slug}"


def report_pages(year: ReportingYear) -> list[Page]:
    """The report and each section of the edition that readers are shown, with its words as they were frozen."""
    newest = newest_published(year.slug)
    if newest is None or newest.taken_down_at is not None or newest.published_at is None:
        return []
    edition = Edition.objects.get(pk=newest.pk)
    report = json.loads(edition.frozen)
    shared: dict[str, Any] = {"thing": edition.pk, "dated": timezone.localdate(newest.published_at), "year": year.slug}
    whole = Page(
        kind=Kind.REPORT,
        title=f"Annual report {year.label}",
        text=f"{report['subtitle']}\n{report['description']}",
        url=reverse("reports:report-detail", args=[year.slug]),
        **shared,
    )
    return [
        whole,
        *(
            Page(
                kind=Kind.REPORT,
                title=f"{section['title']}: annual report {year.label}",
                text="\n".join(_texts(section)),
                url=reverse("reports:report-section", args=[year.slug, section["anchor"]]),
                **shared,
            )
            for section in report["sections"]
        ),
    ]


def _texts(value: Any) -> Iterator[str]:
    """Every text of a frozen section in its order; a paragraph is one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name == "inlines":
                yield "".join(_texts(part))
            elif name not in _NOT_WORDS:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def every_group() -> Iterator[tuple[str, list[Page]]]:
    """All groups with their pages, as the index should have them."""
    for model in _PRODUCTS:
        for product in model.objects.live():
            yield product_group(product), [_PRODUCTS[model](product)]
    for year in ReportingYear.objects.all():
        yield plan_group(year), plan_pages(year)
        yield report_group(year), report_pages(year)
    yield FIGURES, figure_pages()
    for release in Release.objects.public():
        yield release_group(release), release_pages(release)
