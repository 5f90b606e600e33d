"""The one stop for what tells who somebody is or what the figures keep back: at each submission, approval and
publication, and where a text is saved that nobody reviews.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.conf import settings

from partnership.exceptions import DomainError
from review.anonymisation import Kind
from review.marks import detail_problems, details_in, held
from review.models import Reviewable
from review.privacy_scan import Place, find_identifying, places_of
from review.problems import Problem
from review.text_checks import problems_of


def submission_problems(obj: Reviewable) -> list[str]:
    """Everything that stops a submission: what the thing itself finds, who somebody is, and what figures keep back."""
    return [
        *obj.problems(),
        *identifying_problems(places_of(obj.printed())),
        *_problems_beside(obj),
        *detail_problems(obj),
        *given_away(obj),
    ]


def _problems_beside(obj: Reviewable) -> list[Problem]:
    """The same of what readers are shown beside what is printed, but for the kinds that may stand there."""
    may_stand = obj.may_stand_beside
    if may_stand is None:
        return []
    printed = {place.field for place in places_of(obj.printed())}
    beside = (place for place in places_of(obj.readable()) if place.field not in printed)
    return identifying_problems(beside, may_stand=may_stand)


def given_away(obj: Reviewable) -> list[Problem]:
    """What its words tell of what the figures keep back. Asked at submission, approval and publication."""
    return problems_of(list(places_of(obj.readable())), obj.organisation_id)


def refuse_given_away(obj: Reviewable) -> None:
    """Refuse to let readers have words that have meanwhile come to give something away. Raises `DomainError`."""
    problems = given_away(obj)
    if problems:
        raise DomainError(
            " ".join([*problems, "Return it, so that its writer can change the words or ask to keep them."])
        )


def refuse_identifying(**texts: str) -> None:
    """Refuse texts that nobody may be told by, by their labels with underscores. Raises `DomainError`."""
    _refuse(_problems(_places(texts)))


def refuse_for_readers(*, of_bodies: Collection[str] = (), **texts: str) -> None:
    """Refuse texts that readers have as they are saved, although nobody reviews them. Raises `DomainError`.

    Each detail that could identify somebody stops them, too, unless two people of different organisations let its
    sentence pass. The labels `of_bodies` are those of names, of an organisation or a group.
    """
    places = _places(texts)
    asked = [place for place in places if place.field not in of_bodies]
    _refuse([*_problems(places), *(held(one) for one in details_in(asked))])


def _places(texts: Mapping[str, str]) -> list[Place]:
    return [Place(name, name.replace("_", " ").capitalize(), text) for name, text in texts.items()]


def _problems(places: list[Place]) -> list[Problem]:
    return [*identifying_problems(places), *problems_of(places)]


def _refuse(problems: Iterable[Problem]) -> None:
    if told := " ".join(problems):
        raise DomainError(told)


def identifying_problems(places: Iterable[Place], *, may_stand: Collection[Kind] = ()) -> list[Problem]:
    """What tells who somebody is in these texts: each a sentence with its text's label, and the field."""
    profile = settings.PARTNERSHIP
    public = {profile.email, *(contact.telephone for contact in profile.contacts)} - {""}
    return [
        Problem(replace(finding, field=place.label).sentence, place.field)
        for place in places
        for finding in find_identifying(place.text, public=public)
        if finding.kind not in may_stand
    ]
