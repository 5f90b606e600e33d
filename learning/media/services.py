"""Adding and removing files of a product. Each is one transaction with its line in the audit trail.

A picture is no change of the product: it stands nowhere until its writer puts it into a text, and that is an edit like
any other. So adding one takes no approval away, and one that a text shows is not removed. An attachment stands below
the text at once: adding or removing it is an edit.
"""

import hashlib
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from learning.media.content import KEY, names_in
from learning.media.models import Attached, FileKind, StoredFile
from learning.media.pdf_clean import clean_pdf
from learning.media.picture_check import RejectedPicture, draw_picture
from learning.media.products import products
from learning.models.product import LearningProduct
from partnership.children import NotRead, in_child
from partnership.exceptions import DomainError
from partnership.hourly import count_use
from partnership.models import User
from partnership.pdf_check import RejectedPdf
from review.audit_verbs import AuditVerb
from review.policies import check_person, check_state
from review.services import record, save
from review.transitions import Verb

P = TypeVar("P", bound=LearningProduct)
# How files of Word, Excel and PowerPoint begin.
PACKED = b"PK\x03\x04"
# Files of one account in an hour, and of one product.
MOST_UPLOADS = 60
MOST_FILES = 20


def add_picture(*, product: LearningProduct, content: bytes, words: str, by: User) -> Attached:
    """Draw a picture anew and keep it with the words that stand for it; the same one again changes its words.

    Raises `NotAllowed`, `WrongState`, `DomainError`.
    """
    _check(product, by)
    words = " ".join(words.split())
    if not words:
        raise DomainError("Describe the picture for people who cannot see it.")
    count_use(by=by, what="picture", most=MOST_UPLOADS)
    try:
        drawn = in_child(draw_picture, content, raises=(RejectedPicture,))
    except (RejectedPicture, NotRead) as error:
        raise DomainError(str(error)) from error
    kept = StoredFile(
        sha256=hashlib.sha256(drawn.content).hexdigest(),
        kind=drawn.kind,
        content=drawn.content,
        size=len(drawn.content),
        width=drawn.width,
        height=drawn.height,
    )
    return _attach(product, kept, words, by)


def add_attachment(*, product: P, content: bytes, words: str, has_read: bool, by: User, revision: int) -> P:
    """Keep a PDF that only shows pages, without who made it, below the product; `words` are its title.

    Nothing looks at what its pages say: its writer has read them, and the trail says so. Raises as `add_picture` does,
    and `StaleRevision` where somebody else saved the product since.
    """
    _check(product, by)
    words = " ".join(words.split())
    if not words:
        raise DomainError("Enter a title for the attachment.")
    if not has_read:
        raise DomainError("Read every page of the attachment, then say that no one could be recognised in it.")
    if content.startswith(PACKED):
        raise DomainError(
            "This is not a PDF file. Save slides and documents as a PDF, and upload that: speaker notes, comments and "
            "hidden slides stay behind."
        )
    count_use(by=by, what="attachment", most=MOST_UPLOADS)
    try:
        clean = in_child(clean_pdf, content, raises=(RejectedPdf,))
    except (RejectedPdf, NotRead) as error:
        raise DomainError(str(error)) from error
    sha256 = hashlib.sha256(clean).hexdigest()
    kept = StoredFile(sha256=sha256, kind=FileKind.PDF, content=clean, size=len(clean))
    return save(obj=product, by=by, revision=revision, write=lambda stored: _attach(stored, kept, words, by))


def _attach(product: LearningProduct, kept: StoredFile, words: str, by: User) -> Attached:
    with transaction.atomic():
        # One at a time, so that two windows do not pass the limit together.
        type(product).objects.select_for_update().get(pk=product.pk)
        others = Attached.objects.of(product).exclude(file_id=kept.sha256)
        if others.count() >= MOST_FILES:
            raise DomainError(f"There are already {MOST_FILES} files. Remove one that you do not need.")
        StoredFile.objects.get_or_create(
            sha256=kept.sha256,
            defaults={name: getattr(kept, name) for name in ("kind", "content", "size", "width", "height")},
        )
        attached: Attached
        attached, _ = Attached.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(product),
            object_id=product.pk,
            file_id=kept.sha256,
            defaults={"words": words, "added_by": by, "added_at": timezone.now()},
        )
        said = {} if attached.is_picture else {"has_read": True}
        record(verb=AuditVerb.ADD_FILE, by=by, obj=product, data={"file": attached.name, **said})
    return attached


def remove_file(*, product: LearningProduct, name: str, by: User, revision: int) -> None:
    """Take an attachment away, or a picture that no text of the product shows. Raises as `add_attachment` does."""
    _check(product, by)
    attached = next((one for one in Attached.objects.of(product) if one.name == name), None)
    if attached is None:
        raise DomainError("This file has already been removed.")
    if name in set(names_in(product.pictured().values())):
        raise DomainError("The text shows this picture. Remove it from the text first.")

    def remove(stored: LearningProduct) -> None:
        attached.delete()
        record(verb=AuditVerb.REMOVE_FILE, by=by, obj=stored, data={"file": name})
        remove_unused()

    if attached.is_picture:
        with transaction.atomic():
            remove(product)
    else:
        save(obj=product, by=by, revision=revision, write=remove)


def remove_unused() -> int:
    """Delete the files that no product has and no reader is shown; how many."""
    shown = {
        file["sha256"]
        for rows in products()
        for content in rows.filter(live_revision__content__has_key=KEY).values_list("live_revision__content", flat=True)
        for file in content[KEY]
    }
    unused = StoredFile.objects.filter(attached=None).exclude(sha256__in=shown)
    return unused.delete()[0]


def _check(product: LearningProduct, by: User) -> None:
    check_person(by, product, Verb.EDIT)
    check_state(product, Verb.EDIT)
    if closed := product.closed_year_problem():
        raise DomainError(closed[0])
