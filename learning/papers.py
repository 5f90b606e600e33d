"""Published briefings as files for paper: made when they are published, gone when they are withdrawn.

The room that typesets papers, which learning does not import, registers how (`register`) when the portal starts.
"""

import datetime
import hashlib
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from learning.media.content import drawn_pictures
from learning.models import Briefing, BriefingPaper
from learning.queries import readers_content
from partnership.days import day
from partnership.wording import absolute

logger = logging.getLogger(__name__)

Typesetter = Callable[[Mapping[str, Any]], bytes]
_TYPESETTERS: list[Typesetter] = []


def register(typesetter: Typesetter) -> None:
    """Have papers typeset by this function. The last one counts."""
    _TYPESETTERS[:] = [typesetter]


def paper_of(briefing: Briefing) -> BriefingPaper | None:
    """The file of what readers are shown now; None where it is not made yet, or the briefing is withdrawn."""
    if briefing.live_revision is None:
        return None
    return BriefingPaper.objects.filter(briefing=briefing, made_from=briefing.live_revision.sha256).first()


def make_soon(briefing: Briefing) -> None:
    """Make the file once the publication is stored. What fails is made by the clock later, and stops no publication."""
    transaction.on_commit(lambda: _try_to_make(briefing.pk))


def make_paper(pk: int) -> BriefingPaper | None:
    """Typeset a briefing that is live and store the file under its hash; None where there is nothing to typeset."""
    briefing = Briefing.objects.live().filter(pk=pk).first()
    if briefing is None or not _TYPESETTERS:
        return None
    data = _TYPESETTERS[0](paper_content(briefing))
    assert briefing.live_revision is not None
    made = {
        "made_from": briefing.live_revision.sha256,
        "sha256": hashlib.sha256(data).hexdigest(),
        "content": data,
    }
    paper, _ = BriefingPaper.objects.update_or_create(briefing=briefing, defaults=made)
    return paper


def tidy_papers() -> int:
    """Make every file that is missing, and delete those of what is no longer shown. How many were made."""
    BriefingPaper.objects.filter(briefing__live_revision__isnull=True).delete()
    lacking = Briefing.objects.live().exclude(paper__made_from=F("live_revision__sha256"))
    return sum(_try_to_make(pk) for pk in list(lacking.values_list("pk", flat=True)))


def _try_to_make(pk: int) -> bool:
    """Whether the file was made. One that cannot be is logged, and tried again by the clock."""
    try:
        return make_paper(pk) is not None
    except Exception:
        logger.exception("The PDF of briefing %s could not be created", pk)
        return False


def paper_content(briefing: Briefing) -> dict[str, Any]:
    """Everything that the paper says, from what readers are shown: nothing of the moment enters it."""
    content, profile = readers_content(briefing), settings.PARTNERSHIP
    return {
        "kind": kind_in_words(content),
        "title": content["title"],
        "about": about(content),
        "boxes": [{"title": box["title"], "text": box["text"]} for box in content["boxes"]],
        "pictures": drawn_pictures(content),
        "kept": kept_in_words(content),
        "address": absolute(briefing.get_absolute_url()),
        "revised_on": content["revised_on"],
        "partnership": {
            "name": profile.name,
            "short_name": profile.short_name,
            "colours": {"brand": profile.colours.brand, "accent": profile.colours.accent},
        },
    }


def kind_in_words(content: Mapping[str, Any]) -> str:
    """What sort of briefing it is. Those of before templates were seven-minute briefings."""
    template = content.get("template")
    return str(template["title"]) if template else "Seven-minute briefing"


def about(content: Mapping[str, Any]) -> str:
    """For whom it is, and by what it is found, in one line."""
    named = (("Campaign", content.get("campaign")), ("Theme", content["theme"]), ("Priority", content["priority"]))
    found = [f"For: {content['audience']}", *(f"{word}: {item['title']}" for word, item in named if item)]
    return " · ".join([*found, *([content["arm"]["title"]] if content["arm"] else [])])


def kept_in_words(content: Mapping[str, Any]) -> str:
    """Who keeps it up to date, and until when it is looked at again. Empty for one of before that was asked."""
    keeper, review_by = content.get("keeper"), content.get("review_by")
    if not keeper or not review_by:
        return ""
    by = f"{keeper['role']}, {keeper['organisation']}" if keeper["role"] else keeper["organisation"]
    return f"Kept up to date by: {by}. To be reviewed by {day(datetime.date.fromisoformat(review_by))}."
