"""Psychotherapy notes: their author's alone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
