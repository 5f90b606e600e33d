"""Loading a partnership's own standards from a file: all of them, or a sentence for each thing that is wrong."""

from collections.abc import Iterator

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from indicators.files.plain_lines import Lines, read_lines
from partnership.authorization import require
from partnership.exceptions import DomainError, NothingLoaded
from partnership.models import User
from partnership.permissions import Permission
from reports.assessments.loaded import LoadedTemplate, as_content, templates
from reports.assessments.standards import MOST_OF_A_KEY, Standard, Template
from review.audit import record
from review.audit_verbs import AuditVerb

TITLE, TEXT, KEY = "standard", "text", "key"
COLUMNS = (TITLE, TEXT)
MOST_STANDARDS = 60
LONGEST_TITLE, LONGEST_TEXT = 120, 1000


def load_standards(
    *, title: str, law: str, text: bytes | str, by: User, replaces: str = "", name: str = "standards.csv"
) -> LoadedTemplate:
    """Load a new set of standards, or the next version of the one with the slug `replaces`. Rounds keep what they ask.

    A standard without a key has one of its title; where the title is that of the version before, its key stays, and so
    do the answers of the last cycle beside it. Without `title` or `law` a new version keeps those of the one before.

    Raises `NotAllowed`, and `DomainError` or `NothingLoaded` with everything that cannot be used.
    """
    require(by, Permission.MANAGE_RETURNS)
    known = templates()
    before = known.get(replaces)
    if replaces and before is None:
        raise DomainError("Select the self-assessment that these standards belong to.")
    title = " ".join(title.split()) or (before.title if before else "")
    law = " ".join(law.split()) or (before.law if before else "")
    if not title:
        raise DomainError("Enter what the self-assessment is called.")
    slug = replaces or _slug(title)
    if not replaces and slug in known:
        raise DomainError(f"There is already a self-assessment called “{known[slug].title}”. Load a new version of it.")
    standards = _standards(read_lines(text, name, COLUMNS, (KEY,), by=by, what="standards"), before)
    import_string(settings.HOLDS_TEXTS)(of_bodies=("title", "law"), title=title, law=law)
    if before is not None and (before.title, before.law, before.standards) == (title, law, standards):
        raise DomainError(f"These are the standards of version {before.version}. Nothing was loaded.")
    template = Template(slug, before.version + 1 if before else 1, title, law, standards)
    return _store(template, by)


def _slug(title: str) -> str:
    slug = slugify(title)[:40].strip("-")
    if not slug:
        raise DomainError("The name of the self-assessment needs letters or digits.")
    return slug


def _store(template: Template, by: User) -> LoadedTemplate:
    try:
        with transaction.atomic():
            stored = LoadedTemplate.objects.create(
                slug=template.slug,
                version=template.version,
                title=template.title,
                law=template.law,
                standards=as_content(template),
                loaded_by=by,
                loaded_at=timezone.now(),
            )
            data = {"version": template.version, "standards": len(template.standards)}
            record(verb=AuditVerb.LOAD_STANDARDS, by=by, obj=stored, data=data)
    except IntegrityError as error:
        raise DomainError("Someone loaded a version at the same time. Look at it, then load yours again.") from error
    return stored


def _standards(lines: Lines, before: Template | None) -> tuple[Standard, ...]:
    keys = {one.title.casefold(): one.key for one in before.standards} if before else {}
    problems: list[str] = []
    if not lines:
        problems.append("The file has no standards.")
    if len(lines) > MOST_STANDARDS:
        problems.append(f"The file has {len(lines)} standards. A self-assessment can have {MOST_STANDARDS} at most.")
    found: dict[str, Standard] = {}
    for number, line in lines:
        key = line[KEY] or keys.get(line[TITLE].casefold()) or slugify(line[TITLE])[:MOST_OF_A_KEY].strip("-")
        problems += [f"Line {number}: {sentence}" for sentence in _problems(line, key, found)]
        found.setdefault(key, Standard(key, line[TITLE], line[TEXT]))
    if problems:
        raise NothingLoaded(problems)
    return tuple(found.values())


def _problems(line: dict[str, str], key: str, found: dict[str, Standard]) -> Iterator[str]:
    """What is wrong with one standard."""
    if not key or key != slugify(key)[:MOST_OF_A_KEY]:
        yield (
            f"the key “{key}” must be lowercase letters, digits and hyphens, up to {MOST_OF_A_KEY} characters. "
            "Leave it blank to have one made from the standard."
        )
    elif key in found:
        yield f"the standard “{found[key].title}” above has the same key, “{key}”. Give each standard a key of its own."
    if len(line[TITLE]) > LONGEST_TITLE:
        yield f"the standard must be {LONGEST_TITLE} characters or fewer."
    if len(line[TEXT]) > LONGEST_TEXT:
        yield f"the text must be {LONGEST_TEXT:,} characters or fewer."
