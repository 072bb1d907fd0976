"""Referrals read from files, and what they propose."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
