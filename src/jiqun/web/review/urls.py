"""The addresses of the review."""

from django.urls import path

from jiqun.web.review.views import (
    acts,
    checklist,
    decisions,
    duplicates,
    holidays,
    peers,
    queue,
    review,
    stages,
)

REVIEW = "declarations/<int:pk>/review"

urlpatterns = [
    path("calls/<int:pk>/duplicates/", duplicates.call_duplicates, name="call_duplicates"),
    path("calls/<int:pk>/peers/", peers.peers, name="call_peers"),
    path("calls/<int:pk>/peers/<slug:kind>/", peers.peers_table, name="peers_table"),
    path("calls/<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("calls/<int:pk>/decisions/letter/", decisions.decisions_letter, name="decisions_letter"),
    path("calendar/", holidays.calendar, name="calendar"),
    path("stages/", stages.stages, name="stages"),
    path("reviews/", queue.queue, name="queue"),
    path(f"{REVIEW}/", review.review, name="review"),
    path(f"{REVIEW}/parts/<slug:slug>/", review.review_part, name="review_part"),
    path(f"{REVIEW}/checklist/", checklist.checklist, name="checklist"),
    path(f"{REVIEW}/duplicates/", duplicates.duplicates, name="duplicates"),
    path(f"{REVIEW}/act/<slug:verb>/", acts.act, name="act"),
    path(f"{REVIEW}/remarks/", acts.remark, name="remark"),
    path(f"{REVIEW}/remarks/<int:remark>/remove/", acts.unremark, name="remove_remark"),
    path(f"{REVIEW}/prepare/<slug:verb>/", acts.prepare_motion, name="prepare_motion"),
    path(f"{REVIEW}/motions/<int:motion>/sign/", acts.sign_motion, name="sign_motion"),
    path(f"{REVIEW}/motions/<int:motion>/send-back/", acts.send_motion_back, name="send_back"),
    path(f"{REVIEW}/motions/<int:motion>/drop/", acts.drop, name="drop_motion"),
]
