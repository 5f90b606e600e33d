"""Pages of the invited person, and of the coordinator who looks after accounts."""

from typing import Any

from allauth.account.forms import SetPasswordForm
from allauth.account.internal.flows.password_reset import perform_password_reset_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from bcssp.accounts import services, sessions
from bcssp.accounts.forms import AccountForm, EmailChoiceForm, LostPhoneForm
from bcssp.accounts.invitations import accept, open_invitation, prove_address
from bcssp.accounts.models import PersonChange
from bcssp.accounts.people import PeopleFilters, PeopleTable, PersonLine, people, person_url
from bcssp.accounts.sign_in_forms import FirstPasswordForm
from bcssp.accounts.two_people import is_beginning
from partnership.authorization import has_permission
from partnership.confirming import ConfirmedMixin
from partnership.exceptions import WrongState
from partnership.mixins import AccessMixin
from partnership.models import Invitation, User
from partnership.pages import ServiceButtonView, ServiceFormView
from partnership.permissions import Permission
from review.consequences import consequences_of
from ui.filters import Rows
from ui.lists import ListPage

WAITS = "Someone from another organisation has to confirm the change. We have told them."


def told(outcome: services.Outcome, *, done: str) -> str:
    """What the next page says."""
    return {services.Outcome.DONE: done, services.Outcome.PROPOSED: WAITS}.get(outcome, "Nothing has changed.")


def needs_no_password(request: HttpRequest) -> None:
    """Ask who has just typed the password twice for it no third time before the second factor is set up."""
    if request.user.is_authenticated:
        reauthenticate_by_password(request)


class InvitationView(FormView):
    """Where the link of an invitation leads: the person sets a password, and is signed in."""

    template_name = "account/invitation.html"
    form_class = FirstPasswordForm
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say so where the link no longer works."""
        if self.invitation is None:
            return self.gone()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def invitation(self) -> Invitation | None:
        """What the link belongs to."""
        return open_invitation(self.kwargs["token"])

    def gone(self) -> HttpResponse:
        """The page of a link that was used, was cancelled or has expired."""
        return render(self.request, "account/invitation_gone.html", status=410)

    def get_form_kwargs(self) -> dict[str, Any]:
        assert self.invitation is not None
        return super().get_form_kwargs() | {"user": self.invitation.user}

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        try:
            user = accept(token=self.kwargs["token"], password=form.cleaned_data["password1"])
        except WrongState:
            return self.gone()
        response: HttpResponse = perform_password_reset_login(self.request, user, email=user.email)
        needs_no_password(self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.invitation is not None
        return super().get_context_data(account=self.invitation.user, **kwargs)


class NewPasswordView(PasswordResetFromKeyView):
    """A new password, behind a mailed link: whoever opened it has proved the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        prove_address(self.reset_user)
        response: HttpResponse = super().form_valid(form)
        needs_no_password(self.request)
        return response


class EmailChoiceView(ServiceFormView):
    """A person chooses one mail a day, or one an item."""

    template_name = "bcssp/people/emails.html"
    form_class = EmailChoiceForm

    def get_initial(self) -> dict[str, Any]:
        return {"daily_digest": "yes" if self.user.daily_digest else "no"}

    def perform(self, form: EmailChoiceForm) -> str:
        services.choose_emails(user=self.user, **form.cleaned_data)
        return "We have saved your choice."

    def get_success_url(self) -> str:
        return reverse("work")


class AppAddView(ActivateTOTPView):
    """Set up an authenticator app. Whoever pressed the button twice has set it up once, and sees that it is."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except IntegrityError:
            return HttpResponseRedirect(reverse("mfa_index"))
        return response


class AccountView(AccessMixin, TemplateView):
    """One's own account, and where to change how one signs in."""

    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(decides=has_permission(self.user, Permission.REVIEW), **kwargs)


class SessionsView(AccessMixin, TemplateView):
    """Where a person is signed in."""

    template_name = "account/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = sessions.signed_in(self.user, self.request.session.session_key)
        return super().get_context_data(lines=lines, **kwargs)


class SessionEndView(ConfirmedMixin, ServiceButtonView):
    """The button that signs a person out of one of their browsers."""

    def perform(self) -> str:
        device = sessions.sign_out_of(user=self.user, pk=self.kwargs["pk"])
        return f"Signed out of {device}." if device else "You were already signed out there."

    def get_success_url(self) -> str:
        return reverse("account_sessions")


class SessionsEndView(ConfirmedMixin, ServiceButtonView):
    """The button that signs a person out everywhere, here too."""

    def perform(self) -> str:
        sessions.sign_out_everywhere(user=self.user, by=self.user)
        logout(self.request)
        return "You are signed out on all devices."

    def get_success_url(self) -> str:
        return reverse("account_login")


class PeoplePage(AccessMixin):
    """A page of the coordinator about accounts."""

    required_permission = Permission.MANAGE_USERS

    def get_success_url(self) -> str:
        return reverse("people")


class PersonPage(PeoplePage):
    """About one account."""

    @cached_property
    def person(self) -> User:
        """The account."""
        return get_object_or_404(User.objects.select_related("organisation"), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return person_url(self.person)


class PeopleView(PeoplePage, ListPage):
    """Everybody who has an account."""

    template_name = "bcssp/people/list.html"
    table_class = PeopleTable
    filterset_class = PeopleFilters
    list_name = "people"

    def get_rows(self) -> Rows:
        return people()


class PersonCreateView(ConfirmedMixin, PeoplePage, ServiceFormView):
    """Create an account. Its owner is mailed an invitation."""

    template_name = "bcssp/people/create.html"
    form_class = AccountForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(needs_two=not is_beginning(self.user), **kwargs)

    def perform(self, form: AccountForm) -> str:
        user = services.create_account(by=self.user, **form.cleaned_data)
        waits = "" if set(form.cleaned_data["roles"]) == user.role_keys else f" {WAITS}"
        return f"Account created. We are emailing {user.email} a link to set their password.{waits}"


class PersonView(ConfirmedMixin, PersonPage, ServiceFormView):
    """One account: how it stands, and the form that changes it."""

    template_name = "bcssp/people/detail.html"
    form_class = AccountForm

    def get_initial(self) -> dict[str, Any]:
        return AccountForm.values_of(self.person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["needs_two"] = not is_beginning(self.user)
        line: PersonLine = next(iter(people(pk=self.person.pk)))
        return super().get_context_data(
            line=line,
            is_own=self.person.pk == self.user.pk,
            consequences=consequences_of(self.person),
            waiting=PersonChange.objects.filter(person=self.person).waiting().first(),
            **kwargs,
        )

    def perform(self, form: AccountForm) -> str:
        return told(
            services.change_account(user=self.person, by=self.user, **form.cleaned_data), done="Account changed."
        )


class PersonInviteView(PersonPage, ServiceButtonView):
    """The button that sends the invitation again."""

    def perform(self) -> str:
        services.invite_again(user=self.person, by=self.user)
        return f"We are emailing {self.person.email} a new link to set their password."


class PersonCloseView(PersonPage, ServiceButtonView):
    """The button that closes an account."""

    def perform(self) -> str:
        services.close_account(user=self.person, by=self.user)
        return f"Account closed. {self.person} can no longer sign in."


class PersonSignOutView(PersonPage, ServiceButtonView):
    """The button that signs somebody out everywhere, for instance after a laptop was lost."""

    def perform(self) -> str:
        sessions.sign_out_everywhere(user=self.person, by=self.user)
        return f"{self.person} is signed out on all devices. We have told them."


class PersonReopenView(ConfirmedMixin, PersonPage, ServiceButtonView):
    """The button that opens a closed account again."""

    def perform(self) -> str:
        outcome = services.reopen_account(user=self.person, by=self.user)
        return told(outcome, done=f"Account reopened. {self.person} can sign in.")


class SecondFactorRemoveView(ConfirmedMixin, PersonPage, ServiceFormView):
    """For somebody who lost their phone: two people make sure who is asking."""

    template_name = "bcssp/people/lost_phone.html"
    form_class = LostPhoneForm

    def perform(self, form: LostPhoneForm) -> str:
        outcome = services.remove_second_factor(user=self.person, by=self.user, **form.cleaned_data)
        again = f"{self.person} will set it up again when they next sign in."
        return told(outcome, done=f"Two-step sign-in removed. {again}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)
