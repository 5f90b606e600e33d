"""Who subscribed, for who looks after newsletters. Nobody else sees an address."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy

from mailing.forms import AddressForm
from mailing.models import Subscriber
from mailing.queries import counts
from mailing.subscribing import allow_again, erase_for
from mailing.tables import SubscriberFilters, SubscriberTable
from partnership.mixins import AccessMixin
from partnership.pages import ServiceFormView
from partnership.permissions import Permission
from review.reading import NotedMixin
from ui.lists import ListPage


class SubscriberListView(NotedMixin, AccessMixin, ListPage):
    """Every address that is kept, and how many people get what."""

    template_name = "mailing/subscriber_list.html"
    required_permission = Permission.MANAGE_SUBSCRIBERS
    table_class = SubscriberTable
    filterset_class = SubscriberFilters
    list_name = "subscribers"
    page_length = 50

    def what_is_read(self) -> str:
        return "Subscribers"

    def get_rows(self) -> QuerySet[Subscriber]:
        """All of them."""
        return Subscriber.objects.prefetch_related("choices").order_by("-asked_at", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counts=counts(), **kwargs)


class AddressView(ServiceFormView):
    """Erase an address, or allow it again, for its owner who wrote or telephoned."""

    template_name = "mailing/address_form.html"
    required_permission = Permission.MANAGE_SUBSCRIBERS
    form_class = AddressForm
    success_url = reverse_lazy("mailing:subscriber-list")

    def perform(self, form: Any) -> str:
        address = form.cleaned_data["address"]
        if form.cleaned_data["wish"] == "erase":
            erase_for(address=address, by=self.user)
            return "Everything about this address has been deleted."
        allow_again(address=address, by=self.user)
        return "Its owner can now subscribe again."
