"""The page on which an operator leaves the procedure."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiqun.documents.refused import Refused
from jiqun.web import mail
from jiqun.web.declarations import policy
from jiqun.web.declarations.actions.leaving import LONGEST_REASON, quit_procedure
from jiqun.web.declarations.views.found import own_declaration, person
from jiqun.web.telling import told_of_mail


@require_http_methods(["GET", "HEAD", "POST"])
def quit_declaring(request: HttpRequest, pk: int) -> HttpResponse:
    declaration, user, refusal = own_declaration(request, pk), person(request), ""
    if request.method == "POST":
        try:
            with told_of_mail(request):
                quit_procedure(
                    declaration.pk,
                    by=user,
                    reason=request.POST.get("reason", ""),
                    confirmed="confirmed" in request.POST,
                    site=mail.site(request),
                )
        except Refused as why:
            refusal = str(why)
        else:
            messages.success(request, "已主动退出。报送过的内容仍可查阅。")
            return redirect("declaration", pk)
    elif not policy.may_quit(user, declaration):
        raise PermissionDenied
    context = {
        "declaration": declaration,
        "refusal": refusal,
        "typed": request.POST,
        "longest": LONGEST_REASON,
    }
    return render(request, "declarations/quit.html", context, status=422 if refusal else 200)
