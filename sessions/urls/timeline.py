"""The timeline, and life events on it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
