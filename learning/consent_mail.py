"""Who is told that the consent behind a case study ends, has ended, or was withdrawn."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from deadlines.reminders import people_by_organisation, people_with, sending_day
from learning.consent_terms import term_ends, warning_due
from learning.models import Briefing, CaseStudy, Newsletter
from partnership.models import User
from partnership.permissions import Permission
from partnership.wording import absolute, day
from review.audit_verbs import AuditVerb
from review.consequences import Consequence, consequences_of, in_words
from review.models import Event
from review.notifications import enqueue_each
from review.queries import WRITING
from review.services import DECISIONS
from review.transitions import Verb

# Who began, changed or decided on something has to hear of it; who only read it does not.
_TOOK_PART = (*WRITING, *DECISIONS, Verb.PUBLISH, AuditVerb.GIVE_REVIEW)
# For so long after the end it is still said that consent has ended.
_STILL_NEWS = datetime.timedelta(days=14)


def concerned(story: CaseStudy) -> set[User]:
    """Everybody whom the loss of a story concerns, with an active account.

    Who writes for its organisation, who wrote or decided on it, who edits the briefings and newsletters that point to
    it, the coordinators and the chair.
    """
    pointing: list[Briefing | Newsletter] = [
        *story.briefings.all(),
        *Newsletter.objects.filter(items__case_study=story).distinct(),
    ]
    took_part = Event.objects.about(story).filter(verb__in=_TOOK_PART, actor__isnull=False).values("actor")
    editors = {one.edited_by_id for one in pointing} | {one.created_by_id for one in pointing}
    people = User.objects.filter(is_active=True).filter(Q(pk__in=took_part.order_by()) | Q(pk__in=editors - {None}))
    writers = people_with(Permission.WRITE_CASE_STUDY).filter(organisation=story.organisation_id)
    return {*people, *writers, *people_with(Permission.WITHDRAW)}


def tell_withdrawn(story: CaseStudy, *, by: User, named: str, found: Sequence[Consequence]) -> None:
    """Tell everybody concerned but who did it, at once. `named` is what readers knew the story as."""
    also = f"This changes too:\n\n{in_words(found)}\n\n" if found else ""
    # Who withdraws things is told what else changes by the engine, where something does.
    told = set(people_with(Permission.WITHDRAW)) if found else set()
    enqueue_each(
        _in_order(concerned(story) - {by} - told),
        key=f"consent-withdrawn:{story.pk}",
        subject=f"Consent withdrawn: {named}",
        body=f"Consent for the {named} has been withdrawn. We have taken it off every page, list, briefing, newsletter "
        f"and feed, and out of every report that is still to be built.\n\n{also}"
        "Do not use or share copies. If you gave a copy to anyone, ask them to delete it.\n\n"
        f"Open My work: {absolute(reverse('work'))}\n",
    )


def send_warnings(now: datetime.datetime | None = None) -> int:
    """Write what is due about consent that ends or has ended, as mail that is owed; how many stories it is about.

    Nothing in quiet hours and on days off. Each warning goes out once for each person and each end date.
    """
    today = sending_day(now or timezone.now())
    if today is None:
        return 0
    ending = [
        (story, ends, days)
        for story in CaseStudy.objects.live().select_related("consent", "organisation").order_by("pk")
        if (ends := term_ends(story)) is not None
        and today - _STILL_NEWS <= ends
        and (days := warning_due(today, ends)) is not None
    ]
    writers = people_by_organisation(
        Permission.WRITE_CASE_STUDY, {story.organisation_id for story, _ends, _days in ending}
    )
    for story, ends, days in ending:
        if ends < today:
            _tell_ended(story, ends)
        else:
            _warn(story, ends, days, today, writers.get(story.organisation_id, []))
    return len(ending)


def _warn(story: CaseStudy, ends: datetime.date, days: int, today: datetime.date, writers: Iterable[User]) -> None:
    left = (ends - today).days
    when = "today" if left == 0 else f"on {day(ends)}, in {left} {'day' if left == 1 else 'days'}"
    enqueue_each(
        _in_order({*writers, *people_with(Permission.PUBLISH)}),
        key=f"consent-ends:{story.pk}:{ends.isoformat()}:{days}",
        subject=f"Consent ends {'today' if left == 0 else f'on {day(ends)}'}: {story.named()}",
        body=f"Consent for the {story.named()} ends {when}. The day after, we hide it on every page, list, briefing, "
        "newsletter and feed, and leave it out of reports.\n\n"
        f"If the person agrees again, record it and submit the case study: {absolute(story.get_edit_url())}\n\n"
        "If they do not, you do not need to do anything.\n",
    )


def _tell_ended(story: CaseStudy, ends: datetime.date) -> None:
    found = consequences_of(story)
    also = f"This changes too:\n\n{in_words(found)}\n\n" if found else ""
    enqueue_each(
        _in_order(concerned(story)),
        key=f"consent-ended:{story.pk}:{ends.isoformat()}",
        subject=f"Consent has ended: {story.named()}",
        body=f"Consent for the {story.named()} ended on {day(ends)}. We have hidden it on every page, list, briefing, "
        f"newsletter and feed, and leave it out of reports.\n\n{also}Do not use or share copies.\n\n"
        f"Open the case study: {absolute(story.get_edit_url())}\n",
    )


def _in_order(people: Iterable[User]) -> list[User]:
    return sorted(people, key=lambda person: person.email)
