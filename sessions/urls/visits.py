"""Visits: the day, the week, booking, and what becomes of a visit."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
