"""The addresses of the review."""

from django.urls import path

from jiqun.web.review.views import (
    acts,
    candidates,
    checklist,
    decisions,
    duplicates,
    holidays,
    peers,
    queue,
    recommendation,
    review,
    stages,
    visits,
)

REVIEW = "declarations/<int:pk>/review"
VISIT = f"{REVIEW}/visit"
RECOMMENDATION = "declarations/<int:pk>/recommendation"
CANDIDATES = "calls/<int:pk>/candidates"

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
    path(f"{VISIT}/", visits.visit, name="visit"),
    path(f"{VISIT}/begin/", visits.begin, name="begin_visit"),
    path(f"{VISIT}/items/", visits.add, name="add_visit_item"),
    path(f"{VISIT}/photos/", visits.upload_photo, name="add_visit_photo"),
    path(f"{VISIT}/photos/<int:photo>/", visits.download, name="visit_photo"),
    path(f"{VISIT}/photos/<int:photo>/remove/", visits.take_photo_away, name="remove_visit_photo"),
    path(f"{VISIT}/photos/<int:photo>/<int:page>/", visits.picture, name="visit_picture"),
    path(f"{VISIT}/record.docx", visits.record, name="visit_record"),
    path(f"{REVIEW}/recommendation/", recommendation.recommendation, name="recommendation"),
    path(
        f"{REVIEW}/recommendation/<slug:paper>/",
        recommendation.recommendation_pages,
        name="recommendation_pages",
    ),
    path(f"{RECOMMENDATION}/", recommendation.recommended, name="recommended"),
    path(f"{RECOMMENDATION}/sealed/", recommendation.sealed_pages, name="sealed_pages"),
    path(f"{RECOMMENDATION}/sealed/<int:page>/", recommendation.sealed_page, name="sealed_page"),
    path(f"{CANDIDATES}/", candidates.candidates, name="candidates"),
    path(f"{CANDIDATES}/<slug:paper>/", candidates.candidates_paper, name="candidates_paper"),
]
