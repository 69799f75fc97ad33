"""The addresses of the recognition: the bureau's, and those that are open to everybody."""

from django.urls import path

from jiqun.web.recognition.views import bureau, papers, public

CALL = "recognition/<int:call>"
PAPER = "recognition/<slug:kind>/<int:pk>"

urlpatterns = [
    path("recognition/", bureau.overview, name="recognition"),
    path(f"{CALL}/notice/", bureau.prepare_notice, name="prepare_notice"),
    path(f"{CALL}/list/", bureau.prepare_list, name="prepare_list"),
    path(f"{PAPER}/", papers.prepared_paper, name="prepared_paper"),
    path(f"{PAPER}/sign/", papers.sign_paper, name="sign_paper"),
    path(f"{PAPER}/send-back/", papers.send_paper_back, name="send_paper_back"),
    path(f"{PAPER}/drop/", papers.drop_paper, name="drop_paper"),
    path("notices/", public.notices, name="notices"),
    path("notices/<int:pk>/", public.notice, name="notice"),
    path("notices/<int:pk>/notice.docx", public.notice_paper, name="notice_paper"),
    path("recognised/", public.recognised, name="recognised"),
    path("recognised/<int:pk>/", public.recognised_cluster, name="recognised_cluster"),
    path("lists/<int:pk>/list.docx", public.list_paper, name="list_paper"),
]
