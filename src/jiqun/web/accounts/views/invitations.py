"""Join on an invitation; send one again, or take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from jiqun.documents.refused import Refused
from jiqun.web.accounts.actions import invitations as actions
from jiqun.web.accounts.forms import Join
from jiqun.web.accounts.models import Invitation
from jiqun.web.accounts.queries.people import invitations_visible_to
from jiqun.web.accounts.views.people import page_of
from jiqun.web.accounts.views.signing_in import enter
from jiqun.web.filled import posted, status_of
from jiqun.web.mail import site
from jiqun.web.telling import told


@login_not_required
@sensitive_post_parameters()
@sensitive_variables("secret")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        invitation = actions.invitation_for(secret)
    except Refused as why:
        context = {"why": str(why)}
        return render(request, "accounts/no_invitation.html", context, status=410)
    form = Join(posted(request), email=invitation.email, initial={"name": invitation.name})
    if form.is_valid():
        data = form.cleaned_data
        try:
            user = actions.accept_invitation(secret, name=data["name"], password=data["password"])
        except Refused as why:
            form.add_error(None, str(why))
        else:
            enter(request, user)
            messages.success(request, f"您已加入{user.unit.name}。")
            return redirect("desk")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/accept_invitation.html", context, status=status_of(form))


def invitation_seen_by(request: HttpRequest, invitation: int) -> Invitation:
    return get_object_or_404(invitations_visible_to(request.user), pk=invitation)


@require_POST
def resend_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    found = invitation_seen_by(request, invitation)
    with told(request, f"已重新发送给{found.name}，以前的链接失效。"):
        actions.resend_invitation(found, by=request.user, site=site(request))
    return redirect(page_of(found.unit, request.user))


@require_POST
def revoke_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    found = invitation_seen_by(request, invitation)
    with told(request, f"已撤回给{found.name}的邀请。"):
        actions.revoke_invitation(found, by=request.user)
    return redirect(page_of(found.unit, request.user))
