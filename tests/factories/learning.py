"""Case studies, briefings and newsletters, made through the real services and transitions."""

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

import factory
from factory.django import DjangoModelFactory

from learning.briefing_templates import SEVEN_MINUTE, standard_templates
from learning.models import Briefing, BriefingUse, CaseStudy, Newsletter, Theme
from learning.models.case_study import CHECKLIST_FIELDS
from learning.models.product import LearningProduct
from learning.services import ConsentTerms, Item, save_briefing, save_case_study, save_newsletter, start
from partnership.models import ReportingYear, User
from review.models import Reviewable
from review.services import move, save
from review.transitions import Verb

P = TypeVar("P", bound=LearningProduct)

PUBLIC_CONSENT = ConsentTerms(
    basis="adult",
    scope="public",
    given_on=datetime.date(2023, 1, 10),
    capacity="presumed",
    taken_by="Social worker, the council",
)
STORY = {
    "title": "A plan that held",
    "period": "winter 2022-23",
    "background": "Adult B lived alone and needed care.",
    "worry": "Somebody was taking money.",
    "what_was_done": "The social worker and the bank made a plan with Adult B.",
    "voice": "Adult B said that it was good to be asked.",
    "impact": "The money stayed where it belonged.",
    "impact_evidence": "outcome",
    "learned": "Ask early.",
    "good_practice": "Meet together.",
    "review_by": datetime.date(2024, 1, 10),
    **dict.fromkeys(CHECKLIST_FIELDS, True),
}


class ThemeFactory(DjangoModelFactory):
    """A theme."""

    class Meta:
        model = Theme
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"theme-{n}")
    title = factory.Sequence(lambda n: f"Theme {n}")


def draft_case_study(year: ReportingYear, by: User, consent: ConsentTerms = PUBLIC_CONSENT, **fields: Any) -> CaseStudy:
    """A saved story that could be submitted."""
    return save_case_study(case_study=_filled(CaseStudy, year, by, {**STORY, **fields}), consent=consent, by=by)


def draft_briefing(year: ReportingYear, by: User, case_studies: Iterable[CaseStudy] = (), **fields: Any) -> Briefing:
    """A saved briefing that could be submitted. A field that is a box of its template is the text of that box."""
    boxes = standard_templates()[fields.get("template", SEVEN_MINUTE)].boxes
    texts = {box.key: fields.pop(box.key, f"Text of {box.title.lower()}.") for box in boxes}
    kept = {"keeper": by.organisation, "keeper_role": "Head of safeguarding", "review_by": datetime.date(2099, 1, 10)}
    fields = {"title": "A briefing", "audience": "Everyone", "texts": texts, **kept, **fields}
    return save_briefing(briefing=_filled(Briefing, year, by, fields), case_studies=case_studies, by=by)


def draft_use(cast: Any, briefing: Briefing | None = None, **fields: Any) -> BriefingUse:
    """A saved record of the police partner that could be submitted; of a published briefing of its own without one."""
    told = briefing or Briefing.objects.live().first()
    if told is None:
        told = publish(draft_briefing(cast.year, cast.coordinator), cast.board_icb, cast.coordinator)
    by = cast.partner_police
    values = {
        "used_on": cast.year.starts_on + datetime.timedelta(days=fields.get("people", 0)),
        "setting": "team_meeting",
        "audience": "Duty workers",
        "people": 18,
        "what_changed": "The form has one question less.",
        **fields,
    }
    return save(obj=BriefingUse(organisation=by.organisation, briefing=told, **values), by=by, revision=0)


def draft_newsletter(year: ReportingYear, by: User, items: Iterable[Item] = (), **fields: Any) -> Newsletter:
    """A saved issue that could be submitted."""
    fields = {
        "title": "An issue",
        "issue_number": Newsletter.objects.count() + 1,
        "issued_on": year.ends_on,
        "introduction": "Welcome.",
        "spotlight_title": "In the spotlight",
        "spotlight_body": "A theme that matters now.",
        **fields,
    }
    return save_newsletter(newsletter=_filled(Newsletter, year, by, fields), items=items, by=by)


def publish(product: P, approver: User, publisher: User) -> P:
    """Submit, approve and publish a draft."""
    assert product.edited_by is not None
    move(obj=product, verb=Verb.SUBMIT, by=product.edited_by, revision=product.revision)
    approve(product, approver)
    return move(obj=product, verb=Verb.PUBLISH, by=publisher, revision=product.revision)


def approve(product: P, approver: User) -> P:
    """Approve what waits; what is reviewed blind also by a board member of a third organisation."""
    move(obj=product, verb=Verb.APPROVE, by=approver, revision=product.revision)
    if product.is_reviewed_blind:
        move(obj=product, verb=Verb.APPROVE, by=second_reviewer(product, approver), revision=product.revision)
    return product


def second_reviewer(product: Reviewable, first: User) -> User:
    """A board member who belongs neither to the organisation of the thing nor to that of its first reviewer."""
    mine = {product.organisation_id, first.organisation_id}
    board = User.objects.filter(role_grants__role="board_member").exclude(organisation__in=mine - {None})
    return board.order_by("email")[0]


def _filled(model: type[P], year: ReportingYear, by: User, fields: dict[str, Any]) -> P:
    product = start(model, by=by)
    for name, value in {"year": year, **fields}.items():
        setattr(product, name, value)
    return product
