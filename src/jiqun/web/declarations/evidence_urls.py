"""The addresses of the evidence of one declaration."""

from django.urls import path

from jiqun.web.declarations.views import evidence, evidence_bound, evidence_files

urlpatterns = [
    path("", evidence.evidence, name="evidence"),
    path("add/", evidence.add, name="add_evidence"),
    path("arrange/", evidence.arrange, name="arrange_evidence"),
    path("bind/", evidence.bind, name="bind_evidence"),
    path("catalogue/", evidence_bound.catalogue, name="evidence_catalogue"),
    path("bound/", evidence_bound.bind, name="bind_all_evidence"),
    path("bound/<slug:digest>/", evidence_bound.fetch, name="bound_evidence"),
    path("<int:file>/", evidence_files.file, name="evidence_file"),
    path("<int:file>/pages/<int:page>/", evidence_files.picture, name="evidence_picture"),
    path("<int:file>/download/", evidence_files.download, name="evidence_download"),
    path("<int:file>/describe/", evidence.describe, name="describe_evidence"),
    path("<int:file>/unbind/", evidence.unbind, name="unbind_evidence"),
    path("<int:file>/remove/", evidence.remove, name="remove_evidence"),
    path("<int:file>/restore/", evidence.restore, name="restore_evidence"),
]
