"""The list and form of newsletters, and what they share with those of case studies and briefings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from learning.forms import NewsletterForm
from learning.media.products import editor_context
from learning.models import Newsletter
from learning.models.product import LearningProduct
from learning.services import save_newsletter, start
from learning.tables import NewsletterTable, ProductFilters
from partnership.authorization import has_permission
from partnership.exceptions import NotAllowed
from partnership.mixins import AccessMixin
from partnership.models import User
from partnership.permissions import Permission
from review.editing import CreateOnceMixin, ReviewableWithdrawMixin
from review.step_pages import Steps
from ui.lists import ListPage
from ui.steps import CHECK

PAGE_LENGTH = 50


class ProductListView(AccessMixin, ListPage):
    """Everything of one kind that the person may see."""

    template_name = "learning/product_list.html"
    model: type[LearningProduct]
    heading = ""
    create_url_name = ""
    list_hint = ""
    filterset_class = ProductFilters
    page_length = PAGE_LENGTH

    def has_access(self, user: User) -> bool:
        """Writers, and those who publish."""
        return has_permission(user, Permission.PUBLISH) or super().has_access(user)

    def get_rows(self) -> QuerySet[LearningProduct]:
        """Everything that the person may see."""
        rows: QuerySet[LearningProduct] = self.model.objects.visible_to(self.request.user)
        return rows.select_related("organisation", "year").order_by("-created_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.user
        can_create = has_permission(user, self.model.write_permission) and user.organisation_id is not None
        return super().get_context_data(
            heading=self.heading,
            hint=self.list_hint,
            noun=self.model.review_noun,
            create_url=reverse(self.create_url_name) if can_create else "",
            **kwargs,
        )


class ProductFormMixin(CreateOnceMixin):
    """A form for one product: a new one without, a stored one with its number in the address."""

    model: type[LearningProduct]
    list_url_name = ""
    item: LearningProduct

    def get_item(self) -> Any:
        """The stored product; or a new one with the key that its form carries, so that it is made once."""
        rows = self.model.objects.visible_to(self.user).select_related("organisation", "year", "edited_by")
        if "pk" in self.kwargs:
            return get_object_or_404(rows, pk=self.kwargs["pk"])
        try:
            return self.sent_before(rows) or start(self.model, by=self.user, key=self.sent_key)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error

    def get_list_url(self) -> str:
        """All products of the kind."""
        return reverse(self.list_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**editor_context(self.item), **kwargs)


class ProductSteps(ProductFormMixin, Steps):
    """The pages of a product that is written in steps. Its answers are at its own address."""

    step_url_name = ""

    def step_address(self, item: Any, key: str) -> str:
        """The page of a step, or the one of the answers."""
        address: str = item.get_edit_url() if key == CHECK else reverse(self.step_url_name, args=[item.pk, key])
        return address


class NewsletterListView(ProductListView):
    """All issues."""

    model = Newsletter
    required_permission = Permission.WRITE_NEWSLETTER
    heading = "Newsletters"
    table_class = NewsletterTable
    list_name = "newsletters"
    create_url_name = "learning:newsletter-create"
    list_hint = "Each issue has a spotlight on one current or emerging theme."


class NewsletterEditView(ProductFormMixin):
    """One issue."""

    template_name = "learning/newsletter_form.html"
    model = Newsletter
    form_class = NewsletterForm
    required_permission = Permission.WRITE_NEWSLETTER
    list_url_name = "learning:newsletter-manage"

    def save(self, form: NewsletterForm, revision: int) -> Newsletter:
        return save_newsletter(newsletter=form.instance, items=form.items(), by=self.user, revision=revision)


class NewsletterWithdrawView(ReviewableWithdrawMixin):
    """Take an issue off the public pages."""

    required_permission = Permission.WRITE_NEWSLETTER

    def get_item(self) -> Newsletter:
        """The issue."""
        issue: Newsletter = get_object_or_404(Newsletter.objects.visible_to(self.user), pk=self.kwargs["pk"])
        return issue

    def get_list_url(self) -> str:
        """All issues."""
        return reverse("learning:newsletter-manage")
