"""Verbs of this room. Each takes an actor and leaves a line in the audit trail."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from learning.consent_mail import tell_withdrawn
from learning.models import Briefing, Campaign, CaseStudy, Consent, Newsletter, Theme
from learning.models.consent import CAPACITY_MISFIT, capacity_fits
from learning.models.product import LearningProduct
from partnership.authorization import require
from partnership.exceptions import DomainError, NotAllowed
from partnership.models import User
from partnership.permissions import Permission
from partnership.slugs import free_slug
from priorities.models import Action
from review.audit_verbs import AuditVerb
from review.consequences import consequences_of
from review.identity import refuse_for_readers
from review.notifications import notify_lost
from review.rows import save_rows
from review.services import move, record, save
from review.transitions import Verb

P = TypeVar("P", bound=LearningProduct)
S = TypeVar("S", Theme, Campaign)
_SUBJECT_VERBS = {
    Theme: (AuditVerb.CREATE_THEME, AuditVerb.CHANGE_THEME),
    Campaign: (AuditVerb.CREATE_CAMPAIGN, AuditVerb.CHANGE_CAMPAIGN),
}


@dataclass(frozen=True)
class ConsentTerms:
    """What was agreed, as a writer enters it. A draft may leave any of it open."""

    basis: str = ""
    scope: str = ""
    given_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    capacity: str = ""
    taken_by: str = ""


@dataclass(frozen=True)
class Item:
    """One item of a newsletter, as an editor enters it."""

    title: str
    body: str = ""
    briefing: Briefing | None = None
    case_study: CaseStudy | None = None
    linked: str = ""


def create_theme(*, slug: str, title: str, by: User) -> Theme:
    """Add a subject by which learning is found."""
    return keep_subject(obj=Theme(slug=slug, title=title), by=by)


def create_campaign(
    *, slug: str, title: str, summary: str, starts_on: datetime.date, ends_on: datetime.date, by: User
) -> Campaign:
    """Add a week in which partners speak of one matter together."""
    campaign = Campaign(slug=slug, title=title, summary=summary, starts_on=starts_on, ends_on=ends_on)
    return keep_subject(obj=campaign, by=by)


@transaction.atomic
def keep_subject(*, obj: S, by: User) -> S:
    """Save a theme or a campaign; a new one gets an address of its title, which stays when the title changes.

    Readers see its words as they are saved. Raises `DomainError` where they tell who somebody is.
    """
    require(by, Permission.MANAGE_STRUCTURE)
    refuse_for_readers(**{name: getattr(obj, name) for name in ("title", "summary") if hasattr(obj, name)})
    created, changed = _SUBJECT_VERBS[type(obj)]
    verb = changed if obj.pk else created
    if not obj.slug:
        obj.slug = free_slug(type(obj), obj.title)
    obj.save()
    record(verb=verb, by=by, obj=obj)
    return obj


def start(model: type[P], *, by: User, key: uuid.UUID | None = None) -> P:
    """An unsaved case study, briefing or newsletter of the person's own organisation.

    `key` is the one that came with the form: the same form sent twice makes one thing.
    """
    if by.organisation is None:
        raise NotAllowed("Your account has no organisation, so you cannot create this. Ask the coordinator.")
    return model(organisation=by.organisation, key=key or uuid.uuid4())


def save_case_study(
    *,
    case_study: CaseStudy,
    consent: ConsentTerms,
    by: User,
    revision: int = 0,
    actions: Iterable[Action] | None = None,
) -> CaseStudy:
    """Save a draft of the story together with its consent. `actions`: what it is linked to; None leaves that as it is.

    Where a published story is hidden for want of consent, before or through this, that is remembered for ever: a
    report that told it does not come back when consent does.
    """

    def write(stored: CaseStudy) -> None:
        if actions is not None:
            stored.actions.set(actions)
        terms: dict[str, Any] = {
            "basis": consent.basis,
            "scope": consent.scope,
            "given_on": consent.given_on,
            "expires_on": consent.expires_on,
            "capacity": consent.capacity,
            "taken_by": consent.taken_by.strip(),
        }
        known = Consent.objects.filter(case_study=stored)
        public = CaseStudy.objects.public().filter(pk=stored.pk)
        was_public = public.exists()
        hanging = consequences_of(stored) if was_public else []
        if not known.filter(**terms).exists():
            terms |= {"recorded_by": by, "recorded_at": timezone.now()}
            Consent.objects.update_or_create(case_study=stored, defaults=terms)
        if stored.live_revision_id is not None and not (was_public and public.exists()):
            # Before it can be public again it has to be saved or published: so no loss goes unwritten, whoever looked
            # meanwhile. `CaseStudy.on_publish` looks at the other moment.
            known.update(lost_at=timezone.now())
            if was_public:
                notify_lost(stored, by, hanging)

    if consent.expires_on and consent.given_on and consent.expires_on <= consent.given_on:
        raise DomainError("The date consent ends must be after the date it was given. Check the 2 dates.")
    if not capacity_fits(consent.basis, consent.capacity):
        raise DomainError(CAPACITY_MISFIT)
    return save(obj=case_study, by=by, revision=revision, write=write)


def save_briefing(
    *, briefing: Briefing, by: User, case_studies: Iterable[CaseStudy] | None = None, revision: int = 0
) -> Briefing:
    """Save a draft of the briefing and the case studies that it points to; None leaves these as they are."""

    def write(stored: Briefing) -> None:
        if case_studies is not None:
            stored.case_studies.set(case_studies)

    return save(obj=briefing, by=by, revision=revision, write=write)


def save_newsletter(*, newsletter: Newsletter, by: User, items: Iterable[Item] = (), revision: int = 0) -> Newsletter:
    """Save a draft of the issue with its items, in their order."""
    rows = [vars(item) for item in items]
    return save(obj=newsletter, by=by, revision=revision, write=lambda stored: save_rows(stored.items, rows))


def withdraw_consent(*, case_study: CaseStudy, by: User, note: str) -> CaseStudy:
    """Take the story off everywhere, at once and whatever its state. For its own organisation and the coordinator.

    No stale revision stands in the way: whoever is editing the story meanwhile cannot keep it up.
    """
    with transaction.atomic():
        # The lock (PostgreSQL) makes an edit that is under way finish first, so that the revision read is the last.
        stored = CaseStudy.objects.select_for_update().get(pk=case_study.pk)
        # Before it is done: afterwards nothing hangs on it any more, and it has no public title.
        named, found = stored.named(), consequences_of(stored)
        move(obj=stored, verb=Verb.WITHDRAW, by=by, note=note, revision=stored.revision)
        Consent.objects.filter(case_study=stored).update(
            withdrawn_by=by, withdrawn_at=timezone.now(), withdrawal_note=note.strip()
        )
        record(verb=AuditVerb.WITHDRAW_CONSENT, by=by, obj=stored, note=note.strip(), revision=stored.revision)
        tell_withdrawn(stored, by=by, named=named, found=found)
    return stored
