"""Finding notes: those to write, those of a chart, and words in them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
