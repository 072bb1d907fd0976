"""What somebody opens with a private link; the address says nothing of the practice."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
