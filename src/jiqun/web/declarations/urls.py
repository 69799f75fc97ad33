"""Every address of calls and declarations."""

from django.urls import path

from jiqun.web.declarations.views import part

urlpatterns = [
    path("declarations/<int:pk>/parts/<slug:slug>/", part.part, name="part"),
    path("declarations/<int:pk>/save/", part.save, name="save"),
]
