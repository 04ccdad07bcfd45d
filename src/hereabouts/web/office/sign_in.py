"""Signing in: a password through django-allauth, or, in the demo only, a role with one click."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hereabouts.engines.definitions import roles
from hereabouts.records.partners import reads
from hereabouts.web.shared.doors import anybody

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth calls it so
        return False

    def authenticate(self, request: HttpRequest, **credentials):
        """Let in who may; an account that was closed gets the answer of a wrong password, also with the right one."""
        account = super().authenticate(request, **credentials)
        return account if account is not None and account.is_active else None


class SignInForm(LoginForm):
    """The two answers that let somebody in, in the house's clothes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", _("E-mail address")), ("password", _("Password"))):
            self.fields[name].label = label
            self.fields[name].widget.attrs["class"] = "govuk-input"
            self.fields[name].widget.attrs.pop("placeholder", None)  # a label that stays is better


enter = anybody(LoginView.as_view(template_name="office/sign_in.html", form_class=SignInForm))
leave = anybody(LogoutView.as_view(template_name="office/sign_out.html"))


@anybody
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Pick a role of the demo partnership. Outside demo mode there is no such page."""
    if not settings.DEMO:
        raise Http404
    people = reads.people(on=request.today)
    if request.method == "POST":
        account = next((p for p in people if str(p.pk) == request.POST.get("who")), None)
        if account is None:
            raise Http404
        login(request, account, backend=BACKEND)
        return redirect("my-work")
    return render(request, "office/demo_chooser.html", {"people": [_card(person) for person in people]})


def _card(person) -> dict:
    held = [roles()[held.role] for held in person.roles.all() if held.role in roles()]
    labels = dict.fromkeys(role.label for role in held if role.label.lower() not in person.job.lower())
    where = dict.fromkeys(
        one.place.name for one in person.roles.all() if one.place and one.place.name not in person.job
    )
    return {
        "id": person.pk,
        "name": person.name,
        "job": person.job,
        "organisation": person.organisation.name,
        "where": ", ".join(where),
        "role": ", ".join(labels),
        "does": held[0].description if held else "",
    }


urlpatterns = [
    path("sign-in/", enter, name="account_login"),
    path("sign-in/demo/", choose, name="demo-chooser"),
    path("sign-out/", leave, name="account_logout"),
]
