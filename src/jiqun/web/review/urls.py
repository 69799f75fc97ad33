"""The addresses of the review."""

from django.urls import path

from jiqun.web.review.views import (
    acts,
    candidates,
    holidays,
    queue,
    recommendation,
    review,
    stages,
)

REVIEW = "declarations/<int:pk>/review"
RECOMMENDATION = "declarations/<int:pk>/recommendation"
CANDIDATES = "calls/<int:pk>/candidates"

urlpatterns = [
    path("calendar/", holidays.calendar, name="calendar"),
    path("stages/", stages.stages, name="stages"),
    path("reviews/", queue.queue, name="queue"),
    path(f"{REVIEW}/", review.review, name="review"),
    path(f"{REVIEW}/parts/<slug:slug>/", review.review_part, name="review_part"),
    path(f"{REVIEW}/act/<slug:verb>/", acts.act, name="act"),
    path(f"{REVIEW}/remarks/", acts.remark, name="remark"),
    path(f"{REVIEW}/remarks/<int:remark>/remove/", acts.unremark, name="remove_remark"),
    path(f"{REVIEW}/prepare/<slug:verb>/", acts.prepare_motion, name="prepare_motion"),
    path(f"{REVIEW}/motions/<int:motion>/sign/", acts.sign_motion, name="sign_motion"),
    path(f"{REVIEW}/motions/<int:motion>/send-back/", acts.send_motion_back, name="send_back"),
    path(f"{REVIEW}/motions/<int:motion>/drop/", acts.drop, name="drop_motion"),
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
