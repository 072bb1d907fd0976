"""Readiness before going near the trauma."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
