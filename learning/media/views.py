"""The page “Pictures and attachments” of a product, and the files themselves."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import cached_property
from django.utils.http import quote_etag
from django.utils.text import slugify
from django.views import View

from learning.media.content import address, names_in
from learning.media.forms import AttachmentForm, PictureForm
from learning.media.models import ENDINGS, PICTURES, TYPES, Attached, FileKind, StoredFile
from learning.media.products import KINDS, public_file, shared_file, working_file
from learning.media.services import add_attachment, add_picture, remove_file
from learning.models.product import LearningProduct
from partnership.authorization import has_permission
from partnership.mixins import second_factor_is_missing
from partnership.models import User
from partnership.pages import ServiceFormView
from review.policies import may_write
from review.services import HANDED_IN

# What a number of the database has at most.
MOST_DIGITS = 10


class MediaView(ServiceFormView):
    """The files of one product, each picture with what to type in the text, and the form for another picture."""

    template_name = "learning/media/media.html"
    form_class: type[Any] = PictureForm

    @cached_property
    def product(self) -> LearningProduct:
        """The product of the address, if the person may see it."""
        model = KINDS.get(self.kwargs["kind"])
        if model is None:
            raise Http404("This page does not exist.")
        rows = model._default_manager.visible_to(self.user)
        found: LearningProduct = get_object_or_404(rows.select_related("organisation", "year"), pk=self.kwargs["pk"])
        return found

    def has_access(self, user: User) -> bool:
        """Who writes such things."""
        model = KINDS.get(self.kwargs["kind"])
        return model is None or has_permission(user, model.write_permission)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" in request.POST:
            return self.press(lambda: self._remove(request.POST["remove"], request.POST.get("revision", "")))
        return super().post(request, *args, **kwargs)

    def _remove(self, name: str, revision: str) -> str:
        opened = int(revision) if revision.isdecimal() and len(revision) < MOST_DIGITS else 0
        remove_file(product=self.product, name=name, by=self.user, revision=opened)
        return "File removed."

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        add_picture(product=self.product, content=data["file"].read(), words=data["words"], by=self.user)
        return "Picture added. Put it in a text to show it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        product = self.product
        used = set(names_in(product.pictured().values()))
        key = str(product.key)
        files = [
            {**one.as_content(), "address": address(key, one.as_content()), "is_used": one.name in used}
            for one in Attached.objects.of(product)
        ]
        return super().get_context_data(
            item=product,
            pictures=[one for one in files if one["kind"] in PICTURES],
            attachments=[one for one in files if one["kind"] not in PICTURES],
            can_write=may_write(self.user, product),
            voids_review=product.state in HANDED_IN,
            back=product.get_edit_url(),
            attach_url=reverse("learning:media-attach", args=[self.kwargs["kind"], product.pk]),
            media_url=self.get_success_url(),
            **kwargs,
        )

    def get_success_url(self) -> str:
        return reverse("learning:media", args=[self.kwargs["kind"], self.kwargs["pk"]])


class AttachmentView(MediaView):
    """The form for another attachment."""

    template_name = "learning/media/attachment.html"
    form_class = AttachmentForm

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.product.revision}

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        add_attachment(
            product=self.product,
            content=data["file"].read(),
            words=data["words"],
            has_read=data["has_read"],
            by=self.user,
            revision=data["revision"],
        )
        return "Attachment added."


class MediaFileView(View):
    """One file: for readers while what they are shown names it, for partners likewise, and for those who work on it."""

    def get(self, request: HttpRequest, key: UUID, name: str, ending: str) -> HttpResponse:
        found, is_public = public_file(key, name), True
        # Asked only then: the answer to readers is the same for everybody, and no session is read for it.
        if found is None and isinstance(request.user, User) and not second_factor_is_missing(request.user):
            user, is_public = request.user, False
            found = working_file(user, key, name) or shared_file(user, key, name)
        if found is None or ENDINGS[FileKind(found[0].kind)] != ending:
            raise Http404("This file does not exist.")
        return _answer(request, *found, is_public=is_public)


def _answer(request: HttpRequest, file: StoredFile, words: str, *, is_public: bool) -> HttpResponse:
    kind = FileKind(file.kind)
    response = HttpResponse(bytes(file.content), content_type=TYPES[kind])
    how = "inline" if kind in PICTURES else "attachment"
    filename = f"{slugify(words)[:60].strip('-') or 'file'}.{ENDINGS[kind]}"
    response.headers["Content-Disposition"] = f'{how}; filename="{filename}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["ETag"] = quote_etag(file.sha256)
    if is_public:
        # Kept, but asked for again each time: what is withdrawn is gone at once.
        patch_cache_control(response, public=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return get_conditional_response(request, response.headers["ETag"], None, response) or response
