"""Session notes: written, kept while typing, signed, added to, co-signed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
