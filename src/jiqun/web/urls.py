"""Every address of the application."""

from django.urls import include, path

from jiqun.web.checks import views

urlpatterns = [
    path("", views.start, name="start"),
    path("demo/<slug:name>/", views.demo, name="demo"),
    path("roster/template/", views.template, name="template"),
    path("result/", views.recheck, name="recheck"),
    path("download/", views.download, name="download"),
    path("formulas/", views.formulas, name="formulas"),
    path("", include("jiqun.web.inbox.urls")),
    path("", include("jiqun.web.accounts.urls")),
    path("", include("jiqun.web.declarations.urls")),
    path("", include("jiqun.web.review.urls")),
    path("", include("jiqun.web.grants.urls")),
    path("", include("jiqun.web.recognition.urls")),
    path("", include("jiqun.web.recognition.objection_urls")),
    path("", include("jiqun.web.desk.urls")),
]

handler400 = "jiqun.web.errors.bad_request"
handler403 = "jiqun.web.errors.forbidden"
handler404 = "jiqun.web.errors.not_found"
handler500 = "jiqun.web.errors.broken"
