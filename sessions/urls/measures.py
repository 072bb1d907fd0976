"""When measures are due, and for whom."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
