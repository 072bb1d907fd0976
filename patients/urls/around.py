"""Safe contact, needs, and the people around somebody."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
