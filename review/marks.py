"""What could identify somebody in the texts of any reviewed thing, with the reasons for what stays.

It is read from what is stored whenever it is shown. Case studies ask about more, in steps of their own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import NotAllowed, WrongState
from partnership.models import Group, Organisation, User
from review.anonymisation import IdentifyingDetail, Kind, begins_sentence
from review.audit import record
from review.audit_verbs import AuditVerb
from review.given_names import is_given_name
from review.models import KeptDetail, Reviewable
from review.policies import may_write
from review.privacy_scan import Place, places_of
from review.problems import HeldWords, Problem
from review.reasoned import Found, Piece, found_in, key_of, marked
from review.states import ReviewState
from review.text_checks import passed_in
from review.whereabouts import is_of_people

# What is asked about here. Numbers, addresses and days of birth stop every text (`review.privacy_scan`), and the day of
# a meeting is no secret.
ASKED = frozenset(
    {
        *(Kind.BIRTH_YEAR, Kind.AGE, Kind.PLACE, Kind.INITIALS, Kind.POSSIBLE_NAME),
        *(Kind.WEB_ADDRESS, Kind.SMALL_COUNT, Kind.RARE_TOGETHER),
    }
)
OPEN = frozenset({ReviewState.DRAFT, ReviewState.RETURNED})
LONGEST_REASON = 300
TITLE = "title"
# A key, a day, a figure or the label of a choice is no text that somebody wrote.
_SENTENCE = re.compile(r"[^\W\d_]\W{1,40}[^\W\d_]{1,60}\W{1,40}[^\W\d_]")
_KIND_OF_BODY = re.compile(r" (?:Police|Constabulary|Council)$")
_LAW = re.compile(
    r"\b(?:age\s+of|turned|turning|aged|at)\s+(?:16|18|25|sixteen|eighteen|twenty-five)\b"
    r"|(?:16th|18th|25th|sixteenth|eighteenth)\s+birthday",
    re.IGNORECASE,
)
# After a word that begins a sentence: what is said of a person, and a name of two words.
_OF_SOMEBODY = re.compile(
    r"(?:[’']s)?,?\s{1,4}(?:[A-Z][a-z]+|(?:told|said|says|felt|feels|lived|lives|died|went|came|wanted|wants|asked|left|ran|"
    r"moved|stayed|became|lost|took|has|had|is|was|aged)\b)"
)


@dataclass(frozen=True)
class MarkedText:
    """A text in which something was found, in pieces, with each detail that stands in it."""

    label: str
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do about each, once where it stands there often."""
        return tuple(dict.fromkeys(f"“{one.detail.excerpt}”. {one.detail.advice}" for one in self.found))


def public_names() -> frozenset[str]:
    """Names that may stand in any text: the partnership's, its organisations' and its groups'. Two queries."""
    profile = settings.PARTNERSHIP
    own = {profile.name, profile.short_name, profile.council, profile.force, profile.area.name}
    arms = {arm.name for arm in profile.arms} | {area.name for area in profile.benchmarks}
    # “Avon and Somerset” is named without its police, too, and with either sign for “and”.
    own |= {_KIND_OF_BODY.sub("", name) for name in own}
    own |= {name.replace(" and ", " & ") for name in own} | {name.replace(" & ", " and ") for name in own}
    stored = {name for names in Organisation.objects.values_list("name", "short_name") for name in names}
    return frozenset(own | arms | stored | set(Group.objects.values_list("name", flat=True))) - {""}


def details_of(item: Reviewable) -> list[Found]:
    """Every detail, in reading order, each with its reason. Four queries, a few more where one is open; none for a kind
    that is not asked, or without a word.
    """
    if item.pk is None or not item.asks_who_it_is:
        return []
    return details_in(places_of(item.readable()), item, item.organisation_id)


def details_in(places: Iterable[Place], item: Reviewable | None = None, owner: int | None = None) -> list[Found]:
    """The details of some texts: those that are about to be saved in `item`, with the reasons given there so far, or
    those that nobody reviews. `owner` is the organisation that they belong to.

    In the titles of texts that nobody reviews capital letters are mostly those of campaigns, subjects and laws.
    """
    told = [place for place in places if _SENTENCE.search(place.text)]
    if not told:
        return []
    reasons = dict(KeptDetail.objects.about(item).values_list("key", "reason")) if item else {}
    found = find_details(told, public_names(), reasons)
    of_bodies = {one.field for one in told if (item.speaks_of_bodies if item else one.field == TITLE)}
    if of_bodies:
        texts = {place.field: place.text for place in told}
        found = [one for one in found if one.field not in of_bodies or not _is_of_a_body(one.detail, texts[one.field])]
    return _not_passed(found, told, owner)


def kept_key(detail: IdentifyingDetail) -> str:
    """Names a detail in a sentence that somebody asks to keep, whichever text it stands in."""
    return key_of("", detail)


def _not_passed(found: list[Found], places: Iterable[Place], owner: int | None) -> list[Found]:
    """Without those whose sentence two people of different organisations let pass."""
    fields = {one.field for one in found if one.is_open}
    if not fields:
        return found
    passed = passed_in({place.field: place.text for place in places if place.field in fields}, owner)
    return [one for one in found if not one.is_open or kept_key(one.detail) not in passed[one.field]]


def find_details(places: Iterable[Place], known: Iterable[str], reasons: Mapping[str, str]) -> list[Found]:
    """The same of any texts. Pure. A detail that stands twice in a field is one."""
    names = frozenset(known)
    found: dict[str, Found] = {}
    for place in places:
        if _SENTENCE.search(place.text):
            for one in found_in({place.field: place.text}, {place.field: place.label}, reasons, known=names):
                if is_asked(one.detail, place.text):
                    found.setdefault(one.key, one)
    return list(found.values())


def is_asked(detail: IdentifyingDetail, text: str) -> bool:
    """Whether a writer is asked about it. The age at which a law begins is not somebody's."""
    if detail.kind not in ASKED or _LAW.fullmatch(detail.excerpt):
        return False
    if detail.kind is Kind.WEB_ADDRESS:
        return is_of_people(detail.excerpt)
    is_first = detail.kind is Kind.POSSIBLE_NAME and begins_sentence(text, detail.start)
    is_somebody = is_given_name(text, detail.start, detail.end) or _OF_SOMEBODY.match(text, detail.end) is not None
    return not is_first or is_somebody


def _is_of_a_body(detail: IdentifyingDetail, text: str) -> bool:
    is_capital = detail.kind in (Kind.POSSIBLE_NAME, Kind.INITIALS)
    return is_capital and not is_given_name(text, detail.start, detail.end)


def detail_problems(item: Reviewable) -> list[Problem]:
    """What stops a submission: each detail that was neither changed nor given a reason.

    What is submitted as it is saved has no page for reasons: its sentences are asked for instead.
    """
    tell = to_reason if item.takes_reasons else held
    return [tell(one) for one in details_of(item) if one.is_open]


def to_reason(one: Found) -> Problem:
    """What its author does about a detail."""
    return Problem(f"{one.sentence} Change it, or say why it can stay.", one.field)


def held(one: Found) -> Problem:
    """The same of a text that has no page for reasons."""
    return HeldWords(f"{one.sentence} Change it, or use “Ask to keep a sentence” in “My work”.", one.field)


def marked_in(item: Reviewable, details: Iterable[Found]) -> Iterator[MarkedText]:
    """The texts with what is still open, marked where it stands."""
    open_ = [one for one in details if one.is_open]
    if not open_:
        return
    texts = {place.field: place for place in places_of(item.readable())}
    for field in dict.fromkeys(one.field for one in open_):
        own = tuple(one for one in open_ if one.field == field)
        yield MarkedText(own[0].label, tuple(marked(texts[field].text, [one.detail for one in own])), own)


def details_address(item: Reviewable) -> str:
    """The page on which its author says why something stays."""
    return reverse("review:details", args=[item._meta.app_label, item._meta.model_name, item.pk])


def may_keep(user: User, item: Reviewable) -> bool:
    """Whether the person writes the thing, and it is not with its reviewers."""
    return item.asks_who_it_is and item.takes_reasons and item.state in OPEN and may_write(user, item)


@transaction.atomic
def keep_details(*, item: Reviewable, reasons: Mapping[str, str], by: User) -> None:
    """Store why details stay, by their keys; an empty reason takes it back. What is no longer in the text is dropped.

    The audit trail says that it was done, and never of which words. Raises `WrongState` while reviewers read it.
    """
    if not may_write(by, item):
        raise NotAllowed(f"You cannot change this {item.review_noun}.")
    if item.state not in OPEN:
        raise WrongState(f"This {item.review_noun} was submitted. To change the reasons, edit it first.")
    kind, known = ContentType.objects.get_for_model(item), {one.key for one in details_of(item)}
    rows = KeptDetail.objects.about(item)
    rows.exclude(key__in=known).delete()
    for key in known & reasons.keys():
        if reason := reasons[key].strip()[:LONGEST_REASON]:
            given = {"reason": reason, "given_by": by, "given_at": timezone.now()}
            KeptDetail.objects.update_or_create(content_type=kind, object_id=item.pk, key=key, defaults=given)
        else:
            rows.filter(key=key).delete()
    record(verb=AuditVerb.KEEP_DETAILS, by=by, obj=item)
