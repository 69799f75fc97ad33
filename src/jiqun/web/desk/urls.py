"""Addresses of the first page, and of its lists in full."""

from django.urls import path

from jiqun.web.desk import views

urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("todo/", views.todo, name="todo"),
    path("started/", views.started, name="started"),
    path("done/", views.done, name="done"),
]
