"""The people of a unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from jiqun.documents.refused import Refused
from jiqun.web import clock
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions import people as actions
from jiqun.web.accounts.actions.invitations import invite
from jiqun.web.accounts.actions.second_factor import lift
from jiqun.web.accounts.forms import Invite, roles_of
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.models import Unit, UnitKind, User
from jiqun.web.accounts.queries import people as queries
from jiqun.web.accounts.queries import units
from jiqun.web.filled import posted, status_of
from jiqun.web.mail import site
from jiqun.web.telling import told, told_of_mail


def page_of(unit: Unit, user: User) -> str:
    """Where the people of a unit are shown to somebody."""
    if unit.pk == user.unit_id:
        return reverse("people")
    return reverse("people_of", args=[unit.pk])


@only(policy.is_admitted)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    return people_page(request, request.user.unit)


@only(policy.may_see_districts)
@require_http_methods(["GET", "HEAD", "POST"])
def people_of(request: HttpRequest, unit: int) -> HttpResponse:
    """Of a district or a department, for the bureau."""
    below = (UnitKind.DISTRICT, UnitKind.DEPARTMENT)
    found = units.visible_to(request.user).filter(kind__in=below)
    return people_page(request, get_object_or_404(found, pk=unit))


def people_page(request: HttpRequest, unit: Unit) -> HttpResponse:
    """A form on it invites."""
    form = Invite(posted(request), unit=unit)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with told_of_mail(request):
                invite(
                    by=request.user,
                    unit=unit,
                    name=data["name"],
                    email=data["email"],
                    role=data["role"],
                    site=site(request),
                )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"邀请已发给{data['name']}（{data['email']}）。")
            return redirect(page_of(unit, request.user))
    context = {
        "unit": unit,
        "may_change_contact": unit.pk == request.user.unit_id
        and policy.may_change_contact(request.user),
        "form": form,
        "people": queries.people_of(unit),
        "invitations": queries.open_invitations_of(unit),
        "now": clock.now(),
        "roles": roles_of(unit),
        "may_look_after": policy.may_look_after(request.user, unit),
        "is_authority": unit.kind != UnitKind.OPERATOR,
    }
    return render(request, "accounts/people.html", context, status=status_of(form))


def person_seen_by(request: HttpRequest, person: int) -> User:
    return get_object_or_404(queries.visible_to(request.user), pk=person)


@require_POST
def change_role(request: HttpRequest, person: int) -> HttpResponse:
    found = person_seen_by(request, person)
    with told(request, f"{found.name}的角色已修改。"):
        actions.change_role(found, by=request.user, role=request.POST.get("role", ""))
    return back_from(found, request.user)


@require_POST
def deactivate(request: HttpRequest, person: int) -> HttpResponse:
    found = person_seen_by(request, person)
    with told(request, f"已停用{found.name}的账号。"):
        actions.deactivate(found, by=request.user)
    return back_from(found, request.user)


@require_POST
def reactivate(request: HttpRequest, person: int) -> HttpResponse:
    found = person_seen_by(request, person)
    with told(request, f"已恢复{found.name}的账号。"):
        actions.reactivate(found, by=request.user)
    return back_from(found, request.user)


@require_POST
def lift_second_factor_of(request: HttpRequest, person: int) -> HttpResponse:
    """Of somebody who has lost phone and recovery codes."""
    found = person_seen_by(request, person)
    with told(request, f"已解除{found.name}的动态口令，对方下次登录时重新设置。"):
        lift(found, by=request.user)
    return back_from(found, request.user)


def back_from(person: User, user: User) -> HttpResponse:
    return redirect(page_of(person.unit, user))
