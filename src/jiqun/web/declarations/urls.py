"""Every address of calls and declarations."""

from django.urls import path

from jiqun.web.declarations.views import (
    calls,
    declaration,
    evidence,
    evidence_bound,
    evidence_files,
    part,
)

EVIDENCE = "declarations/<int:pk>/evidence"

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
    path("declarations/<int:pk>/save/", part.save, name="save"),
    path(f"{EVIDENCE}/", evidence.evidence, name="evidence"),
    path(f"{EVIDENCE}/add/", evidence.add, name="add_evidence"),
    path(f"{EVIDENCE}/arrange/", evidence.arrange, name="arrange_evidence"),
    path(f"{EVIDENCE}/bind/", evidence.bind, name="bind_evidence"),
    path(f"{EVIDENCE}/catalogue/", evidence_bound.catalogue, name="evidence_catalogue"),
    path(f"{EVIDENCE}/bound/", evidence_bound.bind, name="bind_all_evidence"),
    path(f"{EVIDENCE}/bound/<slug:digest>/", evidence_bound.fetch, name="bound_evidence"),
    path(f"{EVIDENCE}/<int:file>/", evidence_files.file, name="evidence_file"),
    path(
        f"{EVIDENCE}/<int:file>/pages/<int:page>/", evidence_files.picture, name="evidence_picture"
    ),
    path(f"{EVIDENCE}/<int:file>/download/", evidence_files.download, name="evidence_download"),
    path(f"{EVIDENCE}/<int:file>/describe/", evidence.describe, name="describe_evidence"),
    path(f"{EVIDENCE}/<int:file>/unbind/", evidence.unbind, name="unbind_evidence"),
    path(f"{EVIDENCE}/<int:file>/remove/", evidence.remove, name="remove_evidence"),
    path(f"{EVIDENCE}/<int:file>/restore/", evidence.restore, name="restore_evidence"),
]
