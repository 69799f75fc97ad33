"""Addresses of the messages."""

from django.urls import path

from jiqun.web.inbox import views

urlpatterns = [
    path("messages/", views.messages, name="messages"),
    path("messages/read/", views.read_all, name="read_all"),
    path("messages/<int:message>/open/", views.open_message, name="open_message"),
]
