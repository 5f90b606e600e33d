"""The page of the comments beside a text."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (a view)
from django.shortcuts import get_object_or_404  # noqa: TID251 (a view)
from django.utils.functional import cached_property

from partnership.authorization import has_permission
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.comments import (
    LONGEST,
    add_comment,
    may_comment,
    may_resolve,
    readable_comments,
    resolve_comment,
    waits_for_blind_reviews,
)
from review.compared import compared
from review.item_pages import item_of_address
from review.models import Comment, Reviewable
from review.notifications import review_url
from review.passages import beside, texts_shown
from review.policies import may_write
from review.reading import NotedMixin
from ui.forms import GovukForm, text_field


class CommentForm(GovukForm):
    """What somebody has to say, and of which words."""

    passage = forms.CharField(
        label="Words it is about (optional)",
        help_text="Copy them from the text. Leave this blank to comment on the whole.",
        max_length=300,
        required=False,
    )
    text = text_field(
        "Your comment",
        4,
        missing="Enter your comment",
        hint="Writers and reviewers read it, the public does not. Do not include anything that identifies someone.",
        max_length=LONGEST,
    )


class CommentsView(NotedMixin, ServiceFormView):
    """What was said beside one text, the form for more, and a button for each that the person may resolve."""

    template_name = "review/comments.html"
    form_class = CommentForm

    @cached_property
    def item(self) -> Reviewable:
        """The thing of the address, if the person may see it."""
        return item_of_address(self.kwargs, self.user)

    def what_is_read(self) -> Reviewable:
        return self.item

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "resolve" in request.POST:
            key = request.POST["resolve"]
            rows = readable_comments(self.user, self.item)
            comment = get_object_or_404(rows, pk=key if key.isdecimal() and len(key) < 10 else 0)
            return self.press(lambda: self._resolve(comment))
        return super().post(request, *args, **kwargs)

    def _resolve(self, comment: Comment) -> str:
        resolve_comment(comment=comment, item=self.item, by=self.user)
        return "Comment resolved."

    def perform(self, form: CommentForm) -> str:
        given = form.cleaned_data
        add_comment(item=self.item, text=given["text"], passage=given["passage"], by=self.user)
        return "Comment added. We have told the others who work on this."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.item
        rows = readable_comments(self.user, item).select_related("written_by", "resolved_by")
        reads_all = has_permission(self.user, Permission.SEE_ALL_WORK)
        texts, whole = beside(texts_shown(self.user, item), rows)
        return super().get_context_data(
            item=item,
            texts=texts,
            comments=whole,
            resolvable={row.pk for row in rows if row.resolved_at is None and may_resolve(self.user, row)},
            may_comment=may_comment(self.user, item),
            compared=compared(self.user, item),
            is_blind=waits_for_blind_reviews(item),
            back=item.get_edit_url() if may_write(self.user, item) else review_url(item) if reads_all else "",
            **kwargs,
        )
