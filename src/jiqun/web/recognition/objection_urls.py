"""The addresses of objections: the public's and the bureau's."""

from django.urls import path

from jiqun.web.recognition.views import objecting, objections

ONE = "objections/<int:pk>"

urlpatterns = [
    path("notices/<int:pk>/object/<int:entry>/", objecting.objecting, name="object"),
    path("objections/", objecting.progress, name="objection_progress"),
    path("objections/inbox/", objections.objections, name="objections"),
    path(f"{ONE}/", objections.objection, name="objection"),
    path(f"{ONE}/read/", objections.read_objection, name="read_objection"),
    path(f"{ONE}/files/<int:file>/", objections.read_objection_file, name="objection_file"),
    path(f"{ONE}/take-up/", objections.take_up_objection, name="take_up_objection"),
    path(f"{ONE}/prepare/", objections.prepare_answer, name="prepare_objection"),
    path(f"{ONE}/sign/", objections.sign_answer, name="sign_objection"),
    path(f"{ONE}/send-back/", objections.send_answer_back, name="send_objection_back"),
    path(f"{ONE}/take-back/", objections.take_answer_back, name="take_objection_back"),
    path(f"{ONE}/letter/", objections.answer_letter, name="objection_letter"),
    path(f"{ONE}/answered/", objections.hand_over_answer, name="objection_answered"),
]
