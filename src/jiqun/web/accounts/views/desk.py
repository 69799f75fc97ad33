"""The first page after signing in: what waits for one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jiqun.web.accounts import policy
from jiqun.web.accounts.middleware import open_to_departments
from jiqun.web.accounts.queries import units
from jiqun.web.accounts.queries.districts import without_unit


@open_to_departments
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user = request.user
    if policy.is_of_department(user):
        return redirect("granted")
    if policy.is_of_bureau(user):
        context = {
            "without_unit": without_unit(),
            "may_set_up": policy.may_set_up_district(user),
        }
        return render(request, "accounts/desk_bureau.html", context)
    if policy.is_of_district(user):
        return render(request, "accounts/desk_district.html", {"waiting": units.waiting(user)})
    if policy.is_admitted(user):
        return render(request, "accounts/desk_operator.html")
    context = {"unit": user.unit, "may_apply": policy.may_apply(user)}
    return render(request, "accounts/desk_waiting.html", context)
