"""Forms at the patient's pace, as staff see them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
