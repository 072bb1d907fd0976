"""The way in: the intake board and new people."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
