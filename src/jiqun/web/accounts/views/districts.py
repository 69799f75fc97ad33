"""The bureau sees the districts, and sets up a unit for each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiqun.core.districts import districts as names
from jiqun.core.districts import zone
from jiqun.documents.refused import Refused
from jiqun.web.accounts import policy
from jiqun.web.accounts.actions.authorities import set_up_district as set_up
from jiqun.web.accounts.forms import SetUpDistrict
from jiqun.web.accounts.gate import only
from jiqun.web.accounts.queries.districts import every_district
from jiqun.web.filled import posted, status_of
from jiqun.web.mail import site
from jiqun.web.telling import told_of_mail


@only(policy.may_see_districts)
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    may_set_up = policy.may_set_up_district(request.user)
    context = {"districts": every_district(), "may_set_up": may_set_up, "zone": zone()}
    return render(request, "accounts/districts.html", context)


@only(policy.may_set_up_district)
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_district(request: HttpRequest, district: str) -> HttpResponse:
    if district not in names():
        raise Http404
    form = SetUpDistrict(posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            with told_of_mail(request):
                unit = set_up(
                    by=request.user,
                    district=district,
                    unit_name=data["unit_name"],
                    name=data["name"],
                    email=data["email"],
                    site=site(request),
                )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"已设立{unit.name}，邀请已发给{data['name']}。")
            return redirect("districts")
    context = {"form": form, "district": district}
    return render(request, "accounts/set_up_district.html", context, status=status_of(form))
