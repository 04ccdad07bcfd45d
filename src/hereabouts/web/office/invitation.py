"""The page behind an invitation link: somebody sets a password, once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hereabouts.records.partners import changes
from hereabouts.records.partners.invitations import invited
from hereabouts.records.trust.access import bearer
from hereabouts.web.office.forms import PasswordForm
from hereabouts.web.shared.doors import anybody
from hereabouts.web.shared.middleware import said

KEPT = "invitation key"


@anybody
@never_cache
def invitation(request: HttpRequest, id) -> HttpResponse:
    """Let the bearer of a good link set their password. A link that is used, too old or wrong gets one and the same page."""
    if "key" in request.GET:  # out of the address at once, so that no history or referrer keeps it
        request.session[KEPT] = request.GET["key"]
        return redirect("invitation", id=id)
    account = invited(id, request.session.get(KEPT, ""))
    if account is None:
        return render(request, "office/link_gone.html", status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes.set_password(
                by=bearer(account), on=request.today, account=account, password=form.cleaned_data["password"]
            )
        except changes.TooWeak as problem:
            form.add_error("password", said(problem))
        else:
            request.session.pop(KEPT)
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("account_login")
    context = {"form": form, "email": account.email, "name": account.name}
    return render(request, "office/invitation.html", context, status=422 if form.is_bound else 200)


urlpatterns = [path("invitation/<uuid:id>/", invitation, name="invitation")]
