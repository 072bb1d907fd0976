"""Measures of a patient: filled in, read, on a tablet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
