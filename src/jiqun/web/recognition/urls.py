"""The addresses of the recognition."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
