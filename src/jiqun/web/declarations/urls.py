"""Every address of calls and declarations."""

from django.urls import include, path

from jiqun.web.declarations.views import (
    calls,
    check,
    corrections,
    declaration,
    filing,
    history,
    leaving,
    package,
    package_import,
    part,
    prefill,
    roster,
    timeline,
    waivers,
)

ROSTER = "declarations/<int:pk>/roster"
PACKAGE = "declarations/<int:pk>/package"
FILED_PACKAGE = "declarations/<int:pk>/submissions/<int:submission>/package"

urlpatterns = [
    path("calls/", calls.all_calls, name="calls"),
    path("calls/new/", calls.open_call, name="open_call"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("calls/<int:pk>/terms/", calls.set_terms, name="set_terms"),
    path("calls/<int:pk>/start/", calls.start_declaration, name="start_declaration"),
    path("calls/<int:pk>/documents/", calls.attach_document, name="attach_document"),
    path("calls/<int:pk>/documents/<int:document>/", calls.call_document, name="call_document"),
    path(
        "calls/<int:pk>/documents/<int:document>/remove/",
        calls.remove_document,
        name="remove_document",
    ),
    path("calls/<int:pk>/declarations/<int:declaration>/extend/", calls.extend, name="extend"),
    path("declarations/<int:pk>/", declaration.declaration, name="declaration"),
    path("declarations/<int:pk>/parts/<slug:slug>/", part.part, name="part"),
    path("declarations/<int:pk>/corrections/", corrections.corrections, name="corrections"),
    path("declarations/<int:pk>/save/", part.save, name="save"),
    path("declarations/<int:pk>/history/", history.history, name="history"),
    path("declarations/<int:pk>/prefill/", prefill.prefill, name="prefill"),
    path(f"{ROSTER}/", roster.roster, name="roster"),
    path(f"{ROSTER}/hand-in/", roster.hand_in, name="hand_in_roster"),
    path(f"{ROSTER}/remove/", roster.remove, name="remove_roster"),
    path(f"{ROSTER}/template/", roster.template, name="roster_template"),
    path(f"{ROSTER}/files/<int:file>/", roster.as_handed_in, name="roster_file"),
    path(f"{ROSTER}/papers/<slug:name>/", roster.paper, name="roster_paper"),
    path("declarations/<int:pk>/check/", check.check, name="check"),
    path("declarations/<int:pk>/papers/<slug:name>/", check.paper, name="declaration_paper"),
    path("declarations/<int:pk>/file/", filing.file, name="file"),
    path("declarations/<int:pk>/file/copy/", filing.fair_copy, name="fair_copy"),
    path(
        "declarations/<int:pk>/file/copy/<slug:paper>/",
        filing.fair_copy_paper,
        name="fair_copy_paper",
    ),
    path(
        "declarations/<int:pk>/file/copy/<int:copy>/pages/<int:page>/",
        filing.fair_copy_page,
        name="fair_copy_page",
    ),
    path("declarations/<int:pk>/receipt/", filing.receipt, name="receipt"),
    path("declarations/<int:pk>/withdraw/", filing.take_back, name="withdraw"),
    path("declarations/<int:pk>/timeline/", timeline.timeline, name="timeline"),
    path("declarations/<int:pk>/quit/", leaving.quit_declaring, name="quit"),
    path(f"{PACKAGE}/", package.package, name="package"),
    path(f"{PACKAGE}/files/<slug:digest>/", package.package_file, name="package_file"),
    path(f"{PACKAGE}/import/", package_import.import_package, name="import_package"),
    path(
        f"{PACKAGE}/import/<slug:token>/", package_import.imported_package, name="imported_package"
    ),
    path(f"{FILED_PACKAGE}/", package.submission_package, name="submission_package"),
    path(
        f"{FILED_PACKAGE}/files/<slug:digest>/",
        package.submission_package_file,
        name="submission_package_file",
    ),
    path(
        "declarations/<int:pk>/submissions/<int:submission>/<slug:paper>/",
        filing.submission_paper,
        name="submission_paper",
    ),
    path(
        "declarations/<int:pk>/submissions/<int:submission>/pages/<int:page>/",
        filing.submission_page,
        name="submission_page",
    ),
    path("declarations/<int:pk>/formulas/", check.formulas, name="declaration_formulas"),
    path("declarations/<int:pk>/waivers/", waivers.of_declaration, name="declaration_waivers"),
    path("declarations/<int:pk>/waivers/ask/<slug:rule>/", waivers.ask, name="ask_for_waiver"),
    path("waivers/", waivers.all_waivers, name="waivers"),
    path("waivers/<int:pk>/", waivers.waiver, name="waiver"),
    path("waivers/<int:pk>/prepare/", waivers.prepare, name="prepare_waiver"),
    path("waivers/<int:pk>/sign/", waivers.sign, name="sign_waiver"),
    path("waivers/<int:pk>/refuse/", waivers.refuse, name="refuse_waiver"),
    path("waivers/<int:pk>/revoke/", waivers.revoke, name="revoke_waiver"),
    path("declarations/<int:pk>/evidence/", include("jiqun.web.declarations.evidence_urls")),
]
