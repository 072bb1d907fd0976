"""The waiting list, availability, and private calendar feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
